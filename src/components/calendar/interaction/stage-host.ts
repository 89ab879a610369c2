import type { LocalTimes } from '../../../domain/calendar/layout/span.js';
import type { Slot } from '../../../domain/calendar/layout/times.js';
import type { EventOccurrence } from '../../../domain/calendar/occurrence.js';
import type { DayNumber } from '../../../domain/time/types.js';
import type { ChangeKind } from '../calendar-events.js';
import type { CalendarView, ChipElement } from '../views/view.js';

/** Who hears what the person does on the stage. */
export interface StageOwner {
  readonly readonly: boolean;
  /** When and where an event is and whose, for a screen reader: it comes after what the chip says. */
  describe(occurrence: EventOccurrence): string;
  select(occurrence: EventOccurrence, anchor: Element): void;
  create(times: LocalTimes): void;
  /** @returns Settles when the times are kept, if they are kept elsewhere. */
  change(occurrence: EventOccurrence, times: LocalTimes, kind: ChangeKind): Promise<unknown> | undefined;
  showDay(day: DayNumber, anchor: Element): void;
  openDay(day: DayNumber): void;
  openDate(day: DayNumber): void;
  extend(direction: 'earlier' | 'later'): void;
  turnPage(by: 1 | -1): void;
}

/** What pointer and keyboard need of the calendar they act on. */
export interface StageHost {
  readonly stage: HTMLElement;
  readonly calendarView: CalendarView;
  readonly owner: StageOwner;
  occurrenceOf(chip: ChipElement): EventOccurrence | undefined;
  /** Wall clock in the zone of the view. */
  timesOf(occurrence: EventOccurrence): LocalTimes;
  hueOf(occurrence: EventOccurrence): number;
  change(occurrence: EventOccurrence, times: LocalTimes, kind: ChangeKind): void;
  /** Moves to another page when the slot is not on this one, then focuses it. */
  goTo(slot: Slot): void;
  /** One page on or back. */
  turnPage(by: 1 | -1): void;
}

export function chipOf(event: Event): ChipElement | null {
  return event.target instanceof Element ? event.target.closest<ChipElement>('.event') : null;
}

export function cellOf(event: Event): (HTMLElement & { day: DayNumber }) | null {
  return event.target instanceof Element ? event.target.closest('[role=gridcell]') : null;
}
