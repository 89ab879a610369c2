import { placeOfDocument, SETTINGS_ID } from '../../domain/collections/document-id.js';
import { changeCollection } from '../../store/collection-record.js';
import { changeShard } from '../../store/commit.js';
import type { CollectionRecord, SettingRecord, TextsRecord } from '../../store/database.js';
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
  await replaceProjections(db, { texts, settings, collections: [...collections.values()], rows: rows.pack() });
}
