import { placeOfDocument, SETTINGS_ID } from '../../domain/collections/document-id.js';
import { changeCollection, changeOwn } from '../../store/collection-record.js';
import { changeShard } from '../../store/commit.js';
import {
  type AppDatabase,
  type CollectionRecord,
  ROWS_VERSION,
  type SettingRecord,
  type TextsRecord,
} from '../../store/database.js';
import { ownByCollection } from '../../store/own-properties.js';
import { createRowChanges } from '../../store/packed-rows.js';
import { replaceProjections } from '../../store/replace-projections.js';
import { emptyTexts } from '../../store/shard-items.js';
import type { WriterContext } from './write-documents.js';

/** Drops everything that is projected and projects it anew from the documents, all or nothing. */
export async function rebuildRows(context: WriterContext): Promise<void> {
  const { db, store, pool, project } = context;
  const rows = createRowChanges();
  const texts: TextsRecord[] = [];
  const settings: SettingRecord[] = [];
  const collections = new Map<string, CollectionRecord>();
  const counts = new Map<string, number>();
  for (const docId of await store.docIds()) {
    const { collectionId, shard } = placeOfDocument(docId);
    const map = (await pool.open(docId)).document.read();
    pool.trim();
    if (shard !== 'meta') {
      const record = emptyTexts(collectionId, shard);
      counts.set(collectionId, (counts.get(collectionId) ?? 0) + changeShard(record, map, project, rows).countDelta);
      texts.push(record);
    } else if (collectionId === SETTINGS_ID) {
      for (const [name, value] of map) settings.push({ name, value });
    } else collections.set(collectionId, changeCollection(undefined, collectionId, map));
  }
  for (const [id, itemCount] of counts)
    collections.set(id, { ...(collections.get(id) ?? changeCollection(undefined, id, new Map())), itemCount });
  for (const [id, own] of ownByCollection(settings)) {
    const record = collections.get(id);
    if (record !== undefined) collections.set(id, changeOwn(record, own));
  }
  await replaceProjections(db, { texts, settings, collections: [...collections.values()], rows: rows.pack() });
}

const ROWS_NAME = 'rowsVersion';

/** Whether rows were projected by older rules than these. A profile without documents has none. */
export async function hasOldRows(db: AppDatabase): Promise<boolean> {
  const known = await db.local.get(ROWS_NAME);
  if (known?.value === String(ROWS_VERSION)) return false;
  if ((await db.chunks.count()) > 0) return true;
  await noteRowsVersion(db);
  return false;
}

export async function noteRowsVersion(db: AppDatabase): Promise<void> {
  await db.local.put({ name: ROWS_NAME, value: String(ROWS_VERSION) });
}
