import type { Component } from '../items/component.js';
import { parseContentLine } from '../items/content-line.js';
import { ianaZone, readMomentLine } from '../items/moment.js';
import type { EpochMs } from '../time/types.js';
import { epochToLocal } from '../time/zone.js';
import { MAX_COUNTED } from './recurrence/limits.js';
import { compileSet, lastStart } from './recurrence/recurrence-set.js';

const ENDS = /(?:^|;)\s*(?:COUNT|UNTIL)\s*=/i;

/**
 * The last start that a series' rules give, on its wall clock; RDATEs are not looked at. `Infinity` for a series
 * without end and where it cannot be said.
 *
 * @param master - A VEVENT, VTODO or VJOURNAL.
 */
export function endOfRules(master: Component): number {
  const start = readMomentLine(master.parts.find(({ name }) => name === 'DTSTART')?.text);
  const rules = master.parts.flatMap(({ name, text, block }) =>
    name === 'RRULE' && !block ? [parseContentLine(text)?.value ?? ''] : [],
  );
  if (start === undefined || rules.some((rule) => !ENDS.test(rule))) return Number.POSITIVE_INFINITY;
  const zone = ianaZone(start.zone);
  const set = compileSet({
    start: start.local,
    allDay: start.date,
    rules,
    utcToLocal: (epoch) => (zone === '' ? epoch : epochToLocal(zone, epoch as EpochMs)),
    includeStart: true,
  });
  return lastStart(set, MAX_COUNTED);
}
