// As the app's: everything is kept when it is installed, and answered from there.
const KEPT = ['/', '/start.css', '/start.js'];
self.addEventListener('install', (event) => event.waitUntil(caches.open('start').then((cache) => cache.addAll(KEPT))));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  event.respondWith(caches.match(request.mode === 'navigate' ? '/' : request).then((kept) => kept ?? fetch(request)));
});
