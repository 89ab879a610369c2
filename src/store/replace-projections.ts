import {
  type AppDatabase,
  type CollectionRecord,
  rowTables,
  type SettingRecord,
  type TextsRecord,
} from './database.js';
import type { PackedRows } from './packed-rows.js';

/** Everything that is projected from documents. */
export interface Projections {
  readonly texts: readonly TextsRecord[];
  readonly settings: readonly SettingRecord[];
  readonly collections: readonly CollectionRecord[];
  readonly rows: PackedRows;
}

/** Clears the projected tables and fills them, in one transaction. */
export async function replaceProjections(db: AppDatabase, { texts, settings, collections, rows }: Projections) {
  const tables = [db.texts, db.settings, db.collections, ...rowTables.map((table) => db[table])];
  await db.transaction('rw', tables, async () => {
    for (const table of tables) await table.clear();
    await db.texts.bulkAdd([...texts]);
    await db.settings.bulkAdd([...settings]);
    await db.collections.bulkAdd([...collections]);
    for (const table of rowTables) await db[table].bulkAdd([...rows[table]]);
  });
}
