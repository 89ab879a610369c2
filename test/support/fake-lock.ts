// The app's lock as views see it, without keys.
import type { LockActs, LockService } from '../../src/app/lock/lock.js';
import { AppError } from '../../src/domain/errors.js';
import { type LockState, NO_LOCK } from '../../src/domain/lock/lock.js';
import type { UnsavedForm } from '../../src/domain/lock/unsaved-form.js';
import { type Cell, createCell } from './cell.js';

export interface FakeLock extends LockService, LockActs {
  readonly state: Cell<LockState>;
  /** The passphrase that opens it. */
  passphrase: string;
  /** Seconds nobody may try after a wrong one. */
  seconds: number;
  /** What is sealed of open forms; a tab that is gone has another name than `own`. */
  readonly sealed: Map<string, readonly UnsavedForm[]>;
  /** What the device says when it is asked. */
  deviceError: unknown;
}

type Log = (name: string, ...args: readonly unknown[]) => unknown;

export function createFakeLock(log: Log, first: LockState = NO_LOCK, hasDevice = false): FakeLock {
  const state = createCell(first);
  const change = (next: Partial<LockState>) => state.set({ ...state.get(), ...next });
  const check = (passphrase: string) => {
    if (passphrase !== fake.passphrase)
      throw new AppError('sync/code', '', { why: 'passphrase', seconds: fake.seconds });
  };
  let used = 0;
  const fake: FakeLock = {
    state,
    passphrase: 'seven quiet herons',
    seconds: 0,
    deviceError: undefined,
    mayBeLocked: first.locked,
    watch: () => state,
    acts: async () => fake,
    async set(input) {
      log('lock.set', input);
      fake.passphrase = input.passphrase;
      change({ isSet: true, minutes: input.minutes });
    },
    async unlock(passphrase) {
      check(passphrase);
      change({ locked: false });
    },
    async change({ passphrase, next }) {
      check(passphrase);
      log('lock.change', next);
      fake.passphrase = next;
    },
    async remove(passphrase) {
      check(passphrase);
      log('lock.remove');
      state.set(NO_LOCK);
    },
    async setMinutes(minutes) {
      log('lock.setMinutes', minutes);
      change({ minutes });
    },
    sealed: new Map(),
    beforeLock: undefined,
    async lock() {
      await fake.beforeLock?.();
      log('lock.lock');
      change({ locked: true });
    },
    unsaved: {
      async keep(forms) {
        if (state.get().locked) throw new AppError('sync/locked', '');
        fake.sealed.set('own', forms);
      },
      async take(work) {
        const kept = [...fake.sealed].map(([id, forms]) => ({ id, isOwn: id === 'own', forms }));
        for (const { id, isOwn } of await work(kept)) if (!isOwn) fake.sealed.delete(id);
      },
    },
    noteUse() {
      used = Date.now();
    },
    lastUse: () => used,
    suggest: async () => 'cabin ribbon lunar oven maple',
    async erase() {
      log('lock.erase');
    },
    device: {
      isOffered: async () => hasDevice,
      async add(passphrase) {
        check(passphrase);
        log('lock.device.add');
        change({ device: { credential: new Uint8Array([1]), salt: new Uint8Array(32) } });
      },
      async unlock() {
        if (fake.deviceError !== undefined) throw fake.deviceError;
        change({ locked: false });
      },
      async remove() {
        log('lock.device.remove');
        const { device: _, ...rest } = state.get();
        state.set(rest);
      },
    },
  };
  return fake;
}
