// The one road from documents to rows: local edits, remote changes and imports all end in `commit`.
import Dexie, { type Table } from 'dexie';
import { placeOfDocument, SETTINGS_ID } from '../domain/collections/document-id.js';
import { changeCollection, changeOwn } from './collection-record.js';
import {
  type AppDatabase,
  type AppliedRecord,
  type ChunkRecord,
  type CollectionRecord,
  rowTables,
  type TextsRecord,
} from './database.js';
import { keepNamed } from './loose-files.js';
import { ownByCollection, ownSettingsOf } from './own-properties.js';
import { createRowChanges, type Projection, type RowChanges } from './packed-rows.js';
import { changeTexts, emptyTexts, isCounted, type KeyChanges, type StoredItem } from './shard-items.js';
import { mergeStoreChanges, type StoreChange } from './store-change.js';
import { getAllTexts } from './texts.js';

/** Rows of an item; pure. The shard is where contacts are packed. */
export type Project = (collectionId: string, item: StoredItem, shard: number) => Projection;

/** A new chunk of a document and what it changed there. */
export interface DocumentWrite {
  readonly chunk: ChunkRecord;
  readonly changes: KeyChanges;
  /** Made here: has to go to the relay. */
  readonly local: boolean;
}

/** Changes of a document that has lost chunks: what its keys are now. */
export interface Reprojection {
  readonly docId: string;
  readonly changes: KeyChanges;
}

/** What is written along with documents, in the same transaction. */
export interface Along {
  readonly tables: readonly Table[];
  /** Nothing asynchronous but Dexie. */
  write(): Promise<void>;
}

export interface CommitRequest {
  readonly writes: readonly DocumentWrite[];
  readonly reprojections?: readonly Reprojection[];
  readonly along?: Along;
  /** Written along, so that the command is carried out once. */
  readonly applied?: AppliedRecord;
}

/** Tables that documents are written to. */
function documentTables(db: AppDatabase) {
  const rows = rowTables.map((table) => db[table]);
  return [db.chunks, db.outbox, db.texts, ...rows, db.collections, db.settings, db.local];
}

/** Tables that a command touches. */
export const commitTables = (db: AppDatabase) => [...documentTables(db), db.applied];

/** No more than it needs: a table that is being written is read by nobody else, and `applied` waits for the disk. */
function tablesOf(db: AppDatabase, { writes, reprojections = [], along, applied }: CommitRequest): Table[] {
  const isEmpty = writes.length === 0 && reprojections.length === 0 && along !== undefined;
  const own = isEmpty ? [] : documentTables(db);
  return [...new Set<Table>([...own, ...(along?.tables ?? []), ...(applied === undefined ? [] : [db.applied])])];
}

export function projectStored(
  project: Project,
  texts: Pick<TextsRecord, 'collectionId' | 'shard'>,
  item: StoredItem | undefined,
): Projection {
  return isCounted(item) ? project(texts.collectionId, item, texts.shard) : [];
}

/** Writes one shard's changes to its texts and gathers what they mean for the rows. */
export function changeShard(
  texts: TextsRecord,
  changes: KeyChanges,
  project: Project,
  rows: RowChanges,
): { readonly uids: string[]; readonly countDelta: number } {
  let countDelta = 0;
  const changed = changeTexts(texts, changes);
  for (const { before, after } of changed.values()) {
    rows.replace(texts.collectionId, projectStored(project, texts, before), projectStored(project, texts, after));
    countDelta += Number(isCounted(after)) - Number(isCounted(before));
  }
  return { uids: [...changed.keys()], countDelta };
}

/** @returns whether some of them are a person's own properties of collections. */
async function writeSettings(db: AppDatabase, changes: KeyChanges): Promise<boolean> {
  for (const [name, value] of changes)
    await (value === undefined ? db.settings.delete(name) : db.settings.put({ name, value }));
  const own = ownByCollection([...changes].map(([name, value = '']) => ({ name, value })));
  for (const [id, values] of own) {
    const record = await db.collections.get(id);
    if (record !== undefined) await db.collections.put(changeOwn(record, values));
  }
  return own.size > 0;
}

/** The record of a collection that is new here: what the person has decided on another device counts from the beginning. */
async function recordOf(db: AppDatabase, id: string): Promise<CollectionRecord | undefined> {
  const known = await db.collections.get(id);
  if (known !== undefined) return known;
  const settings = await db.settings.bulkGet([...ownSettingsOf(id)]);
  const own = ownByCollection(settings.filter((each) => each !== undefined)).get(id);
  return own && changeOwn(changeCollection(undefined, id, new Map()), own);
}

/** Inside a transaction: adds to collections' item counts; makes the record of a collection whose properties come later. */
export async function addToCounts(db: AppDatabase, deltas: ReadonlyMap<string, number>): Promise<void> {
  for (const [id, delta] of deltas) {
    if (delta === 0) continue;
    const record: CollectionRecord = (await recordOf(db, id)) ?? changeCollection(undefined, id, new Map());
    await db.collections.put({ ...record, itemCount: record.itemCount + delta });
  }
}

/** In one request, where one each would take a millisecond each. @throws what the first of them fails with. */
async function addAll<T, Key>(table: Table<T, Key>, records: readonly T[]): Promise<void> {
  if (records.length === 0) return;
  try {
    await table.bulkAdd(records);
  } catch (error) {
    throw error instanceof Dexie.BulkError ? (error.failures[0] ?? error) : error;
  }
}

/**
 * Chunks, outbox, items, rows and counts in one transaction: all or nothing.
 *
 * @throws Dexie's ConstraintError when a chunk's number is taken: somebody else wrote the document, read it again.
 */
export async function commit(db: AppDatabase, project: Project, request: CommitRequest): Promise<StoreChange> {
  const { writes, reprojections = [], along } = request;
  return db.transaction('rw', tablesOf(db, request), async () => {
    const rows = createRowChanges();
    const counts = new Map<string, number>();
    const changes: StoreChange[] = [];
    const textsById = new Map<string, TextsRecord>();

    function changeItems(docId: string, keys: KeyChanges): void {
      const { collectionId } = placeOfDocument(docId);
      const { uids, countDelta } = changeShard(textsById.get(docId)!, keys, project, rows);
      counts.set(collectionId, (counts.get(collectionId) ?? 0) + countDelta);
      changes.push({ items: [{ collectionId, uids }], collections: countDelta !== 0, settings: false });
    }

    async function changeProperties(collectionId: string, keys: KeyChanges): Promise<void> {
      if (collectionId === SETTINGS_ID) {
        changes.push({ items: [], collections: await writeSettings(db, keys), settings: true });
      } else {
        await db.collections.put(changeCollection(await recordOf(db, collectionId), collectionId, keys));
        changes.push({ items: [], collections: true, settings: false });
      }
    }

    const changed = [
      ...writes.map(({ chunk, changes: keys }) => ({ docId: chunk.docId, changes: keys })),
      ...reprojections,
    ];
    // Before the chunks are there: a pending one would be taken for what its shard already says.
    const shards = new Map<string, Map<number, string>>();
    for (const { docId } of changed) {
      const { collectionId, shard } = placeOfDocument(docId);
      if (shard === 'meta') continue;
      const known = shards.get(collectionId) ?? new Map<number, string>();
      shards.set(collectionId, known.set(shard, docId));
    }
    for (const [collectionId, docIds] of shards) {
      const texts = await getAllTexts(db, collectionId, [...docIds.keys()]);
      for (const [index, [shard, docId]] of [...docIds].entries())
        textsById.set(docId, texts[index] ?? emptyTexts(collectionId, shard));
    }
    const chunks = writes.map(({ chunk }) => chunk);
    const waiting = writes.filter(({ local }) => local).map(({ chunk: { docId, seq } }) => ({ docId, seq }));
    const named = changed.flatMap(({ changes: keys }) => [...keys.values()]);
    const adding =
      changed.length > 0 && Promise.all([addAll(db.chunks, chunks), addAll(db.outbox, waiting), keepNamed(db, named)]);
    if (adding) adding.catch(() => {}); // awaited below, unless something else has ended the transaction before
    for (const { docId, changes: keys } of changed) {
      const { collectionId, shard } = placeOfDocument(docId);
      // Awaits nothing for shards: Dexie loses its transaction after a hundred awaits without a request.
      if (shard === 'meta') await changeProperties(collectionId, keys);
      else changeItems(docId, keys);
    }
    // Side by side: each waits for the database's process, and none for another.
    await Promise.all([
      adding,
      textsById.size > 0 && db.texts.bulkPut([...textsById.values()]),
      rows.write(db),
      addToCounts(db, counts),
      request.applied && db.applied.put(request.applied),
      along?.write(),
    ]);
    return mergeStoreChanges(changes);
  });
}
