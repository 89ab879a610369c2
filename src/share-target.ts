// The service worker's part of the system's "Share": what is posted to /share is put where the page finds it, and the page is
// opened. The page's part is components/share-target/take-shared.ts.
import {
  MAX_SHARED_BYTES,
  MAX_SHARED_FILES,
  readSharedTexts,
  type SharedThings,
  sharedFileName,
} from './domain/share-target/shared-things.js';

/** Name of the cache that things wait in. */
const CACHE = 'ikebana-shared';
/** Sharings that wait at once: whoever shares more has left the ones before. */
const MAX_WAITING = 3;

/** Takes what was shared. @returns the way to the page that shows it. */
export async function takeShare(request: Request): Promise<Response> {
  const id = crypto.randomUUID();
  const cache = await caches.open(CACHE);
  await dropOld(cache);
  const things = await keep(cache, id, request).catch(
    (): SharedThings => ({ title: '', text: '', url: '', files: [], problem: 'unreadable' }),
  );
  await cache.put(`/shared/${id}`, new Response(JSON.stringify(things)));
  return Response.redirect(`/import?shared=${id}`, 303);
}

async function keep(cache: Cache, id: string, request: Request): Promise<SharedThings> {
  const form = await request.formData();
  const textOf = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const texts = readSharedTexts({ title: textOf('title'), text: textOf('text'), url: textOf('url') });
  const given = form.getAll('files').filter((one) => one instanceof File);
  const bytes = given.reduce((sum, { size }) => sum + size, 0);
  if (given.length > MAX_SHARED_FILES || bytes > MAX_SHARED_BYTES) return { ...texts, files: [], problem: 'too-much' };
  const files = given.map(({ name, type }, at) => ({ name: sharedFileName(name, at), type }));
  try {
    for (const [at, file] of given.entries()) await cache.put(`/shared/${id}/${at}`, new Response(file));
  } catch {
    return { ...texts, files: [], problem: 'too-much' }; // the device has no room
  }
  return { ...texts, files };
}

async function dropOld(cache: Cache): Promise<void> {
  const requests = await cache.keys();
  const ids = [...new Set(requests.map(({ url }) => new URL(url).pathname.split('/')[2]))];
  const old = ids.slice(0, Math.max(0, ids.length - MAX_WAITING + 1));
  for (const request of requests)
    if (old.includes(new URL(request.url).pathname.split('/')[2])) await cache.delete(request);
}
