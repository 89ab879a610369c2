// Serves the page of a room's door (door.html) from what that page kept (src/door-offline.ts) when the network is away. Nothing
// else is answered, and what the page shows is fetched and kept by the page itself.
const FILES = 'ikebana-door';
/** A network that is there but says nothing, in milliseconds. */
const PATIENCE = 5_000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

async function answer(request, path) {
  const cache = await caches.open(FILES);
  const kept = await cache.match(path);
  // Names under this have a hash in them: what they name never changes.
  if (kept !== undefined && path.startsWith('/public-page/')) return kept;
  if (kept === undefined) return fetch(request);
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    return kept;
  }
}

self.addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (origin === self.location.origin && event.request.method === 'GET')
    event.respondWith(answer(event.request, pathname));
});
