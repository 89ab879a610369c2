// What a device keeps of its app lock: everything but what the person knows (docs/rules/identity.md, ID21).
import { fitMinutes } from '../domain/lock/lock.js';
import type { AppDatabase } from './database.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** Its name in `local`. */
export const LOCK_RECORD = 'app-lock';
const TRIES_RECORD = 'app-lock-tries';

/** What a passphrase's key depends on (Argon2id, RFC 9106). */
export interface PassphraseCost {
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
}

/** The lock's key, wrapped with what follows from a passphrase. */
export interface PassphraseWrap extends PassphraseCost {
  readonly salt: Bytes;
  readonly wrapped: Bytes;
}

/** The lock's key, wrapped with what follows from a WebAuthn credential's PRF. */
export interface DeviceWrap {
  readonly credential: Bytes;
  readonly salt: Bytes;
  readonly wrapped: Bytes;
}

export interface LockRecord {
  /** Hexadecimal, another one for each lock that is set. */
  readonly id: string;
  /** Minutes without use after which it locks; 0: when the app is closed. */
  readonly minutes: number;
  readonly passphrase: PassphraseWrap;
  readonly device?: DeviceWrap;
}

/** Wrong passphrases in a row, and when the last one was tried, epoch ms. */
export interface LockTries {
  readonly count: number;
  readonly last: number;
}

const encode = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const decode = (hex: unknown): Bytes =>
  Uint8Array.from(String(hex).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** Bytes are hexadecimal in what is stored. */
function parseLock(value: string): LockRecord {
  const { id, minutes, passphrase, device } = JSON.parse(value);
  return {
    id: String(id),
    minutes: fitMinutes(minutes),
    passphrase: {
      memory: Number(passphrase.memory),
      passes: Number(passphrase.passes),
      salt: decode(passphrase.salt),
      wrapped: decode(passphrase.wrapped),
    },
    ...(device && {
      device: {
        credential: decode(device.credential),
        salt: decode(device.salt),
        wrapped: decode(device.wrapped),
      },
    }),
  };
}

const formatLock = (record: LockRecord): string =>
  JSON.stringify(record, (_, value) => (value instanceof Uint8Array ? encode(value) : value));

/** @returns `undefined` while no lock is set. */
export async function readLock(db: AppDatabase): Promise<LockRecord | undefined> {
  const found = await db.local.get(LOCK_RECORD);
  return found && parseLock(found.value);
}

/** Its id; '' while no lock is set. Inside a transaction of `local`. */
export async function lockIdOf(db: AppDatabase): Promise<string> {
  return (await readLock(db))?.id ?? '';
}

export async function writeLock(db: AppDatabase, record: LockRecord): Promise<void> {
  await db.local.put({ name: LOCK_RECORD, value: formatLock(record) });
}

export async function removeLock(db: AppDatabase): Promise<void> {
  await db.local.bulkDelete([LOCK_RECORD, TRIES_RECORD]);
}

/**
 * Changes what is kept of a lock, in one transaction.
 *
 * @param id - Of the lock that is meant.
 * @returns whether that one was there still.
 */
export function changeLock(db: AppDatabase, id: string, next: (now: LockRecord) => LockRecord): Promise<boolean> {
  return db.transaction('rw', db.local, async () => {
    const now = await readLock(db);
    if (now?.id !== id) return false;
    await writeLock(db, next(now));
    return true;
  });
}

export async function readTries(db: AppDatabase): Promise<LockTries> {
  const found = await db.local.get(TRIES_RECORD);
  return found === undefined ? { count: 0, last: 0 } : (JSON.parse(found.value) as LockTries);
}

/** Counts one more wrong passphrase. @param now - Epoch ms. */
export function noteTry(db: AppDatabase, now: number): Promise<LockTries> {
  return db.transaction('rw', db.local, async () => {
    const tries = { count: (await readTries(db)).count + 1, last: now };
    await db.local.put({ name: TRIES_RECORD, value: JSON.stringify(tries) });
    return tries;
  });
}

export async function forgetTries(db: AppDatabase): Promise<void> {
  await db.local.delete(TRIES_RECORD);
}
