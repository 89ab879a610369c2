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
import { secretNames } from './secret-names.js';

/** A device's keys that were made, and what keeps them in place of those it had. */
export interface NewDeviceKeys {
  readonly keys: DeviceKeys;
  /** @throws {AppError} `sync/browser`: this browser cannot. */
  keep(db: AppDatabase, secrets: Secrets): Promise<void>;
}

/** @throws {AppError} `sync/browser`: this browser cannot. */
export async function newDeviceKeys(): Promise<NewDeviceKeys> {
  const made = await makeSignKey();
  const seal = await sealKeyPairFromSeed(systemRandom(32));
  return {
    keys: { signer: signerFromKey(made.key, made.publicKey), seal },
    async keep(db, secrets) {
      await keepSignKey(db, secrets, made);
      await secrets.put(secretNames.deviceSeal, seal.secretKey);
    },
  };
}

/**
 * Makes this device's keys and keeps them.
 *
 * @throws {AppError} `sync/browser`: this browser cannot.
 */
export async function makeDeviceKeys(db: AppDatabase, secrets: Secrets): Promise<DeviceKeys> {
  const { keys, keep } = await newDeviceKeys();
  await keep(db, secrets);
  return keys;
}

/**
 * @returns `undefined` when there is no account on this device.
 * @throws {AppError} `sync/locked`; `sync/browser`: the browser has lost the keys.
 */
export async function loadCredentials(db: AppDatabase, secrets: Secrets): Promise<Credentials | undefined> {
  const record = await readAccountRecord(db);
  if (record === undefined) return undefined;
  const [key, sealSecret] = [await readSignKey(db, secrets), await secrets.get(secretNames.deviceSeal)];
  if (key === undefined || sealSecret === undefined)
    throw new AppError('sync/browser', 'The keys of this device are gone.');
  return {
    relay: record.relay,
    relayKey: hexToBytes(record.relayKey),
    account: hexToBytes(record.account),
    device: hexToBytes(record.device),
    signer: signerFromKey(key, hexToBytes(record.signKey)),
    sealSecret,
  };
}
