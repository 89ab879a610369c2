// The key a device signs with. At rest it is wrapped like all other keys, so that a lock can take it away; where it is used it is
// a CryptoKey that nobody can read out.
import { AppError } from '../domain/errors.js';
import type { AppDatabase } from './database.js';
import type { Secrets } from './secret-store.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** Record of the device's Ed25519 key. */
export const SIGN_KEY_RECORD = 'device-sign';

export interface DeviceSignKey {
  /** Not extractable; may sign. */
  readonly key: CryptoKey;
  /** PKCS #8: to be kept, and then overwritten. */
  readonly pkcs8: Bytes;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Bytes;
}

const PROBE = new TextEncoder().encode('ikebana/probe');

const importSignKey = (pkcs8: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);

/** Makes the device's key. It is not kept yet. @throws {AppError} `sync/browser`: no Ed25519 here. */
export async function makeSignKey(): Promise<DeviceSignKey> {
  try {
    const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
    const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
    return {
      key: await importSignKey(pkcs8),
      pkcs8,
      publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
    };
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
export async function keepSignKey(db: AppDatabase, secrets: Secrets, made: DeviceSignKey): Promise<void> {
  try {
    await secrets.put(SIGN_KEY_RECORD, made.pkcs8);
    made.pkcs8.fill(0);
    const kept = await readSignKey(db, secrets);
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

/** @returns `undefined` while there is none. @throws {AppError} `sync/locked` */
export async function readSignKey(db: AppDatabase, secrets: Secrets): Promise<CryptoKey | undefined> {
  // Devices of before there were locks have a CryptoKey in the database.
  const kept = (await db.secrets.get(SIGN_KEY_RECORD))?.key;
  if (kept !== undefined) return kept;
  const pkcs8 = await secrets.get(SIGN_KEY_RECORD);
  return pkcs8 && importSignKey(pkcs8);
}
