import type { Start } from '../calendar/starts.js';
import type { CalendarSource } from '../collections/calendar-source.js';
import type { CollectionKind } from '../collections/collection.js';
import type { Problem } from '../errors.js';
import type { LocalMs } from '../time/types.js';

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
  /** How many UIDs each existing collection has already, by collection id. */
  readonly duplicates: Readonly<Record<string, number>>;
}

export interface ImportTarget {
  /** An existing collection, or a new one with this name and hue; with a source it is read-only. */
  readonly collection:
    | { readonly id: string }
    | { readonly name: string; readonly hue: number; readonly source?: CalendarSource };
  /** What to do with UIDs the collection has: leave them, or take the file's version. */
  readonly duplicates: 'skip' | 'replace';
}

export interface Progress {
  /** 0–1, or undefined while unknown. */
  readonly fraction?: number;
  readonly done: number;
  readonly total?: number;
}
