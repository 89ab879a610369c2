/// <reference lib="webworker" />
// Keeps the whole app on the device: it starts without network from its second load on. Nothing else is cached.
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[];
};

cleanupOutdatedCaches();
precacheAndRoute([...self.__WB_MANIFEST]);
// Every page address is drawn by the same document; the demo of the widgets is not part of the app.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    allowlist: [/^\/(?:$|\?|(?:calendar|contacts|settings|import)(?:[/?]|$))/],
  }),
);

// The first version takes over at once, later ones when the person agrees.
self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting();
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
