// One occurrence of a series as a component of its own.
import type { LocalMs } from '../time/types.js';
import { type Component, createPart } from './component.js';
import { paramValue, parseContentLine } from './content-line.js';
import { readLength, writeTimes } from './edit-time.js';
import { formatMomentLine, instantOf, inZone, type Moment, readMomentLine } from './moment.js';

/** An occurrence of its own has none of these. */
export const seriesNames = new Set(['RRULE', 'RDATE', 'EXDATE', 'EXRULE']);

/** Which occurrence an override is of. */
export function ridOf(component: Component): Moment | undefined {
  return readMomentLine(component.parts.find(({ name }) => name === 'RECURRENCE-ID')?.text);
}

/** The occurrence of a series as one without changes of its own would be. */
export function copyOfSeries(components: readonly Component[], master: Component, id: Moment): Component {
  const onwards = lastOnwards(components, id);
  const idOfOnwards = onwards && ridOf(onwards);
  const start = onwards && readMomentLine(onwards.parts.find(({ name }) => name === 'DTSTART')?.text);
  if (onwards === undefined || idOfOnwards === undefined || start === undefined || start.date !== idOfOnwards.date)
    return copyAt(master, id, id);
  const shift = inZone(start, id.zone).local - inZone(idOfOnwards, id.zone).local;
  return copyAt(onwards, id, { ...id, local: (id.local + shift) as LocalMs });
}

/** The latest override with RANGE=THISANDFUTURE up to an occurrence. */
function lastOnwards(components: readonly Component[], id: Moment): Component | undefined {
  let last: Component | undefined;
  let at = Number.NEGATIVE_INFINITY;
  for (const component of components) {
    const line = parseContentLine(component.parts.find(({ name }) => name === 'RECURRENCE-ID')?.text ?? '');
    if (line === undefined || paramValue(line, 'RANGE')?.toUpperCase() !== 'THISANDFUTURE') continue;
    const own = ridOf(component);
    if (own === undefined || instantOf(own) > instantOf(id) || instantOf(own) < at) continue;
    at = instantOf(own);
    last = component;
  }
  return last;
}

/**
 * The master as one occurrence.
 *
 * @param id - Which: its RECURRENCE-ID.
 * @param moment - When it starts.
 */
function copyAt(master: Component, id: Moment, moment: Moment): Component {
  const startLine = master.parts.find(({ name }) => name === 'DTSTART');
  const like = parseContentLine(startLine?.text ?? '');
  const kept = master.parts.filter(({ name, block }) => block || !(seriesNames.has(name) || name === 'RECURRENCE-ID'));
  const length = readLength(master);
  const start = { line: formatMomentLine('DTSTART', moment, like), moment };
  const timed = { ...master, parts: writeTimes(master, kept, start, length) };
  const index = timed.parts.findIndex(({ name }) => name === 'DTSTART');
  const ridLine = createPart('RECURRENCE-ID', formatMomentLine('RECURRENCE-ID', id));
  return { ...timed, parts: timed.parts.toSpliced(index + 1, 0, ridLine) };
}
