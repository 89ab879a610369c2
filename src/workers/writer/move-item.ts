import { DELETED, MOVED } from '../../domain/collections/document-id.js';
import type { Edits } from '../../domain/items/item.js';
import { formatMovedTo, parseMovedTo } from '../../domain/items/moved-to.js';
import { valueId } from '../../domain/items/value-id.js';
import { isDeleted, makeEdits, type StoredItem } from '../../store/shard-items.js';
import type { ItemWrite } from '../item-commands.api.js';
import { createItemReader } from './item-reader.js';
import { deletion } from './plan-items.js';
import type { WriterContext } from './write-documents.js';

const isOwn = (key: string) => key !== DELETED && key !== MOVED;

/**
 * Writes that take an item, with new edits, from one collection to another. Text and edits go as they are, so that the
 * keys of edits mean the same there; where it was, it says where it went.
 *
 * @param there - What the target has under that UID.
 */
export function moveItem(
  context: Pick<WriterContext, 'clock'>,
  item: StoredItem,
  edits: Edits,
  from: string,
  to: string,
  there?: StoredItem,
): readonly ItemWrite[] {
  const { uid, text } = item;
  const carried = makeEdits(Object.entries({ ...item.edits, ...edits }).filter(([key]) => isOwn(key)));
  const gone = deletion(context, from, uid);
  const source = { ...gone, edits: { ...gone.edits, [MOVED]: formatMovedTo({ collectionId: to, uid }, item.edits) } };
  const stale = Object.keys(there?.edits ?? {}).map((key) => [key, null] as const);
  return [source, { collectionId: to, uid, text, edits: { ...Object.fromEntries(stale), ...carried, [DELETED]: '' } }];
}

/** A chain of moves that is longer goes round in circles. */
const MAX_MOVES = 8;

/**
 * Writes that take edits after an item that was moved away.
 *
 * @param keys - Edit keys that have just changed where it was.
 */
export async function followMove(
  context: WriterContext,
  collectionId: string,
  uid: string,
  keys: ReadonlySet<string>,
): Promise<ItemWrite[]> {
  const reader = createItemReader(context.db);
  const source = await reader.read(collectionId, uid);
  const moved = parseMovedTo(source?.edits[MOVED]);
  if (source === undefined || moved === undefined || !isDeleted(source)) return [];
  // When the word of the move is new here, anything that was edited here before may be unknown there.
  const wanted = keys.has(MOVED) ? Object.keys(source.edits) : [...keys];
  const late = wanted.filter((key) => {
    const value = source.edits[key];
    return isOwn(key) && value !== undefined && moved.edits[key] !== valueId(value);
  });
  if (late.every((key) => key === 'REV')) return [];
  let place = { collectionId: moved.collectionId, uid: moved.uid };
  for (let step = 0; step < MAX_MOVES; step += 1) {
    const item: StoredItem | undefined = await reader.read(place.collectionId, place.uid).catch(() => undefined);
    if (item === undefined) return [];
    if (item.text !== '' && !isDeleted(item)) {
      const target = await reader.editable(place.collectionId).catch(() => undefined);
      if (target === undefined) return []; // a calendar from elsewhere: nobody writes there
      const edits = Object.fromEntries(
        late.filter((key) => item.edits[key] !== source.edits[key]).map((key) => [key, source.edits[key] ?? null]),
      );
      return Object.keys(edits).length === 0 ? [] : [{ ...place, edits }];
    }
    const next = parseMovedTo(item.edits[MOVED]);
    if (next === undefined) return [];
    place = { collectionId: next.collectionId, uid: next.uid };
  }
  return [];
}
