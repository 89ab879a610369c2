// Secrets at rest: bytes are wrapped with a key that cannot be read out. While an app lock is set that key is the lock's, which
// is nowhere in the database (docs/rules/identity.md, ID20).
import { AppError } from '../domain/errors.js';
import type { AppDatabase } from './database.js';
import { readLock } from './lock-record.js';
import type { SecretRecord } from './sync-records.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** Record of the key that wraps all others, while no lock is set. */
export const KEY_RECORD = 'kek';
/** What mail keeps here begins so: it has nothing to do with the account. */
const MAIL = 'mail/';
/** Text of open forms, while a lock is set (docs/rules/identity.md, ID28): nor has that. */
export const UNSAVED = 'unsaved/';
const NONCE_BYTES = 12;
/** Times the key may become another one while something is wrapped. */
const ATTEMPTS = 5;

/** Wraps and unwraps; the names are part of what is wrapped, so that none can stand in another's place. */
export interface Secrets {
  /** @throws {AppError} `sync/locked` */
  get(name: string): Promise<Bytes | undefined>;
  /** @throws {AppError} `sync/locked` */
  put(name: string, secret: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
}

/** The key of the lock with this id, as long as this thread has it. */
export type LockKeys = (id: string) => CryptoKey | undefined;

/** What wraps at present. */
export interface Wrapping {
  /** Another one for each key there was. */
  readonly id: string;
  readonly key: CryptoKey;
}

/** AES-256-GCM that cannot be read out. */
const newWrappingKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

/** A key for the database to keep. */
export async function newKeyRecord(): Promise<SecretRecord & { readonly key: CryptoKey }> {
  return { name: KEY_RECORD, id: crypto.randomUUID(), key: await newWrappingKey() };
}

const idOfLock = (id: string) => `lock ${id}`;

/** Which key wraps now; `undefined` while there is none. In a transaction of `secrets` and `local`, or outside of any. */
export async function presentId(db: AppDatabase): Promise<string | undefined> {
  const lock = await readLock(db);
  if (lock !== undefined) return idOfLock(lock.id);
  const kept = await db.secrets.get(KEY_RECORD);
  return kept && (kept.id ?? '');
}

/**
 * The profile's wrapping key, made when there is none yet.
 *
 * @throws {AppError} `sync/locked`: it is locked away; `sync/browser`: the browser has not kept it.
 */
export async function wrappingKey(db: AppDatabase, held: LockKeys = () => undefined): Promise<Wrapping> {
  const lock = await readLock(db);
  if (lock !== undefined) {
    const key = held(lock.id);
    if (key === undefined) throw new AppError('sync/locked', 'The keys are locked away.');
    return { id: idOfLock(lock.id), key };
  }
  const found = await db.secrets.get(KEY_RECORD);
  if (found?.key !== undefined) return { id: found.id ?? '', key: found.key };
  if (found !== undefined) throw new AppError('sync/browser', 'The browser has lost the key it was given.');
  const fresh = await newKeyRecord();
  // Another tab may have been quicker: one key counts.
  const isOurs = await db.transaction('rw', db.secrets, db.local, async () => {
    if ((await presentId(db)) !== undefined) return false;
    await db.secrets.put(fresh);
    return true;
  });
  return isOurs ? { id: fresh.id!, key: fresh.key } : wrappingKey(db, held);
}

const cipher = (name: string, iv: Uint8Array) => ({
  name: 'AES-GCM',
  iv: iv as Bytes,
  additionalData: new TextEncoder().encode(`ikebana/secret\0${name}`),
});

/** Nonce and text. */
export async function wrapSecret(key: CryptoKey, name: string, secret: Uint8Array): Promise<Bytes> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const text = await crypto.subtle.encrypt(cipher(name, nonce), key, secret as Bytes);
  const wrapped = new Uint8Array(NONCE_BYTES + text.byteLength);
  wrapped.set(nonce);
  wrapped.set(new Uint8Array(text), NONCE_BYTES);
  return wrapped;
}

/** @throws {DOMException} another key, or another name. */
export async function unwrapSecret(key: CryptoKey, name: string, wrapped: Uint8Array): Promise<Bytes> {
  const text = wrapped.slice(NONCE_BYTES) as Bytes;
  return new Uint8Array(await crypto.subtle.decrypt(cipher(name, wrapped.slice(0, NONCE_BYTES)), key, text));
}

/** @param held - Where the lock's key is while this thread runs: asked at each use, so that locking counts at once. */
export function createSecretStore(db: AppDatabase, held?: LockKeys): Secrets {
  const present = () => wrappingKey(db, held);

  /** The key may become another one at any moment: what was begun with the one before is done again. */
  async function withPresentKey<T>(work: (wrapping: Wrapping) => Promise<T | undefined>, name: string): Promise<T> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const done = await work(await present());
      if (done !== undefined) return done;
    }
    throw new AppError('store/failed', `The secret ${name} cannot be read.`);
  }

  return {
    async get(name) {
      if ((await db.secrets.get(name))?.wrapped === undefined) return undefined;
      return withPresentKey(async ({ id, key }) => {
        const found = (await db.secrets.get(name))?.wrapped;
        try {
          return await unwrapSecret(key, name, found ?? new Uint8Array());
        } catch (error) {
          if ((await presentId(db)) !== id) return undefined;
          throw new AppError('store/failed', `The secret ${name} cannot be read.`, {}, { cause: error });
        }
      }, name);
    },
    async put(name, secret) {
      await withPresentKey(async ({ id, key }) => {
        const wrapped = await wrapSecret(key, name, secret);
        return db.transaction('rw', db.secrets, db.local, async () => {
          if ((await presentId(db)) !== id) return undefined;
          await db.secrets.put({ name, wrapped });
          return true;
        });
      }, name);
    },
    remove: (name) => db.secrets.delete(name),
  };
}

/** Takes the account's secrets away; the key that wraps stays, and what mail has. In a transaction of `secrets`, or outside of any. */
export async function clearAccountSecrets(db: AppDatabase): Promise<void> {
  await db.secrets
    .filter(({ name }) => name !== KEY_RECORD && !name.startsWith(MAIL) && !name.startsWith(UNSAVED))
    .delete();
}
