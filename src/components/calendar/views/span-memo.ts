import { type Span, spansOf } from '../../../domain/calendar/layout/span.js';
import type { EventOccurrence } from '../../../domain/calendar/occurrence.js';
import { epochToLocal } from '../../../domain/time/zone.js';

/** Spans of occurrences in a zone, made anew only for others or in another zone. */
export function createSpanMemo(): (occurrences: readonly EventOccurrence[], zone: string) => readonly Span[] {
  let of: readonly EventOccurrence[] | undefined;
  let inZone = '';
  let spans: readonly Span[] = [];
  return (occurrences, zone) => {
    if (of !== occurrences || inZone !== zone) spans = spansOf(occurrences, (instant) => epochToLocal(zone, instant));
    of = occurrences;
    inZone = zone;
    return spans;
  };
}
