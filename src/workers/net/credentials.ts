// This device's keys: made once, kept, and loaded whenever the writing tab begins.
import { AppError } from '../../domain/errors.js';
import { readAccountRecord } from '../../store/account-record.js';
import type { AppDatabase } from '../../store/database.js';
import { keepSignKey, makeSignKey, readSignKey } from '../../store/device-key.js';
import type { Secrets } from '../../store/secret-store.js';
import type { Credentials } from '../../sync/client/ports.js';
import type { DeviceKeys } from '../../sync/identity/account-entries.js';
import { hexToBytes } from '../../sync/protocol/bytes.js';
import { sealKeyPairFromSeed, systemRandom } from '../../sync/protocol/seal.js';
import { signerFromKey } from '../../sync/protocol/signatures.js';

/** Names of secrets (`SecretStore`). */
export const secretNames = {
  /** The device's X25519 secret key. */
  deviceSeal: 'device-seal',
  /** What the recovery key's words say, until the person has shown that they have them. */
  recovery: 'recovery',
} as const;

/**
 * Makes this device's keys and keeps them.
 *
 * @throws {AppError} `sync/browser`: this browser cannot.
 */
export async function makeDeviceKeys(db: AppDatabase, secrets: Secrets): Promise<DeviceKeys> {
  const made = await makeSignKey();
  await keepSignKey(db, made);
  const seal = await sealKeyPairFromSeed(systemRandom(32));
  await secrets.put(secretNames.deviceSeal, seal.secretKey);
  return { signer: signerFromKey(made.key, made.publicKey), seal };
}

/** Forgets what `makeDeviceKeys` kept, and what the account's words were. */
export async function removeDeviceKeys(db: AppDatabase): Promise<void> {
  await db.secrets.clear();
}

/**
 * @returns `undefined` when there is no account on this device.
 * @throws {AppError} `sync/locked`; `sync/browser`: the browser has lost the keys.
 */
export async function loadCredentials(db: AppDatabase, secrets: Secrets): Promise<Credentials | undefined> {
  const record = await readAccountRecord(db);
  if (record === undefined) return undefined;
  const [key, sealSecret] = [await readSignKey(db), await secrets.get(secretNames.deviceSeal)];
  if (key === undefined || sealSecret === undefined)
    throw new AppError('sync/browser', 'The keys of this device are gone.');
  return {
    relay: record.relay,
    account: hexToBytes(record.account),
    device: hexToBytes(record.device),
    signer: signerFromKey(key, hexToBytes(record.signKey)),
    sealSecret,
  };
}
