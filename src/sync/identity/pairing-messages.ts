// What two devices say to each other while one comes into the other's account. Sealed on the way; nothing in it is believed.
import { hashSchema, idSchema, keySchema, signatureSchema } from '../protocol/entry.js';
import { bytes, list, must, oneOf, record, text, tuple, uint, type Value } from '../protocol/schema.js';

const nonceSchema = bytes(32);

/** Heads of documents in a handover: all of them would not fit into one message. */
export const MAX_HEADS = 1_000;

export const pairingMessages = {
  /** Old: what binds it to its account, key and nonce before it sees the other's. */
  commit: record({ kind: must(0, oneOf(1)), commitment: must(1, hashSchema) }),
  /** New. */
  hello: record({
    kind: must(0, oneOf(2)),
    signKey: must(1, keySchema),
    sealKey: must(2, keySchema),
    nonce: must(3, nonceSchema),
  }),
  /** Old: what it was bound to. */
  reveal: record({
    kind: must(0, oneOf(3)),
    account: must(1, idSchema),
    signKey: must(2, keySchema),
    nonce: must(3, nonceSchema),
  }),
  /** New: it wants to be in this account. */
  join: record({
    kind: must(0, oneOf(4)),
    device: must(1, oneOf(1, 2, 3)),
    name: must(2, text(120)),
    proof: must(3, signatureSchema),
  }),
  /** Old: the device is in the account. HPKE to its key. */
  welcome: record({ kind: must(0, oneOf(5)), sealed: must(1, bytes(60_000, 48)) }),
  /** Either: the person has thought better of it. */
  bye: record({ kind: must(0, oneOf(9)) }),
} as const;

/** What a new device gets to begin with. The account's key it finds in the account's log, wrapped for it. */
export const handoverSchema = record({
  /** `wss://host[:port]` */
  relay: must(0, text(255)),
  /** The relay's key, as the old device knows it. */
  relayKey: must(1, keySchema),
  /** The account's last membership entry: a relay that shows less hides something. */
  accountHead: must(2, hashSchema),
  /** Documents with the last record that the old device has: id, seq, first 16 of its hash. */
  heads: must(3, list(tuple(idSchema, uint(), bytes(16)), MAX_HEADS)),
});
export type Handover = Value<typeof handoverSchema>;
