// What the service worker has put by of a sharing (src/share-target.ts), taken once.
import { nameForImport, type SharedThings } from '../../domain/share-target/shared-things.js';

const CACHE = 'ikebana-shared';

export interface TakenShare extends Omit<SharedThings, 'files'> {
  readonly files: readonly File[];
}

/** @returns `undefined` when it was taken before, or never was there. */
export async function takeShared(id: string): Promise<TakenShare | undefined> {
  if (!('caches' in window) || !/^[\w-]{1,64}$/.test(id)) return undefined;
  const cache = await caches.open(CACHE);
  const response = await cache.match(`/shared/${id}`);
  if (response === undefined) return undefined;
  const things = (await response.json()) as SharedThings;
  const files: File[] = [];
  for (const [at, { name, type }] of things.files.entries()) {
    const kept = await cache.match(`/shared/${id}/${at}`);
    if (kept !== undefined) files.push(new File([await kept.blob()], nameForImport({ name, type }), { type }));
    await cache.delete(`/shared/${id}/${at}`);
  }
  await cache.delete(`/shared/${id}`);
  return { ...things, files };
}
