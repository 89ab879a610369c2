// Composition root of `door.html`: the board of one room for a tablet beside its door, without the app, an account or a store.
import './public-page.css';
import { IkDoor } from './components/rooms/ik-door.js';
import { followTheme } from './components/shell/follow-theme.js';
import { useLocale } from './components/shell/localization.js';
import { keepPageOffline, sealedKeeper } from './door-offline.js';
import { readKeptPublic } from './sync/client/read-kept-public.js';
import { allowOwnScripts } from './trusted-types.js';

/** A tablet that goes dark says nothing. Where the browser does not know it, or the battery is low, the tablet's settings count. */
function stayAwake() {
  const ask = () => {
    if (document.visibilityState === 'visible') navigator.wakeLock?.request('screen').catch(() => undefined);
  };
  document.addEventListener('visibilitychange', ask);
  ask();
}

allowOwnScripts();
followTheme();
await useLocale(navigator.language);
await customElements.whenDefined('ik-door');
const door = document.querySelector('ik-door');
if (door instanceof IkDoor) {
  const keeper = sealedKeeper();
  door.read = (hash, signal) => readKeptPublic(hash, signal, keeper);
  await door.load();
  stayAwake();
  await keepPageOffline();
}
