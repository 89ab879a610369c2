// What an import stored without rows, as nobody looked at it, gets them.
import { projectStored } from '../../store/commit.js';
import { rowTables } from '../../store/database.js';
import { itemsOfRest, keepRest, readRest } from '../../store/import-rest.js';
import { createRowChanges } from '../../store/packed-rows.js';
import { findItem } from '../../store/shard-items.js';
import type { StoreChange } from '../../store/store-change.js';
import { getAllTexts } from '../../store/texts.js';
import type { WriterContext } from './write-documents.js';

/** Each turn writes nearly all of the import's months once more: few turns, and none that holds up commands for long. */
const TURNS = 4;

/**
 * Draws a share of what an import has left undrawn, by the items as they are now: what was changed, deleted or drawn meanwhile
 * ends as it should, and after a crash it goes on where it was.
 *
 * @returns `undefined` when nothing is left; what changed once all of an import is drawn.
 */
export async function drawUndrawn({ db, project }: WriterContext): Promise<StoreChange | 'more' | undefined> {
  const tables = [db.local, db.texts, db.chunks, ...rowTables.map((table) => db[table])];
  return db.transaction('rw', tables, async () => {
    const undrawn = await readRest(db, 'undrawn');
    if (undrawn === undefined) return undefined;
    const { collectionId, of } = undrawn;
    const count = Math.ceil(of / TURNS);
    const uidsByShard = await itemsOfRest(db, undrawn.chunks.slice(0, count));
    const rows = createRowChanges();
    const texts = await getAllTexts(db, collectionId, [...uidsByShard.keys()]);
    for (const record of texts)
      for (const uid of (record && uidsByShard.get(record.shard)) ?? []) {
        const drawn = projectStored(project, record!, findItem(record, uid));
        rows.replace(collectionId, drawn, drawn);
      }
    await rows.write(db);
    const left = undrawn.chunks.slice(count);
    await keepRest(db, 'undrawn', { ...undrawn, chunks: left });
    return left.length > 0 ? 'more' : { items: [{ collectionId }], collections: false, settings: false };
  });
}
