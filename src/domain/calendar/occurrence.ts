import type { EpochMs } from '../time/types.js';
import type { Absence } from './absence-fields.js';

/** One concrete occurrence of an event, half-open `[start, end)`. */
export interface Occurrence {
  readonly uid: string;
  /** Which occurrence of its series this is, as RECURRENCE-ID's value would say it (RFC 5545 §3.8.4.4). */
  readonly recurrenceId?: string;
  /** All-day and floating ones are instants of the zone they were expanded for. */
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly allDay: boolean;
  readonly floating: boolean;
  /** IANA zone of DTSTART; absent for floating, all-day and unknown. */
  readonly zone?: string;
  /** Start in its own zone, iCalendar form: `20261118T140000`, or `20261118` when all-day. */
  readonly local: string;
}

/** An occurrence with what a view draws of it. */
export interface EventOccurrence extends Occurrence {
  /** Unique among the occurrences of one query. */
  readonly key: string;
  readonly collectionId: string;
  readonly title: string;
  readonly location?: string;
  readonly status?: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
  /** Free, not busy (TRANSP:TRANSPARENT). */
  readonly transparent?: boolean;
  /** Out of office or focus time. */
  readonly away?: Absence;
  /** Part of a series. */
  readonly recurring: boolean;
  /** The event's own colour, as an OKLCH hue 0–360 or a CSS colour; the calendar's otherwise. */
  readonly hue?: number;
  readonly color?: string;
  /** A task on the day, or at the time, it is due; absent for events. */
  readonly task?: 'open' | 'done';
  /** A task that a search has found, and that names no day. */
  readonly undated?: boolean;
  /** Of a read-only calendar: it cannot be moved, changed or deleted. */
  readonly locked?: boolean;
  /** An invitation that the person said no to. */
  readonly declined?: boolean;
}

/** Names one occurrence, or a whole event when `recurrenceId` is absent. */
export interface OccurrenceRef {
  readonly collectionId: string;
  readonly uid: string;
  readonly recurrenceId?: string;
}
