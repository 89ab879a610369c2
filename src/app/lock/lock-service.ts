import { type LockState, NO_LOCK } from '../../domain/lock/lock.js';
import { systemClock } from '../../domain/time/clock.js';
import { firstOf } from '../../domain/watchable.js';
import { notesOfBrowser } from '../browser-notes.js';
import type { Engine } from '../engine.js';
import { watchQuery } from '../watch.js';
import type { LockService } from './lock.js';

/** Says, before any database was opened, that there is a lock: nothing is drawn until it is known to be open. */
const SET_NOTE = 'ik-lock';
/** When the app was last used, in any tab. */
const USE_NOTE = 'ik-lock-used';
/** Reminders that were snoozed while no tab was open (src/service-worker.ts). */
const SNOOZED = 'ikebana-snoozed';

export function createLockService(engine: Engine): LockService {
  const notes = notesOfBrowser();
  const wasSet = notes?.getItem(SET_NOTE) != null;
  const loadDevice = () => import('./device-unlock.js');
  /** Without a lock no worker is started to ask: it tells by itself, once it runs. */
  let isKnown = wasSet;

  async function state(): Promise<LockState> {
    if (!isKnown) return NO_LOCK;
    const found = await engine.lock('state', {});
    if (found.isSet) notes?.setItem(SET_NOTE, '1');
    else for (const note of [SET_NOTE, USE_NOTE]) notes?.removeItem(note);
    return found;
  }

  engine.lockChanges.subscribe(({ erased }) => {
    isKnown = true;
    if (!erased) return;
    notes?.clear();
    sessionStorage.clear();
    if ('caches' in globalThis) void caches.delete(SNOOZED).catch(() => {});
    location.replace('/');
  });

  const watch = () => watchQuery(engine.lockChanges, state, () => true);
  const noteUse = () => notes?.setItem(USE_NOTE, String(systemClock.now()));

  return {
    mayBeLocked: wasSet,
    watch,
    async set(input) {
      noteUse();
      await engine.lock('set', input);
    },
    async unlock(passphrase) {
      noteUse();
      await engine.lock('unlock', { passphrase });
    },
    async change(input) {
      await engine.lock('change', input);
    },
    async remove(passphrase) {
      await engine.lock('remove', { passphrase });
    },
    async setMinutes(minutes) {
      await engine.lock('setMinutes', { minutes });
    },
    async lock() {
      await engine.lock('lock', {});
    },
    noteUse,
    lastUse: () => Number(notes?.getItem(USE_NOTE) ?? 0),
    suggest: async () => (await import('./suggest-passphrase.js')).suggestPassphrase(),
    async erase() {
      await engine.lock('erase', {});
    },
    device: {
      isOffered: async () => (await loadDevice()).isOffered(),
      async add(passphrase) {
        const { makeCredential } = await loadDevice();
        await engine.lock('addDevice', { passphrase, ...(await makeCredential()) });
      },
      async unlock() {
        const [{ askCredential }, { device }] = await Promise.all([loadDevice(), firstOf(watch())]);
        if (device === undefined) return;
        const secret = await askCredential(device);
        noteUse();
        await engine.lock('unlockByDevice', { secret });
      },
      async remove() {
        await engine.lock('dropDevice', {});
      },
    },
  };
}
