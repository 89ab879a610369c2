import { hashSchema, signatureSchema } from './entry.js';
import { list, must, record, uint, type Value } from './schema.js';

/** That a record is one of those a relay's signature stands for: one signature for all records of one commit. */
export const receiptSchema = record({
  /** Place of the record's leaf in the tree, from 0. */
  index: must(0, uint(0xffff)),
  /** Leaves of the tree. */
  size: must(1, uint(0xffff, 1)),
  /** The hashes beside the way from the leaf to the root. */
  path: must(2, list(hashSchema, 16)),
  /** Of the relay (`rcpt`), over size and root. */
  signature: must(3, signatureSchema),
});
export type Receipt = Value<typeof receiptSchema>;
