// What a relay says to a client (docs/sync-protocol.md §8).
import { evidenceSchema } from './bodies.js';
import { hashSchema, idSchema, keySchema, signatureSchema } from './entry.js';
import { refusals } from './errors.js';
import { createCodec, type MessageOf } from './frame.js';
import { MAX_BLOB_BYTES, MAX_BLOB_PART_BYTES, MAX_DOCUMENTS } from './limits.js';
import { receiptSchema } from './receipt-schema.js';
import { recordSchema } from './record.js';
import { bytes, list, may, must, oneOf, record, tuple, uint } from './schema.js';

const seq = uint();
const offset = uint(MAX_BLOB_BYTES);

/** What a relay thinks of a client's cursor. */
export const cursorStates = {
  /** The same history; what is newer follows. */
  ok: 0,
  /** Another record has this number here. */
  fork: 1,
  /** The relay has less than the client: it has lost something. */
  behind: 2,
  /** The bodies from here on were compacted: begin from the snapshot. */
  gone: 3,
  /** No such document for this account. */
  unknown: 4,
} as const;

/** Why a relay calls. `accountChanged`: the account has a document that it had not. */
export const notices = { invited: 1, uninvited: 2, removed: 3, accountChanged: 4, goingAway: 5 } as const;

export const relayMessages = {
  /** The first message of a connection. */
  hello: {
    type: 64,
    payload: record({
      /** The key that signs receipts: the relay's identity. */
      relay: must(0, keySchema),
      nonce: must(1, bytes(32)),
      /** Epoch ms. */
      time: must(2, uint()),
    }),
  },
  /** Answers `auth`. */
  welcome: { type: 65, payload: record({ account: must(0, idSchema), time: must(1, uint()) }) },
  done: { type: 66, payload: record({}) },
  refused: {
    type: 67,
    payload: record({
      code: must(0, oneOf(...Object.values(refusals).map(({ number }) => number))),
      /** Milliseconds. */
      retryAfter: may(1, uint(3_600_000)),
      doc: may(2, idSchema),
      /** GAP: the counter that is expected. STALE_EPOCH: the epoch. GONE: the snapshot's record. */
      expected: may(3, seq),
    }),
  },
  /** Committed: durable, and at this place for ever. A repeated append gets the place it has. */
  accepted: {
    type: 68,
    payload: record({
      doc: must(0, idSchema),
      seq: must(1, uint(Number.MAX_SAFE_INTEGER, 1)),
      ts: must(2, uint()),
      hash: must(3, hashSchema),
      receipt: must(4, receiptSchema),
    }),
  },
  records: {
    type: 69,
    payload: record({
      doc: must(0, idSchema),
      records: must(1, list(recordSchema, 2_048)),
      /** The log's last record at this moment. */
      head: must(2, seq),
    }),
  },
  /** Answers `sync`: only logs that differ. State, and the relay's own last record. */
  synced: {
    type: 70,
    payload: record({
      docs: must(0, list(tuple(idSchema, oneOf(...Object.values(cursorStates)), seq, bytes(24)), MAX_DOCUMENTS)),
    }),
  },
  /** The client is too slow for pushes of this log: it reads on by itself. */
  lag: { type: 71, payload: record({ doc: must(0, idSchema), head: must(1, seq) }) },
  /** Answers `read` of compacted records: the snapshot entry to begin from. */
  gone: { type: 72, payload: record({ doc: must(0, idSchema), snapshot: must(1, seq) }) },
  /** Documents with role and last record; documents one is invited to with the invitation. */
  mine: {
    type: 73,
    payload: record({
      docs: must(0, list(tuple(idSchema, oneOf(1, 2, 3, 4), seq, hashSchema), MAX_DOCUMENTS)),
      invites: must(1, list(tuple(idSchema, idSchema), 1_000)),
    }),
  },
  evidence: { type: 74, payload: record({ account: must(0, idSchema), entries: must(1, evidenceSchema) }) },
  /** The directory's newest record about an address. */
  found: {
    type: 75,
    payload: record({
      address: must(0, bytes(16)),
      account: must(1, idSchema),
      /** Number and time of the record; its hash is `directoryHash` of `before` and all of these. */
      seq: must(2, uint(Number.MAX_SAFE_INTEGER, 1)),
      ts: must(3, uint()),
      /** The hash of the record before it. */
      before: must(4, hashSchema),
      /** Of the relay (`dir`), over `directoryMessage`. */
      signature: must(5, signatureSchema),
    }),
  },
  /** So many bytes are here, from the beginning; all of them: it is stored. */
  blobState: { type: 76, payload: record({ blob: must(0, hashSchema), have: must(1, offset), size: must(2, offset) }) },
  blobBytes: {
    type: 77,
    payload: record({
      blob: must(0, hashSchema),
      offset: must(1, offset),
      size: must(2, offset),
      bytes: must(3, bytes(MAX_BLOB_PART_BYTES, 0)),
    }),
  },
  /** What the other one at the meeting point said. */
  told: { type: 78, payload: record({ point: must(0, idSchema), bytes: must(1, bytes(65_536, 1)) }) },
  notice: {
    type: 79,
    payload: record({ about: must(0, oneOf(...Object.values(notices))), doc: may(1, idSchema) }),
  },
  pong: { type: 80, payload: record({}) },
  /** The relay's statement for an `emailBind` entry. */
  bound: {
    type: 81,
    payload: record({ address: must(0, bytes(16)), time: must(1, uint()), statement: must(2, signatureSchema) }),
  },
} as const;

export type RelayMessage = MessageOf<typeof relayMessages>;

/** Written by relays, read by clients. */
export const relayCodec = createCodec(relayMessages);
