import type { EventRow, SeriesRow } from '../calendar/row-types.js';
import type { EpochMs, LocalMs, Window } from '../time/types.js';

/** When a VALARM goes off (RFC 5545 §3.8.6.3): before or after the start or the end, or at an instant. */
export type AlarmTime =
  | { readonly from: 'start' | 'end' /** Negative: before. */; readonly days: number; readonly seconds: number }
  | { readonly at: EpochMs };

/** A VALARM that is shown or sounds. */
export type Alarm = AlarmTime & {
  /** How many more times, and after how many seconds each (REPEAT, DURATION). */
  readonly repeat?: number;
  readonly every?: number;
  /** Until when somebody has seen it (RFC 9074 §6.1). */
  readonly acknowledged?: EpochMs;
};

/** What the store keeps of an item's alarms: only items that have any are looked at. */
export interface AlarmRow {
  readonly uid: string;
  readonly task?: true;
  /** When it happens. Of a task the end is when it is due. */
  readonly row: EventRow | SeriesRow;
  readonly alarms: readonly Alarm[];
  /** Occurrences with alarms of their own, or none any more, by their start on the wall clock of the series. */
  readonly own?: readonly { readonly at: LocalMs; readonly alarms: readonly Alarm[] }[];
}

/** Something to remind a person of, at an instant. */
export interface Reminder {
  /** Unique for an occurrence and an instant, the same in every tab. */
  readonly key: string;
  readonly at: EpochMs;
  readonly collectionId: string;
  readonly uid: string;
  readonly recurrenceId?: string;
  readonly title: string;
  readonly location?: string;
  /** Of a task both are when it is due. */
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly allDay: boolean;
  readonly task: boolean;
  /** A daily summary instead of an event; `uid` is its id, start and end are its day's. */
  readonly summary?: {
    /** `YYYY-MM-DD`: the day it is of. */
    readonly date: string;
    /** Only told inside the app. */
    readonly quiet: boolean;
  };
}

/** Which reminders are wanted: those that go off in the window. */
export interface ReminderQuery extends Window {
  /** IANA zone that all-day and floating events are laid out in. */
  readonly timeZone: string;
}
