// When somebody can be had, as VAVAILABILITY components say it (RFC 7953 §3.1, §4).
import { type Component, parseComponents } from '../../items/component.js';
import { addDuration, instantOf, type Moment } from '../../items/moment.js';
import { parseDuration } from '../../time/ical-time.js';
import type { EpochMs } from '../../time/types.js';
import { epochToLocal, localToEpoch } from '../../time/zone.js';
import type { BusyInterval, Interval } from '../availability/availability.js';
import { expandOne } from '../expand-fairly.js';
import { projectCalendarItem } from '../project-calendar-item.js';
import { lineOfPart, momentOfPart } from '../read-event-fields.js';

/** Attack: a component with a million AVAILABLE inside. */
const MAX_AVAILABLE = 500;
/** Attack: an AVAILABLE of every second. */
const MAX_TIMES = 5000;

/** Overlapping and touching ones as one, by start. */
export function joined(intervals: readonly Interval[]): Interval[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of [...intervals].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else if (end > start) result.push({ start, end });
  }
  return result;
}

/** What of `whole` is in none of `taken`, by start. @param taken - As {@link joined} gives them. */
export function without(whole: Interval, taken: readonly Interval[]): Interval[] {
  const rest: Interval[] = [];
  let { start } = whole;
  for (const one of taken) {
    if (one.end <= start) continue;
    if (one.start >= whole.end) break;
    if (one.start > start) rest.push({ start, end: one.start });
    start = one.end;
  }
  if (start < whole.end) rest.push({ start, end: whole.end });
  return rest;
}

const within = ({ start, end }: Interval, window: Interval): Interval => ({
  start: Math.max(start, window.start),
  end: Math.min(end, window.end),
});

/** The AVAILABLE times of a component that touch the window, joined. */
function availableTimes(component: Component, zones: string, window: Interval, timeZone: string): Interval[] {
  const blocks = component.parts.filter(({ name, block }) => name === 'AVAILABLE' && block).slice(0, MAX_AVAILABLE);
  const bounds = { from: window.start as EpochMs, to: window.end as EpochMs };
  // Their properties are those of an event; overrides stand beside what they change, and have its UID.
  const byUid = new Map<string, string[]>();
  for (const [index, { raw }] of blocks.entries()) {
    const event = raw.replace(/^BEGIN:AVAILABLE/i, 'BEGIN:VEVENT').replace(/END:AVAILABLE(\s*)$/i, 'END:VEVENT$1');
    const uid = /^UID(?:;[^:\r\n]*)?:(.*)$/im.exec(raw)?.[1]?.trim() ?? `#${index}`;
    byUid.set(uid, [...(byUid.get(uid) ?? []), event]);
  }
  const found = [...byUid].flatMap(
    ([uid, events]) =>
      expandOne(
        projectCalendarItem({ uid, text: `${zones}${events.join('\r\n')}\r\n` }),
        bounds,
        timeZone,
        '',
        MAX_TIMES,
      ).found,
  );
  return joined(found.map((one) => within(one, window)));
}

export interface Unavailability {
  /** ORGANIZER as written; '' when it does not say whose it is. */
  readonly organizer: string;
  readonly title: string;
  /** 1 is the highest, 10 what says nothing (0, RFC 7953 §3.1). */
  readonly priority: number;
  /** What it speaks of. */
  readonly range: Interval;
  readonly available: readonly Interval[];
  /** What one is outside of the available times. */
  readonly kind: BusyInterval['kind'];
}

const busyTypes: Readonly<Record<string, BusyInterval['kind'] | undefined>> = {
  BUSY: 'busy',
  'BUSY-TENTATIVE': 'tentative',
};

/** Every VAVAILABILITY of an item's text, for a window. @param timeZone - IANA; of times without zone. */
export function readAvailabilities(text: string, window: Interval, timeZone: string): Unavailability[] {
  const components = parseComponents(text);
  const zones = components
    .filter(({ name }) => name === 'VTIMEZONE')
    .map(({ begin, parts, end }) => `${[begin, ...parts.map(({ raw }) => raw), end].join('\r\n')}\r\n`)
    .join('');
  return components
    .filter(({ name }) => name === 'VAVAILABILITY')
    .map((component) => {
      const saidOf = (name: string) => lineOfPart(component, name)?.value.trim() ?? '';
      const range = within(rangeOf(component, timeZone), window);
      const priority = Number.parseInt(saidOf('PRIORITY'), 10);
      return {
        organizer: saidOf('ORGANIZER'),
        title: saidOf('SUMMARY'),
        priority: priority >= 1 && priority <= 9 ? priority : 10,
        range,
        available: range.start < range.end ? availableTimes(component, zones, range, timeZone) : [],
        kind: busyTypes[saidOf('BUSYTYPE').toUpperCase()] ?? 'away',
      };
    });
}

/** From DTSTART to DTEND or for DURATION; what is missing has no bound. */
function rangeOf(component: Component, timeZone: string): Interval {
  const instant = (moment: Moment) => (moment.zone === '' ? localToEpoch(timeZone, moment.local) : instantOf(moment));
  const start = momentOfPart(component, 'DTSTART');
  const end = momentOfPart(component, 'DTEND');
  const duration = parseDuration(lineOfPart(component, 'DURATION')?.value ?? '');
  const last = end ?? (start && duration && addDuration(start, duration));
  return {
    start: start === undefined ? Number.NEGATIVE_INFINITY : instant(start),
    end: last === undefined ? Number.POSITIVE_INFINITY : instant(last),
  };
}

/**
 * When somebody is not to be had: of components that speak of the same time the one with the higher priority holds, of
 * equal ones what both say (RFC 7953 §4).
 */
export function unavailableTimes(all: readonly Unavailability[]): BusyInterval[] {
  let busy: BusyInterval[] = [];
  const spoken = all.filter(({ range }) => range.start < range.end);
  for (const priority of [...new Set(spoken.map((one) => one.priority))].sort((a, b) => b - a)) {
    const group = spoken.filter((one) => one.priority === priority);
    const ranges = joined(group.map(({ range }) => range));
    busy = busy.flatMap((one) => without(one, ranges).map((rest) => ({ ...one, ...rest })));
    busy.push(
      ...group.flatMap(({ range, available, kind }) => without(range, available).map((one) => ({ ...one, kind }))),
    );
  }
  return busy.sort((a, b) => a.start - b.start);
}

/** The day of an instant, on a zone's clock. */
export const dayIn = (timeZone: string, instant: number): number =>
  Math.floor(epochToLocal(timeZone, instant as EpochMs) / 86_400_000);
