import { DELETED } from '../../domain/collections/document-id.js';
import { applyEdits } from '../../domain/items/apply-edits.js';
import type { Edits } from '../../domain/items/item.js';
import type { StoredItem } from '../../store/shard-items.js';
import type { ItemWrite } from '../sync.api.js';
import { deletion } from './plan-items.js';
import type { WriterContext } from './write-documents.js';

/** Writes that take an item, with new edits, from one collection to another; its value there becomes its text. */
export function moveItem(
  context: WriterContext,
  item: StoredItem,
  edits: Edits,
  from: string,
  to: string,
): readonly ItemWrite[] {
  const { uid } = item;
  const text = applyEdits(item.text, { ...item.edits, ...edits });
  return [deletion(context, from, uid), { collectionId: to, uid, text, edits: { [DELETED]: '' } }];
}
