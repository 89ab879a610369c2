// An entry is three byte strings: header, body, signature. It is signed, stored and passed on as the exact bytes.
import { type Bytes, concat, isSame, sha256, utf8 } from './bytes.js';
import { type EntryType, entryTypes, isAccountType, isMembershipType } from './entry-types.js';
import { ProtocolError } from './errors.js';
import { MAX_BODY_BYTES, MAX_ENTRY_BYTES, MAX_HEADER_BYTES, MAX_REFS, SUITE } from './limits.js';
import { bytes, decodeAs, encodeAs, list, may, must, oneOf, record, tuple, uint, type Value } from './schema.js';

/** Of an account, a document or a device. */
export const idSchema = bytes(16);
/** SHA-256. */
export const hashSchema = bytes(32);
/** Of Ed25519, or a public key of Ed25519 or X25519. */
export const keySchema = bytes(32);
export const signatureSchema = bytes(64);

export const headerSchema = record({
  suite: must(0, oneOf(SUITE)),
  /** The document, or the account whose own log this is. */
  docId: must(1, idSchema),
  type: must(2, oneOf<EntryType>(...Object.values(entryTypes))),
  accountId: must(3, idSchema),
  deviceId: must(4, idSchema),
  /** The device's counter in this log, from 1 without a gap. */
  n: must(5, uint(Number.MAX_SAFE_INTEGER, 1)),
  /** Number and hash of the last record that the author had verified; 0 and zeros when there was none. */
  sees: must(6, tuple(uint(), hashSchema)),
  /** The epoch it is made under or, of an entry that brings a key, the new one. */
  epoch: must(7, uint(2 ** 32 - 1)),
  /** Hash of the membership entry before; zeros at the beginning. Exactly on membership entries. */
  pm: may(8, hashSchema),
  /** The blobs it needs. */
  refs: may(9, list(hashSchema, MAX_REFS, 1)),
});

/** The clear part of an entry. */
export type Header = Value<typeof headerSchema>;

const entrySchema = tuple(bytes(MAX_HEADER_BYTES, 1), bytes(MAX_BODY_BYTES, 0), signatureSchema);

/** An entry as it was read: the bytes that were signed, and what they say. Nothing in it is verified. */
export interface Entry {
  /** All of it; a copy of its own. */
  readonly bytes: Bytes;
  /** SHA-256 of `bytes`. */
  readonly hash: Bytes;
  readonly header: Header;
  readonly headerBytes: Bytes;
  readonly body: Bytes;
  readonly signature: Bytes;
}

/**
 * Reads an entry without believing it.
 *
 * @throws {ProtocolError} `TOO_LARGE`, `SUITE` or `MALFORMED`.
 */
export function readEntry(from: Uint8Array): Entry {
  if (from.length > MAX_ENTRY_BYTES) throw new ProtocolError('TOO_LARGE', `entry of ${from.length} bytes`);
  const [headerBytes, body, signature] = decodeAs(entrySchema, from);
  // The map's first field is the suite: named before anything else is wrong, because another suite may look different.
  if (headerBytes[1] === 0 && headerBytes[2] !== SUITE && (headerBytes[2] ?? 24) < 24)
    throw new ProtocolError('SUITE', `suite ${headerBytes[2]}`);
  const header = decodeAs(headerSchema, headerBytes);
  checkHeader(header);
  return { bytes: new Uint8Array(from), hash: sha256(from), header, headerBytes, body, signature };
}

function checkHeader({ type, docId, accountId, pm, refs = [] }: Header): void {
  const refuse = (why: string) => {
    throw new ProtocolError('MALFORMED', why);
  };
  if ((pm !== undefined) !== isMembershipType(type)) refuse('pm stands exactly on membership entries');
  if (isAccountType(type) !== isSame(docId, accountId)) refuse('account entries stand exactly in their own log');
  if (refs.length > 0 && type !== entryTypes.content && type !== entryTypes.snapshot) refuse('refs without content');
}

/** @throws {ProtocolError} `MALFORMED`: the header is outside its schema. */
export function encodeHeader(header: Header): Bytes {
  checkHeader(header);
  return encodeAs(headerSchema, header);
}

/** @returns The entry's bytes. `signature` is over `entryMessage` of the same header and body. */
export function joinEntry(headerBytes: Bytes, body: Bytes, signature: Bytes): Bytes {
  return encodeAs(entrySchema, [headerBytes, body, signature]);
}

/** What all signatures of the protocol are for; no two uses share a context. */
export type SignatureContext = 'acct' | 'doc' | 'auth' | 'rcpt' | 'dir' | 'invite' | 'snap' | 'manifest';

/** @returns What is signed: the context, a zero byte, and the message. */
export const signedBytes = (context: SignatureContext, message: Uint8Array): Bytes =>
  concat(utf8(`gw1/${context}\0`), message);

/** @returns What an entry's signature is over: the header, and the hash of the body. */
export function entryMessage(entry: Pick<Entry, 'header' | 'headerBytes' | 'body'>): Bytes {
  return signedBytes(isAccountType(entry.header.type) ? 'acct' : 'doc', concat(entry.headerBytes, sha256(entry.body)));
}
