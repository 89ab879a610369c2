import type { ReactiveControllerHost } from 'lit';
import type { OccurrenceQuery } from '../../../domain/calendar/event-query.js';
import type { ViewName } from '../../../domain/calendar/layout/range.js';
import type { LocalTimes } from '../../../domain/calendar/layout/span.js';
import type { Slot } from '../../../domain/calendar/layout/times.js';
import type { EventOccurrence } from '../../../domain/calendar/occurrence.js';
import type { DayNumber } from '../../../domain/time/types.js';
import type { ChangeKind } from '../calendar-events.js';
import type { OccurrenceSource } from '../sources/occurrence-source.js';
import type { CalendarView, ChipElement, ViewModel } from '../views/view.js';

/** Where events come from, and which are in sight. */
export interface DayQuestion {
  readonly source: OccurrenceSource;
  readonly query: OccurrenceQuery;
}

/** Adds to a view after each drawing: numbers of weeks, a second zone. It writes only what differs. */
export type ViewDecor = (view: CalendarView, model: ViewModel) => void;

/** Who hears what the person does on the stage. */
export interface StageOwner extends ReactiveControllerHost {
  readonly readonly: boolean;
  /** When and where an event is and whose, for a screen reader: it comes after what the chip says. */
  describe(occurrence: EventOccurrence): string;
  select(occurrence: EventOccurrence, anchor: Element): void;
  create(times: LocalTimes): void;
  /** @returns Settles when the times are kept, if they are kept elsewhere. */
  change(occurrence: EventOccurrence, times: LocalTimes, kind: ChangeKind): Promise<unknown> | undefined;
  showDay(day: DayNumber, anchor: Element): void;
  /** Another view, at this day. */
  show(view: ViewName, day: DayNumber): void;
  openDate(day: DayNumber): void;
  extend(direction: 'earlier' | 'later'): void;
  turnPage(by: 1 | -1): void;
  /** What a host adds to a view that was drawn. */
  readonly decor: ViewDecor | undefined;
  /** Where events come from and which are in sight, for a view that asks by itself. */
  question(): DayQuestion | undefined;
}

/** What pointer and keyboard need of the calendar they act on. */
export interface StageHost {
  readonly stage: HTMLElement;
  readonly calendarView: CalendarView;
  readonly owner: StageOwner;
  /** What is drawn. */
  readonly model: ViewModel;
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
