// An account, made on the device: nobody is asked, and no address is needed.
import { accountGenesisSchema, accountRootSchema } from '../protocol/account-bodies.js';
import { type Bytes, concat, utf8 } from '../protocol/bytes.js';
import type { Entry } from '../protocol/entry.js';
import { entryTypes } from '../protocol/entry-types.js';
import { accountIdOf, ID_BYTES } from '../protocol/identifiers.js';
import { encodeAs } from '../protocol/schema.js';
import { deriveKey, type Random, systemRandom } from '../protocol/seal.js';
import { recoveryKeys } from '../protocol/secrets.js';
import { writeClearEntry } from '../protocol/write-entry.js';
import { addDevice, type DeviceKeys, type DeviceKind, joinAs, newAccountKey } from './account-entries.js';
import { createAccountWriter } from './account-log.js';
import { accountSecrets } from './account-secrets.js';

/** Bytes of a recovery key's secret: 24 words. */
export const RECOVERY_BYTES = 32;

export interface NewAccount {
  readonly account: Bytes;
  /** For `register`: the beginning, the first key, the first device. */
  readonly entries: readonly Entry[];
  /** What the 24 words say. */
  readonly recoverySecret: Bytes;
}

/**
 * The root that an account's id is the hash of. It follows from the recovery key's secret alone, so that whoever has the
 * words needs nothing else to find the account.
 */
export function accountRoot(secret: Uint8Array, signKey: Bytes, sealKey: Bytes): Bytes {
  const nonce = deriveKey(secret, new Uint8Array(0), utf8('gw1/recovery-nonce')).slice(0, 16) as Bytes;
  return encodeAs(accountRootSchema, { nonce, signKey, sealKey });
}

/** @returns The account that began with this recovery key. */
export async function accountOfRecovery(secret: Uint8Array): Promise<Bytes> {
  const { signer, seal } = await recoveryKeys(secret);
  return accountIdOf(accountRoot(secret, signer.publicKey, seal.publicKey));
}

/**
 * The secret of a recovery key that takes another one's place. The account's id can no longer follow from it: it stands in
 * its first half, and the other half is 128 random bits.
 */
export const nextRecoverySecret = (account: Uint8Array, random: Random = systemRandom): Bytes =>
  concat(account, random(RECOVERY_BYTES - ID_BYTES));

/** @returns The accounts that a recovery key's secret may belong to: it began one, or was made for one later. */
export const accountsOfRecovery = async (secret: Uint8Array): Promise<readonly Bytes[]> => [
  await accountOfRecovery(secret),
  secret.slice(0, ID_BYTES) as Bytes,
];

/**
 * Makes an account with its recovery key, its first key and its first device. Nothing is sent.
 *
 * @param keys - Of this device.
 */
export async function createAccount(
  keys: DeviceKeys,
  device: { readonly kind: DeviceKind; readonly name: string },
  random: Random = systemRandom,
): Promise<NewAccount> {
  const recoverySecret = random(RECOVERY_BYTES);
  const recovery = await recoveryKeys(recoverySecret);
  const root = accountRoot(recoverySecret, recovery.signer.publicKey, recovery.seal.publicKey);
  const account = accountIdOf(root);
  const log = createAccountWriter(account, recovery, { relay: '', random, now: () => 0 });
  await log.write((author) =>
    writeClearEntry(author.header(entryTypes.accountGenesis), accountGenesisSchema, { root }, recovery.signer),
  );
  // The key comes before the device, so that the device's name can be sealed with it.
  await log.write((author) => newAccountKey(author));
  const holder = { id: log.entries[0]!.header.deviceId, secretKey: recovery.seal.secretKey };
  const secret = (await accountSecrets(account, log.entries, holder)).get(1)!;
  const joining = await joinAs(keys, account, device);
  await log.write((author) => addDevice(author, secret, joining));
  return { account, entries: log.entries, recoverySecret };
}
