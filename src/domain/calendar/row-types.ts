// Rows: what the store keeps of calendar items for drawing and counting. Plain JSON; they can be dropped and rebuilt
// from the items with the same result.
import type { LocalMs } from '../time/types.js';
import type { Absence } from './absence-fields.js';

/** What a view draws of one VEVENT; absent is the default. */
export interface DrawnFields {
  readonly title: string;
  readonly location?: string;
  readonly status?: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
  readonly transparent?: true;
  /** Out of office or focus time. */
  readonly away?: Absence;
  /** COLOR (RFC 7986 §5.9), what should be a CSS colour name in lower case; any CSS colour of events a page gives. */
  readonly color?: string;
  /** OKLCH hue, where the event says it as one. */
  readonly hue?: number;
}

/** When something happens that happens once. */
export interface FixedTimes {
  /** An instant; the wall clock (LocalMs) when floating. */
  readonly start: number;
  /** Exclusive, like `start`. */
  readonly end: number;
  /** Floating, from midnight to midnight. */
  readonly allDay?: true;
  /** No zone: laid out by the wall clock of wherever it is looked at. All-day ones are floating too. */
  readonly floating?: true;
  /** IANA name or `UTC`; absent for floating ones and for zones that IANA does not know. */
  readonly zone?: string;
  /** Wall clock minus instant, for a zone that IANA does not know. */
  readonly offset?: number;
}

/** A VEVENT that happens once. */
export interface EventRow extends DrawnFields, FixedTimes {
  readonly kind: 'event';
  readonly uid: string;
  /** RECURRENCE-ID as written, when its series is not here. */
  readonly recurrenceId?: string;
  /** Counts rows of one item beyond the first, so that their keys differ. */
  readonly part?: number;
  /** Keys of the calendar addresses of guests who said no; absent for none. */
  readonly declinedBy?: readonly string[];
}

/** Length of an occurrence: days of the calendar, then seconds (RFC 5545 §3.3.6). */
export interface Length {
  readonly days: number;
  readonly seconds: number;
}

/** STANDARD or DAYLIGHT of a zone that no IANA zone stands for. */
export interface OnsetRow {
  /** DTSTART: the wall clock, by the offset before, at which it first begins. */
  readonly start: LocalMs;
  /** TZOFFSETFROM and TZOFFSETTO in milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly rules?: readonly string[];
  /** Wall clock. */
  readonly rdates?: readonly number[];
}

/** One RDATE. */
export interface ExtraRow {
  /** Wall clock in the series' zone. */
  readonly start: LocalMs;
  /** Of a PERIOD; the series' own otherwise. */
  readonly length?: Length;
}

/** One occurrence that differs (RECURRENCE-ID), or all from it on. */
export interface OverrideRow extends DrawnFields, FixedTimes {
  /** Which occurrence: its start on the wall clock of the series. */
  readonly at: LocalMs;
  /** RECURRENCE-ID as written, when the series would write it in another way. */
  readonly recurrenceId?: string;
  /** RANGE=THISANDFUTURE: later occurrences are as much later or earlier, and as long. */
  readonly onwards?: { readonly shift: number; readonly length: Length };
}

/** A VEVENT with RRULE or RDATE, and its overrides. */
export interface SeriesRow extends DrawnFields {
  readonly kind: 'series';
  readonly uid: string;
  /** DTSTART: wall clock in its zone. */
  readonly start: LocalMs;
  /** Wall clock of its last start, exceptions not considered; absent when it has no end, or one too far to count. */
  readonly last?: LocalMs;
  readonly length: Length;
  readonly allDay?: true;
  readonly floating?: true;
  readonly zone?: string;
  /** DTSTART ends in `Z`: recurrence ids do too. */
  readonly utc?: true;
  /** The zone itself, when IANA does not know it. */
  readonly onsets?: readonly OnsetRow[];
  readonly rules: readonly string[];
  readonly exrules?: readonly string[];
  readonly extras?: readonly ExtraRow[];
  /** Wall clock. */
  readonly exdates?: readonly number[];
  /** Day numbers: EXDATE;VALUE=DATE takes all of a day. */
  readonly exdays?: readonly number[];
  readonly overrides?: readonly OverrideRow[];
  readonly part?: number;
  /** As of a single event. */
  readonly declinedBy?: readonly string[];
  /** Of occurrences that say it themselves, by their start on the wall clock of the series. */
  readonly declinedIn?: readonly { readonly at: LocalMs; readonly by: readonly string[] }[];
}

/** How far a task is (RFC 5545 §3.8.1.8–11). */
export interface TaskState {
  /** NEEDS-ACTION when absent. */
  readonly status?: 'IN-PROCESS' | 'COMPLETED' | 'CANCELLED';
  /** 0–100; 0 when absent. Of a completed task absent. */
  readonly percent?: number;
  /** When it was completed, epoch ms. */
  readonly completed?: number;
  /** 1 (highest) to 9; absent is none. */
  readonly priority?: number;
}

/** A VTODO. The end of its times is when it is due. */
export interface TaskRow extends TaskState {
  readonly kind: 'task';
  readonly uid: string;
  readonly title: string;
  readonly location?: string;
  readonly color?: string;
  /** UID of the task it is a part of (RELATED-TO). */
  readonly parent?: string;
  /** Its place in the order made by hand: X-APPLE-SORT-ORDER, or when it was created. */
  readonly sort?: number;
  /** Of a task that is to be done once and says when. */
  readonly once?: FixedTimes;
  /** Of one that repeats; an occurrence starts and is due as far from each other as DTSTART and DUE. */
  readonly series?: SeriesRow;
  /** It says when it starts, not when it is due: the end is the start. */
  readonly startOnly?: true;
  /** Occurrences that differ, by their start on the wall clock of the series. */
  readonly states?: readonly (TaskState & { readonly at: LocalMs })[];
}

/** A journal entry or free-busy report: kept and counted, not drawn. */
export interface OtherRow {
  readonly kind: 'journal' | 'freebusy';
  readonly uid: string;
  readonly title: string;
}

export type CalendarRow = EventRow | SeriesRow | TaskRow | OtherRow;

/** Rows of one item: one as a rule, several when overrides came without their series, none without a start. */
export type ItemRows = readonly CalendarRow[];

/** From the first start to the last end; `last` is Infinity for a series without end. */
export interface Span {
  readonly first: number;
  readonly last: number;
}
