import type { Scope } from '../calendar/event-change.js';
import type { OccurrenceRef } from '../calendar/occurrence.js';
import type { SeriesFacts } from '../calendar/series-facts.js';
import type { TaskEntry } from './task-entry.js';
import type { TaskFields } from './task-fields.js';

/** Which tasks a list wants. */
export interface TaskQuery {
  /** IANA zone that all-day and floating tasks are laid out in. */
  readonly timeZone: string;
  /** All visible calendars when absent. */
  readonly collectionIds?: readonly string[];
}

export interface TaskDetail {
  readonly ref: OccurrenceRef;
  readonly fields: TaskFields;
  readonly recurring: boolean;
  /** Of an occurrence of a series. */
  readonly series?: SeriesFacts;
  /** The item's text with its edits, for a person who wants to see it. */
  readonly text: string;
}

/** Which occurrences of a series of tasks a change is for. */
export type TaskScope = Scope;

export type { TaskEntry };
