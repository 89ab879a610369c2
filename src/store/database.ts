// The schema: every table and what its records hold. Truth is `chunks` (and `outbox`, `local`); all else is projected
// from it and can be dropped and rebuilt.
import Dexie, { type Table } from 'dexie';
import type { CollectionKind } from '../domain/collections/collection.js';
import type { Edits } from '../domain/items/item.js';
import type { ShareMark } from '../domain/sharing/sharing.js';
import { relaxedLogs } from './durability.js';
import type { MailLogRecord } from './mail/mail-log.js';
import {
  type JunkExampleRecord,
  junkSchema,
  type MailAccountRecord,
  type MailBlobRecord,
  type MailboxRecord,
  type MailKeysRecord,
  type MailMetaRecord,
  type MailMoveRecord,
  type MailOperationRecord,
  type MailRemoteRecord,
  type MailRowsRecord,
  type MailSegmentRecord,
  type MailSetRecord,
  type MailStateRecord,
  type MailTermsRecord,
  type MailTextRecord,
  mailLogSchema,
  mailSchema,
} from './mail/records.js';
import type { OwnValues } from './own-names.js';
import { type PackedTexts, unpackTexts } from './packed-texts.js';
import type { LogRecordRow, RejectedRecord, SecretRecord, SendRecord, StoredRecord } from './sync-records.js';

/** What `chunks` records have in common. `[docId, seq]` is a document's history in order, `seq` from 1 without gaps. */
interface ChunkBase {
  docId: string;
  seq: number;
  /** When it was written here, epoch ms. */
  time: number;
  /** Items it touches; empty for a collection's properties. */
  uids: string[];
  /** The import it belongs to, so that it can be taken back. */
  importId?: string;
}

/** An Automerge change, or a snapshot (whole document) that stands for all chunks before it. */
export interface BinaryChunk extends ChunkBase {
  kind: 'change' | 'snapshot';
  /** Absent once a snapshot has it: only the record of when and what is kept. */
  data?: Uint8Array;
  /** `data` is deflate-raw. */
  deflated: boolean;
}

/** A change that is durable but not yet in Automerge's form (docs/decisions/0002): imports come this way. */
export interface PendingChunk extends ChunkBase {
  kind: 'pending';
  /** Of this change alone. With `time` it makes the encoding the same whenever it is made. */
  actor: string;
  keys: string[];
  /** `null` takes the key out. Of an import into an empty shard: the items' texts, packed. */
  values: (string | null)[] | PackedTexts;
  /** What made it, for its history. */
  message?: string;
}

/** What a pending chunk gives its keys, in their order. */
export function valuesOf({ values }: Pick<PendingChunk, 'values'>): readonly (string | null)[] {
  return Array.isArray(values) ? values : unpackTexts(values);
}

export type ChunkRecord = BinaryChunk | PendingChunk;

/** An edit that is not yet in a relay's order. */
export interface OutboxRecord {
  docId: string;
  seq: number;
}

/** A shard's items as they are: what reading an item by id needs. Parallel arrays sorted by uid. */
export interface TextsRecord {
  collectionId: string;
  shard: number;
  uids: string[];
  texts: string[];
  /** `null` where an item has none. */
  edits: (Edits | null)[];
}

/** Rows of one table under one key: reading a month is one get and one parse. */
export interface PackedRecord {
  collectionId: string;
  /** Year × 12 + month 0–11 (events); year of first and of last occurrence (series); shard (contacts, tasks). Alarms: first month of the quarter of what goes off once, years of series. */
  from: number;
  /** Same as `from` but for series, and alarms of series. */
  to: number;
  /** JSON as UTF-8, in half the time of text; text as older versions have written it. */
  data: Uint8Array<ArrayBuffer> | string;
}

/** A collection's properties, projected from its own document, and how many items it has. */
export interface CollectionRecord {
  id: string;
  kind: CollectionKind;
  name: string;
  hue: number;
  description: string;
  order: number;
  visible: boolean;
  shards: number;
  deleted: boolean;
  /** When it was deleted, epoch ms; absent when it is not, or nobody wrote that down. */
  deletedAt?: number;
  itemCount: number;
  /** As in its document; absent when ''. */
  source?: string;
  alarms?: string;
  /** UID of the room whose calendar it is; absent of all others. */
  room?: string;
  /** How many rooms a list has at most; absent: any number. */
  roomLimit?: number;
  /** What files said of the calendar, by key of its document, JSON; absent when nothing. */
  extras?: ReadonlyMap<string, string>;
  /** Groups of an address book that were made by hand, sorted; absent when there are none. */
  groups?: readonly string[];
  /** Who is in it and invited, as far as somebody said: by `member` or `invite`, line feed, id; JSON. Absent when nobody is. */
  people?: ReadonlyMap<string, string>;
  /** Not stored: readers put in how it is shared. */
  share?: ShareMark;
  /** What the person has decided for themselves of `hue`, `order`, `visible` and `alarms`: it is what those say. */
  own?: OwnValues;
  /** What the collection's document says of those. */
  given?: OwnValues;
}

/** Settings by name, each value JSON, projected from the settings' document. */
export interface SettingRecord {
  name: string;
  value: string;
}

/** A command that was carried out: asked for again with the same id it is answered from here. */
export interface AppliedRecord {
  id: string;
  time: number;
  answer: unknown;
}

/** A file that hangs on an event, or a picture of a contact, kept by what is in it. */
export interface BlobRecord {
  /** SHA-256, base64url. */
  hash: string;
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: string;
  /** When it was kept here, epoch ms. */
  time: number;
}

/** Facts about this device. */
export interface LocalRecord {
  name: string;
  value: string;
}

/** Tables of packed rows. */
export type RowTable = 'events' | 'series' | 'contacts' | 'tasks' | 'alarms';
export const rowTables: readonly RowTable[] = ['events', 'series', 'contacts', 'tasks', 'alarms'];

/**
 * Raised whenever rows hold something else than before for the same items: then a profile's rows are projected anew,
 * once, by the first writer that finds an older number.
 */
export const ROWS_VERSION = 7;

/** Name of what this device remembers of reminders (docs/rules/reminders.md). */
export const REMINDERS = 'reminders';

/** Last year of a series without end. */
export const OPEN_END = 9999;

export class AppDatabase extends Dexie {
  declare chunks: Table<ChunkRecord, [string, number]>;
  declare outbox: Table<OutboxRecord, [string, number]>;
  declare texts: Table<TextsRecord, [string, number]>;
  declare events: Table<PackedRecord, [string, number, number]>;
  declare series: Table<PackedRecord, [string, number, number]>;
  declare contacts: Table<PackedRecord, [string, number, number]>;
  declare tasks: Table<PackedRecord, [string, number, number]>;
  declare alarms: Table<PackedRecord, [string, number, number]>;
  declare collections: Table<CollectionRecord, string>;
  declare settings: Table<SettingRecord, string>;
  declare applied: Table<AppliedRecord, string>;
  declare local: Table<LocalRecord, string>;
  declare blobs: Table<BlobRecord, string>;
  declare logs: Table<LogRecordRow, string>;
  declare records: Table<StoredRecord, [string, number]>;
  declare sends: Table<SendRecord, [string, number]>;
  declare rejected: Table<RejectedRecord, string>;
  declare secrets: Table<SecretRecord, string>;
  declare mailAccounts: Table<MailAccountRecord, string>;
  declare mailboxes: Table<MailboxRecord, string>;
  declare mailStates: Table<MailStateRecord, number>;
  declare mailKeys: Table<MailKeysRecord, number>;
  declare mailSets: Table<MailSetRecord, number>;
  declare mailRows: Table<MailRowsRecord, number>;
  declare mailBlobs: Table<MailBlobRecord, string>;
  declare mailMoves: Table<MailMoveRecord, number>;
  declare mailMeta: Table<MailMetaRecord, string>;
  declare mailRemote: Table<MailRemoteRecord, [string, string]>;
  declare mailOperations: Table<MailOperationRecord, number>;
  declare mailSegments: Table<MailSegmentRecord, number>;
  declare mailTerms: Table<MailTermsRecord, [number, number]>;
  declare mailPositions: Table<MailTermsRecord, [number, number]>;
  declare mailTexts: Table<MailTextRecord, number>;
  declare mailLog: Table<MailLogRecord, number>;
  declare junkExamples: Table<JunkExampleRecord, number>;

  constructor(
    name: string,
    options: { readonly indexedDB?: IDBFactory; readonly IDBKeyRange?: typeof IDBKeyRange } = {},
  ) {
    // Strict: a command is answered when its data is on the disk.
    super(name, { ...options, chromeTransactionDurability: 'strict', cache: 'disabled' });
    this.use(relaxedLogs);
    // For Dexie's live queries, which nothing here asks: it tells every other worker of every commit.
    this.unuse({ stack: 'dbcore', name: 'Observability' });
    this.version(1).stores({
      chunks: '[docId+seq], importId',
      outbox: '[docId+seq]',
      texts: '[collectionId+shard]',
      events: '[collectionId+from+to]',
      series: '[collectionId+from+to]',
      contacts: '[collectionId+from+to]',
      collections: 'id',
      settings: 'name',
      applied: 'id, time',
      local: 'name',
    });
    // A version that was shipped is never changed; the next one is tested with a database of this one. Rows of new tables are
    // filled by the first writer (ROWS_VERSION).
    this.version(2).stores({ blobs: 'hash', tasks: '[collectionId+from+to]', alarms: '[collectionId+from+to]' });
    this.version(3).stores({
      logs: 'id, collectionId',
      records: '[log+seq]',
      sends: '[log+n]',
      rejected: 'id, time',
      secrets: 'name',
    });
    this.version(4).stores(mailSchema);
    this.version(5).stores(mailLogSchema);
    this.version(6).stores({}); // values of pending chunks may be packed: an older app cannot read them
    this.version(7).stores(junkSchema);
  }
}
