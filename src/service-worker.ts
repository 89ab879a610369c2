/// <reference lib="webworker" />
// Keeps the whole app on the device: it starts without network from its second load on. What reads PDFs comes with the first of them.
// Nothing else is cached.
import { cacheNames } from 'workbox-core';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { takeShare } from './share-target.js';

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[];
};

/** The part of Chromium's static routing that is used here (WICG service-worker-static-routing-api), absent elsewhere. */
interface RoutedInstallEvent extends ExtendableEvent {
  addRoutes?(
    rules: readonly {
      readonly condition: { readonly urlPattern: { readonly pathname: string } };
      readonly source: 'fetch-event' | { readonly cacheName: string };
    }[],
  ): Promise<void>;
}

// A file under /assets is named by what it contains: the browser takes it from the cache without asking this worker, which need
// not have started for it; one that is not there comes from the network. Workers come by this one: what it hands out, the browser keeps
// compiled, and a worker's script is not compiled beside anything else. What reads PDFs is in another cache, see below.
self.addEventListener('install', (event: RoutedInstallEvent) => {
  const routes = [
    { condition: { urlPattern: { pathname: '/assets/*.worker-*' } }, source: 'fetch-event' },
    { condition: { urlPattern: { pathname: '/assets/*' } }, source: { cacheName: cacheNames.precache } },
  ] as const;
  event.waitUntil(Promise.resolve(event.addRoutes?.(routes)).catch(() => {}));
});

cleanupOutdatedCaches();
precacheAndRoute([...self.__WB_MANIFEST]);
// Every page address is drawn by the same document; the demo of the widgets is not part of the app.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    allowlist: [/^\/(?:$|\?|(?:day|calendar|contacts|mail|rooms|settings|import|join)(?:[/?]|$))/],
  }),
);

// What few need is not fetched with the rest: the mail worker fetches it when it is first needed, and keeps it
// (workers/mail/search/pdf-script.ts).
registerRoute(
  ({ url }) => url.origin === self.location.origin && /^\/assets\/pdf\.worker-[^/]+\.js$/.test(url.pathname),
  async ({ request, url }) => (await caches.match(url.href, { cacheName: 'ikebana-late' })) ?? fetch(request),
);

// The system's "Share" posts to it (`share_target` of the manifest).
registerRoute(
  ({ url }) => url.origin === self.location.origin && url.pathname === '/share',
  ({ request }) => takeShare(request),
  'POST',
);

// The first version takes over at once, later ones when the person agrees.
self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting();
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** What a reminder's notification carries (components/reminders/notifications.ts). */
interface NotificationData {
  readonly reminder: { readonly key: string };
  readonly url: string;
}

async function onReminder(action: string, { reminder, url }: NotificationData): Promise<void> {
  const [client] = await self.clients.matchAll({ type: 'window' });
  if (action === 'snooze') {
    if (client) return client.postMessage({ type: 'snooze-reminder', reminder });
    // The store is written by pages only; the next one that opens takes it from here.
    const cache = await caches.open('ikebana-snoozed');
    return cache.put(`/snoozed/${encodeURIComponent(reminder.key)}`, new Response(JSON.stringify(reminder)));
  }
  if (!client) return void (await self.clients.openWindow(url));
  client.postMessage({ type: 'open-reminder', url });
  await client.focus();
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const data = event.notification.data as NotificationData | undefined;
  if (data) event.waitUntil(onReminder(event.action, data));
});
