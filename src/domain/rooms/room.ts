// What a room is (docs/rules/rooms.md): plain values, bounded whoever wrote them.

/** Part of a day, minutes after midnight on the room's clock, half-open: `start` < `end` ≤ 1440. */
export interface OpenHours {
  readonly start: number;
  readonly end: number;
}

/** What a person sees and edits of a room. */
export interface RoomFields {
  readonly name: string;
  /** Exact address, one line. */
  readonly address: string;
  readonly floor: string;
  /** OKLCH hue 0–360. */
  readonly hue: number;
  /** People; 0 is unknown. */
  readonly capacity: number;
  /** In the person's own words, each once. */
  readonly equipment: readonly string[];
  /** The same of what makes it accessible: step-free, induction loop. */
  readonly accessibility: readonly string[];
  /** Name of a kept file, or a `data:` URI; '' for none. */
  readonly photo: string;
  readonly note: string;
  /** IANA zone of the bookable hours; '' is that of whoever looks. */
  readonly zone: string;
  /** When it can be booked, Monday to Sunday; a day without any is closed. */
  readonly hours: readonly (readonly OpenHours[])[];
  /** Several bookings may share a time. */
  readonly double: boolean;
  /** How many days ahead it can be booked; 0 for any. */
  readonly windowDays: number;
  /** Minutes of the longest booking; 0 for any. */
  readonly longest: number;
  /** Somebody who manages the room says yes to each booking. */
  readonly approval: boolean;
  /** Minutes after which a booking that nobody checked in to is free again; 0 for never. */
  readonly releaseAfter: number;
  /** A booking all of whose guests have declined is free again. */
  readonly releaseDeclined: boolean;
  /** Everybody who sees the room sees who booked it, and for what. */
  readonly showWho: boolean;
}

/** A room as it is stored in a list of rooms. */
export interface Room extends RoomFields {
  /** Names it everywhere, also in events: see `roomAddress`. */
  readonly uid: string;
  /** The list it is in. */
  readonly listId: string;
  /** Its own calendar on this device; '' when that is not here. */
  readonly calendarId: string;
  /** Whether this person may book it. */
  readonly bookable: boolean;
  /** Whether this person may change it, and decide about bookings. */
  readonly manageable: boolean;
}

/** Bounds of what anybody may have written. */
export const MAX_TEXT = 500;
export const MAX_WORDS = 40;
export const MAX_CAPACITY = 100_000;
/** A fortnight is longer than anybody meets. */
export const MAX_LONGEST = 14 * 24 * 60;
export const MAX_WINDOW_DAYS = 3660;
export const MAX_RELEASE = 24 * 60;
/** Parts of a day that can be booked. */
const MAX_PARTS = 8;
const MINUTES_PER_DAY = 24 * 60;

const allDay: readonly OpenHours[] = [{ start: 0, end: MINUTES_PER_DAY }];

/** A room of which nothing is said yet: it can be booked at any time. */
export const emptyRoom: RoomFields = {
  name: '',
  address: '',
  floor: '',
  hue: 265,
  capacity: 0,
  equipment: [],
  accessibility: [],
  photo: '',
  note: '',
  zone: '',
  hours: Array.from({ length: 7 }, () => allDay),
  double: false,
  windowDays: 0,
  longest: 0,
  approval: false,
  releaseAfter: 0,
  releaseDeclined: false,
  showWho: true,
};

/** The calendar address of a room in events (ATTENDEE;CUTYPE=ROOM). */
export const roomAddress = (uid: string): string => `urn:uuid:${uid}`;

/** Which room an address names; undefined for other addresses. */
export function roomOfAddress(address: string): string | undefined {
  return /^urn:uuid:([\w-]{1,100})$/i.exec(address.trim())?.[1];
}

/** RM3: Overlapping and touching hours are one; what is no part of a day is left out. */
export function mergeHours(hours: readonly OpenHours[]): readonly OpenHours[] {
  const valid = hours.filter(
    ({ start, end }) =>
      Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end <= MINUTES_PER_DAY && start < end,
  );
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of [...valid].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else if (merged.length < MAX_PARTS) merged.push({ start, end });
  }
  return merged;
}

/** No day is ever closed. */
export const isAlways = (hours: RoomFields['hours']): boolean =>
  hours.every(([first, ...rest]) => rest.length === 0 && first?.start === 0 && first.end === MINUTES_PER_DAY);

/** Words as a vocabulary: trimmed, each once whatever its case, in their order. */
export function uniqueWords(words: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const unique: string[] = [];
  for (const word of words) {
    const text = word.trim().slice(0, MAX_TEXT);
    const key = text.toLowerCase();
    if (text === '' || seen.has(key) || unique.length >= MAX_WORDS) continue;
    seen.add(key);
    unique.push(text);
  }
  return unique;
}

/** Another room like this one: everything but its name's number and its photo's room. */
export function duplicateName(name: string, taken: readonly string[]): string {
  const [, stem = name, number = '1'] = /^(.*?)(?:\s+(\d{1,6}))?$/s.exec(name) ?? [];
  const used = new Set(taken.map((one) => one.trim().toLowerCase()));
  let next = Number(number) + 1;
  while (used.has(`${stem} ${next}`.trim().toLowerCase())) next += 1;
  return `${stem} ${next}`.trim();
}
