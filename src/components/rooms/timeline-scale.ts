// Where times stand in a timeline: one or several days side by side, each showing the same hours.
import type { Room } from '../../domain/rooms/room.js';
import { isOpen, type Slot } from '../../domain/rooms/room-policy.js';
import { dayOf, localOfDay } from '../../domain/time/calendar-date.js';
import type { LocalFormats } from '../../domain/time/local-formats.js';
import { type DayNumber, type EpochMs, type LocalMs, MS_PER_DAY, MS_PER_HOUR } from '../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../domain/time/zone.js';

export interface Scale {
  readonly first: DayNumber;
  readonly days: number;
  /** Hours of each day that are shown, 0–24. */
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
}

/** CSS pixels of an hour of a day on a telephone: half an hour and its gap are a target of at least 24 (WCAG 2.2, 2.5.8). */
export const PHONE_HOUR = 56;

/** Hours that are always shown. */
const [FROM, TO] = [8, 19];

type Times = readonly { readonly start: number; readonly end: number }[];

/** Hours that times reach to within these days: `[from, to)`. */
function reachOf(times: Times, { first, days, timeZone }: Omit<Scale, 'from' | 'to'>): readonly [number, number] {
  let [from, to] = [FROM, TO];
  const [begin, end] = [localOfDay(first), localOfDay(first + days)];
  for (const time of times) {
    const start = Math.max(begin, epochToLocal(timeZone, time.start as EpochMs));
    const last = Math.min(end, epochToLocal(timeZone, time.end as EpochMs));
    if (last <= start) continue;
    if (Math.floor(start / MS_PER_DAY) !== Math.floor((last - 1) / MS_PER_DAY)) return [0, 24];
    const midnight = Math.floor(start / MS_PER_DAY) * MS_PER_DAY;
    from = Math.min(from, Math.floor((start - midnight) / MS_PER_HOUR));
    to = Math.max(to, Math.ceil((last - midnight) / MS_PER_HOUR));
  }
  return [from, to];
}

/** What a list reaches to is found once: with each page of rooms that comes, those of all others are looked at again. */
const reaches = new WeakMap<Times, { readonly of: string; readonly reach: readonly [number, number] }>();

/**
 * The hours of a day, and more where something is booked outside of them: nothing is ever out of sight.
 *
 * @param lists - Each the same object as long as it says the same.
 */
export function scaleFor(first: DayNumber, days: number, timeZone: string, lists: Iterable<Times>): Scale {
  let [from, to] = [FROM, TO];
  const of = `${first} ${days} ${timeZone}`;
  for (const times of lists) {
    let known = reaches.get(times);
    if (known?.of !== of) {
      known = { of, reach: reachOf(times, { first, days, timeZone }) };
      reaches.set(times, known);
    }
    from = Math.min(from, known.reach[0]);
    to = Math.max(to, known.reach[1]);
  }
  return { first, days, from, to, timeZone };
}

/** @returns `before` when it says the same. */
export function sameScale(before: Scale | undefined, scale: Scale): Scale {
  const names = ['first', 'days', 'from', 'to', 'timeZone'] as const;
  return before !== undefined && names.every((name) => before[name] === scale[name]) ? before : scale;
}

/** A stretch of the strip, in hundredths of its width. */
export interface Stretch {
  readonly start: number;
  readonly size: number;
}

/** Where a time stands, once for each day that it touches. */
export function stretches(scale: Scale, time: { readonly start: number; readonly end: number }): readonly Stretch[] {
  const { first, days, from, to, timeZone } = scale;
  const start = epochToLocal(timeZone, time.start as EpochMs);
  const end = Math.max(start + 1, epochToLocal(timeZone, time.end as EpochMs));
  const hours = (to - from) * MS_PER_HOUR;
  const found: Stretch[] = [];
  const last = Math.min(days - 1, Math.floor((end - 1) / MS_PER_DAY) - first);
  for (let day = Math.max(0, Math.floor(start / MS_PER_DAY) - first); day <= last; day += 1) {
    const begin = localOfDay(first + day) + from * MS_PER_HOUR;
    const low = Math.max(start, begin);
    const high = Math.min(end, begin + hours);
    if (high <= low) continue;
    const share = 100 / days;
    found.push({ start: share * (day + (low - begin) / hours), size: (share * (high - low)) / hours });
  }
  return found;
}

/** The instant at a place of the strip, 0–1, down to the last whole step. */
export function instantAt({ first, days, from, to, timeZone }: Scale, place: number, step: number): EpochMs {
  const within = Math.max(0, Math.min(0.999999, place)) * days;
  const day = Math.floor(within);
  const local = localOfDay(first + day) + from * MS_PER_HOUR + (within - day) * (to - from) * MS_PER_HOUR;
  return localToEpoch(timeZone, (Math.floor(local / step) * step) as LocalMs);
}

/** More widths of a booking than its words ever take. */
const MAX_LABEL = 20;

/**
 * How many widths of a stretch there are for its words: they go on beside it as far as the day is free.
 *
 * @param next - What comes after it in the same room.
 */
export function labelRoom(
  scale: Scale,
  { start, size }: Stretch,
  next: { readonly start: number; readonly end: number } | undefined,
): number {
  const share = 100 / scale.days;
  const evening = (Math.floor(start / share) + 1) * share;
  const following = next && stretches(scale, next).find((one) => one.start > start);
  const room = (Math.min(evening, following?.start ?? evening) - start) / size;
  return Math.round(Math.min(MAX_LABEL, Math.max(1, room)) * 100) / 100;
}

/** When a room cannot be booked, to the half hour. */
export function closedStretches(scale: Scale, room: Pick<Room, 'hours' | 'zone'>): readonly Stretch[] {
  const { first, days, from, to, timeZone } = scale;
  if (room.hours.every((day) => day.length === 1 && day[0]?.start === 0 && day[0].end === 1440)) return [];
  const half = MS_PER_HOUR / 2;
  const found: Slot[] = [];
  for (let day = 0; day < days; day += 1)
    for (let step = from * 2; step < to * 2; step += 1) {
      const local = localOfDay(first + day) + step * half;
      const start: number = localToEpoch(timeZone, local as LocalMs);
      const end: number = localToEpoch(timeZone, (local + half) as LocalMs);
      if (isOpen(room, { start, end }, timeZone)) continue;
      const last = found.at(-1);
      if (last !== undefined && last.end === start) found[found.length - 1] = { start: last.start, end };
      else found.push({ start, end });
    }
  return found.flatMap((slot) => stretches(scale, slot));
}

/** What stands above: the hours of a day, or the days of a week. @param now - Epoch ms. */
export function headsOf({ first, days, from, to, timeZone }: Scale, text: LocalFormats, now: number) {
  if (days === 1)
    return Array.from({ length: to - from }, (_, index) => ({
      ...{ at: (index * 100) / (to - from), text: text.hour(from + index), isToday: false },
    }));
  const today = dayOf(epochToLocal(timeZone, now as EpochMs));
  return Array.from({ length: days }, (_, index) => ({
    ...{
      at: (index * 100) / days,
      text: text.shortDay((first + index) as DayNumber),
      isToday: first + index === today,
    },
  }));
}
