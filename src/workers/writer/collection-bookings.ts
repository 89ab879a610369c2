// Events that come or go with all of a calendar: rooms are held by them, or are not any more (docs/rules/rooms.md RM15).
import { DELETED } from '../../domain/collections/document-id.js';
import { mentionsRoom } from '../../domain/rooms/booking.js';
import { formatIcalUtc } from '../../domain/time/ical-time.js';
import type { CollectionRecord } from '../../store/database.js';
import { isCounted, itemAt } from '../../store/shard-items.js';
import { getAllTexts } from '../../store/texts.js';
import { mayWrite } from '../shares.js';
import { createItemReader } from './item-reader.js';
import { planItems } from './plan-items.js';
import { bookingWrites, roomCalendars, type TouchedItem } from './room-bookings.js';
import type { Plan, WriterContext } from './write-documents.js';

interface Range {
  /** All of them when absent. */
  readonly shards?: readonly number[];
  /** All of them when absent. */
  readonly uids?: ReadonlySet<string>;
}

/** What somebody else publishes books no rooms of this person. */
const isOwn = (record: CollectionRecord | undefined): record is CollectionRecord =>
  record?.kind === 'calendar' && record.source === undefined;

async function eventsInRooms({ db }: WriterContext, record: CollectionRecord, { shards, uids }: Range) {
  const all = shards ?? Array.from({ length: record.shards }, (_, shard) => shard);
  const found = [];
  for (const texts of await getAllTexts(db, record.id, all))
    for (const [index, uid] of (texts?.uids ?? []).entries()) {
      if (uids?.has(uid) === false) continue;
      const item = itemAt(texts!, index);
      if (isCounted(item) && mentionsRoom(item)) found.push(item);
    }
  return found;
}

/**
 * @param isGone - The events are not there any more, or will not be.
 * @returns undefined when no room is concerned
 */
export async function planBookingsOf(
  context: WriterContext,
  collectionId: string,
  isGone: boolean,
  range: Range = {},
): Promise<Plan | undefined> {
  const { db, clock } = context;
  const record = await db.collections.get(collectionId);
  if (!isOwn(record) || (await roomCalendars(context)).size === 0 || !(await mayWrite(db, collectionId)))
    return undefined;
  const edits: Record<string, string> = isGone ? { [DELETED]: formatIcalUtc(clock.now()) } : {};
  const touched = (await eventsInRooms(context, record, range)).map(
    (before): TouchedItem => ({ write: { collectionId, uid: before.uid, edits }, before }),
  );
  const { writes } = await bookingWrites(context, createItemReader(db), touched);
  return writes.length === 0 ? undefined : planItems(context, writes);
}
