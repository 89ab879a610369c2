// Events that take place in rooms: what their calendars hold of them, planned along with every write of an event.
import { changeState } from '../../domain/calendar/itip/message.js';
import { addressText } from '../../domain/calendar/itip/people.js';
import { DELETED } from '../../domain/collections/document-id.js';
import {
  asksAnew,
  type Booker,
  bookingOf,
  followingEdits,
  isOrganised,
  mentionsRoom,
  ROOM_STATE,
  readBooker,
  roomsNamed,
} from '../../domain/rooms/booking.js';
import { roomBookedSetting } from '../../domain/rooms/last-booked.js';
import { readRoomFields } from '../../domain/rooms/room-text.js';
import { readSettings } from '../../domain/settings/read-settings.js';
import { formatIcalUtc } from '../../domain/time/ical-time.js';
import { readAccountNotes } from '../../store/account-note.js';
import { readAccountRecord } from '../../store/account-record.js';
import { isLive } from '../../store/collection-record.js';
import type { CollectionRecord, SettingRecord } from '../../store/database.js';
import { isCounted, type StoredItem } from '../../store/shard-items.js';
import type { ItemWrite } from '../item-commands.api.js';
import { mayWrite, personOf } from '../shares.js';
import type { ItemReader } from './item-reader.js';
import type { WriterContext } from './write-documents.js';

/** An item that a command writes, and what it was before. */
export interface TouchedItem {
  readonly write: ItemWrite;
  readonly before: StoredItem | undefined;
}

const isCard = (text: string) => /^\s*BEGIN:VCARD/i.test(text);

/** Quick: of nearly all items it is no. */
export function mayConcernRooms({ write, before }: TouchedItem): boolean {
  const text = write.text ?? before?.text ?? '';
  if (isCard(text)) return false;
  const values = Object.entries(write.edits).map(([key, value]) => [key, value ?? ''] as const);
  return (
    mentionsRoom({ text, edits: Object.fromEntries(values) }) ||
    (before !== undefined && mentionsRoom({ text: before.text, edits: before.edits }))
  );
}

/** Calendars of rooms by the room's UID, in lower case; of two for one room the one that every device chooses. */
export async function roomCalendars({ db }: Pick<WriterContext, 'db'>): Promise<ReadonlyMap<string, CollectionRecord>> {
  const records = (await db.collections.toArray()).filter((record) => isLive(record) && record.kind === 'room');
  const found = new Map<string, CollectionRecord>();
  for (const record of records.sort((a, b) => (a.id < b.id ? 1 : -1)))
    if (record.room !== undefined) found.set(record.room.toLowerCase(), record);
  return found;
}

/** By the name that others in the room's calendar know, else by the one they gave themselves. */
async function bookerNow(
  { db, clock }: WriterContext,
  settings: readonly SettingRecord[],
  people: CollectionRecord['people'],
): Promise<Booker> {
  const account = (await readAccountRecord(db))?.account ?? '';
  const { name, address } = personOf(people, account);
  const { addresses, personName } = readSettings(settings);
  const own = readAccountNotes(new Map(settings.map((record) => [record.name, record]))).name || personName;
  return { account, name: name || own || address || addressText(addresses[0] ?? ''), at: clock.now() };
}

/** RM26: whether somebody has to say yes, and that is this person. */
async function isOwnDecision({ db }: WriterContext, reader: ItemReader, room: string): Promise<boolean> {
  for (const list of await db.collections.toArray()) {
    if (!isLive(list) || list.kind !== 'roomlist') continue;
    const item = await reader.read(list.id, room);
    if (isCounted(item)) return readRoomFields(item.text, item.edits).approval && (await mayWrite(db, list.id));
  }
  return false;
}

interface Wanted {
  /** As the event is after the command; undefined when it is gone. */
  readonly event: Pick<StoredItem, 'text' | 'edits'> | undefined;
  readonly uid: string;
}

/** By room and UID: an event that moves to another calendar is gone in one and there in the other. */
function wantedBookings(
  touched: readonly TouchedItem[],
  own: readonly string[],
): Map<string, Wanted & { room: string }> {
  const wanted = new Map<string, Wanted & { room: string }>();
  for (const { write, before } of touched) {
    const after = changeState(before, write);
    const isGone = after.text === '' || (after.edits[DELETED] ?? '') !== '';
    const now = isGone || !isOrganised(after, own) ? undefined : after;
    const rooms = new Set([...(before === undefined ? [] : roomsNamed(before)), ...roomsNamed(after)]);
    // A guest's copy says nothing about the room.
    if (!isGone && now === undefined) continue;
    if (isGone && before !== undefined && !isOrganised(before, own)) continue;
    for (const room of rooms) {
      const key = `${room} ${write.uid}`;
      if (now !== undefined || !wanted.has(key)) wanted.set(key, { room, uid: write.uid, event: now });
    }
  }
  return wanted;
}

/**
 * RM10–RM14: writes that keep rooms' calendars in step with events.
 *
 * @returns also which rooms are booked anew, as settings.
 */
export async function bookingWrites(
  context: WriterContext,
  reader: ItemReader,
  touched: readonly TouchedItem[],
): Promise<{ readonly writes: readonly ItemWrite[]; readonly settings: ReadonlyMap<string, string> }> {
  const settings = new Map<string, string>();
  const writes: ItemWrite[] = [];
  if (touched.length === 0) return { writes, settings };
  const records = await context.db.settings.toArray();
  const own = readSettings(records).addresses;
  const calendars = await roomCalendars(context);
  for (const { room, uid, event } of wantedBookings(touched, own).values()) {
    const calendar = calendars.get(room);
    // Somebody else's room, or one that is gone: the event still names it.
    if (calendar === undefined || (await reader.editable(calendar.id).catch(() => undefined)) === undefined) continue;
    const there = await reader.read(calendar.id, uid);
    const booker = (there && readBooker(there.text)) ?? (await bookerNow(context, records, calendar.people));
    const booking = event && bookingOf(event, room, booker, own);
    const isThere = isCounted(there);
    if (booking === undefined) {
      if (isThere)
        writes.push({ collectionId: calendar.id, uid, edits: { [DELETED]: formatIcalUtc(context.clock.now()) } });
      continue;
    }
    const edits = followingEdits(there?.edits ?? {}, booking.edits);
    if (there !== undefined && !isThere) edits[DELETED] = '';
    if (there === undefined || asksAnew(there, booking, edits)) {
      if (await isOwnDecision(context, reader, calendar.room ?? room)) edits[ROOM_STATE] = `${ROOM_STATE}:APPROVED`;
      else if (there?.edits[ROOM_STATE]) edits[ROOM_STATE] = null;
    }
    const isNew = there === undefined || there.text === '';
    if (!isThere) settings.set(roomBookedSetting(calendar.room ?? room), JSON.stringify(context.clock.now()));
    if (isNew || there.text !== booking.text)
      writes.push({ collectionId: calendar.id, uid, text: booking.text, edits });
    else if (Object.keys(edits).length > 0) writes.push({ collectionId: calendar.id, uid, edits });
  }
  return { writes, settings };
}
