// Edits name occurrences by the start of the item's text (docs/decisions/0001): where a series goes, all that hangs on
// its start goes along, whichever device said what first.
import { parseDuration } from '../time/ical-time.js';
import { type LocalMs, MS_PER_DAY } from '../time/types.js';
import { type Component, createPart, type Part } from './component.js';
import { paramValue, parseContentLine } from './content-line.js';
import {
  formatMoment,
  formatMomentLine,
  inZone,
  type Moment,
  momentKey,
  readMomentLine,
  readMomentValue,
} from './moment.js';

/** DTSTART of a series in the item's text, and with its edits. */
export interface SeriesFrame {
  readonly text: Moment;
  readonly now: Moment;
}

const startOfDay = (local: number) => Math.floor(local / MS_PER_DAY) * MS_PER_DAY;

/** In the series' zone and kind of value, moved by as many days and hours on its wall clock. */
function shiftMoment(moment: Moment, from: Moment, to: Moment): Moment {
  const own = moment.date ? moment.local : inZone(moment, from.zone).local;
  // EXDATE;VALUE=DATE of a timed series takes a whole day away.
  const date = to.date || (moment.date && !from.date);
  const base = date || from.date ? startOfDay(own) - startOfDay(from.local) : own - from.local;
  return { date, zone: date ? '' : to.zone, local: ((date ? startOfDay(to.local) : to.local) + base) as LocalMs };
}

/** @returns undefined when the series starts where its text says, or either start cannot be read. */
export function frameOf(text: Component | undefined, now: Component | undefined): SeriesFrame | undefined {
  const [from, to] = [text, now].map((one) => readMomentLine(one?.parts.find(({ name }) => name === 'DTSTART')?.text));
  if (from === undefined || to === undefined) return undefined;
  const same = from.local === to.local && from.date === to.date && from.zone === to.zone;
  return same ? undefined : { text: from, now: to };
}

/** Where an occurrence of the text is now. */
export function fromText(moment: Moment, frame: SeriesFrame | undefined): Moment {
  return frame === undefined ? moment : shiftMoment(moment, frame.text, frame.now);
}

/** What an occurrence was called in the text. */
export function toText(moment: Moment, frame: SeriesFrame | undefined): Moment {
  return frame === undefined ? moment : shiftMoment(moment, frame.now, frame.text);
}

/** EXDATE and RDATE lines moved along; each value a line of its own. */
export function shiftDates(parts: readonly Part[], frame: SeriesFrame): Part[] {
  return parts.flatMap((part) => {
    if (part.block || (part.name !== 'EXDATE' && part.name !== 'RDATE')) return [part];
    const line = parseContentLine(part.text);
    if (line === undefined) return [part];
    const tzid = paramValue(line, 'TZID');
    return line.value.split(',').map((value) => shiftDate(part, value.trim(), tzid, frame));
  });
}

function shiftDate(part: Part, value: string, tzid: string | undefined, frame: SeriesFrame): Part {
  const [first = '', second] = value.split('/');
  const moment = readMomentValue(first, tzid);
  if (moment === undefined) return part;
  const moved = formatMomentLine(part.name, fromText(moment, frame));
  if (second === undefined) return createPart(part.name, moved);
  const end = parseDuration(second) === undefined ? readMomentValue(second, tzid) : undefined;
  const to = end === undefined ? second : formatMoment(fromText(end, frame));
  return createPart(part.name, `${moved.replace(part.name, `${part.name};VALUE=PERIOD`)}/${to}`);
}

/** An override's RECURRENCE-ID moved along, and its start if that is where the series has it. */
export function shiftOverride(
  override: Component,
  frame: SeriesFrame,
): { readonly parts: readonly Part[]; readonly start: string | undefined } {
  const idPart = override.parts.find(({ name }) => name === 'RECURRENCE-ID');
  const startPart = override.parts.find(({ name }) => name === 'DTSTART');
  const id = readMomentLine(idPart?.text);
  if (idPart === undefined || id === undefined) return { parts: override.parts, start: undefined };
  const line = formatMomentLine('RECURRENCE-ID', fromText(id, frame), parseContentLine(idPart.text));
  const parts = override.parts.map((part) => (part === idPart ? createPart('RECURRENCE-ID', line) : part));
  const start = readMomentLine(startPart?.text);
  // An occurrence that a person put elsewhere stays there.
  if (start === undefined || momentKey(start) !== momentKey(id)) return { parts, start: undefined };
  return { parts, start: formatMomentLine('DTSTART', fromText(start, frame), parseContentLine(startPart?.text ?? '')) };
}
