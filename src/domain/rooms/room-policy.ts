// Whether a time suits what a room allows (docs/rules/rooms.md, RM30–RM33).
import { dayOf, localOfDay, weekdayOf } from '../time/calendar-date.js';
import { type EpochMs, type LocalMs, MS_PER_DAY, MS_PER_MINUTE } from '../time/types.js';
import { epochToLocal, isKnownZone } from '../time/zone.js';
import { mergeHours, type OpenHours, type RoomFields } from './room.js';

/** Instants, half-open. */
export interface Slot {
  readonly start: number;
  readonly end: number;
}

/** Why a room does not take a time: closed then, further ahead than it can be booked, longer than it may be booked. */
export type PolicyProblem = 'hours' | 'window' | 'longest';

/** Bookings last days, not years: what is longer is not looked at hour by hour. */
const MAX_DAYS = 400;

type Policies = Pick<RoomFields, 'zone' | 'hours' | 'windowDays' | 'longest'>;

/** RM31: open from the first minute to the last, also over midnight. @param timeZone - Of a room that names none. */
export function isOpen({ zone, hours }: Pick<Policies, 'zone' | 'hours'>, slot: Slot, timeZone: string): boolean {
  const own = isKnownZone(zone) ? zone : timeZone;
  const start = epochToLocal(own, slot.start as EpochMs);
  const end = Math.max(start, epochToLocal(own, slot.end as EpochMs));
  const first = dayOf(start);
  const last = dayOf(Math.max(start, end - 1) as LocalMs);
  if (last - first > MAX_DAYS) return hours.every((day) => isWhole(mergeHours(day)));
  for (let day: number = first; day <= last; day += 1) {
    const midnight = localOfDay(day);
    const from = Math.max(0, (start - midnight) / MS_PER_MINUTE);
    const to = Math.min(MS_PER_DAY / MS_PER_MINUTE, (end - midnight) / MS_PER_MINUTE);
    const open = mergeHours(hours[weekdayOf(day) - 1] ?? []);
    if (!open.some((part) => part.start <= from && to <= part.end)) return false;
  }
  return true;
}

const isWhole = ([first, ...rest]: readonly OpenHours[]) =>
  rest.length === 0 && first?.start === 0 && first.end === 24 * 60;

/** @param now - Epoch ms. @param timeZone - IANA, of whoever books. */
export function policyProblems(room: Policies, slot: Slot, now: number, timeZone: string): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  if (!isOpen(room, slot, timeZone)) problems.push('hours');
  if (room.windowDays > 0 && slot.start > now + room.windowDays * MS_PER_DAY) problems.push('window');
  if (room.longest > 0 && slot.end - slot.start > room.longest * MS_PER_MINUTE) problems.push('longest');
  return problems;
}
