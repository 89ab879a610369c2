import type { EventCard } from '../../../domain/calendar/event-card.js';
import type { NewTimes } from '../../../domain/calendar/event-change.js';
import type { OccurrenceQuery } from '../../../domain/calendar/event-query.js';
import type { EventOccurrence, OccurrenceRef } from '../../../domain/calendar/occurrence.js';
import type { Watchable } from '../../../domain/watchable.js';

/** A calendar's name and colour. */
export interface SourceCalendar {
  readonly id: string;
  readonly name: string;
  /** OKLCH hue, 0–360. */
  readonly hue: number;
}

/** Where a calendar's events come from. The app's calendar service is one. */
export interface OccurrenceSource {
  /** Sorted by start, longer first. */
  watchOccurrences(query: OccurrenceQuery): Watchable<readonly EventOccurrence[]>;
  /** How many events touch each day of the window; those of the year view are counted from occurrences without it. */
  watchDayCounts?(query: OccurrenceQuery): Watchable<readonly number[]>;
  /** What the popover shows of an event beyond its occurrence. */
  read?(ref: OccurrenceRef): Promise<{ readonly fields: EventCard } | undefined>;
  /** Names and colours, where the source knows them: they take the place of the element's `calendars`. */
  readonly calendars?: Watchable<readonly SourceCalendar[]>;
  /** Takes new times in by itself, where nobody else stores them. */
  keep?(occurrence: EventOccurrence, times: NewTimes): void;
}
