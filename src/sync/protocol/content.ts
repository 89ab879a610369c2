// What stands encrypted in entries: changes, heads and snapshots. The relay never sees these forms.
import { idSchema } from './entry.js';
import { MAX_BODY_BYTES, MAX_DOCUMENTS } from './limits.js';
import { bytes, list, may, must, oneOf, record, text, tuple, uint, type Value } from './schema.js';

/** The Automerge changes of one content entry. */
export const contentSchema = record({
  changes: must(
    0,
    list(
      record({
        /** The collection's shard; 65535 is its meta document. */
        shard: must(0, uint(0xffff)),
        /** 0: as it is; 1: raw DEFLATE (RFC 1951); 2: in a blob, raw DEFLATE: its key and its id, which the header refers to. */
        packing: must(1, oneOf(0, 1, 2)),
        change: must(2, bytes(MAX_BODY_BYTES, 1)),
      }),
      1_024,
      1,
    ),
  ),
});
export type ContentBody = Value<typeof contentSchema>;

/** Bytes of a change that stands in a blob: 32 of its key, 32 of its id. */
export const BLOB_REF_BYTES = 64;

/** The shard number of a collection's meta document. */
export const META_SHARD = 0xffff;

/** Where the documents of an account stood, with the first half of the record’s hash: what its other devices hold a relay against. */
export const headsSchema = record({ docs: must(0, list(tuple(idSchema, uint(), bytes(16)), MAX_DOCUMENTS)) });
export type Heads = Value<typeof headsSchema>;

/** What an invitation hands over, sealed to the one who is invited. Words are what the sender says: nothing proves them. */
export const invitedSchema = record({
  /** The epoch's key. */
  key: must(0, bytes(32)),
  /** The document's name, to be shown before it is accepted. */
  name: must(1, text(200)),
  /** Who sends it: name … */
  from: may(2, text(80)),
  /** … and e-mail address. */
  address: may(3, text(100)),
  /** 1: a calendar, 2: an address book. */
  kind: may(4, oneOf(1, 2)),
});
export type Invited = Value<typeof invitedSchema>;

/** A snapshot's blob, before it is padded and encrypted: each shard's saved document. */
export const snapshotBlobSchema = record({
  shards: must(
    0,
    list(
      record({ shard: must(0, uint(0xffff)), packing: must(1, oneOf(0, 1)), saved: must(2, bytes(64 * 1_048_576, 1)) }),
      2_048,
    ),
  ),
  /** The fold's state at `upTo`, JSON: with it a device can follow on from here when what was before is compacted. */
  state: must(1, text(16 * 1_048_576)),
});
