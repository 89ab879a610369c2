// Keys that come out of a secret somebody carries: a link, or the words of a recovery key.

import { deviceNameSchema } from './account-bodies.js';
import { type AccountSecret, openNote, sealNote } from './account-keys.js';
import { type Bytes, concat, isSame, utf8 } from './bytes.js';
import { type Invited, invitedSchema } from './content.js';
import { commitmentOf, type EpochSecret, inviteUse } from './epoch-keys.js';
import { ProtocolError } from './errors.js';
import { decodeAs, encodeAs } from './schema.js';
import {
  deriveKey,
  openFrom,
  type Random,
  type SealKeyPair,
  sealKeyPairFromSeed,
  sealTo,
  systemRandom,
} from './seal.js';
import { type Signer, signerFromSeed } from './signatures.js';

/** What signs and opens for whoever has a secret. */
export interface CarriedKeys {
  readonly signer: Signer;
  readonly seal: SealKeyPair;
}

const carriedKeys = async (secret: Uint8Array, use: string): Promise<CarriedKeys> => {
  const seed = (part: string) => deriveKey(secret, new Uint8Array(0), utf8(`gw1/${use}-${part}`));
  return { signer: await signerFromSeed(seed('sign')), seal: await sealKeyPairFromSeed(seed('seal')) };
};

/** @param secret - 16 random bytes, that stand in a link's fragment only. */
export const linkKeys = (secret: Uint8Array): Promise<CarriedKeys> => carriedKeys(secret, 'link');

/** @param secret - 32 random bytes, that stand on paper as words. */
export const recoveryKeys = (secret: Uint8Array): Promise<CarriedKeys> => carriedKeys(secret, 'recovery');

/** Bytes that what is sealed in an invitation is filled up to: names' lengths are not told. */
const INVITED_BYTES = 448;

/** @returns What an invitation carries, for the account's or link's public key. */
export function sealInvited(
  sealKey: Uint8Array,
  secret: EpochSecret,
  inviteId: Uint8Array,
  words: Omit<Invited, 'key'>,
  random: Random = systemRandom,
): Promise<Bytes> {
  const plain = encodeAs(invitedSchema, { key: secret.key, ...words });
  const filled = concat(plain, new Uint8Array(INVITED_BYTES - plain.length));
  return sealTo(sealKey, inviteUse(secret.doc, secret.epoch, inviteId), filled, random(32));
}

/**
 * @param commitment - The epoch's, as the membership chain says: the key in the invitation has to be that one.
 * @throws {ProtocolError} `BAD_SIG` or `MALFORMED`
 */
export async function openInvited(
  keys: Pick<SealKeyPair, 'secretKey'>,
  { doc, epoch }: Pick<EpochSecret, 'doc' | 'epoch'>,
  inviteId: Uint8Array,
  sealed: Uint8Array,
  commitment: Uint8Array,
): Promise<Invited> {
  const filled = await openFrom(keys, inviteUse(doc, epoch, inviteId), sealed);
  const end = filled.findLastIndex((byte) => byte !== 0) + 1;
  // What a word ends in is never a zero: an empty one ends in its own head.
  const invited = decodeAs(invitedSchema, filled.subarray(0, end));
  if (!isSame(commitmentOf({ doc, epoch, key: invited.key }), commitment))
    throw new ProtocolError('BAD_SIG', 'another key than the epoch’s');
  return invited;
}

/** Bytes of a device's name before it is sealed to the 256 that `deviceAdd` carries. */
const NAME_BYTES = 256 - 16 - 12 - 16;

/** @param name - At most 120 bytes of UTF-8, no NUL. */
export function sealDeviceName(secret: AccountSecret, name: string, random: Random = systemRandom): Promise<Bytes> {
  const plain = encodeAs(deviceNameSchema, { name });
  return sealNote(secret, 'device', concat(plain, new Uint8Array(NAME_BYTES - plain.length)), random);
}

/** @throws {ProtocolError} `BAD_SIG` or `MALFORMED` */
export async function openDeviceName(secret: AccountSecret, sealed: Uint8Array): Promise<string> {
  const filled = await openNote(secret, 'device', sealed);
  return decodeAs(deviceNameSchema, filled.subarray(0, filled.findLastIndex((byte) => byte !== 0) + 1)).name;
}
