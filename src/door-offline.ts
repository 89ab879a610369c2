// What keeps a door's page there without a network: its own files, and what it showed last, still encrypted.
import { systemClock } from './domain/time/clock.js';
import type { EpochMs } from './domain/time/types.js';
import type { SealedKeeper } from './sync/client/read-kept-public.js';

/** The same name is in public/door-worker.js. */
const FILES = 'ikebana-door';
const BOARDS = 'ikebana-door-boards';
const AT = 'x-fetched-at';

/** In the browser's cache; where there is none (a page without https), nothing is kept. */
export function sealedKeeper(): SealedKeeper {
  const open = async () => ('caches' in globalThis ? caches.open(BOARDS).catch(() => undefined) : undefined);
  return {
    async read(source) {
      const kept = await (await open())?.match(source);
      const at = Number(kept?.headers.get(AT));
      return kept && { bytes: new Uint8Array(await kept.arrayBuffer()), at: at as EpochMs };
    },
    async keep(source, bytes) {
      const headers = { [AT]: String(systemClock.now()) };
      // A full disk is no reason to show nothing.
      await (await open())?.put(source, new Response(bytes, { headers })).catch(() => undefined);
    },
    async forget(source) {
      await (await open())?.delete(source);
    },
  };
}

/** This page's files as they are now, for public/door-worker.js to serve when the network is away. Never rejects. */
export async function keepPageOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('/door-worker.js', { scope: '/door.html' });
    const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
    const own = loaded.filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname);
    // A browser that does not say what it loaded: what was kept before is better than nothing.
    if (own.length === 0) return;
    const wanted = new Set(['/door.html', ...own]);
    const cache = await caches.open(FILES);
    for (const request of await cache.keys())
      if (!wanted.has(new URL(request.url).pathname)) await cache.delete(request);
    await cache.addAll([...wanted]);
  } catch {
    // private windows of some browsers, or a file that is not there: the page works, but not without a network
  }
}
