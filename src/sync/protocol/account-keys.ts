// An account's key: one per generation, wrapped to each device and to the recovery key. Documents wrap to it, not to
// devices, so that a key's change costs as many wraps as there are people.
import type { AccountKey } from './account-bodies.js';
import { type Bytes, concat, hexToBytes, isSame, u32, utf8 } from './bytes.js';
import { ProtocolError } from './errors.js';
import {
  decryptAes,
  deriveKey,
  encryptAes,
  openFrom,
  openOnce,
  type Random,
  type SealKeyPair,
  sealOnce,
  sealTo,
  systemRandom,
} from './seal.js';

/** An account's key with its generation. */
export interface AccountSecret extends SealKeyPair {
  readonly account: Bytes;
  readonly generation: number;
}

/** What a wrap of an account's key is for. */
export const accountUse = (account: Uint8Array, generation: number, device: Uint8Array): Bytes =>
  concat(utf8('acct'), account, u32(generation), device);

const backKey = ({ account, generation, secretKey }: AccountSecret): Bytes =>
  deriveKey(secretKey, new Uint8Array(0), concat(utf8('gw1/acct-back'), account, u32(generation)));

/** @returns The wrap that a device gets: in a new key, or of the present one when the device is added. */
export const wrapAccountKey = (
  { account, generation, secretKey }: AccountSecret,
  device: { readonly id: string; readonly sealKey: string },
  random: Random = systemRandom,
): Promise<Bytes> =>
  sealTo(hexToBytes(device.sealKey), accountUse(account, generation, hexToBytes(device.id)), secretKey, random(32));

/**
 * @param devices - `accountRecipients` of the account as the entry leaves it.
 * @param before - The secret key before; missing for the first.
 */
export async function makeAccountKey(
  secret: AccountSecret,
  devices: readonly { readonly id: string; readonly sealKey: string }[],
  before?: Bytes,
  random: Random = systemRandom,
): Promise<AccountKey> {
  const nonce = random(12);
  return {
    publicKey: secret.publicKey,
    recipients: await Promise.all(
      devices.map(async (device) => [hexToBytes(device.id), await wrapAccountKey(secret, device, random)] as const),
    ),
    ...(before && { back: concat(nonce, await encryptAes(backKey(secret), nonce, before, utf8('gw1/acct-back'))) }),
  };
}

/**
 * Takes the account's secret key out of a wrap for this device.
 *
 * @throws {ProtocolError} `BAD_SIG`
 */
export const openAccountWrap = (
  account: Uint8Array,
  generation: number,
  device: { readonly id: Uint8Array; readonly secretKey: Bytes },
  wrap: Uint8Array,
): Promise<Bytes> => openFrom(device, accountUse(account, generation, device.id), wrap);

/**
 * Takes one's wrap out of a new key.
 *
 * @throws {ProtocolError} `RECIPIENTS` or `BAD_SIG`
 */
export async function openAccountKey(
  account: Uint8Array,
  generation: number,
  { recipients }: AccountKey,
  device: { readonly id: Uint8Array; readonly secretKey: Bytes },
): Promise<Bytes> {
  const wrap = recipients.find(([id]) => isSame(id, device.id))?.[1];
  if (wrap === undefined) throw new ProtocolError('RECIPIENTS', 'no key for this device');
  return openAccountWrap(account, generation, device, wrap);
}

/**
 * @returns The secret key of the generation before.
 * @throws {ProtocolError} `BAD_SIG`
 */
export const openAccountBack = (secret: AccountSecret, back: Uint8Array): Promise<Bytes> =>
  decryptAes(backKey(secret), back.subarray(0, 12), back.subarray(12), utf8('gw1/acct-back'));

const noteInfo = ({ account, generation }: AccountSecret, use: string): Bytes =>
  concat(utf8(`gw1/acct-note\0${use}\0`), account, u32(generation));

/** Seals something for the account's own devices: a device's name, an address, the heads of its documents. */
export const sealNote = (
  secret: AccountSecret,
  use: string,
  plain: Uint8Array,
  random: Random = systemRandom,
): Promise<Bytes> => sealOnce(secret.secretKey, noteInfo(secret, use), new Uint8Array(0), plain, random);

/** @throws {ProtocolError} `BAD_SIG` */
export const openNote = (secret: AccountSecret, use: string, sealed: Uint8Array): Promise<Bytes> =>
  openOnce(secret.secretKey, noteInfo(secret, use), new Uint8Array(0), sealed);
