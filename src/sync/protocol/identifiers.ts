// Ids are hashes: whoever has the thing can check the id, and nobody can choose one.
import { type Bytes, bytesToHex, concat, sha256, u64, utf8 } from './bytes.js';

/** Bytes of an account's, document's or device's id. */
export const ID_BYTES = 16;

/** Of nobody: where the relay itself writes. */
export const NO_ID: Bytes = new Uint8Array(ID_BYTES);
export const NO_HASH: Bytes = new Uint8Array(32);

/** @param root - CBOR of `accountRootSchema`. */
export const accountIdOf = (root: Uint8Array): Bytes => sha256(utf8('gw1/acct'), root).slice(0, ID_BYTES) as Bytes;

/** @param root - CBOR of `documentRootSchema`. */
export const documentIdOf = (root: Uint8Array): Bytes => sha256(utf8('gw1/doc'), root).slice(0, ID_BYTES) as Bytes;

/** @param signKey - The device's Ed25519 public key. */
export const deviceIdOf = (signKey: Uint8Array): Bytes => sha256(signKey).slice(0, ID_BYTES) as Bytes;

/** @param ciphertext - The whole blob as it is stored. */
export const blobIdOf = (ciphertext: Uint8Array): Bytes => sha256(ciphertext);

/** What stands for an address in invitations and in the directory. Not a secret: addresses can be guessed. */
export const addressHash = (address: string): Bytes =>
  sha256(utf8('gw1/addr'), utf8(address.trim().toLowerCase())).slice(0, ID_BYTES) as Bytes;

/** Bytes of a device's id that its Automerge actors begin with; four of the session follow. */
export const ACTOR_PREFIX_BYTES = 12;

/**
 * The Automerge actor of a device's session, in hexadecimal digits. Derived, so that nobody can use another's: a change
 * whose actor does not begin like its author's device is ignored.
 *
 * @param session - Four random bytes, drawn anew whenever a tab begins to write.
 */
export const actorOf = (deviceId: Uint8Array, session: Uint8Array): string =>
  bytesToHex(concat(deviceId.subarray(0, ACTOR_PREFIX_BYTES), session.subarray(0, 4)));

/** Whether a change by this actor (hexadecimal digits) may stand in an entry of this device. */
export const isActorOf = (actor: string, deviceId: Uint8Array): boolean =>
  actor.length === 32 && actor.startsWith(bytesToHex(deviceId.subarray(0, ACTOR_PREFIX_BYTES)));

/** What a new device, or a new recovery key, signs (`acct`) to say that it wants to be in the account. */
export const joinMessage = (accountId: Uint8Array, signKey: Uint8Array, sealKey: Uint8Array): Bytes =>
  concat(utf8('join'), accountId, signKey, sealKey);

/** What a link's key signs (`invite`) to take or refuse an invitation for an account. */
export const linkMessage = (
  doc: Uint8Array,
  inviteId: Uint8Array,
  account: Uint8Array,
  device: Uint8Array,
  answer: 'accept' | 'decline',
): Bytes => concat(utf8(answer), doc, inviteId, account, device);

/** What a relay signs (`dir`) when an address has answered for an account. `time` is epoch ms. */
export const addressMessage = (address: Uint8Array, account: Uint8Array, time: number): Bytes =>
  concat(utf8('address'), address, account, u64(time));

/** What a relay signs (`dir`) for a record of its directory: the chain hash, with its place. */
export const directoryMessage = (seq: number, ts: number, hash: Uint8Array): Bytes =>
  concat(utf8('record'), u64(seq), u64(ts), hash);

/** @returns The next hash of the directory's chain. */
export const directoryHash = (
  before: Uint8Array,
  seq: number,
  ts: number,
  address: Uint8Array,
  account: Uint8Array,
): Bytes => sha256(utf8('gw1/dir'), before, u64(seq), u64(ts), address, account);
