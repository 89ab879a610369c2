// What a tablet beside a room's door is given (docs/rules/rooms.md, RM70–RM72): the room, what it allows, and who asks for it
// in the next days. A text of its own, bounded whoever wrote it.
import type { EpochMs } from '../time/types.js';
import { isKnownZone } from '../time/zone.js';
import type { BookingMark } from './booking.js';
import { emptyRoom, MAX_RELEASE, MAX_TEXT, mergeHours, type OpenHours, type Room, type RoomFields } from './room.js';
import type { BookingClaim } from './settle-bookings.js';

/** Days after the day it is of that a board tells of: a tablet without network is right so long. */
export const BOARD_DAYS = 14;
/** Attack: a board with a million bookings. Far more than fit into the days it tells of. */
const MAX_BOOKINGS = 2000;
/** More than those bookings need, in UTF-16 code units. */
const MAX_LENGTH = 2_000_000;
const MAX_CHECK_INS = 100;

/** A booking as the door tells of it. */
export interface DoorBooking extends BookingClaim {
  /** '' where it is not told. */
  readonly title: string;
}

type Told = Pick<
  RoomFields,
  | 'name'
  | 'floor'
  | 'address'
  | 'hue'
  | 'capacity'
  | 'zone'
  | 'hours'
  | 'double'
  | 'approval'
  | 'releaseAfter'
  | 'releaseDeclined'
>;

export interface DoorBoard extends Told {
  /** The room's. */
  readonly uid: string;
  /** Start of the day (UTC) on which a device of its owner looked last that it is right. */
  readonly asOf: EpochMs;
  readonly bookings: readonly DoorBooking[];
}

export interface DoorOptions {
  /** Start of the day, UTC. */
  readonly asOf: EpochMs;
  /** Who and what, where the room lets everybody see that; else times alone. */
  readonly withWho: boolean;
  /** A name for an event that tells nothing and stays the same. */
  uidOf(uid: string): string;
}

/** RM70: what is told of a room and its bookings. Accounts and the events' own names are not. */
export function doorBoard(
  room: Room,
  claims: readonly (BookingClaim & { readonly title: string })[],
  { asOf, withWho, uidOf }: DoorOptions,
): DoorBoard {
  const { name, floor, address, hue, capacity, zone, hours, double, approval, releaseAfter, releaseDeclined } = room;
  const isOpen = withWho && room.showWho;
  const bookings = claims.slice(0, MAX_BOOKINGS).map(({ uid, start, end, local, cancelled, mark, place, title }) => ({
    ...{ uid: uidOf(uid), start, end, local, cancelled, title: isOpen ? title : '' },
    key: `${uidOf(uid)}/${start}`,
    ...(mark && { mark: { ...mark, by: isOpen ? mark.by : '', account: '' } }),
    ...(place !== undefined && { place }),
  }));
  return {
    ...{ name, floor, address, hue, capacity, zone, hours, double, approval, releaseAfter, releaseDeclined },
    ...{ uid: room.uid, asOf, bookings },
  };
}

export const doorToText = (board: DoorBoard): string => JSON.stringify({ door: 1, ...board });

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, MAX_TEXT) : '');
const number = (value: unknown, most: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? Math.min(most, Math.max(0, value)) : 0;
/** The last moment a date can have. */
const MAX_TIME = 8.64e15;

function readHours(value: unknown): readonly (readonly OpenHours[])[] {
  if (!Array.isArray(value) || value.length !== 7) return emptyRoom.hours;
  return value.map((day: unknown) =>
    mergeHours(
      (Array.isArray(day) ? day.slice(0, MAX_CHECK_INS) : []).flatMap((part: unknown) =>
        isJson(part) && typeof part.start === 'number' && typeof part.end === 'number'
          ? [{ start: part.start, end: part.end }]
          : [],
      ),
    ),
  );
}

function readMark(value: unknown): BookingMark | undefined {
  if (!isJson(value)) return undefined;
  const { by, at, state, declined, checkIns } = value;
  return {
    ...{ by: text(by), account: '', at: number(at, MAX_TIME) },
    ...((state === 'approved' || state === 'declined') && { state }),
    ...(declined === true && { declined: true as const }),
    ...(Array.isArray(checkIns) && { checkIns: checkIns.slice(0, MAX_CHECK_INS).map(text) }),
  };
}

function readBooking(value: unknown): readonly DoorBooking[] {
  if (!isJson(value)) return [];
  const [start, end] = [number(value.start, MAX_TIME), number(value.end, MAX_TIME)];
  const uid = text(value.uid);
  if (uid === '' || start === 0 || end < start) return [];
  const mark = readMark(value.mark);
  const booking = {
    ...{ uid, start, end, key: `${uid}/${start}`, local: text(value.local), title: text(value.title) },
    cancelled: value.cancelled === true,
    ...(mark && { mark }),
    ...(typeof value.place === 'number' && { place: value.place }),
  };
  return [booking];
}

/** @returns undefined when it is no board. */
export function readDoor(json: string): DoorBoard | undefined {
  if (json.length > MAX_LENGTH) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!isJson(value) || value.door !== 1) return undefined;
  const { bookings, hours } = value;
  const zone = text(value.zone);
  return {
    ...{ name: text(value.name), floor: text(value.floor), address: text(value.address), uid: text(value.uid) },
    ...{
      hue: number(value.hue, 360),
      capacity: number(value.capacity, 100_000),
      zone: isKnownZone(zone) ? zone : '',
    },
    ...{ hours: readHours(hours), double: value.double === true, approval: value.approval === true },
    ...{ releaseAfter: number(value.releaseAfter, MAX_RELEASE), releaseDeclined: value.releaseDeclined === true },
    asOf: number(value.asOf, MAX_TIME) as EpochMs,
    bookings: (Array.isArray(bookings) ? bookings : []).slice(0, MAX_BOOKINGS).flatMap(readBooking),
  };
}
