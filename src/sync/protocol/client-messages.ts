// What a client says to a relay (docs/sync-protocol.md §8). Every request is idempotent.
import { hashSchema, idSchema, signatureSchema } from './entry.js';
import { createCodec, type MessageOf } from './frame.js';
import {
  MAX_ACCOUNT_ENTRY_BYTES,
  MAX_BLOB_BYTES,
  MAX_BLOB_PART_BYTES,
  MAX_DOCUMENTS,
  MAX_ENTRY_BYTES,
  MAX_SUBSCRIPTIONS,
} from './limits.js';
import { CURSOR_BYTES, recordSchema } from './record.js';
import { bytes, list, may, must, oneOf, record, text, uint } from './schema.js';

const offset = uint(MAX_BLOB_BYTES);

export const clientMessages = {
  /** Answers `hello`. Signed `auth` by the device, over `authMessage`. */
  auth: {
    type: 1,
    payload: record({
      account: must(0, idSchema),
      device: must(1, idSchema),
      /** The last membership entry of the account's log that the device knows. */
      accountHead: must(2, hashSchema),
      nonce: must(3, bytes(32)),
      /** The relay's own origin, as the client has it: `wss://host[:port]`. */
      origin: must(4, text(255)),
      /** Epoch ms until when the signature holds. */
      expires: must(5, uint()),
      signature: must(6, signatureSchema),
    }),
  },
  /** Before `auth`: a new account's first entries, all or none. Answered with `done`. */
  register: {
    type: 2,
    payload: record({
      entries: must(0, list(bytes(MAX_ACCOUNT_ENTRY_BYTES, 1), 8, 1)),
      /** A relay may ask for a code to sign up. */
      code: may(1, text(128)),
    }),
  },
  /** Subscribes, and asks what is new since. Answered with `synced`, then `records` without a request. */
  sync: { type: 3, payload: record({ cursors: must(0, bytes(CURSOR_BYTES * MAX_DOCUMENTS, 0)) }) },
  unwatch: { type: 4, payload: record({ docs: must(0, list(idSchema, MAX_SUBSCRIPTIONS, 1)) }) },
  /** Answered with `accepted` or `refused`. */
  append: { type: 5, payload: record({ entry: must(0, bytes(MAX_ENTRY_BYTES, 1)) }) },
  /** Answered with `records` or `gone`. */
  read: {
    type: 6,
    payload: record({ doc: must(0, idSchema), from: must(1, uint(Number.MAX_SAFE_INTEGER, 1)), most: must(2, uint()) }),
  },
  /** The membership entries only, also for those who are invited. Answered with `records`, gaps where content was. */
  membership: {
    type: 7,
    payload: record({ doc: must(0, idSchema), from: must(1, uint(Number.MAX_SAFE_INTEGER, 1)) }),
  },
  /** The client has worked off so many bytes of pushes. */
  credit: { type: 8, payload: record({ bytes: must(0, uint(0xffff_ffff, 1)) }) },
  /** Starts or goes on with an upload. Answered with `blobState`. */
  blobBegin: {
    type: 9,
    payload: record({ blob: must(0, hashSchema), size: must(1, uint(MAX_BLOB_BYTES, 1)), doc: must(2, idSchema) }),
  },
  /** Answered with `blobState`. */
  blobPart: {
    type: 10,
    payload: record({
      blob: must(0, hashSchema),
      offset: must(1, offset),
      bytes: must(2, bytes(MAX_BLOB_PART_BYTES, 1)),
    }),
  },
  /** Answered with `blobBytes`; `doc` is one that refers to it. */
  blobRead: {
    type: 11,
    payload: record({
      blob: must(0, hashSchema),
      doc: must(1, idSchema),
      offset: must(2, offset),
      length: must(3, uint(MAX_BLOB_PART_BYTES, 1)),
    }),
  },
  /** Whose is the address? Answered with `found` or refused UNKNOWN. */
  lookup: { type: 12, payload: record({ address: must(0, bytes(16)) }) },
  /** The membership entries of an account's log, after the one with this hash. Answered with `evidence`. */
  account: { type: 13, payload: record({ account: must(0, idSchema), after: may(1, hashSchema) }) },
  /** Asks the relay to send a code to an address. Answered with `done`. */
  bindStart: { type: 14, payload: record({ address: must(0, text(254)) }) },
  /** Answered with `bound`. */
  bindFinish: { type: 15, payload: record({ address: must(0, text(254)), code: must(1, text(32)) }) },
  /** Before `auth` too: waits at a meeting point for five minutes. */
  meet: { type: 16, payload: record({ point: must(0, idSchema) }) },
  /** Hands something to the other one who waits there. */
  tell: { type: 17, payload: record({ point: must(0, idSchema), bytes: must(1, bytes(65_536, 1)) }) },
  /** Brings back confirmed records that the relay has lost, word for word; the chain has to match. */
  resubmit: { type: 18, payload: record({ doc: must(0, idSchema), records: must(1, list(recordSchema, 512, 1)) }) },
  /** Shows an uploaded blob to everybody who has the link. 1: `.ics`, 2: for a browser only. */
  publish: {
    type: 19,
    payload: record({ link: must(0, idSchema), form: must(1, oneOf(1, 2)), blob: must(2, hashSchema) }),
  },
  unpublish: { type: 20, payload: record({ link: must(0, idSchema) }) },
  /** Which documents and invitations has this account? Answered with `mine`. */
  mine: { type: 21, payload: record({}) },
  ping: { type: 22, payload: record({}) },
  /** Web push: where to send a wake-up without content. Answered with `done`. */
  wake: {
    type: 23,
    payload: record({
      endpoint: must(0, text(2_048)),
      key: must(1, bytes(65)),
      auth: must(2, bytes(16)),
    }),
  },
} as const;

export type ClientMessage = MessageOf<typeof clientMessages>;

/** Written by clients, read by relays. */
export const clientCodec = createCodec(clientMessages);
