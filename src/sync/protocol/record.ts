// The relay's log: numbered records, each hash taking in the one before.
import { type Bytes, concat, isSame, sha256, u64, utf8 } from './bytes.js';
import { hashSchema } from './entry.js';
import { ProtocolError } from './errors.js';
import { MAX_ENTRY_BYTES } from './limits.js';
import { bytes, may, must, record, uint, type Value } from './schema.js';

/** A record on the wire: with its entry, or only with the entry's hash once that was compacted. */
export const recordSchema = record({
  /** From 1. */
  seq: must(0, uint(Number.MAX_SAFE_INTEGER, 1)),
  /** When the relay took it, epoch ms; never before the record before. */
  ts: must(1, uint()),
  entry: may(2, bytes(MAX_ENTRY_BYTES, 1)),
  entryHash: may(3, hashSchema),
});
export type LogRecord = Value<typeof recordSchema>;

/** Where a log stands: the number and hash of its last record. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: Bytes;
  /** Epoch ms of that record. */
  readonly ts: number;
}

/** Before the first record. */
export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: new Uint8Array(32), ts: 0 };

/** @returns The hash of record `seq`, whose entry's SHA-256 is `entryHash`. */
export const chainHash = (before: Uint8Array, seq: number, ts: number, entryHash: Uint8Array): Bytes =>
  sha256(utf8('gw1/chain'), before, u64(seq), u64(ts), entryHash);

/**
 * Follows the chain by one record.
 *
 * @throws {ProtocolError} `CHAIN`: it is not the next one, it was before the last, or its entry is another one than it says.
 */
export function nextHead(head: ChainHead, { seq, ts, entry, entryHash }: LogRecord): ChainHead {
  if (seq !== head.seq + 1) throw new ProtocolError('CHAIN', `record ${seq} after ${head.seq}`);
  if (ts < head.ts) throw new ProtocolError('CHAIN', 'time runs backwards');
  const own = entry === undefined ? undefined : sha256(entry);
  const taken = own ?? entryHash;
  if (taken === undefined || (own && entryHash && !isSame(own, entryHash)))
    throw new ProtocolError('CHAIN', 'a record needs its entry or the entry’s hash');
  return { seq, ts, hash: chainHash(head.hash, seq, ts, taken) };
}

/** @returns A log's place in 48 bytes, as `sync` packs it: id, number, first 24 bytes of the hash. */
export const packCursor = (id: Uint8Array, seq: number, hash: Uint8Array): Bytes =>
  concat(id, u64(seq), hash.subarray(0, CURSOR_HASH_BYTES));

/** Bytes of a packed cursor. */
export const CURSOR_BYTES = 48;
const CURSOR_HASH_BYTES = 24;

/** A place somebody says a log has. */
export interface Cursor {
  readonly id: Bytes;
  readonly seq: number;
  /** The first 24 bytes of the record's hash. */
  readonly hash: Bytes;
}

/** @throws {ProtocolError} `MALFORMED`: not whole cursors, or a number of 2^53 and more. */
export function unpackCursors(packed: Uint8Array): readonly Cursor[] {
  if (packed.length % CURSOR_BYTES !== 0) throw new ProtocolError('MALFORMED', 'cursors are 48 bytes each');
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return Array.from({ length: packed.length / CURSOR_BYTES }, (_, i) => {
    const at = i * CURSOR_BYTES;
    const seq = Number(view.getBigUint64(at + 16));
    if (!Number.isSafeInteger(seq)) throw new ProtocolError('MALFORMED', 'record number too large');
    return {
      id: new Uint8Array(packed.subarray(at, at + 16)),
      seq,
      hash: new Uint8Array(packed.subarray(at + 24, at + CURSOR_BYTES)),
    };
  });
}
