// What can be done with the app's lock. Loaded when somebody has one, or wants one.
import { systemClock } from '../../domain/time/clock.js';
import { noteLock } from '../day-picture-service.js';
import type { Engine } from '../engine.js';
import type { LockActs } from './lock.js';
import { createUnsavedActs } from './unsaved-acts.js';

/** So long the app waits, before it locks, for what is to be kept, in milliseconds. */
const LAST_MS = 2_000;
/** When the app was last used, in any tab. */
const USE_NOTE = 'ik-lock-used';
/** Reminders that were snoozed while no tab was open (src/service-worker.ts). */
const SNOOZED = 'ikebana-snoozed';

/** @param notes - What tabs share. */
export function createLockActs(engine: Pick<Engine, 'lock'>, notes: Storage | undefined): LockActs {
  const loadDevice = () => import('./device-unlock.js');
  const noteUse = () => notes?.setItem(USE_NOTE, String(systemClock.now()));

  return {
    async set(input) {
      noteUse();
      await noteLock(notes, () => engine.lock('set', input));
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
      notes?.removeItem(USE_NOTE);
    },
    async setMinutes(minutes) {
      await engine.lock('setMinutes', { minutes });
    },
    beforeLock: undefined,
    async lock() {
      await Promise.race([this.beforeLock?.().catch(() => {}), new Promise((over) => setTimeout(over, LAST_MS))]);
      await engine.lock('lock', {});
    },
    unsaved: createUnsavedActs(engine),
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
        const [{ askCredential }, { device }] = await Promise.all([loadDevice(), engine.lock('state', {})]);
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

/** Nothing is left of the profile: what the page keeps beside it goes, too, and it begins anew. */
export async function leaveErased(notes: Storage | undefined): Promise<void> {
  notes?.clear();
  sessionStorage.clear();
  await Promise.resolve(globalThis.caches?.delete(SNOOZED)).catch(() => {});
  location.replace('/');
}
