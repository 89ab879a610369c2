import type { Component } from '../items/component.js';
import { formatMoment, inZone, type Moment, momentKey } from '../items/moment.js';
import { type SeriesFrame, toText } from '../items/series-frame.js';
import { lineOfPart, momentOfPart } from './read-event-fields.js';

/**
 * The `rid` that an occurrence's edits go by (docs/decisions/0001): what it was called in the item's text, wherever the
 * series has moved since.
 *
 * @param written - The components of the item's text, without edits.
 * @param occurrence - Its RECURRENCE-ID as it is now.
 * @param seriesStart - DTSTART of the series as it is now.
 */
export function occurrenceName(
  written: readonly Component[],
  occurrence: Moment,
  seriesStart: Moment | undefined,
  frame: SeriesFrame | undefined,
): string {
  const moment = momentInText(occurrence, seriesStart, frame);
  const key = momentKey(moment);
  for (const component of written) {
    const own = momentOfPart(component, 'RECURRENCE-ID');
    if (own !== undefined && momentKey(own) === key) return lineOfPart(component, 'RECURRENCE-ID')?.value.trim() ?? '';
  }
  return formatMoment(moment);
}

/** An occurrence's original start as the item's text would have it, in the form of the series. */
export function momentInText(
  occurrence: Moment,
  seriesStart: Moment | undefined,
  frame: SeriesFrame | undefined,
): Moment {
  const start = frame?.text ?? seriesStart;
  const moment = toText(occurrence, frame);
  return start === undefined || moment.date ? moment : inZone(moment, start.zone);
}
