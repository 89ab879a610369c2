// What the sync client keeps (docs/decisions/0010). States are the protocol's own plain data, which this layer does not look into.
import type { LogHealth } from '../domain/sharing/sharing.js';

/** A log as this device follows it. */
export interface LogRecordRow {
  /** Document or account, 32 hex digits. */
  id: string;
  kind: 'account' | 'collection';
  collectionId?: string;
  /** The fold's state after record `seq`: `DocumentState` or `AccountLogState`; absent before the first. */
  state?: unknown;
  seq: number;
  /** The chain's hash at `seq`. */
  hash: Uint8Array;
  /** Began from a snapshot: hashes of records before this one are not known here. */
  begins?: number;
  health: LogHealth;
  /** The last record whose content is in the documents; 0 before the collection is here. Less than `seq` while a key or a blob is missing. */
  applied: number;
  /** Epoch ms when this device and the relay last had the same of it. */
  lastSynced: number;
}

/** A record as it came. */
export interface StoredRecord {
  log: string;
  seq: number;
  ts: number;
  /** Chain hash up to here. */
  hash: Uint8Array;
  /** SHA-256 of the entry. */
  entryHash: Uint8Array;
  /** Absent once it was compacted, here or there. */
  entry?: Uint8Array;
  /** Who wrote it, hex, and which type of entry it is. */
  device: string;
  type: number;
  /** It counts for nothing (protocol §7): for the person to see. */
  voided?: string;
}

/** An entry that was made and is not confirmed. */
export interface SendRecord {
  log: string;
  n: number;
  entry: Uint8Array;
  /** Chunks it carries. */
  chunks: [docId: string, seq: number][];
  /** Epoch ms. */
  time: number;
}

/** An edit that was refused for good. */
export interface RejectedRecord {
  id: string;
  collectionId: string;
  uid: string;
  /** Keys of the item with the values they were to have; `null` takes one out. */
  keys: (readonly [key: string, value: string | null])[];
  /** The item as it was to be, iCalendar or vCard text. */
  text: string;
  time: number;
  reason: 'role' | 'removed' | 'frozen' | 'limit';
}

/** A key: a CryptoKey that cannot be read out, or bytes that such a key has wrapped. */
export interface SecretRecord {
  name: string;
  key?: CryptoKey;
  /** Of the key that wraps all others: another one whenever it is made anew. */
  id?: string;
  wrapped?: Uint8Array;
}
