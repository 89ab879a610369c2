// A document's keys: one per epoch, each sealing the one before, so that who may read now can read what was before.

import type { EpochKey } from './bodies.js';
import { type Bytes, concat, hexToBytes, hmacSha256, isSame, u32, u64, utf8 } from './bytes.js';
import type { KeyRecipient } from './document-keys.js';
import { ProtocolError } from './errors.js';
import { pad, unpad } from './padding.js';
import {
  decryptAes,
  deriveKey,
  encryptAes,
  openFrom,
  openOnce,
  type Random,
  sealOnce,
  sealTo,
  systemRandom,
} from './seal.js';

/** A document's key with the epoch that it is for. */
export interface EpochSecret {
  readonly doc: Bytes;
  readonly epoch: number;
  /** 32 bytes. */
  readonly key: Bytes;
}

/** Bytes that commit to the key: GCM alone would let one ciphertext open under two. */
export const commitmentOf = ({ doc, epoch, key }: EpochSecret): Bytes =>
  hmacSha256(key, utf8('gw1/kc'), doc, u32(epoch)).slice(0, 16) as Bytes;

/** What a wrap of a document's key is for: nobody can pass it off as another recipient's or another epoch's. */
export const epochUse = (doc: Uint8Array, epoch: number, id: Uint8Array, generation: number): Bytes =>
  concat(utf8('epoch'), doc, u32(epoch), id, u32(generation));

/** What a wrap in an invitation is for. */
export const inviteUse = (doc: Uint8Array, epoch: number, inviteId: Uint8Array): Bytes =>
  concat(utf8('invite'), doc, u32(epoch), inviteId);

/**
 * Hands a new key to those who are to read.
 *
 * @param recipients - `keyRecipients` of the state that the entry leads to.
 * @param before - The key before; missing for a document's first.
 */
export async function makeEpoch(
  secret: EpochSecret,
  recipients: readonly KeyRecipient[],
  before?: Bytes,
  random: Random = systemRandom,
): Promise<EpochKey> {
  const wrap = async ({ id, generation, sealKey }: KeyRecipient) => {
    const idBytes = hexToBytes(id);
    const use = epochUse(secret.doc, secret.epoch, idBytes, generation);
    return [idBytes, generation, await sealTo(hexToBytes(sealKey), use, secret.key, random(32))] as const;
  };
  return {
    recipients: await Promise.all(recipients.map(wrap)),
    commitment: commitmentOf(secret),
    ...(before === undefined ? {} : { back: await sealBack(secret, before, random) }),
  };
}

const backKey = ({ doc, epoch, key }: EpochSecret): Bytes =>
  deriveKey(key, new Uint8Array(0), concat(utf8('gw1/back'), doc, u32(epoch)));

async function sealBack(secret: EpochSecret, before: Bytes, random: Random): Promise<Bytes> {
  const nonce = random(12);
  return concat(nonce, await encryptAes(backKey(secret), nonce, before, utf8('gw1/back')));
}

/**
 * @returns The key of the epoch before.
 * @throws {ProtocolError} `BAD_SIG`
 */
export const openBack = (secret: EpochSecret, back: Uint8Array): Promise<Bytes> =>
  decryptAes(backKey(secret), back.subarray(0, 12), back.subarray(12), utf8('gw1/back'));

/**
 * Takes one's key out of an epoch.
 *
 * @param mine - One's id and the generation of one's key, with its secret half.
 * @throws {ProtocolError} `RECIPIENTS`: nothing for this recipient. `BAD_SIG`: the wrap does not open, or holds another key
 * than the epoch commits to; that is worth an `attest`.
 */
export async function openEpoch(
  { doc, epoch }: Pick<EpochSecret, 'doc' | 'epoch'>,
  { recipients, commitment }: EpochKey,
  mine: { readonly id: Uint8Array; readonly generation: number; readonly secretKey: Bytes },
): Promise<EpochSecret> {
  const wrap = recipients.find(([id, generation]) => generation === mine.generation && isSame(id, mine.id))?.[2];
  if (wrap === undefined) throw new ProtocolError('RECIPIENTS', 'no key for this recipient');
  const secret = { doc, epoch, key: await openFrom(mine, epochUse(doc, epoch, mine.id, mine.generation), wrap) };
  if (!isSame(commitmentOf(secret), commitment)) throw new ProtocolError('BAD_SIG', 'another key than the epoch’s');
  return secret;
}

const contentInfo = (use: string, { doc, epoch }: EpochSecret, device: Uint8Array, n: number): Bytes =>
  concat(utf8(use), doc, u32(epoch), device, u64(n));

/** Where a piece of content stands: what its key is derived for. */
export interface ContentPlace {
  readonly deviceId: Uint8Array;
  readonly n: number;
  /** The header, which nobody can exchange without being noticed. */
  readonly headerBytes: Uint8Array;
}

/** @returns A content entry's body. */
export const sealContent = (
  secret: EpochSecret,
  { deviceId, n, headerBytes }: ContentPlace,
  plain: Uint8Array,
  random: Random = systemRandom,
): Promise<Bytes> => sealOnce(secret.key, contentInfo('gw1/c', secret, deviceId, n), headerBytes, pad(plain), random);

/** @throws {ProtocolError} `BAD_SIG` or `MALFORMED`: the entry is void. */
export const openContent = async (
  secret: EpochSecret,
  { deviceId, n, headerBytes }: ContentPlace,
  body: Uint8Array,
): Promise<Bytes> => unpad(await openOnce(secret.key, contentInfo('gw1/c', secret, deviceId, n), headerBytes, body));

/** The key of a snapshot's blob. */
export const snapshotKey = ({ doc, epoch, key }: EpochSecret, upTo: number): Bytes =>
  deriveKey(key, new Uint8Array(0), concat(utf8('gw1/snap'), doc, u32(epoch), u64(upTo)));

const kindInfo = (doc: Uint8Array): Bytes => concat(utf8('gw1/kind'), doc);

/** @returns What kind of collection it is, as the genesis carries it: sealed with the first key. */
export const sealKind = (secret: EpochSecret, kind: string, random: Random = systemRandom): Promise<Bytes> =>
  sealOnce(secret.key, kindInfo(secret.doc), new Uint8Array(0), utf8(kind), random);

/** @throws {ProtocolError} `BAD_SIG` */
export const openKind = async (secret: EpochSecret, sealed: Uint8Array): Promise<string> =>
  new TextDecoder().decode(await openOnce(secret.key, kindInfo(secret.doc), new Uint8Array(0), sealed));
