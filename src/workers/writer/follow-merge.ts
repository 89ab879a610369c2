// What other devices do to a card while it is merged into another one.
import { DELETED, MERGED, MOVED } from '../../domain/collections/document-id.js';
import { randomHex } from '../../domain/collections/random-hex.js';
import { lateEdits } from '../../domain/contacts/merging/merge-cards.js';
import { refKey } from '../../domain/contacts/merging/merge-choices.js';
import type { ItemRef } from '../../domain/items/item.js';
import { parseMovedTo } from '../../domain/items/moved-to.js';
import { valueId } from '../../domain/items/value-id.js';
import { isCounted, isDeleted, type StoredItem } from '../../store/shard-items.js';
import type { ItemWrite } from '../item-commands.api.js';
import { createItemReader } from './item-reader.js';
import type { WriterContext } from './write-documents.js';

/** A chain of merges that is longer goes round in circles. */
const MAX_STEPS = 8;
const isOwn = (key: string) => key !== DELETED && key !== MOVED && key !== MERGED && key !== 'REV';

/**
 * Writes that take edits after a card that was merged away (DU9). Cards that were merged into each other on two devices
 * would all be gone: the first of them by name comes back, the same on every device (DU10).
 *
 * @param keys - Edit keys that have just changed of the card.
 */
export async function followMerge(
  context: WriterContext,
  ref: ItemRef,
  keys: ReadonlySet<string>,
): Promise<ItemWrite[]> {
  const reader = createItemReader(context.db);
  const read = (at: ItemRef): Promise<StoredItem | undefined> =>
    reader.read(at.collectionId, at.uid).catch(() => undefined);
  const source = await read(ref);
  const word = parseMovedTo(source?.edits[MERGED]);
  if (source === undefined || word === undefined || !isDeleted(source)) return [];
  const chain: ItemRef[] = [ref];
  let place: ItemRef = { collectionId: word.collectionId, uid: word.uid };
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const at = chain.findIndex((known) => refKey(known) === refKey(place));
    if (at !== -1) return bringBack(chain.slice(at));
    const item = await read(place);
    const next = parseMovedTo(item?.edits[MERGED] ?? item?.edits[MOVED]);
    if (isCounted(item)) {
      const wanted = keys.has(MERGED) ? Object.keys(source.edits) : [...keys];
      const late = wanted.filter((key) => isOwn(key) && word.edits[key] !== valueId(source.edits[key] ?? ''));
      if (late.length === 0 || (await reader.editable(place.collectionId).catch(() => undefined)) === undefined)
        return [];
      const newId = () => `n${randomHex(6)}`;
      const edits = lateEdits({ ...place, ...item }, { ...ref, ...source }, new Set(late), newId, context.clock.now());
      return Object.keys(edits).length === 0 ? [] : [{ ...place, edits }];
    }
    if (next === undefined) return [];
    chain.push(place);
    place = { collectionId: next.collectionId, uid: next.uid };
  }
  return [];
}

function bringBack(circle: readonly ItemRef[]): ItemWrite[] {
  const first = circle.reduce((best, ref) => (refKey(ref) < refKey(best) ? ref : best));
  return [{ collectionId: first.collectionId, uid: first.uid, edits: { [DELETED]: '', [MERGED]: '' } }];
}
