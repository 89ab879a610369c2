import { DELETED, itemKey, metaDocId, SETTINGS_ID, shardDocId, shardOf } from '../../domain/collections/document-id.js';
import { formatIcalUtc } from '../../domain/time/ical-time.js';
import type { CollectionRecord } from '../../store/database.js';
import { isCounted, type StoredItem } from '../../store/shard-items.js';
import type { ItemWrite, PropertyWrite } from '../item-commands.api.js';
import { nextTurn } from '../next-turn.js';
import { createItemReader, type ItemReader } from './item-reader.js';
import { bookingWrites, mayConcernRooms, type TouchedItem } from './room-bookings.js';
import type { Plan, WriterContext } from './write-documents.js';

/** Items planned between two looks at other messages: a few milliseconds. */
export const PLAN_SLICE = 200;

/** Lets others have their turn after each slice of a long plan. */
export async function restAfter(index: number): Promise<void> {
  if (index % PLAN_SLICE === PLAN_SLICE - 1) await nextTurn();
}

/** The write that deletes an item. It stays in its document and can be brought back. */
export function deletion(context: Pick<WriterContext, 'clock'>, collectionId: string, uid: string): ItemWrite {
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

/** What gives a collection back its kept groups; nothing else is written this way. */
function propertiesBefore({ groups = [] }: CollectionRecord, { collectionId, keys }: PropertyWrite): PropertyWrite {
  const kept = new Set(groups.map((name) => `group\n${name}`));
  return {
    collectionId,
    keys: Object.fromEntries(Object.keys(keys).map((key) => [key, kept.has(key) ? '1' : ''])),
  };
}

type Changes = Map<string, Map<string, string | undefined>>;

function keysOf(changes: Changes, docId: string): Map<string, string | undefined> {
  const keys = changes.get(docId) ?? new Map<string, string | undefined>();
  changes.set(docId, keys);
  return keys;
}

/** Plans writes of items, all in one transaction; the answer's undo writes back what is there now. */
export async function planItems(
  context: WriterContext,
  writes: readonly ItemWrite[],
  answer: Plan['answer'] = {},
  options: { readonly reader?: ItemReader; readonly properties?: readonly PropertyWrite[] } = {},
): Promise<Plan> {
  const { reader = createItemReader(context.db), properties = [] } = options;
  const changes: Changes = new Map();
  const inverse: ItemWrite[] = [];
  const touched: TouchedItem[] = [];
  async function plan(write: ItemWrite): Promise<void> {
    const { collectionId, uid, text, edits } = write;
    const [{ shards }, before] = await Promise.all([reader.editable(collectionId), reader.read(collectionId, uid)]);
    touched.push({ write, before });
    inverse.push(inverseOf(context, write, before));
    const keys = keysOf(changes, shardDocId(collectionId, shardOf(uid, shards)));
    if (text !== undefined) keys.set(itemKey(uid), text);
    for (const [edit, value] of Object.entries(edits)) keys.set(itemKey(uid, edit), value ?? undefined);
  }
  for (const [index, write] of writes.entries()) {
    await plan(write);
    await restAfter(index);
  }
  // Events that take place in rooms hold them by being there (docs/rules/rooms.md RM10).
  const booked = await bookingWrites(context, reader, touched.filter(mayConcernRooms));
  for (const write of booked.writes) await plan(write);
  if (booked.settings.size > 0) changes.set(metaDocId(SETTINGS_ID), new Map(booked.settings));
  const before: PropertyWrite[] = [];
  for (const write of properties) {
    before.push(propertiesBefore(await reader.editable(write.collectionId), write));
    const keys = keysOf(changes, metaDocId(write.collectionId));
    for (const [key, value] of Object.entries(write.keys)) keys.set(key, value);
  }
  const undo = { type: 'writeItems', writes: inverse, ...(before.length > 0 ? { properties: before } : {}) } as const;
  return { changes, answer: { inverse: undo, ...answer } };
}
