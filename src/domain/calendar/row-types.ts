// Rows: what the store keeps of calendar items for drawing and counting. Plain JSON; they can be dropped and rebuilt
// from the items with the same result.
import type { EpochMs, LocalMs } from '../time/types.js';

/** What a view draws of one VEVENT; absent is the default. */
export interface DrawnFields {
  readonly title: string;
  readonly location?: string;
  readonly status?: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
  readonly transparent?: true;
  /** OKLCH hue of COLOR (RFC 7986 §5.9). */
  readonly hue?: number;
}

/** A VEVENT that happens once. */
export interface EventRow extends DrawnFields {
  readonly kind: 'event';
  readonly uid: string;
  /** RECURRENCE-ID as written, when its series is not here. */
  readonly recurrenceId?: string;
  /** An instant; the wall clock (LocalMs) when floating or all-day. */
  readonly start: number;
  /** Exclusive, like `start`. */
  readonly end: number;
  readonly allDay?: true;
  /** No zone: laid out by the wall clock of wherever it is looked at. All-day ones are floating too. */
  readonly floating?: true;
  /** IANA name or `UTC`; absent for floating ones and for zones that IANA does not know. */
  readonly zone?: string;
  /** Wall clock minus instant, for a zone that IANA does not know. */
  readonly offset?: number;
}

/** A zone that no IANA name stands for, from its VTIMEZONE: how it goes on from each onset. */
export interface OnsetRow {
  /** DTSTART of STANDARD or DAYLIGHT: wall clock before the change. */
  readonly start: LocalMs;
  /** TZOFFSETFROM and TZOFFSETTO, milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly rules?: readonly string[];
  /** Wall clock. */
  readonly rdates?: readonly LocalMs[];
}

/** An extra occurrence (RDATE) or a fixed end of one (VALUE=PERIOD). */
export interface ExtraRow {
  /** Wall clock in the series' zone. */
  readonly start: LocalMs;
  /** Length when it is not the series' own. */
  readonly days?: number;
  readonly seconds?: number;
}

/** One occurrence that differs (RECURRENCE-ID), or all from it on (RANGE=THISANDFUTURE). */
export interface OverrideRow extends DrawnFields {
  /** RECURRENCE-ID, turned to the wall clock of the series. */
  readonly recurrenceId: LocalMs;
  readonly start: LocalMs;
  readonly days: number;
  readonly seconds: number;
  readonly allDay?: true;
  /** Absent: the series' own zone. '' is floating. */
  readonly zone?: string;
  readonly thisAndFuture?: true;
}

/** A VEVENT with RRULE or RDATE, and its overrides. */
export interface SeriesRow extends DrawnFields {
  readonly kind: 'series';
  readonly uid: string;
  /** DTSTART: wall clock in its zone. */
  readonly start: LocalMs;
  readonly days: number;
  readonly seconds: number;
  readonly allDay?: true;
  readonly zone?: string;
  readonly floating?: true;
  /** DTSTART was written in UTC: recurrence ids are too. */
  readonly utc?: true;
  readonly onsets?: readonly OnsetRow[];
  readonly rules: readonly string[];
  readonly exrules?: readonly string[];
  readonly extras?: readonly ExtraRow[];
  /** Wall clock; a whole day when `exdays` has it. */
  readonly exdates?: readonly LocalMs[];
  /** EXDATE;VALUE=DATE against DTSTART with time: day numbers. */
  readonly exdays?: readonly number[];
  readonly overrides?: readonly OverrideRow[];
}

/** A task, journal entry or free-busy report: kept and counted, not drawn. */
export interface OtherRow {
  readonly kind: 'task' | 'journal' | 'freebusy';
  readonly uid: string;
  readonly title: string;
}

export type CalendarRow = EventRow | SeriesRow | OtherRow;

/** Rows of one item: one as a rule; several when overrides came without their series. None for an event without start. */
export type ItemRows = readonly CalendarRow[];

/** From the first start to the last end; `last` is Infinity for a series without end. */
export interface Span {
  readonly first: EpochMs;
  readonly last: number;
}
