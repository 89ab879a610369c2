// Where the sync client keeps what it knows, and what becomes of content: implemented over the profile's database and its one writer.
import type { CollectionKind } from '../../domain/collections/collection.js';
import type { LogHealth } from '../../domain/sharing/sharing.js';
import type { Bytes } from '../protocol/bytes.js';
import type { AccountLogState, DocumentState } from '../protocol/fold-state.js';
import { NO_HASH } from '../protocol/identifiers.js';

/** A log as this device keeps it. Replaced whole, never changed in place. */
export interface KeptLog {
  /** Hexadecimal. */
  readonly id: string;
  readonly kind: 'account' | 'collection';
  /** Absent for the account's own, and before it is known what a collection's log is for. */
  readonly collectionId?: string;
  readonly state?: AccountLogState | DocumentState;
  readonly seq: number;
  /** The chain's hash at `seq`. */
  readonly hash: Bytes;
  /** The last record whose content is in the documents; 0 before the collection is here. */
  readonly applied: number;
  /** The record whose snapshot this device began from because what was before is compacted; hashes before it are not known here. */
  readonly begins?: number;
  readonly health: LogHealth;
  /** Epoch ms. */
  readonly lastSynced: number;
}

export const emptyLog = (id: string, kind: KeptLog['kind'], collectionId?: string): KeptLog => ({
  id,
  kind,
  ...(collectionId !== undefined && { collectionId }),
  seq: 0,
  hash: NO_HASH,
  applied: 0,
  health: 'ok',
  lastSynced: 0,
});

/** A record as it came, with what following it has shown. */
export interface KeptRecord {
  readonly log: string;
  readonly seq: number;
  readonly ts: number;
  /** Empty where the chain before is not known here. */
  readonly hash: Bytes;
  readonly entryHash: Bytes;
  readonly entry?: Bytes;
  /** Hexadecimal. */
  readonly device: string;
  readonly type: number;
  readonly voided?: string;
}

/** An entry that was made and is not confirmed. */
export interface Send {
  readonly log: string;
  readonly n: number;
  readonly entry: Bytes;
  /** The chunks it carries: document and number. */
  readonly chunks: readonly (readonly [docId: string, seq: number])[];
  /** Epoch ms. */
  readonly time: number;
}

export interface LogStore {
  logs(): Promise<readonly KeptLog[]>;
  hashAt(log: string, seq: number): Promise<Bytes | undefined>;
  /** In order, from `from` on. */
  records(log: string, from: number, most: number): Promise<readonly KeptRecord[]>;
  /** Records that are kept for ever, in order. */
  membership(log: string): Promise<readonly KeptRecord[]>;
  /** Snapshots' records, in order. */
  snapshots(log: string): Promise<readonly KeptRecord[]>;
  sends(log: string): Promise<readonly Send[]>;
  /** Before its first byte goes out. */
  putSend(send: Send): Promise<void>;
  dropSend(log: string, n: number): Promise<void>;
  putLog(log: KeptLog): Promise<void>;
  /** Drops what is kept of a log; its collection stays. */
  dropLog(log: string): Promise<void>;
  /** Drops bodies of content that nobody will ask for again. @param before - Epoch ms, and the first record that is kept whole. */
  trim(log: string, before: number, seq: number): Promise<void>;
}

/** How far somebody has followed a document: its id, the record's number, the first 16 bytes of the chain's hash there. */
export type Head = readonly [doc: Bytes, seq: number, hash: Uint8Array];

/** One Automerge change, or a whole saved document. */
export interface ShardBytes {
  /** 65535 is the collection's meta document. */
  readonly shard: number;
  readonly bytes: Uint8Array;
}

/** The content of one record, opened. */
export interface Content {
  readonly seq: number;
  /** Its author's, 16 bytes. */
  readonly device: Bytes;
  readonly changes: readonly ShardBytes[];
  /** Why it counts for nothing. */
  readonly voided?: string;
}

/** What following some records came to: written in one transaction. */
export interface Followed {
  readonly log: KeptLog;
  readonly records: readonly KeptRecord[];
  /** Content to apply, in order; records' own numbers. */
  readonly contents: readonly Content[];
  /** Entries of this device that have come back. */
  readonly confirmed: readonly Send[];
  /** Entries of this device whose counter was used by others of its own: their chunks wait again. */
  readonly lapsed: readonly Send[];
}

/** A change that waits to be sent. */
export interface WaitingChange {
  readonly docId: string;
  readonly seq: number;
  readonly shard: number;
  readonly bytes: Uint8Array;
  /** Blobs that it names: the relay keeps them for it. */
  readonly blobs?: readonly Bytes[];
}

/** All of a collection, saved. */
export interface SavedCollection {
  readonly shards: readonly ShardBytes[];
  readonly heads: readonly (readonly [shard: number, head: Bytes])[];
  /** Chunks that were waiting and are in it. */
  readonly chunks: readonly (readonly [docId: string, seq: number])[];
}

/** Why edits are given up. */
export type RejectReason = 'role' | 'removed' | 'frozen' | 'limit';

/** The collections' documents. Every method is one turn of the writer. */
export interface Documents {
  /** Documents, rows, records, log and sends: all or nothing. */
  take(followed: Followed): Promise<void>;
  /** Local changes in order, as many as fit into about `most` bytes; at least one when there is one. */
  waiting(collectionId: string, most: number): Promise<readonly WaitingChange[]>;
  /** @param whole - Waiting changes too; otherwise `undefined` while there are any. */
  save(collectionId: string, whole: boolean): Promise<SavedCollection | undefined>;
  /**
   * Puts a collection that came from a log in: made when it is not here.
   *
   * @param log - Has its collection's id.
   * @param records - What is kept of the log along with it.
   * @returns whether it was: not what is no saved document, or has other heads than it says.
   */
  adopt(log: KeptLog, saved: Omit<SavedCollection, 'chunks'>, records?: readonly KeptRecord[]): Promise<boolean>;
  /** Heads of a collection's documents; `undefined` while anything waits. */
  heads(collectionId: string): Promise<SavedCollection['heads'] | undefined>;
  /** Takes waiting changes out again; what they said is kept for the person. */
  reject(collectionId: string, reason: RejectReason): Promise<void>;
  /** Collections that have no log yet. */
  unbound(): Promise<readonly UnboundCollection[]>;
  /** Takes a collection off this device. */
  drop(collectionId: string): Promise<void>;
}

export interface UnboundCollection {
  readonly id: string;
  readonly kind: CollectionKind | 'settings';
}
