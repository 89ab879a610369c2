// Requests about the lock, in the tab's own sync worker: here a passphrase becomes a key, and goes no further. Loaded when one
// is asked for.
import { AppError } from '../../domain/errors.js';
import { fitMinutes, waitAfter } from '../../domain/lock/lock.js';
import { MAX_PASSPHRASE, MIN_PASSPHRASE } from '../../domain/lock/passphrase.js';
import type { Clock } from '../../domain/time/clock.js';
import type { AppDatabase } from '../../store/database.js';
import { importKey, openByDevice, openByPassphrase, wrapForDevice, wrapForPassphrase } from '../../store/key-lock.js';
import {
  changeLock,
  forgetTries,
  type LockRecord,
  noteTry,
  type PassphraseCost,
  type PassphraseWrap,
  readLock,
  readTries,
} from '../../store/lock-record.js';
import type { LockAnswer, LockRequest, LockRequests } from '../lock.api.js';
import type { NetRequest } from '../net.api.js';
import { isCheaper, keyOfPassphrase, newSalt, PASSPHRASE_COST } from './argon.js';
import type { LockKeeper } from './lock-keeper.js';
import { createUnsavedStore } from './unsaved-store.js';

type Bytes = Uint8Array<ArrayBuffer>;

export interface LockHost {
  readonly db: AppDatabase;
  readonly clock: Clock;
  readonly keeper: LockKeeper;
  /** What new passphrases cost; `PASSPHRASE_COST` when absent. */
  readonly cost?: PassphraseCost;
  /** Of the tab that writes: only it touches the keys. */
  perform(request: NetRequest): Promise<unknown>;
}

type Handlers = {
  readonly [K in keyof LockRequests]: (ask: LockRequests[K]['ask']) => Promise<LockRequests[K]['answer']>;
};

function checkNew(passphrase: string): void {
  if (passphrase.length < MIN_PASSPHRASE || passphrase.length > MAX_PASSPHRASE)
    throw new AppError('sync/code', 'Too short, or too long.', { why: 'length' });
}

/** With a salt of its own. */
async function wrapAt(cost: PassphraseCost, passphrase: string, id: string, raw: Uint8Array): Promise<PassphraseWrap> {
  const salt = newSalt();
  const byPerson = await keyOfPassphrase(passphrase, salt, cost);
  const wrapped = await wrapForPassphrase(raw, id, cost, byPerson);
  byPerson.fill(0);
  return { ...cost, salt, wrapped };
}

/** What a PRF gives is taken as it is: 32 bytes that look like chance. */
function checkSecret(secret: Uint8Array): void {
  if (secret.length !== 32) throw new AppError('sync/code', 'No PRF’s answer.', { why: 'device' });
}

export function createLockRequests(host: LockHost): (request: LockRequest) => Promise<LockAnswer> {
  const { db, clock, keeper, cost = PASSPHRASE_COST } = host;
  const wrapFor = (passphrase: string, id: string, raw: Uint8Array) => wrapAt(cost, passphrase, id, raw);
  const unsaved = createUnsavedStore(db, keeper.keyOf);
  /** One at a time: each try counts before the next. */
  let turn: Promise<unknown> = Promise.resolve();

  async function present(): Promise<LockRecord> {
    const lock = await readLock(db);
    if (lock === undefined) throw new AppError('sync/code', 'There is no lock.', { why: 'changed' });
    return lock;
  }

  async function checkWait(): Promise<void> {
    const { count, last } = await readTries(db);
    const wait = waitAfter(count);
    const now = clock.now();
    // A clock that was set back makes nobody wait for years.
    const left = now < last ? wait : last + wait - now;
    if (wait > 0 && left > 0)
      throw new AppError('sync/code', 'Too many tries.', { why: 'wait', seconds: Math.ceil(left / 1000) });
  }

  /** @returns the lock's key, raw. @throws {AppError} `sync/code` (`passphrase`, with seconds to wait; `wait`; `damaged`) */
  async function openWith(lock: LockRecord, passphrase: string): Promise<Bytes> {
    await checkWait();
    if (passphrase === '' || passphrase.length > MAX_PASSPHRASE)
      throw new AppError('sync/code', 'Not one.', { why: 'passphrase', seconds: 0 });
    const byPerson = await keyOfPassphrase(passphrase, lock.passphrase.salt, lock.passphrase);
    try {
      const raw = await openByPassphrase(lock, byPerson);
      await forgetTries(db);
      return raw;
    } catch (error) {
      const { count } = await noteTry(db, clock.now());
      const seconds = waitAfter(count) / 1000;
      throw new AppError('sync/code', 'Another passphrase.', { why: 'passphrase', seconds }, { cause: error });
    } finally {
      byPerson.fill(0);
    }
  }

  /** Keeps what `next` makes of the lock. @throws {AppError} `sync/code` (`changed`): it was set anew meanwhile. */
  async function keep({ id }: LockRecord, next: (now: LockRecord) => LockRecord): Promise<void> {
    if (!(await changeLock(db, id, next))) throw new AppError('sync/code', 'Another lock.', { why: 'changed' });
    keeper.changed();
  }

  async function letIn(lock: LockRecord, raw: Bytes): Promise<void> {
    const key = await importKey(raw);
    raw.fill(0);
    keeper.take(lock.id, key);
  }

  const handlers: Handlers = {
    state: () => keeper.state(),

    async set({ passphrase, minutes }) {
      checkNew(passphrase);
      const id = crypto.randomUUID();
      const raw = crypto.getRandomValues(new Uint8Array(32));
      const record = { id, minutes: fitMinutes(minutes), passphrase: await wrapFor(passphrase, id, raw) };
      const key = await importKey(raw);
      raw.fill(0);
      await host.perform({ type: 'setKeyLock', record, key });
      return undefined;
    },

    async unlock({ passphrase }) {
      const lock = await present();
      const raw = await openWith(lock, passphrase);
      if (isCheaper(lock.passphrase, cost)) {
        const stronger = await wrapFor(passphrase, lock.id, raw);
        await changeLock(db, lock.id, (now) => ({ ...now, passphrase: stronger })).catch(() => {}); // the next time
      }
      await letIn(lock, raw);
      return undefined;
    },

    async unlockByDevice({ secret }) {
      checkSecret(secret);
      const lock = await present();
      const raw = await openByDevice(lock, secret);
      secret.fill(0);
      await letIn(lock, raw);
      return undefined;
    },

    async change({ passphrase, next }) {
      checkNew(next);
      const lock = await present();
      const raw = await openWith(lock, passphrase);
      const fresh = await wrapFor(next, lock.id, raw);
      raw.fill(0);
      await keep(lock, (now) => ({ ...now, passphrase: fresh }));
      return undefined;
    },

    async remove({ passphrase }) {
      const lock = await present();
      const raw = await openWith(lock, passphrase);
      const key = await importKey(raw);
      raw.fill(0);
      await host.perform({ type: 'removeKeyLock', id: lock.id, key });
      await unsaved.clear();
      return undefined;
    },

    async addDevice({ passphrase, credential, salt, secret }) {
      checkSecret(secret);
      const lock = await present();
      const raw = await openWith(lock, passphrase);
      const wrapped = await wrapForDevice(raw, lock.id, secret);
      raw.fill(0);
      secret.fill(0);
      await keep(lock, (now) => ({ ...now, device: { credential, salt, wrapped } }));
      return undefined;
    },

    async dropDevice() {
      await keep(await present(), ({ device: _, ...now }) => now);
      return undefined;
    },

    async setMinutes({ minutes }) {
      await keep(await present(), (now) => ({ ...now, minutes: fitMinutes(minutes) }));
      return undefined;
    },

    async keepUnsaved({ tab, text }) {
      await unsaved.keep(tab, text);
      return undefined;
    },

    unsaved: () => unsaved.all(),

    async lock() {
      await present();
      keeper.lock();
      return undefined;
    },

    async erase() {
      await db.delete();
      keeper.erased();
      return undefined;
    },
  };

  return ({ type, ...ask }) => {
    const handle = handlers[type] as (asked: object) => Promise<LockAnswer>;
    if (type === 'state') return handle(ask);
    const done = turn.then(() => handle(ask));
    turn = done.catch(() => {});
    return done;
  };
}
