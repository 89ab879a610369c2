// Secrets at rest: bytes are wrapped with a key that cannot be read out, and that key can itself be locked away.
import { AppError } from '../domain/errors.js';
import type { AppDatabase } from './database.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** Record of the key that wraps all others. */
export const KEY_RECORD = 'kek';
const NONCE_BYTES = 12;

/** Wraps and unwraps; the names are part of what is wrapped, so that none can stand in another's place. */
export interface Secrets {
  /** @throws {AppError} `sync/locked` */
  get(name: string): Promise<Bytes | undefined>;
  /** @throws {AppError} `sync/locked` */
  put(name: string, secret: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Where the wrapping key is while this thread runs: asked for at each use, so that locking works at once. */
export type WrappingKey = () => Promise<CryptoKey>;

/** AES-256-GCM that cannot be read out. */
const newWrappingKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

/**
 * The profile's wrapping key, made when there is none yet.
 *
 * @throws {AppError} `sync/locked`: it is there, but locked away.
 */
export async function wrappingKey(db: AppDatabase): Promise<CryptoKey> {
  const found = await db.secrets.get(KEY_RECORD);
  if (found?.key !== undefined) return found.key;
  if (found !== undefined) throw new AppError('sync/locked', 'The keys are locked away.');
  const key = await newWrappingKey();
  // Another tab may have been quicker: one key counts.
  return db.transaction('rw', db.secrets, async () => {
    const quicker = await db.secrets.get(KEY_RECORD);
    if (quicker?.key !== undefined) return quicker.key;
    await db.secrets.put({ name: KEY_RECORD, key });
    return key;
  });
}

/** @param key - Where the wrapping key comes from; the profile's own, when it is not locked. */
export function createSecretStore(db: AppDatabase, key: WrappingKey = () => wrappingKey(db)): Secrets {
  const cipher = (name: string, iv: Uint8Array) => ({
    name: 'AES-GCM',
    iv: iv as Bytes,
    additionalData: new TextEncoder().encode(`ikebana/secret\0${name}`),
  });
  return {
    async get(name) {
      const found = (await db.secrets.get(name))?.wrapped;
      if (found === undefined) return undefined;
      const text = found.slice(NONCE_BYTES) as Bytes;
      const nonce = found.slice(0, NONCE_BYTES);
      const using = await key();
      try {
        return new Uint8Array(await crypto.subtle.decrypt(cipher(name, nonce), using, text));
      } catch (error) {
        throw new AppError('store/failed', `The secret ${name} cannot be read.`, {}, { cause: error });
      }
    },
    async put(name, secret) {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const text = await crypto.subtle.encrypt(cipher(name, nonce), await key(), secret as Bytes);
      const wrapped = new Uint8Array(NONCE_BYTES + text.byteLength);
      wrapped.set(nonce);
      wrapped.set(new Uint8Array(text), NONCE_BYTES);
      await db.secrets.put({ name, wrapped });
    },
    remove: (name) => db.secrets.delete(name),
  };
}
