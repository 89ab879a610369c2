// Time is DTSTART and a duration. DTEND (DUE of a task) in the text counts as a duration from the text's own DTSTART,
// and is written again where the text had it, so that edits of start and of length made at once merge to a valid event.
import { formatDuration, type IcalDuration, parseDuration } from '../time/ical-time.js';
import { type LocalMs, MS_PER_DAY } from '../time/types.js';
import { type Component, createPart, type Part } from './component.js';
import { parseContentLine } from './content-line.js';
import { addDuration, formatMomentLine, ianaZone, instantOf, inZone, type Moment, readMomentLine } from './moment.js';

/** How long a component lasts. */
export interface Length extends IcalDuration {
  /** Counted on the wall clock where it is true: 22:00 to 06:00 stays so when clocks change. */
  readonly wallClock: boolean;
}

const find = (parts: readonly Part[], name: string) => parts.find((part) => part.name === name && !part.block);

/** DTEND, or DUE of a task. */
export function endNameOf(component: Pick<Component, 'name'>): 'DTEND' | 'DUE' {
  return component.name === 'VTODO' ? 'DUE' : 'DTEND';
}

/** `undefined` when neither end nor duration is written. Never negative. */
export function readLength(component: Component): Length | undefined {
  const start = readMomentLine(find(component.parts, 'DTSTART')?.text);
  const end = readMomentLine(find(component.parts, endNameOf(component))?.text);
  if (start !== undefined && end !== undefined) return lengthBetween(start, end);
  const duration = parseDuration(parseContentLine(find(component.parts, 'DURATION')?.text ?? '')?.value ?? '');
  if (duration === undefined) return undefined;
  const negative = duration.days < 0 || duration.seconds < 0;
  return { ...(negative ? { days: 0, seconds: 0 } : duration), wallClock: false };
}

function lengthBetween(start: Moment, end: Moment): Length {
  const days = (end.local - start.local) / MS_PER_DAY;
  if (start.date && end.date) return { days: Math.max(0, days), seconds: 0, wallClock: true };
  const wallClock = start.zone === end.zone || start.date !== end.date;
  const ms = wallClock ? end.local - start.local : instantOf(end) - instantOf(start);
  return { days: 0, seconds: Math.max(0, Math.round(ms / 1000)), wallClock };
}

/**
 * End of something that starts then and lasts so long. A date lasts whole days, at least one.
 *
 * @param leastDays - 0 for a task: it may be due on the day it starts.
 */
export function endOf(start: Moment, length: Length, leastDays = 1): Moment {
  if (start.date) {
    const days = Math.max(leastDays, length.days + Math.ceil(length.seconds / 86_400));
    return { ...start, local: (start.local + days * MS_PER_DAY) as LocalMs };
  }
  if (!length.wallClock) return addDuration(start, length);
  const local = start.local + length.days * MS_PER_DAY + length.seconds * 1000;
  return notBefore(start, { ...start, local: local as LocalMs });
}

/** A wall clock that is set back between start and end may end before it starts. */
function notBefore(start: Moment, end: Moment): Moment {
  return instantOf(end) < instantOf(start) ? { ...start } : end;
}

/**
 * Writes start and end into parts.
 *
 * @param parts - The component's, edited but for time.
 * @param start - The new DTSTART line and its time.
 * @param length - `undefined`: the component has no end.
 * @param endZone - Zone to write the end in, '' for that of the start; `undefined`: as the text has it.
 */
export function writeTimes(
  component: Component,
  parts: readonly Part[],
  start: { readonly line: string; readonly moment: Moment },
  length: Length | undefined,
  endZone?: string,
): Part[] {
  const endName = endNameOf(component);
  const oldStart = readMomentLine(find(component.parts, 'DTSTART')?.text);
  const oldEnd = find(component.parts, endName);
  const times = [createPart('DTSTART', start.line)];
  if (length !== undefined) {
    if (oldEnd === undefined && !endZone) times.push(createPart('DURATION', durationLine(start.moment, length)));
    else {
      const oldLine = parseContentLine(oldEnd?.text ?? '');
      const end = endOf(start.moment, length, endName === 'DUE' ? 0 : 1);
      const oldEndMoment = readMomentLine(oldEnd?.text);
      // A flight keeps the zone it lands in; everything else ends in the zone it starts in.
      const ownZone = oldEndMoment !== undefined && !oldEndMoment.date && oldEndMoment.zone !== oldStart?.zone;
      const zone = endZone ?? (ownZone ? oldEndMoment.zone : '');
      const isKnown = zone !== '' && ianaZone(end.zone) !== '';
      times.push(createPart(endName, formatMomentLine(endName, isKnown ? inZone(end, zone) : end, oldLine)));
    }
  }
  return placeTimes(parts, times, [endName, 'DURATION', 'DTSTART']);
}

/** DURATION needs days with a date (RFC 5545 §3.6.1). */
function durationLine(start: Moment, length: Length): string {
  if (!start.date) return `DURATION:${formatDuration(length)}`;
  const days = Math.max(1, length.days + Math.ceil(length.seconds / 86_400));
  return `DURATION:${formatDuration({ days, seconds: 0 })}`;
}

/** Each where a line of its name stood; what is new behind the one before it. */
function placeTimes(parts: readonly Part[], times: readonly Part[], names: readonly string[]): Part[] {
  const rest = [...times];
  const placed: Part[] = [];
  for (const part of parts) {
    if (part.block || !names.includes(part.name)) placed.push(part);
    else {
      const index = rest.findIndex(({ name }) => name === part.name);
      // An unchanged line keeps its form.
      for (const time of rest.splice(index, index === -1 ? 0 : 1)) placed.push(time.text === part.text ? part : time);
    }
  }
  for (const part of rest) {
    const before = placed.findIndex(({ name }) => name === 'DTSTART');
    const uid = placed.findIndex(({ name }) => name === 'UID');
    placed.splice(Math.max(before, uid) + 1, 0, part);
  }
  return placed;
}
