// An import into a collection that was there already, taken back.
import { placeOfDocument } from '../../domain/collections/document-id.js';
import { extrasKey } from '../../store/collection-record.js';
import type { BinaryChunk } from '../../store/database.js';
import { inflate } from '../../store/deflate.js';
import { findItem } from '../../store/shard-items.js';
import { getTexts } from '../../store/texts.js';
import type { ItemWrite } from '../item-commands.api.js';
import { itemsOfMap, restoring } from './history.js';
import { planItems } from './plan-items.js';
import type { Plan, WriterContext } from './write-documents.js';

async function writesToUndoChunk(context: WriterContext, docId: string, chunk: BinaryChunk): Promise<ItemWrite[]> {
  const { collectionId, shard } = placeOfDocument(docId);
  if (shard === 'meta' || chunk.data === undefined) return [];
  const bytes = await inflate({ data: chunk.data, deflated: chunk.deflated });
  if (bytes.byteLength === 0) return [];
  const { document } = await context.pool.open(docId);
  const before = itemsOfMap(document.readBefore(bytes));
  const record = await getTexts(context.db, collectionId, shard);
  return chunk.uids.map((uid) => restoring(context, collectionId, uid, before.get(uid), findItem(record, uid)));
}

/** Makes every item what it was just before, and forgets what the file said of its calendar. */
export async function planUndoImport(context: WriterContext, importId: string): Promise<Plan> {
  const { store, pool } = context;
  const writes: ItemWrite[] = [];
  const extras: [string, Map<string, undefined>][] = [];
  for (const { docId, seq } of await store.readImport(importId)) {
    if (placeOfDocument(docId).shard === 'meta') extras.push([docId, new Map([[extrasKey(importId), undefined]])]);
    await pool.open(docId); // encodes the chunk, if that is still to be done
    const chunk = await store.chunk(docId, seq);
    if (chunk?.kind === 'change') writes.push(...(await writesToUndoChunk(context, docId, chunk)));
    pool.trim();
  }
  const { changes, answer } = await planItems(context, writes);
  return { changes: new Map([...changes, ...extras]), answer };
}
