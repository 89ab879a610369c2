// Coming into an account, by whichever way: keys, the relay, and then what the device remembers of it.
import { AppError } from '../../domain/errors.js';
import { readAccountRecord, writeAccountRecord } from '../../store/account-record.js';
import { dropUntouched } from '../../store/drop-untouched.js';
import { clearAccountSecrets } from '../../store/secret-store.js';
import type { Head } from '../../sync/client/storage.js';
import { type DeviceKeys, fitDeviceName } from '../../sync/identity/account-entries.js';
import { type Bytes, bytesToHex } from '../../sync/protocol/bytes.js';
import { deviceIdOf } from '../../sync/protocol/identifiers.js';
import type { NewDevice } from '../account.api.js';
import type { AccountHost } from './account-host.js';
import { makeDeviceKeys } from './credentials.js';
import { keepHanded } from './handed-over.js';
import { type Introduction, noteIntroduction } from './introduce-device.js';

export interface Entered {
  readonly account: Bytes;
  readonly relay: string;
  /** The relay's key as it was met: at another one this device will not go on. */
  readonly relayKey: Bytes;
  /** What the device that let this one in had. */
  readonly accountHead?: Bytes;
  readonly heads?: readonly Head[];
}

export interface Entering extends Introduction {
  /** The account has been there before, and brings what it has. */
  readonly isThere: boolean;
}

/** @throws {AppError} `sync/account`: this device is in an account already. */
export async function checkNoAccount({ db }: AccountHost): Promise<void> {
  if ((await readAccountRecord(db)) !== undefined)
    throw new AppError('sync/account', 'There is an account here.', { why: 'here' });
}

/** What the account's log says of a device. */
export const logNameOf = ({ deviceName, installed = false }: NewDevice) =>
  ({ kind: installed ? 2 : 1, name: fitDeviceName(deviceName) }) as const;

/** What the settings say of it. */
export const introductionOf = ({ deviceName, form }: NewDevice): Introduction => ({
  deviceName,
  ...(form && { form }),
});

/**
 * Makes this device's keys and comes into an account with them; when that fails, nothing is left of it.
 *
 * @param come - Everything that needs the relay.
 */
export async function enterAccount(
  host: AccountHost,
  { isThere, ...introduction }: Entering,
  come: (keys: DeviceKeys) => Promise<Entered>,
): Promise<void> {
  await checkNoAccount(host);
  const { db, secrets, clock } = host;
  if (isThere) host.prepare();
  try {
    const keys = await makeDeviceKeys(db, secrets);
    const { account, relay, relayKey, accountHead, heads } = await come(keys);
    const signKey = keys.signer.publicKey;
    if (isThere) await dropUntouched(db);
    await noteIntroduction(db, introduction);
    await keepHanded(db, heads && { ...(accountHead && { accountHead }), heads });
    await writeAccountRecord(db, {
      relay,
      relayKey: bytesToHex(relayKey),
      account: bytesToHex(account),
      device: bytesToHex(deviceIdOf(signKey)),
      signKey: bytesToHex(signKey),
      since: clock.now(),
    });
  } catch (error) {
    await clearAccountSecrets(db);
    throw error;
  }
  await host.restart();
  host.tell();
}
