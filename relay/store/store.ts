/**
 * What the relay needs of a store, whatever it is. Every store passes `test/support/relay-store-suite.ts`.
 * Ids and hashes travel as lower-case hex here: they are map keys and file names; entries stay the bytes they came as.
 */

/** Which entries may lose their bodies: content once a snapshot covers it, the other two never. */
export type EntryKind = 'content' | 'snapshot' | 'membership';

/** One entry in its document's order. `entry` is missing once a snapshot covers it and its time is over. */
export interface StoredRecord {
  readonly seq: number;
  /** Relay time in milliseconds since 1970, never smaller than the one before. */
  readonly ts: number;
  readonly kind: EntryKind;
  readonly device: string;
  /** The device's own counter in this document, from 1 without a hole. */
  readonly n: number;
  /** SHA-256 of the entry's bytes. */
  readonly entryHash: Uint8Array;
  /** The chain's hash after this record. */
  readonly h: Uint8Array;
  readonly entry?: Uint8Array;
}

/** An open invitation of a document: which account it waits for. */
export interface Invitation {
  readonly account: string;
  readonly invite: string;
}

/** Everything that becomes durable together, or not at all. */
export interface Append {
  readonly doc: string;
  /** `seq` follows the document's head, `n` the device's counter: otherwise nothing is written. */
  readonly record: StoredRecord & { readonly entry: Uint8Array };
  /** The folded state after a membership entry; content leaves it as it is. */
  readonly state?: Uint8Array;
  /** On a document's first record: the account whose quota it counts against. */
  readonly owner?: string;
  /** Members with their roles, new ones and those whose role has changed. */
  readonly joined?: readonly { readonly account: string; readonly role: number }[];
  readonly left?: readonly string[];
  /** Invitations that this entry opens for accounts, and those that it ends. */
  readonly invited?: readonly Invitation[];
  readonly uninvited?: readonly string[];
  /** Blobs that the entry names. */
  readonly refs?: readonly string[];
}

/** `moved`: somebody else wrote first; read the head again, decide again. */
export type AppendOutcome = 'done' | 'moved';

export interface Head {
  readonly seq: number;
  readonly ts: number;
  readonly h: Uint8Array;
  readonly state: Uint8Array;
  readonly owner: string;
  /** Bytes of all entries that are kept. */
  readonly bytes: number;
  /** Number of the newest snapshot's record; 0 without one. */
  readonly snapshot: number;
  /** Content entries after it. */
  readonly sinceSnapshot: number;
}

export interface ReadLimits {
  /** At least one record is given, then as many as fit. */
  readonly bytes: number;
  readonly records: number;
}

/** `firstKept` is the oldest record that still exists: what is asked for before it is gone. */
export interface Page {
  readonly records: readonly StoredRecord[];
  readonly firstKept: number;
}

export interface Membership {
  readonly doc: string;
  readonly role: number;
  /** The document's last record. */
  readonly seq: number;
  readonly h: Uint8Array;
}

/** A device's last entry in a document; kept for ever, it is what makes appends exactly-once. */
export interface AuthorCounter {
  readonly n: number;
  readonly seq: number;
}

export type BlobPart = 'more' | 'done' | 'wrong-hash' | 'wrong-offset';

/** Blobs lie outside the log: each is named by the SHA-256 of its bytes. */
export interface BlobStore {
  /** Writes `bytes` at `offset` of an upload of `size` bytes; the last part checks the hash and makes it durable. */
  put(id: string, part: { offset: number; size: number; bytes: Uint8Array }): Promise<BlobPart>;
  /** Bytes that an unfinished upload has; where to go on. */
  received(id: string): Promise<number>;
  /** Size of a whole blob. */
  size(id: string): Promise<number | undefined>;
  get(id: string, offset: number, length: number): Promise<Uint8Array | undefined>;
  delete(id: string): Promise<void>;
  /** Removes uploads nobody went on with since `before`, and answers how many. */
  dropUnfinished(before: number): Promise<number>;
}

/** Whose an address is, from this record of the directory on. Nothing in the directory is ever changed. */
export interface AddressRecord {
  /** From 1. */
  readonly seq: number;
  /** Epoch ms. */
  readonly ts: number;
  /** Hash of the address (docs/sync-protocol.md §3). */
  readonly address: string;
  readonly account: string;
  /** The chain's hash before and after this record. */
  readonly before: Uint8Array;
  readonly h: Uint8Array;
}

/** Where a blob can be fetched by everybody who has its address. One that is switched off stays its owner's. */
export interface PublicLink {
  readonly id: string;
  /** The account that made it: nobody else ever publishes under this id. */
  readonly owner: string;
  readonly form: 1 | 2;
  /** Missing once it is switched off. */
  readonly blob?: string;
  /** Epoch ms of the last change. */
  readonly ts: number;
}

export interface BlobUse {
  readonly id: string;
  readonly size: number;
}

export interface RelayStore {
  readonly blobs: BlobStore;
  /** In the order given; durable when the promise is kept. Rejects when nothing of it was written. */
  append(appends: readonly Append[]): Promise<readonly AppendOutcome[]>;
  head(doc: string): Promise<Head | undefined>;
  /** By device. */
  counters(doc: string): Promise<ReadonlyMap<string, AuthorCounter>>;
  /** The record a device made under a number, while it exists. */
  recordOf(doc: string, device: string, n: number): Promise<StoredRecord | undefined>;
  /** The chain's hash after `seq`, while the record exists. */
  hashAt(doc: string, seq: number): Promise<Uint8Array | undefined>;
  /** Records from `from` on, in order. */
  read(doc: string, from: number, limits: ReadLimits): Promise<Page>;
  /** Membership entries from `from` on, in order: nothing of them is ever missing. */
  membership(doc: string, from: number, limits: ReadLimits): Promise<Page>;
  /** Documents an account is a member of, oldest first. */
  membershipsOf(account: string): Promise<readonly Membership[]>;
  /** Open invitations of an account, oldest first. */
  invitationsOf(account: string): Promise<readonly { readonly doc: string; readonly invite: string }[]>;
  /** Drops bodies of content that a snapshot covers and that is older than `before`; answers how many. Nothing else goes. */
  purge(doc: string, covered: { snapshot: number; upTo: number; before: number }): Promise<number>;
  /** Drops what purging left of content, up to `upTo` and older than `before`; answers how many. */
  forget(doc: string, upTo: number, before: number): Promise<number>;
  /** Documents after `after`, in id order, with a snapshot of `ts` or before that was not purged by yet; the newest such. */
  compactable(ts: number, after: string, limit: number): Promise<readonly { doc: string; snapshot: number }[]>;
  /** Notes who uploaded a blob: it counts against that account until nobody needs it. */
  addBlob(id: string, size: number, owner: string, ts: number): Promise<void>;
  /** Documents that name a blob. */
  documentsWith(blob: string): Promise<readonly string[]>;
  /** Who uploaded it first. */
  blobOwner(id: string): Promise<string | undefined>;
  /** Blobs uploaded before `before` that no entry names and no link shows. */
  unreferenced(before: number, limit: number): Promise<readonly BlobUse[]>;
  removeBlob(id: string): Promise<void>;
  /** Bytes an account's documents and blobs take. */
  usage(account: string): Promise<number>;
  /** Small things the relay remembers about itself: its key, most of all. */
  value(key: string): Promise<Uint8Array | undefined>;
  setValue(key: string, value: Uint8Array): Promise<void>;
  /** Follows the directory's last record, or writes nothing. */
  appendAddress(record: AddressRecord): Promise<AppendOutcome>;
  /** The newest record about an address. */
  addressRecord(address: string): Promise<AddressRecord | undefined>;
  /** Records from `from` on, in order, at most `limit`. */
  directory(from: number, limit: number): Promise<readonly AddressRecord[]>;
  /** The directory's last record. */
  directoryHead(): Promise<AddressRecord | undefined>;
  /** Makes a link, or changes what it shows. */
  setLink(link: PublicLink): Promise<void>;
  link(id: string): Promise<PublicLink | undefined>;
  /** Whether any link shows a blob. */
  isLinked(blob: string): Promise<boolean>;
  /** Documents after `after` in id order, with how many there are of all. */
  documentsAfter(after: string, limit: number): Promise<readonly { readonly id: string; readonly all: number }[]>;
  /** The same of blobs. */
  blobsAfter(after: string, limit: number): Promise<readonly { readonly id: string; readonly all: number }[]>;
  totals(): Promise<{ documents: number; records: number; blobBytes: number }>;
  close(): Promise<void>;
}

/** The disk is full or cannot be written: nothing of the batch was kept. The client tries again later. */
export class StoreWriteError extends Error {
  override name = 'StoreWriteError';
}
