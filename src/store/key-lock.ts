// Locks the profile's keys away, and takes the lock off. Either is one transaction: all keys lie under the lock's key, or
// under one that the browser keeps (docs/rules/identity.md, ID22).
import { AppError } from '../domain/errors.js';
import type { AppDatabase } from './database.js';
import { SIGN_KEY_RECORD } from './device-key.js';
import { type LockRecord, lockIdOf, type PassphraseCost, removeLock, writeLock } from './lock-record.js';
import { KEY_RECORD, newKeyRecord, unwrapSecret, wrappingKey, wrapSecret } from './secret-store.js';
import type { SecretRecord } from './sync-records.js';

type Bytes = Uint8Array<ArrayBuffer>;

const KEY_BYTES = 32;
const ATTEMPTS = 5;

/** 32 bytes as the key of a lock, or as what wraps one. It cannot be read out again. */
export const importKey = (raw: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw as Bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);

/** What is wrapped says for which lock, by which way and at which cost. */
const passphraseUse = (id: string, { memory, passes }: PassphraseCost) => `lock ${id} passphrase ${memory} ${passes}`;
const deviceUse = (id: string) => `lock ${id} device`;

/** @param byPerson - 32 bytes that follow from the passphrase. */
export const wrapForPassphrase = async (raw: Uint8Array, id: string, cost: PassphraseCost, byPerson: Uint8Array) =>
  wrapSecret(await importKey(byPerson), passphraseUse(id, cost), raw);

/** @param byDevice - 32 bytes that follow from the credential's PRF. */
export const wrapForDevice = async (raw: Uint8Array, id: string, byDevice: Uint8Array) =>
  wrapSecret(await importKey(byDevice), deviceUse(id), raw);

async function open(wrapped: Uint8Array, use: string, by: Uint8Array, why: string): Promise<Bytes> {
  try {
    const raw = await unwrapSecret(await importKey(by), use, wrapped);
    if (raw.length === KEY_BYTES) return raw;
  } catch (error) {
    throw new AppError('sync/code', 'This does not open the lock.', { why }, { cause: error });
  }
  throw new AppError('sync/code', 'This is no key of a lock.', { why });
}

/** @returns the lock's key, raw: to be imported, or wrapped anew, and then overwritten. @throws {AppError} `sync/code` */
export const openByPassphrase = ({ id, passphrase }: LockRecord, byPerson: Uint8Array): Promise<Bytes> =>
  open(passphrase.wrapped, passphraseUse(id, passphrase), byPerson, 'passphrase');

/** @returns as `openByPassphrase`. @throws {AppError} `sync/code` */
export const openByDevice = ({ id, device }: LockRecord, byDevice: Uint8Array): Promise<Bytes> =>
  open(device?.wrapped ?? new Uint8Array(), deviceUse(id), byDevice, 'device');

/** Everything that is wrapped, wrapped with another key. */
function rewrap(records: readonly SecretRecord[], from: CryptoKey, to: CryptoKey): Promise<SecretRecord[]> {
  const wrapped = records.filter((record) => record.wrapped !== undefined);
  return Promise.all(
    wrapped.map(async ({ name, wrapped: before }) => ({
      name,
      wrapped: await wrapSecret(to, name, await unwrapSecret(from, name, before!)),
    })),
  );
}

const sameBytes = (a: Uint8Array = new Uint8Array(), b: Uint8Array = new Uint8Array()): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

const same = (before: readonly SecretRecord[], now: readonly SecretRecord[]): boolean =>
  before.length === now.length &&
  before.every(
    ({ name, id, wrapped }, at) => now[at]!.name === name && now[at]!.id === id && sameBytes(wrapped, now[at]!.wrapped),
  );

/** Puts everything under another key, with what belongs to that; again when something was put meanwhile. */
async function exchange(
  db: AppDatabase,
  lockId: string,
  from: () => Promise<CryptoKey>,
  to: CryptoKey,
  keep: () => Promise<void>,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = await db.secrets.toArray();
    const fresh = await rewrap(before, await from(), to);
    const isDone = await db.transaction('rw', db.secrets, db.local, async () => {
      if ((await lockIdOf(db)) !== lockId)
        throw new AppError('sync/code', 'The lock is another one now.', { why: 'changed' });
      if (!same(before, await db.secrets.toArray())) return false;
      await db.secrets.bulkPut(fresh);
      await keep();
      return true;
    });
    if (isDone) return;
  }
  throw new AppError('store/failed', 'The keys did not hold still.');
}

/**
 * Locks the profile's keys away: from then on none of them is in the database but under the lock's key.
 *
 * @throws {AppError} `sync/code` (`changed`): there is a lock already; `sync/browser`: this device's signing key was made
 * before there were locks, and the browser does not give it out.
 */
export async function setKeyLock(db: AppDatabase, record: LockRecord, key: CryptoKey): Promise<void> {
  const sign = await db.secrets.get(SIGN_KEY_RECORD);
  if (sign !== undefined && sign.wrapped === undefined)
    throw new AppError('sync/browser', 'The signing key cannot be locked away.', { why: 'lock' });
  const from = async () => (await wrappingKey(db)).key;
  await exchange(db, '', from, key, async () => {
    await db.secrets.delete(KEY_RECORD);
    await writeLock(db, record);
  });
}

/** Takes the lock off: the browser keeps a key again. @param key - The lock's. @throws {AppError} `sync/code` (`changed`) */
export async function removeKeyLock(db: AppDatabase, lockId: string, key: CryptoKey): Promise<void> {
  const fresh = await newKeyRecord();
  await exchange(
    db,
    lockId,
    async () => key,
    fresh.key,
    async () => {
      await db.secrets.put(fresh);
      await removeLock(db);
    },
  );
}
