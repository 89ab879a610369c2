// Changes of other devices: the same road to rows as our own, and what follows from them here.
import { placeOfDocument } from '../../domain/collections/document-id.js';
import { isLive } from '../../store/collection-record.js';
import { commit, type DocumentWrite } from '../../store/commit.js';
import type { AppDatabase } from '../../store/database.js';
import { deflate } from '../../store/deflate.js';
import { mergeStoreChanges, type StoreChange } from '../../store/store-change.js';
import type { ItemWrite } from '../item-commands.api.js';
import { mayWrite } from '../shares.js';
import { followMerge } from './follow-merge.js';
import { followMove } from './move-item.js';
import { planItems } from './plan-items.js';
import { changedEdits, settleAfter } from './series-parts.js';
import { touchedUids, type WriterContext, writeDocuments } from './write-documents.js';

export async function applyRemote(
  context: WriterContext,
  docId: string,
  changes: readonly Uint8Array[],
): Promise<StoreChange> {
  const { db, pool, project, clock } = context;
  const open = await pool.open(docId);
  try {
    const writes: DocumentWrite[] = [];
    for (const bytes of changes) {
      const applied = open.document.apply(bytes);
      if (applied === undefined) continue;
      const chunk = { docId, seq: open.nextSeq, time: clock.now(), uids: touchedUids(docId, applied.keys()) };
      writes.push({ chunk: { ...chunk, kind: 'change', ...(await deflate(bytes)) }, changes: applied, local: false });
      open.nextSeq += 1;
    }
    const change = await commit(db, project, { writes });
    return mergeStoreChanges([change, ...(await followChanges(context, writes))]);
  } catch (error) {
    pool.drop([docId]);
    throw error;
  }
}

/** Who may only look at it leaves what follows to those who edit. */
const isEditable = async (db: AppDatabase, collectionId: string): Promise<boolean> =>
  isLive(await db.collections.get(collectionId)) && (await mayWrite(db, collectionId));

/** Edits of items that were moved or merged away go after them; parts of a series end where the next begins. */
export async function followChanges(context: WriterContext, writes: readonly DocumentWrite[]): Promise<StoreChange[]> {
  const changes: (readonly [string, DocumentWrite['changes']])[] = [];
  const editable = new Map<string, boolean>();
  for (const { chunk, changes: keys } of writes) {
    const { collectionId, shard } = placeOfDocument(chunk.docId);
    // As a rule nothing is to follow: then nothing is asked for either.
    if (shard === 'meta' || changedEdits([[chunk.docId, keys]]).size === 0) continue;
    if (!editable.has(collectionId)) editable.set(collectionId, await isEditable(context.db, collectionId));
    if (editable.get(collectionId)) changes.push([chunk.docId, keys]);
  }
  const late: ItemWrite[] = [];
  for (const { ref, keys } of changedEdits(changes).values())
    late.push(
      ...(await followMove(context, ref.collectionId, ref.uid, keys)),
      ...(await followMerge(context, ref, keys)),
    );
  const followed = late.length === 0 ? [] : [await writeDocuments(context, await planItems(context, late))];
  return [...followed, ...(await settleAfter(context, changes))];
}
