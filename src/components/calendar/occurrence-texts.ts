import { msg } from '@lit/localize';
import { groupByDay } from '../../domain/calendar/layout/day-groups.js';
import type { LocalTimes } from '../../domain/calendar/layout/span.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import type { LocalFormats } from '../../domain/time/local-formats.js';
import type { DayNumber } from '../../domain/time/types.js';
import type { ViewModel } from './views/view.js';

/** What a screen reader says of an event after its title. @param calendar - Its calendar's name. */
export function describeOccurrence(
  { location, status }: EventOccurrence,
  times: LocalTimes,
  text: LocalFormats,
  calendar: string | undefined,
): string {
  return [text.span(times), location, calendar, status === 'CANCELLED' && msg('cancelled')].filter(Boolean).join(', ');
}

/** What the list behind "+n more" has of a day: all of it. */
export function dayRows({ occurrences, spans, text, hueOf }: ViewModel, day: DayNumber) {
  return groupByDay(spans, day, 1).flatMap((group) =>
    group.spans.map((span) => {
      const occurrence = occurrences[span.index]!;
      const time = span.bar ? '' : text.time(span.first < day ? 0 : span.startMinute);
      return { occurrence, time, hue: hueOf(occurrence) };
    }),
  );
}
