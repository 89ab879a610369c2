import type { ItipMessage } from '../calendar/itip/message.js';
import type { Start } from '../calendar/starts.js';
import type { CalendarSource } from '../collections/calendar-source.js';
import type { CollectionKind } from '../collections/collection.js';
import type { Problem } from '../errors.js';
import type { LocalMs } from '../time/types.js';

/** How a table (CSV) is read; what is absent is found out. */
export interface TableOptions {
  /** One character. */
  readonly separator?: string;
  /** WHATWG name of the encoding. */
  readonly charset?: string;
  /** The first row is headings. */
  readonly header?: boolean;
  /** 1-based row of the headings, or of the first contact. */
  readonly startLine?: number;
  /** What each column holds; see `CsvTarget`. */
  readonly mapping?: readonly string[];
}

/** How a table was read. */
export interface ImportTable extends Required<TableOptions> {
  /** Headings, or `Column 1` … */
  readonly columns: readonly string[];
  /** Rows below the headings. */
  readonly rowCount: number;
  /** Rows that could not be taken. */
  readonly failedCount: number;
}

/** What a file holds, before anything is stored. */
export interface ImportPreview {
  readonly id: string;
  readonly fileName: string;
  readonly kind: CollectionKind;
  /** X-WR-CALNAME or the file's name without extension. */
  readonly suggestedName: string;
  readonly counts: {
    readonly events: number;
    readonly series: number;
    readonly tasks: number;
    readonly journals: number;
    /** Free-busy reports and hours of availability, and components of later standards; absent for none. */
    readonly others?: number;
    readonly contacts: number;
  };
  /** At most 1000; `problemCount` has them all. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** First and last start, each on its event's own wall clock, when it is a calendar with events. */
  readonly span?: { readonly first: LocalMs; readonly last: LocalMs };
  /** The first items, for the eye. */
  readonly samples: readonly {
    readonly title: string;
    readonly detail: string;
    readonly start?: Start;
    readonly allDay?: boolean;
  }[];
  /** Of a file that is a table. */
  readonly table?: ImportTable;
  /** Invitations, answers and their kin (RFC 5546): they are not imported but shown one by one. */
  readonly messages: readonly ItipMessage[];
  /** How many UIDs each existing collection has already, by collection id. */
  readonly duplicates: Readonly<Record<string, number>>;
}

/** Contacts of a file that are probably people who are in an address book already (docs/rules/contacts.md, DU2 and DU3). */
export interface KnownPeople {
  readonly count: number;
  /** How many of them have the UID of a contact in that book, by collection id: such a one is replaced there, or left. */
  readonly sameUid: Readonly<Record<string, number>>;
}

export interface ImportTarget {
  /** An existing collection, or a new one with this name and hue; with a source it is read-only. */
  readonly collection:
    | { readonly id: string }
    | { readonly name: string; readonly hue: number; readonly source?: CalendarSource };
  /** What to do with UIDs the collection has: leave them, or take the file's version. */
  readonly duplicates: 'skip' | 'replace';
  /** Of contacts: a group (CATEGORIES) that all of them go into. */
  readonly group?: string;
}

export interface Progress {
  /** 0–1, or undefined while unknown. */
  readonly fraction?: number;
  readonly done: number;
  readonly total?: number;
}
