import { msg } from '@lit/localize';
import type { Workbox } from 'workbox-window';
import type { IkApp } from './components/shell/ik-app.js';

/** Registers the service worker. A new version waits until the person agrees to load it. */
export async function registerServiceWorker(app: IkApp): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { Workbox } = await import('workbox-window');
  const workbox = new Workbox('/service-worker.js');
  workbox.addEventListener('waiting', () => void offerUpdate(app, workbox));
  try {
    await workbox.register();
  } catch {
    return; // private windows of some browsers: the app works without, but not offline
  }
  // A tab may stay open for weeks: look again when it comes back.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void workbox.update().catch(() => undefined);
  });
}

async function offerUpdate(app: IkApp, workbox: Workbox) {
  const reload = async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    // In another tab somebody agreed before: the new version has taken over, and only this page is old.
    if (!registration?.waiting) return location.reload();
    workbox.addEventListener('controlling', () => location.reload());
    workbox.messageSkipWaiting();
  };
  await app.notify(msg('A new version of Ikebana is ready.'), {
    lasting: true,
    action: { label: msg('Reload'), run: () => void reload() },
  });
}
