// The best times for a meeting (rules FT1–FT8 in docs/rules/meetings.md).
import type { DayHours } from '../../settings/settings.js';
import { type EpochMs, MS_PER_DAY, MS_PER_MINUTE } from '../../time/types.js';
import { epochToLocal } from '../../time/zone.js';
import { type Availability, type Interval, stateIn } from './availability.js';

export interface WorkingHours {
  /** IANA. */
  readonly timeZone: string;
  /** Monday to Sunday; `null` is a day without work. */
  readonly days: readonly (DayHours | null)[];
}

export interface MeetingPerson {
  readonly availability: Availability;
  readonly required: boolean;
  /** Absent: nobody knows. */
  readonly hours?: WorkingHours;
}

export interface SlotRequest {
  readonly people: readonly MeetingPerson[];
  /** Milliseconds. */
  readonly duration: number;
  /** Where slots may lie. */
  readonly window: Interval;
  /** Milliseconds to get from one place to another, before and after what else there is. */
  readonly buffer: number;
}

export type SlotReason =
  /** Everybody is known to be free. */
  | { readonly code: 'everyone-free' }
  | { readonly code: 'busy' | 'away' | 'tentative' | 'unknown' | 'outside-hours' | 'close'; readonly address: string };

export interface Slot extends Interval {
  /** What speaks against it, added up: 0 is best. */
  readonly cost: number;
  readonly reasons: readonly SlotReason[];
}

const STEP = 15 * MS_PER_MINUTE;
/** Two of a day are a choice; more are a list nobody reads. */
const PER_DAY = 2;
const MAX_SLOTS = 8;
/** Attack: years of window: 60 days of quarters of an hour are looked at. */
export const MAX_WINDOW = 60 * MS_PER_DAY;
/** A gap this short between two meetings is of no use. */
const SCRAP = 30 * MS_PER_MINUTE;

/** What is how bad. A required person who is busy rules a time out. */
const costs = {
  optionalBusy: 3,
  tentative: 2,
  unknown: 1.5,
  outsideHours: 6,
  close: 1,
  scrap: 0.5,
  optional: 0.5,
  day: 0.1,
};

/** The best slots, best first: at most {@link MAX_SLOTS}, none over another. */
export function findSlots({ people, duration, window, buffer }: SlotRequest): Slot[] {
  if (duration <= 0 || people.length === 0) return [];
  const last = Math.min(window.end, window.start + MAX_WINDOW) - duration;
  const found: Slot[] = [];
  for (let start = Math.ceil(window.start / STEP) * STEP; start <= last; start += STEP) {
    const slot = judge({ start, end: start + duration }, people, buffer);
    if (slot === undefined) continue;
    const later = Math.floor((start - window.start) / MS_PER_DAY) * costs.day;
    found.push({ ...slot, cost: slot.cost + later });
  }
  found.sort((a, b) => a.cost - b.cost || a.start - b.start);
  return spread(found);
}

function judge(interval: Interval, people: readonly MeetingPerson[], buffer: number): Slot | undefined {
  const reasons: SlotReason[] = [];
  let cost = 0;
  for (const { availability, required, hours } of people) {
    const { address } = availability;
    const state = stateIn(availability, interval);
    const weight = required ? 1 : costs.optional;
    if (state === 'busy' || state === 'away') {
      if (required) return undefined;
      reasons.push({ code: state, address });
      cost += costs.optionalBusy;
    } else if (state !== 'free') {
      reasons.push({ code: state, address });
      cost += costs[state] * weight;
    }
    if (hours !== undefined && !isInHours(interval, hours)) {
      reasons.push({ code: 'outside-hours', address });
      cost += costs.outsideHours * weight;
    }
    if (buffer > 0 && required && stateIn(availability, widened(interval, buffer)) === 'busy') {
      reasons.push({ code: 'close', address });
      cost += costs.close;
    } else if (required) cost += scraps(interval, availability) * costs.scrap;
  }
  if (reasons.length === 0) reasons.push({ code: 'everyone-free' });
  return { ...interval, cost, reasons };
}

const widened = ({ start, end }: Interval, by: number) => ({ start: start - by, end: end + by });

/** How many gaps too short for anything it would leave. */
function scraps({ start, end }: Interval, { busy }: Availability): number {
  const isScrap = (gap: number) => gap > 0 && gap < SCRAP;
  return busy.filter((one) => isScrap(start - one.end) || isScrap(one.start - end)).length;
}

/** Whole within the working hours of its day, on that person's clock. */
export function isInHours({ start, end }: Interval, { timeZone, days }: WorkingHours): boolean {
  const local = epochToLocal(timeZone, start as EpochMs);
  const day = Math.floor(local / MS_PER_DAY);
  // 1970-01-01 was a Thursday.
  const hours = days[(((day + 3) % 7) + 7) % 7];
  if (hours == null) return false;
  const from = (local - day * MS_PER_DAY) / MS_PER_MINUTE;
  return from >= hours.start && from + (end - start) / MS_PER_MINUTE <= hours.end;
}

function spread(sorted: readonly Slot[]): Slot[] {
  const chosen: Slot[] = [];
  const perDay = new Map<number, number>();
  for (const slot of sorted) {
    if (chosen.length === MAX_SLOTS) break;
    const day = Math.floor(slot.start / MS_PER_DAY);
    const count = perDay.get(day) ?? 0;
    const isTaken = chosen.some((one) => one.start < slot.end && slot.start < one.end);
    if (count >= PER_DAY || isTaken) continue;
    perDay.set(day, count + 1);
    chosen.push(slot);
  }
  return chosen;
}
