// The key a device signs with: a CryptoKey that nobody can read out, not even this app.
import { AppError } from '../domain/errors.js';
import type { AppDatabase } from './database.js';

/** Record of the device's Ed25519 key. */
export const SIGN_KEY_RECORD = 'device-sign';

export interface DeviceSignKey {
  /** Not extractable; may sign. */
  readonly key: CryptoKey;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
}

const PROBE = new TextEncoder().encode('ikebana/probe');

/** Makes the device's key. It is not kept yet. @throws {AppError} `sync/browser`: no Ed25519 here. */
export async function makeSignKey(): Promise<DeviceSignKey> {
  try {
    const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
    return { key: pair.privateKey, publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)) };
  } catch (error) {
    throw new AppError('sync/browser', 'This browser does not know Ed25519.', {}, { cause: error });
  }
}

/**
 * Keeps the device's key, and looks whether it is really there afterwards: browsers were seen that report success and
 * keep nothing.
 *
 * @throws {AppError} `sync/browser`: it cannot be kept here; nothing is.
 */
export async function keepSignKey(db: AppDatabase, made: DeviceSignKey): Promise<void> {
  try {
    await db.secrets.put({ name: SIGN_KEY_RECORD, key: made.key });
    const kept = await readSignKey(db);
    const signature = kept && (await crypto.subtle.sign('Ed25519', kept, PROBE));
    const publicKey = await crypto.subtle.importKey('raw', made.publicKey, 'Ed25519', false, ['verify']);
    if (signature && (await crypto.subtle.verify('Ed25519', publicKey, signature, PROBE))) return;
  } catch (error) {
    await db.secrets.delete(SIGN_KEY_RECORD).catch(() => {});
    throw new AppError('sync/browser', 'This browser cannot keep an Ed25519 key.', {}, { cause: error });
  }
  await db.secrets.delete(SIGN_KEY_RECORD);
  throw new AppError('sync/browser', 'This browser has lost the key it was given.');
}

/** @returns `undefined` while there is none. */
export async function readSignKey(db: AppDatabase): Promise<CryptoKey | undefined> {
  return (await db.secrets.get(SIGN_KEY_RECORD))?.key;
}
