import { DELETED, itemKey } from '../../domain/collections/document-id.js';
import { formatIcalUtc } from '../../domain/time/ical-time.js';
import { isCounted, type StoredItem } from '../../store/shard-items.js';
import type { ItemWrite } from '../sync.api.js';
import { docIdOf, type Plan, readStored, type WriterContext } from './write-documents.js';

/** The write that deletes an item. It stays in its document and can be brought back. */
export function deletion(context: WriterContext, collectionId: string, uid: string): ItemWrite {
  return { collectionId, uid, edits: { [DELETED]: formatIcalUtc(context.clock.now()) } };
}

/** What gives an item back what a write takes from it. */
function inverseOf(context: WriterContext, write: ItemWrite, before: StoredItem | undefined): ItemWrite {
  const { collectionId, uid, text } = write;
  if (!isCounted(before) && (text !== undefined || DELETED in write.edits)) return deletion(context, collectionId, uid);
  const edits = Object.fromEntries(Object.keys(write.edits).map((key) => [key, before?.edits[key] ?? null]));
  // Of an edit that was not there the document keeps that there is none now.
  return text === undefined ? { collectionId, uid, edits } : { collectionId, uid, text: before?.text ?? '', edits };
}

/** Plans writes of items, all in one transaction; the answer's undo writes back what is there now. */
export async function planItems(
  context: WriterContext,
  writes: readonly ItemWrite[],
  answer: Plan['answer'] = {},
): Promise<Plan> {
  const changes = new Map<string, Map<string, string | undefined>>();
  const inverse: ItemWrite[] = [];
  for (const write of writes) {
    const { collectionId, uid, text, edits } = write;
    const docId = await docIdOf(context.db, collectionId, uid);
    inverse.push(inverseOf(context, write, await readStored(context.db, collectionId, uid)));
    let keys = changes.get(docId);
    if (keys === undefined) {
      keys = new Map();
      changes.set(docId, keys);
    }
    if (text !== undefined) keys.set(itemKey(uid), text);
    for (const [edit, value] of Object.entries(edits)) keys.set(itemKey(uid, edit), value ?? undefined);
  }
  return { changes, answer: { inverse: { type: 'writeItems', writes: inverse }, ...answer } };
}
