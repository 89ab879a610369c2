import type { Component } from '../items/component.js';
import { parseEditKey } from '../items/edit-key.js';
import type { Edits } from '../items/item.js';
import { formatMoment, inZone, type Moment, momentKey, readMomentLine } from '../items/moment.js';
import { lineOfPart, momentOfPart } from './read-event-fields.js';

/**
 * The `rid` that an occurrence's edits go by (docs/decisions/0001): it stays when the series moves.
 *
 * @param existing - The item's edits.
 * @param written - The components of the item's text, without edits.
 * @param occurrence - Its RECURRENCE-ID as it is now.
 * @param seriesStart - DTSTART of the series as it is now.
 */
export function occurrenceName(
  existing: Edits,
  written: readonly Component[],
  occurrence: Moment,
  seriesStart: Moment | undefined,
): string {
  const key = momentKey(occurrence);
  const moved = movedOccurrences(existing);
  for (const [rid, moment] of moved) if (momentKey(moment) === key) return rid;
  for (const component of written) {
    const moment = momentOfPart(component, 'RECURRENCE-ID');
    const value = lineOfPart(component, 'RECURRENCE-ID')?.value.trim() ?? '';
    if (moment !== undefined && momentKey(moment) === key && !moved.has(value)) return value;
  }
  const inSeries = seriesStart === undefined || occurrence.date ? occurrence : inZone(occurrence, seriesStart.zone);
  const value = formatMoment(inSeries);
  if (!moved.has(value)) return value;
  // The series moved onto the name of another occurrence; each needs its own.
  let n = 2;
  while (moved.has(`${value}~${n}`)) n += 1;
  return `${value}~${n}`;
}

/** Does the name not say by itself which occurrence it is? */
export function isMadeUpName(rid: string): boolean {
  return rid.includes('~');
}

/** Where edits say that an occurrence is now, by its name. */
function movedOccurrences(existing: Edits): Map<string, Moment> {
  const moved = new Map<string, Moment>();
  for (const [edit, line] of Object.entries(existing)) {
    const parsed = parseEditKey(edit);
    if (parsed?.name !== 'RECURRENCE-ID' || parsed.rid === '') continue;
    const moment = readMomentLine(line);
    if (moment !== undefined) moved.set(parsed.rid, moment);
  }
  return moved;
}
