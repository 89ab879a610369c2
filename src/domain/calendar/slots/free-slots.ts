// Which slots of a schedule are free (rules BS3–BS7 of docs/rules/availability.md).
import { localOfDay } from '../../time/calendar-date.js';
import { MS_PER_MINUTE } from '../../time/types.js';
import { localToEpoch } from '../../time/zone.js';
import type { Interval } from '../availability/availability.js';
import { dayIn, joined } from './available-times.js';
import type { SlotFields } from './slot-fields.js';

/** Attack: slots of five minutes, day and night, for a year: more than anybody looks at. */
export const MAX_SLOTS = 5000;

export interface SlotQuestion {
  readonly fields: SlotFields;
  /** The schedule's hours, as its text says them; joined, by start. */
  readonly open: readonly Interval[];
  /** Whatever else there is, with all that has been booked. */
  readonly busy: readonly Interval[];
  /** Starts of what has been booked by this schedule. */
  readonly booked: readonly number[];
  /** Instant. */
  readonly now: number;
  readonly window: Interval;
}

/** Between the notice and the last day that can be booked, inside the window. */
export function bookableWindow({ fields, now, window }: Pick<SlotQuestion, 'fields' | 'now' | 'window'>): Interval {
  const { notice, horizon, timeZone } = fields;
  const last = dayIn(timeZone, now) + horizon + 1;
  return {
    start: Math.max(window.start, now + notice * MS_PER_MINUTE),
    end: Math.min(window.end, localToEpoch(timeZone, localOfDay(last))),
  };
}

/** The free slots, by start; at most {@link MAX_SLOTS}. */
export function freeSlots(question: SlotQuestion): Interval[] {
  const { fields, open, booked } = question;
  const length = fields.length * MS_PER_MINUTE;
  if (length <= 0) return [];
  const bounds = bookableWindow(question);
  const perDay = countByDay(booked, fields.timeZone);
  const isFull = (start: number) =>
    fields.perDay > 0 && (perDay.get(dayIn(fields.timeZone, start)) ?? 0) >= fields.perDay;
  const taken = joined(question.busy.map((one) => widened(one, fields)));
  const slots: Interval[] = [];
  let at = 0;
  for (const hours of open) {
    // Slots lie on the schedule's own grid, whatever else there is: everybody is offered the same times.
    const first = hours.start + Math.max(0, Math.ceil((bounds.start - hours.start) / length)) * length;
    for (let start = first; start + length <= Math.min(hours.end, bounds.end); start += length) {
      while (at < taken.length && taken[at]!.end <= start) at += 1;
      const next = taken[at];
      if (next !== undefined && next.start < start + length) continue;
      if (isFull(start)) continue;
      slots.push({ start, end: start + length });
      if (slots.length >= MAX_SLOTS) return slots;
    }
  }
  return slots;
}

/** What else there is, with the times to be kept free around it: `before` a slot is after what was there. */
const widened = ({ start, end }: Interval, { bufferBefore, bufferAfter }: SlotFields): Interval => ({
  start: start - bufferAfter * MS_PER_MINUTE,
  end: end + bufferBefore * MS_PER_MINUTE,
});

function countByDay(starts: readonly number[], timeZone: string): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const start of starts) {
    const day = dayIn(timeZone, start);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return counts;
}
