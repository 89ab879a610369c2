// Taking a collection off this device altogether: not deleting it, which is a property that other devices follow.
import { SETTINGS_ID } from '../domain/collections/document-id.js';
import { type AppDatabase, rowTables } from './database.js';

/** Drops its documents and everything that is projected from them. */
export async function dropCollection(db: AppDatabase, id: string): Promise<void> {
  const tables = [db.chunks, db.outbox, db.texts, db.collections, db.settings, ...rowTables.map((table) => db[table])];
  await db.transaction('rw', tables, async () => {
    for (const table of [db.chunks, db.outbox])
      await table
        .where('[docId+seq]')
        .between([`${id}/`, 0], [`${id}0`, 0])
        .delete();
    await db.texts.where('[collectionId+shard]').between([id, -Infinity], [id, Infinity]).delete();
    for (const table of rowTables)
      await db[table]
        .where('[collectionId+from+to]')
        .between([id, -Infinity, -Infinity], [id, Infinity, Infinity], true, true)
        .delete();
    await db.collections.delete(id);
    if (id === SETTINGS_ID) await db.settings.clear();
  });
}
