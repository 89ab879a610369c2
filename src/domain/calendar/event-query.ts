import type { Window } from '../time/types.js';
import type { EventFields } from './event-fields.js';
import type { OccurrenceRef } from './occurrence.js';
import type { Oddity } from './oddities.js';

import type { SeriesFacts } from './series-facts.js';

/** Which occurrences a view wants: those touching the window. */
export interface OccurrenceQuery extends Window {
  /** IANA zone that all-day and floating events are laid out in. */
  readonly timeZone: string;
  /** All visible calendars when absent. */
  readonly collectionIds?: readonly string[];
  /** With the tasks that are due then. */
  readonly tasks?: boolean;
}

/** Series of which a view has not all occurrences, because there are too many (RL3, RL7). */
export interface NotShown {
  readonly count: number;
  /** Titles of some of them. */
  readonly titles: readonly string[];
}

export interface EventDetail {
  readonly ref: OccurrenceRef;
  readonly fields: EventFields;
  /** Part of a series: an edit asks for *this*, *this and following* or *all*. */
  readonly recurring: boolean;
  /** RECURRENCE-ID has an override of its own. */
  readonly overridden: boolean;
  /** What is strange about its times, as the file says them. */
  readonly odd: readonly Oddity[];

  /** Of an occurrence of a series. */
  readonly series?: SeriesFacts;
  /** The item's text with its edits, for a person who wants to see it. */
  readonly text: string;
}
