import { itemKey, metaDocId, SHARDS, shardDocId, shardOf } from '../../domain/collections/document-id.js';
import { AppError } from '../../domain/errors.js';
import { formatEditKey } from '../../domain/items/edit-key.js';
import { mergeFields } from '../../domain/items/merge-fields.js';
import { CHECK_IN, ROOM_STATE } from '../../domain/rooms/booking.js';
import type { RoomFields } from '../../domain/rooms/room.js';
import { mayAddRooms } from '../../domain/rooms/room-limit.js';
import { createRoomText, readRoomFields, roomEdits } from '../../domain/rooms/room-text.js';
import { collectionToKeys, isLive, ROOM_LIMIT } from '../../store/collection-record.js';
import type { CollectionRecord } from '../../store/database.js';
import { isCounted, itemAt } from '../../store/shard-items.js';
import { getAllTexts } from '../../store/texts.js';
import type { ItemWrite } from '../item-commands.api.js';
import { mayWrite } from '../shares.js';
import type { Command } from '../sync.api.js';
import { newProperties, nextOrder } from './collection-commands.js';
import { deletion, planItems } from './plan-items.js';
import { roomCalendars } from './room-bookings.js';
import { editableCollection, type Plan, planMeta, requireItem, type WriterContext } from './write-documents.js';

export type RoomCommand = Extract<
  Command,
  { type: 'createRooms' | 'limitRooms' | 'updateRoom' | 'removeRooms' | 'decideBooking' | 'checkIn' }
>;
type Of<T extends RoomCommand['type']> = Extract<RoomCommand, { type: T }>;
type Changes = Map<string, Map<string, string | undefined>>;

/** The first list this person may change. */
async function ownList({ db }: WriterContext): Promise<CollectionRecord | undefined> {
  const records = await db.collections.toArray();
  const lists = records.filter((record) => isLive(record) && record.kind === 'roomlist');
  for (const list of lists.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)))
    if (await mayWrite(db, list.id)) return list;
  return undefined;
}

async function countRooms({ db }: WriterContext, { id, shards }: CollectionRecord): Promise<number> {
  const all = await getAllTexts(db, id, [...Array(shards).keys()]);
  return all
    .map((texts) => (texts?.uids ?? []).filter((_, index) => isCounted(itemAt(texts!, index))).length)
    .reduce((sum, count) => sum + count, 0);
}

/** Rooms, each with its calendar, and the list when there is none: all of it or nothing. Undo takes the rooms out again. */
async function planCreate(context: WriterContext, { rooms, listId, listName }: Of<'createRooms'>): Promise<Plan> {
  const { db } = context;
  const list = listId === undefined ? await ownList(context) : await editableCollection(db, listId);
  if (list?.roomLimit !== undefined && !mayAddRooms(list.roomLimit, await countRooms(context, list), rooms.length))
    throw new AppError('input/limit', 'The list has as many rooms as it may.', { limit: list.roomLimit });
  const changes: Changes = new Map();
  const id = list?.id ?? crypto.randomUUID();
  if (list === undefined)
    changes.set(
      metaDocId(id),
      collectionToKeys(newProperties({ kind: 'roomlist', name: listName, hue: 265 }, 0, SHARDS)),
    );
  const order = await nextOrder(db, 'room');
  const gone: ItemWrite[] = [];
  let first: string | undefined;
  for (const [index, fields] of rooms.entries()) {
    const uid = crypto.randomUUID();
    first ??= uid;
    const own = newProperties({ kind: 'room', name: fields.name, hue: fields.hue }, order + index, SHARDS);
    changes.set(metaDocId(crypto.randomUUID()), collectionToKeys({ ...own, room: uid }));
    const docId = shardDocId(id, shardOf(uid, list?.shards ?? SHARDS));
    const keys = changes.get(docId) ?? new Map<string, string | undefined>();
    changes.set(docId, keys.set(itemKey(uid), createRoomText(fields, uid)));
    gone.push(deletion(context, id, uid));
  }
  return {
    changes,
    answer: { inverse: { type: 'writeItems', writes: gone }, ...(first !== undefined && { uid: first }) },
  };
}

async function planUpdate(context: WriterContext, { ref, fields, before }: Of<'updateRoom'>): Promise<Plan> {
  const item = await requireItem(context.db, ref.collectionId, ref.uid);
  const now = readRoomFields(item.text, item.edits);
  const after: RoomFields = mergeFields(before, fields, now);
  const edits = roomEdits(now, after, item.edits);
  return planItems(context, [{ ...ref, edits }]);
}

/** @throws {AppError} `store/not-found` */
async function bookingIn(context: WriterContext, room: string, uid: string) {
  const calendar = (await roomCalendars(context)).get(room.toLowerCase());
  if (calendar === undefined) throw new AppError('store/not-found', 'The room has no calendar here.', { uid: room });
  const item = await requireItem(context.db, calendar.id, uid);
  return { collectionId: calendar.id, item };
}

/** @throws {AppError} `store/not-found`, `store/read-only` */
export async function planRoomCommand(context: WriterContext, command: RoomCommand): Promise<Plan> {
  switch (command.type) {
    case 'createRooms':
      return planCreate(context, command);
    case 'limitRooms': {
      const { listId, limit } = command;
      const { roomLimit = 0 } = await editableCollection(context.db, listId);
      const keys = new Map([[ROOM_LIMIT, limit === 0 ? '' : String(limit)]]);
      return planMeta(listId, keys, { inverse: { type: 'limitRooms', listId, limit: roomLimit } });
    }
    case 'updateRoom':
      return planUpdate(context, command);
    case 'removeRooms':
      // Their calendars stay: what was booked is in the events, and undo brings all of it back.
      return planItems(
        context,
        command.refs.map(({ collectionId, uid }) => deletion(context, collectionId, uid)),
      );
    case 'decideBooking': {
      const { room, uid, state } = command;
      const { collectionId } = await bookingIn(context, room, uid);
      const value = state === '' ? '' : `${ROOM_STATE}:${state}`;
      return planItems(context, [{ collectionId, uid, edits: { [ROOM_STATE]: value } }]);
    }
    case 'checkIn': {
      const { room, uid, local, here } = command;
      const { collectionId } = await bookingIn(context, room, uid);
      const key = formatEditKey({ name: CHECK_IN, id: local });
      return planItems(context, [{ collectionId, uid, edits: { [key]: here ? `${CHECK_IN}:${local}` : '' } }]);
    }
  }
}
