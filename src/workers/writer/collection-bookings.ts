// Events that come or go with all of a calendar: rooms are held by them, or are not any more (docs/rules/rooms.md RM15).
import { DELETED, metaDocId, SETTINGS_ID } from '../../domain/collections/document-id.js';
import { mentionsRoom } from '../../domain/rooms/booking.js';
import { formatIcalUtc } from '../../domain/time/ical-time.js';
import { isLive } from '../../store/collection-record.js';
import type { CollectionRecord } from '../../store/database.js';
import { itemsOfRest, keepRest, readRest } from '../../store/import-rest.js';
import { isCounted, itemAt } from '../../store/shard-items.js';
import type { StoreChange } from '../../store/store-change.js';
import { getAllTexts } from '../../store/texts.js';
import { mayWrite } from '../shares.js';
import { createItemReader } from './item-reader.js';
import { planItems } from './plan-items.js';
import { bookingWrites, roomCalendars, type TouchedItem } from './room-bookings.js';
import { type Plan, type WriterContext, writeDocuments } from './write-documents.js';

/** UIDs by shard. */
type Uids = ReadonlyMap<number, readonly string[]>;

/** What somebody else publishes books no rooms of this person. */
const isOwn = (record: CollectionRecord | undefined): record is CollectionRecord =>
  record?.kind === 'calendar' && record.source === undefined;

async function eventsInRooms({ db }: WriterContext, record: CollectionRecord, uids: Uids | undefined) {
  const shards = uids ? [...uids.keys()] : Array.from({ length: record.shards }, (_, shard) => shard);
  const found = [];
  for (const texts of await getAllTexts(db, record.id, shards)) {
    const wanted = texts && uids && new Set(uids.get(texts.shard));
    for (const [index, uid] of (texts?.uids ?? []).entries()) {
      if (wanted?.has(uid) === false) continue;
      const item = itemAt(texts!, index);
      if (isCounted(item) && mentionsRoom(item)) found.push(item);
    }
  }
  return found;
}

/**
 * @param isGone - The events are not there any more, or will not be.
 * @param uids - All of them when absent.
 * @returns undefined when no room is concerned
 */
export async function planBookingsOf(
  context: WriterContext,
  collectionId: string,
  isGone: boolean,
  uids?: Uids,
): Promise<Plan | undefined> {
  const { db, clock } = context;
  const record = await db.collections.get(collectionId);
  if (!isOwn(record) || (await roomCalendars(context)).size === 0 || !(await mayWrite(db, collectionId)))
    return undefined;
  const edits: Record<string, string> = isGone ? { [DELETED]: formatIcalUtc(clock.now()) } : {};
  const touched = (await eventsInRooms(context, record, uids)).map(
    (before): TouchedItem => ({ write: { collectionId, uid: before.uid, edits }, before }),
  );
  const { writes, settings } = await bookingWrites(context, createItemReader(db), touched);
  if (writes.length === 0) return undefined;
  const plan = await planItems(context, writes);
  const known = new Set((await db.settings.toArray()).map(({ name }) => name));
  // Rooms that were booked by hand keep their order; the others are this person's, too: of what is lost there they are told.
  const booked = new Map([...settings].filter(([name]) => !known.has(name)));
  return booked.size === 0 ? plan : { ...plan, changes: new Map([...plan.changes, [metaDocId(SETTINGS_ID), booked]]) };
}

/**
 * Books the rooms of an import whose events have not booked theirs, by the events as they are now.
 *
 * @returns what changed; `undefined` when no such import is left.
 */
export async function bookUnbooked(context: WriterContext): Promise<StoreChange | undefined> {
  const { db } = context;
  const rest = await readRest(db, 'unbooked');
  if (rest === undefined) return undefined;
  const { collectionId, chunks } = rest;
  const isThere = isLive(await db.collections.get(collectionId));
  const plan = isThere && (await planBookingsOf(context, collectionId, false, await itemsOfRest(db, chunks)));
  const change = plan ? await writeDocuments(context, plan) : undefined;
  await keepRest(db, 'unbooked', { ...rest, chunks: [] });
  return change ?? { items: [], collections: false, settings: false };
}
