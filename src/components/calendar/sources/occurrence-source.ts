import type { NewTimes } from '../../../domain/calendar/event-change.js';
import type { EventDetail, OccurrenceQuery } from '../../../domain/calendar/event-query.js';
import type { EventOccurrence, OccurrenceRef } from '../../../domain/calendar/occurrence.js';
import type { Watchable } from '../../../domain/watchable.js';

/** Where a calendar's events come from. The app's calendar service is one. */
export interface OccurrenceSource {
  /** Sorted by start, longer first. */
  watchOccurrences(query: OccurrenceQuery): Watchable<readonly EventOccurrence[]>;
  /** The whole event, for its popover. */
  read?(ref: OccurrenceRef): Promise<EventDetail | undefined>;
  /** Takes new times in by itself, where nobody else stores them. */
  keep?(occurrence: EventOccurrence, times: NewTimes): void;
}
