import { dayOf, timeOfDay } from '../../time/calendar-date.js';
import { type DayNumber, type EpochMs, MS_PER_MINUTE } from '../../time/types.js';
import { epochToLocal } from '../../time/zone.js';
import type { Interval } from '../availability/availability.js';

/** Slots of one day, on a zone's clock. */
export interface SlotDay {
  readonly day: DayNumber;
  readonly slots: readonly (Interval & {
    /** Of its start, after midnight. */
    readonly minute: number;
  })[];
}

/** Slots by the day on which they begin. @param slots - By start. */
export function slotDays(slots: readonly Interval[], timeZone: string): readonly SlotDay[] {
  const days: { day: DayNumber; slots: SlotDay['slots'][number][] }[] = [];
  for (const slot of slots) {
    const local = epochToLocal(timeZone, slot.start as EpochMs);
    const day = dayOf(local);
    if (days.at(-1)?.day !== day) days.push({ day, slots: [] });
    days.at(-1)!.slots.push({ ...slot, minute: Math.floor(timeOfDay(local) / MS_PER_MINUTE) });
  }
  return days;
}
