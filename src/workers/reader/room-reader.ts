// Rooms, who has them when, and which are free: out of the lists of rooms and the rooms' calendars on this device.
import { occurrencesOf } from '../../domain/calendar/occurrences-of.js';
import { readEventFields } from '../../domain/calendar/read-event-fields.js';
import { MAX_STEPS } from '../../domain/calendar/recurrence/limits.js';
import { withSteps } from '../../domain/calendar/recurrence/steps.js';
import type { CalendarRow } from '../../domain/calendar/rows.js';
import { shardOf } from '../../domain/collections/document-id.js';
import type { BookedRow } from '../../domain/rooms/booking-rows.js';
import { byName } from '../../domain/rooms/choose-rooms.js';
import { ROOM_BOOKED, readLastBooked } from '../../domain/rooms/last-booked.js';
import type { Room } from '../../domain/rooms/room.js';
import { policyProblems, type Slot } from '../../domain/rooms/room-policy.js';
import type {
  BookingsQuery,
  LostBooking,
  RoomBooking,
  RoomsAnswer,
  RoomsOverview,
  RoomsRequest,
} from '../../domain/rooms/room-query.js';
import { readRoomFields } from '../../domain/rooms/room-text.js';
import { type BookingClaim, overlaps, settleBookings } from '../../domain/rooms/settle-bookings.js';
import type { Clock } from '../../domain/time/clock.js';
import { type EpochMs, MS_PER_DAY, type Window } from '../../domain/time/types.js';
import type { CollectionRecord } from '../../store/database.js';
import type { RowStore } from '../../store/row-store.js';
import { findItem, isCounted, itemAt } from '../../store/shard-items.js';
import type { StoreChange } from '../../store/store-change.js';
import { currentText, monthsOf, yearOf } from '../project-stored.js';
import { createRoomFinder } from './room-finder.js';
import { createLossReader } from './room-losses.js';
import { createRowCache, createWholeCache } from './row-cache.js';

export interface RoomSources {
  readonly store: RowStore;
  readonly collections: () => Promise<CollectionRecord[]>;
  readonly clock: Clock;
}

export interface RoomReader {
  roomsOverview(): Promise<RoomsOverview>;
  roomBookings(query: BookingsQuery): Promise<readonly RoomBooking[]>;
  roomsFor(request: RoomsRequest): Promise<RoomsAnswer>;
  /** Rooms this person has lost to earlier bookings, the soonest first. */
  lostBookings(timeZone: string): Promise<readonly LostBooking[]>;
  /** What asks for a room's time, whoever gets it, with its place in the relay's order. */
  roomClaims(room: Room, slot: Slot, timeZone: string): Promise<readonly ClaimedOccurrence[]>;
  forget(change: StoreChange): void;
}

/** Attack: a list that somebody shares holds a million rooms. */
const MAX_ROOMS = 5000;
/** Occurrences of one series of bookings in one answer. */
const MAX_EACH = 2000;
/** What overlaps the edge of a window is settled by what overlaps that (RM22). */
const MARGIN = 7 * MS_PER_DAY;

type Row = CalendarRow & BookedRow;

/** A booking's occurrence with what is known of it. */
export interface ClaimedOccurrence extends BookingClaim {
  readonly title: string;
  readonly recurrenceId?: string;
  readonly recurring: boolean;
}

export function createRoomReader(sources: RoomSources): RoomReader {
  const { store, collections, clock } = sources;
  const months = createRowCache<Row>(store, 'events');
  const series = createWholeCache<Row>(store, 'series');
  let overviewRead: Promise<RoomsOverview> | undefined;
  /** Lists of rooms there are: only changes of those make the overview another one. */
  let listIds: ReadonlySet<string> = new Set();
  const expansions = new WeakMap<Row, { key: string; found: readonly ClaimedOccurrence[] }>();

  async function readOverview(): Promise<RoomsOverview> {
    const all = await collections();
    const calendars = new Map<string, CollectionRecord>();
    for (const record of [...all].sort((a, b) => (a.id < b.id ? 1 : -1)))
      if (record.kind === 'room' && record.room !== undefined) calendars.set(record.room.toLowerCase(), record);
    const lists = all.filter(({ kind }) => kind === 'roomlist');
    listIds = new Set(lists.map(({ id }) => id));
    const rooms: Room[] = [];
    for (const list of lists) {
      const manageable = list.share?.editable !== false;
      for (const record of await store.allTexts(list))
        for (const index of record.uids.keys()) {
          const item = itemAt(record, index);
          if (!isCounted(item) || rooms.length >= MAX_ROOMS) continue;
          const calendar = calendars.get(item.uid.toLowerCase());
          const bookable = calendar !== undefined && calendar.share?.editable !== false;
          const fields = readRoomFields(item.text, item.edits);
          rooms.push({
            ...fields,
            uid: item.uid,
            listId: list.id,
            calendarId: calendar?.id ?? '',
            bookable,
            manageable,
          });
        }
    }
    return {
      rooms: rooms.sort(byName),
      lists: lists.map(({ id, name, share, roomLimit = 0 }) => ({
        id,
        name,
        limit: roomLimit,
        manageable: share?.editable !== false,
      })),
      lastBooked: await lastBooked(),
    };
  }

  function overview(): Promise<RoomsOverview> {
    overviewRead ??= readOverview();
    overviewRead.catch(() => {
      overviewRead = undefined;
    });
    return overviewRead;
  }

  function expand(row: Row, window: Window, timeZone: string): readonly ClaimedOccurrence[] {
    // Most of a month is not in a week: cheaper to say than to keep. A day for clocks that are no zone's.
    if (row.kind === 'event' && (row.start >= window.to + MS_PER_DAY || row.end <= window.from - MS_PER_DAY)) return [];
    const key = `${window.from} ${window.to} ${timeZone}`;
    const known = expansions.get(row);
    if (known?.key === key) return known.found;
    const { result } = withSteps(MAX_STEPS, () => occurrencesOf([row], window, timeZone, '', MAX_EACH));
    const found = result.map(({ key: own, uid, start, end, local, title, status, recurrenceId, recurring }) => ({
      ...{ key: own, uid, start, end, local, title, recurring },
      cancelled: status === 'CANCELLED',
      ...(recurrenceId !== undefined && { recurrenceId }),
      ...(row.booking && { mark: row.booking }),
    }));
    expansions.set(row, { key, found });
    return found;
  }

  /** Bookings of rooms' calendars that touch a window, by calendar, by start. */
  async function claimsOf(
    calendarIds: readonly string[],
    window: Window,
    timeZone: string,
  ): Promise<ReadonlyMap<string, readonly ClaimedOccurrence[]>> {
    const byCalendar = new Map<string, Map<string, ClaimedOccurrence>>(calendarIds.map((id) => [id, new Map()]));
    const add = (id: string, row: Row) => {
      const own = byCalendar.get(id)!;
      for (const claim of expand(row, window, timeZone)) own.set(claim.key, claim);
    };
    for (const { collectionId, rows } of await months.rows(calendarIds, monthsOf(window)))
      for (const row of rows) add(collectionId, row);
    const [first, last] = [yearOf(window.from), yearOf(window.to)];
    await Promise.all(
      calendarIds.map(async (id) => {
        for (const { record, rows } of await series.rows(id))
          if (record.from <= last && record.to >= first) for (const row of rows) add(id, row);
      }),
    );
    const sorted = [...byCalendar].map(
      ([id, claims]) => [id, [...claims.values()].sort((a, b) => a.start - b.start || b.end - a.end)] as const,
    );
    return new Map(sorted);
  }

  const hasOverlap = (claims: readonly BookingClaim[]) => {
    let end = Number.NEGATIVE_INFINITY;
    for (const claim of claims) {
      if (claim.start < end) return true;
      end = Math.max(end, claim.end);
    }
    return false;
  };

  /** The relay's order is asked for only where it decides anything. */
  async function ordered(room: Room, claims: readonly ClaimedOccurrence[]) {
    if (!hasOverlap(claims)) return claims;
    const places = await store.claims(room.calendarId);
    return claims.map((claim) => withPlace(claim, places.get(claim.uid)));
  }

  async function bookingsOf(rooms: readonly Room[], slot: Slot, timeZone: string): Promise<readonly RoomBooking[]> {
    const window = { from: (slot.start - MARGIN) as EpochMs, to: (slot.end + MARGIN) as EpochMs };
    const known = rooms.filter(({ calendarId }) => calendarId !== '');
    const byCalendar = await claimsOf(
      known.map(({ calendarId }) => calendarId),
      window,
      timeZone,
    );
    const account = await store.account();
    const found: RoomBooking[] = [];
    for (const room of known) {
      const claims = byCalendar.get(room.calendarId) ?? [];
      const states = settleBookings(await ordered(room, claims), room, clock.now());
      const byKey = new Map(claims.map((claim) => [claim.key, claim]));
      for (const claim of claims) {
        if (!overlaps(claim, slot)) continue;
        const { state, to } = states.get(claim.key)!;
        const holder = to === undefined ? undefined : byKey.get(to);
        found.push({
          ...describe(room, claim, account),
          state,
          ...(holder && { holder: holderOf(room, holder, account) }),
          odd:
            claim.mark?.state === 'approved'
              ? []
              : policyProblems({ ...room, windowDays: 0 }, claim, clock.now(), timeZone),
        });
      }
    }
    return found;
  }

  const finder = createRoomFinder({ clock, bookingsOf, overview });
  const lastBooked = async () => readLastBooked(await store.settingsOf(ROOM_BOOKED));
  const seriesOf = async ({ calendarId }: Room, uid: string) => {
    const { shards } = (await store.collection(calendarId)) ?? {};
    const item = shards && findItem(await store.texts(calendarId, shardOf(uid, shards)), uid);
    return item && isCounted(item) ? readEventFields(currentText(item)) : undefined;
  };
  const lostBookings = createLossReader({ clock, bookingsOf, overview, lastBooked, find: finder.find, seriesOf });

  return {
    roomsOverview: overview,
    async roomBookings({ rooms, start, end, timeZone }) {
      const wanted = new Set(rooms);
      const all = (await overview()).rooms.filter(({ uid }) => wanted.has(uid));
      return bookingsOf(all, { start, end }, timeZone);
    },
    roomsFor: (request) => finder.find(request),
    lostBookings,
    async roomClaims(room, { start, end }, timeZone) {
      const window = { from: start as EpochMs, to: end as EpochMs };
      const claims = (await claimsOf([room.calendarId], window, timeZone)).get(room.calendarId) ?? [];
      return ordered(
        room,
        claims.filter((claim) => overlaps(claim, { start, end })),
      );
    },
    forget(change) {
      months.forget(change);
      series.forget(change);
      const { items, collections: lists, settings, sync } = change;
      if (lists || settings || sync || items.some(({ collectionId }) => listIds.has(collectionId)))
        overviewRead = undefined;
    },
  };
}

const withPlace = (claim: ClaimedOccurrence, place: number | undefined): ClaimedOccurrence =>
  place === undefined ? claim : { ...claim, place };

/** A room may keep to itself who booked it. Whoever booked sees their own; whoever manages the room sees all. */
function wordsOf(room: Room, { title, mark }: ClaimedOccurrence, account: string) {
  const mine = isMine(room, mark, account);
  const isOpen = room.showWho || room.manageable || mine;
  return isOpen ? { title, by: mark?.by ?? '' } : { title: '', by: '' };
}

function holderOf(room: Room, holder: ClaimedOccurrence, account: string) {
  return { ...wordsOf(room, holder, account), ...(isMine(room, holder.mark, account) && { mine: true as const }) };
}

/** What was booked before there was an account is of whoever has the room as their own. */
function isMine(room: Room, mark: ClaimedOccurrence['mark'], account: string): boolean {
  if (mark === undefined) return false;
  return mark.account === account || (mark.account === '' && room.manageable);
}

function describe(room: Room, claim: ClaimedOccurrence, account: string) {
  const { key, uid, recurrenceId, local, start, end, recurring, mark } = claim;
  return {
    ...{ key: `${room.uid}${key}`, room: room.uid, uid, local, start, end, recurring },
    ...wordsOf(room, claim, account),
    ...(recurrenceId !== undefined && { recurrenceId }),
    mine: isMine(room, mark, account),
    checkedIn: mark?.checkIns?.includes(local) === true,
    ...(room.releaseDeclined && mark?.declined && { declined: true as const }),
  };
}
