// Which rooms are offered for a time, and in which order (docs/rules/rooms.md, RM40–RM44).
import { normalizeForSearch } from '../text/fold.js';
import type { Room } from './room.js';
import type { PolicyProblem, Slot } from './room-policy.js';

/** What a person looks for. */
export interface RoomFilter {
  /** Words of name, address, floor or equipment. */
  readonly text: string;
  /** People at least; 0 for any. */
  readonly capacity: number;
  /** All of them. */
  readonly equipment: readonly string[];
  readonly accessibility: readonly string[];
  /** One of them; any when empty. */
  readonly floors: readonly string[];
}

export const noFilter: RoomFilter = { text: '', capacity: 0, equipment: [], accessibility: [], floors: [] };

/** A time of the event at which the room is taken. */
export interface Clash extends Slot {
  /** Of the booking that is there; '' when the room does not tell. */
  readonly title: string;
  readonly by: string;
}

/** A room for a time, or for each time of a series. */
export interface RoomChoice {
  readonly room: Room;
  /** Nothing is against it. */
  readonly free: boolean;
  /** Some of them, soonest first; all are counted in `clashCount`. */
  readonly clashes: readonly Clash[];
  readonly clashCount: number;
  /** Times of the event that were looked at. */
  readonly checked: number;
  /** There are later times than were looked at. */
  readonly more: boolean;
  /** Of a series only the first time was looked at: there are too many rooms for more at once. */
  readonly partly?: true;
  /** Clashes that the room allows. */
  readonly shared: boolean;
  readonly problems: readonly PolicyProblem[];
  /** Somebody has to say yes. */
  readonly asks: boolean;
}

const wordKey = (word: string) => normalizeForSearch(word);

function hasAll(there: readonly string[], wanted: readonly string[]): boolean {
  const known = new Set(there.map(wordKey));
  return wanted.every((word) => known.has(wordKey(word)));
}

/** RM42: a room whose size nobody wrote down is not kept back. */
export function suits(room: Room, filter: RoomFilter): boolean {
  if (filter.capacity > 0 && room.capacity > 0 && room.capacity < filter.capacity) return false;
  if (!hasAll(room.equipment, filter.equipment) || !hasAll(room.accessibility, filter.accessibility)) return false;
  if (filter.floors.length > 0 && !filter.floors.some((floor) => wordKey(floor) === wordKey(room.floor))) return false;
  const words = normalizeForSearch(filter.text).split(' ').filter(Boolean);
  if (words.length === 0) return true;
  const text = normalizeForSearch([room.name, room.address, room.floor, ...room.equipment].join(' '));
  return words.every((word) => text.includes(word));
}

/** Rooms last booked that stand at the top. */
export const LAST_BOOKED = 3;

/** How a list of rooms is divided. */
export interface OrderedRooms {
  /** The three this person booked last, the newest first. */
  readonly last: readonly RoomChoice[];
  readonly free: readonly RoomChoice[];
  readonly taken: readonly RoomChoice[];
}

/** By what it holds: the smallest that is large enough, those of unknown size last; then by name. */
function byFit(a: RoomChoice, b: RoomChoice): number {
  const size = ({ room }: RoomChoice) => (room.capacity === 0 ? Number.MAX_SAFE_INTEGER : room.capacity);
  return size(a) - size(b) || byName(a.room, b.room);
}

/** Names as people number them: "Room 2" before "Room 10". Ties by id, so that every device shows one order. */
export function byName(a: Pick<Room, 'name' | 'uid'>, b: Pick<Room, 'name' | 'uid'>): number {
  return names.compare(a.name, b.name) || (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0);
}
const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** RM40, RM41. @param lastBooked - Rooms by uid, the newest first. */
export function orderRooms(choices: readonly RoomChoice[], lastBooked: readonly string[]): OrderedRooms {
  const byUid = new Map(choices.map((choice) => [choice.room.uid, choice]));
  const last = lastBooked.flatMap((uid) => byUid.get(uid) ?? []).slice(0, LAST_BOOKED);
  const shown = new Set(last.map(({ room }) => room.uid));
  const others = choices.filter(({ room }) => !shown.has(room.uid));
  // What is free as far as it was looked at comes after what is free for sure.
  const free = others
    .filter((choice) => choice.free)
    .sort((a, b) => Number(a.partly ?? 0) - Number(b.partly ?? 0) || byFit(a, b));
  const taken = others.filter((choice) => !choice.free).sort((a, b) => a.clashCount - b.clashCount || byFit(a, b));
  return { last, free, taken };
}

/** Free rooms offered to whoever lost one. */
export const ALTERNATIVES = 3;

/** RM43: rooms instead of one: large enough, with as much of its equipment as there is, near it, as small as can be. */
export function alternatives(lost: Room, choices: readonly RoomChoice[]): readonly RoomChoice[] {
  const missing = ({ equipment }: Room) => lost.equipment.filter((word) => !hasAll(equipment, [word])).length;
  const near = ({ floor, address }: Room) =>
    (wordKey(address) === wordKey(lost.address) ? 0 : 2) + (wordKey(floor) === wordKey(lost.floor) ? 0 : 1);
  return choices
    .filter(({ room, free, partly }) => free && !partly && room.uid !== lost.uid)
    .filter(({ room }) => room.capacity === 0 || room.capacity >= lost.capacity)
    .sort((a, b) => missing(a.room) - missing(b.room) || near(a.room) - near(b.room) || byFit(a, b))
    .slice(0, ALTERNATIVES);
}

/** Words that rooms use, each once, as they are first written: what filters and fields offer. */
export function vocabulary(rooms: readonly Room[], field: 'equipment' | 'accessibility' | 'floor'): readonly string[] {
  const words = new Map<string, string>();
  for (const room of rooms)
    for (const word of field === 'floor' ? [room.floor] : room[field]) {
      const key = wordKey(word);
      if (key !== '' && !words.has(key)) words.set(key, word);
    }
  return [...words.values()].sort((a, b) => names.compare(a, b));
}
