// When a series moves, everything that names its occurrences by their start moves along.
import type { Component } from '../items/component.js';
import { parseContentLine } from '../items/content-line.js';
import { formatEditKey } from '../items/edit-key.js';
import { formatMomentLine, inZone, type Moment, momentKey, readMomentValue } from '../items/moment.js';
import { parseDuration } from '../time/ical-time.js';
import { type LocalMs, MS_PER_DAY } from '../time/types.js';
import type { EventFields } from './event-fields.js';
import { type EventComponents, lineOfPart, momentOfPart } from './read-event-fields.js';

const startOfDay = (local: number) => Math.floor(local / MS_PER_DAY) * MS_PER_DAY;

/** A start moved by as much as another one was, on the wall clock; days only when all-day or timed changes. */
export function movedStart(
  start: Moment,
  before: Pick<EventFields, 'start' | 'allDay'>,
  after: Pick<EventFields, 'start' | 'allDay'>,
  tzid: string,
): Moment {
  const zone = after.allDay ? '' : tzid;
  if (before.allDay === after.allDay && start.date === after.allDay) {
    return { ...start, zone, local: (start.local + after.start - before.start) as LocalMs };
  }
  const days = startOfDay(after.start) - startOfDay(before.start);
  const time = after.allDay ? 0 : after.start - startOfDay(after.start);
  return { date: after.allDay, zone, local: (startOfDay(start.local) + days + time) as LocalMs };
}

/**
 * Edits of EXDATEs, RDATEs and overrides after the series' DTSTART went from `from` to `to`.
 *
 * @param nameOf - The name that edits of an occurrence go by.
 */
export function shiftSeries(
  { master, overrides }: EventComponents,
  nameOf: (occurrence: Moment) => string,
  from: Moment,
  to: Moment,
): Map<string, string> {
  const edits = new Map<string, string>();
  const shift = (moment: Moment) => shiftMoment(moment, from, to);
  if (master !== undefined) for (const name of ['EXDATE', 'RDATE']) shiftDates(master, name, shift, edits);
  for (const override of overrides) {
    const moment = momentOfPart(override, 'RECURRENCE-ID');
    const start = momentOfPart(override, 'DTSTART');
    if (moment === undefined) continue;
    const rid = nameOf(moment);
    const like = lineOfPart(override, 'RECURRENCE-ID');
    edits.set(formatEditKey({ rid, name: 'RECURRENCE-ID' }), formatMomentLine('RECURRENCE-ID', shift(moment), like));
    // An occurrence that a person put elsewhere stays there; one that is where its series has it goes along.
    if (start !== undefined && momentKey(start) === momentKey(moment)) {
      const line = formatMomentLine('DTSTART', shift(start), lineOfPart(override, 'DTSTART'));
      edits.set(formatEditKey({ rid, name: 'DTSTART' }), line);
    }
  }
  return edits;
}

/** In the series' zone and kind of value, moved by as many days and hours on its wall clock. */
function shiftMoment(moment: Moment, from: Moment, to: Moment): Moment {
  const own = moment.date ? moment.local : inZone(moment, from.zone).local;
  // EXDATE;VALUE=DATE of a timed series takes a whole day away.
  const date = to.date || (moment.date && !from.date);
  const base = date || from.date ? startOfDay(own) - startOfDay(from.local) : own - from.local;
  return { date, zone: date ? '' : to.zone, local: ((date ? startOfDay(to.local) : to.local) + base) as LocalMs };
}

/** Each value by its own key; the old ones go first, since a new one may be equal to an old one. */
function shiftDates(
  master: Component,
  name: string,
  shift: (moment: Moment) => Moment,
  edits: Map<string, string>,
): void {
  const lines: [key: string, line: string][] = [];
  for (const part of master.parts) {
    const line = part.name === name && !part.block ? parseContentLine(part.text) : undefined;
    if (line === undefined) continue;
    const tzid = line.params.find((param) => param.name === 'TZID')?.values[0];
    for (const value of line.value.split(',').map((text) => text.trim())) {
      const [first = '', second] = value.split('/');
      const moment = readMomentValue(first, tzid);
      if (moment === undefined) continue;
      edits.set(formatEditKey({ name, id: value }), '');
      const moved = formatMomentLine(name, shift(moment));
      const end = second === undefined ? '' : `/${shiftEnd(second, tzid, shift)}`;
      const period = end === '' ? moved : `${moved.replace(name, `${name};VALUE=PERIOD`)}${end}`;
      lines.push([formatEditKey({ name, id: period.slice(period.lastIndexOf(':') + 1) }), period]);
    }
  }
  for (const [key, line] of lines) edits.set(key, line);
}

function shiftEnd(text: string, tzid: string | undefined, shift: (moment: Moment) => Moment): string {
  const end = parseDuration(text) === undefined ? readMomentValue(text, tzid) : undefined;
  if (end === undefined) return text;
  const line = formatMomentLine('X', shift(end));
  return line.slice(line.lastIndexOf(':') + 1);
}
