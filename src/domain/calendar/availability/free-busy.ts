// VFREEBUSY: when somebody is busy, without saying why (RFC 5545 §3.6.4).

import { type Part, parseComponents } from '../../items/component.js';
import { paramValue, parseContentLine } from '../../items/content-line.js';
import { addDuration, instantOf, readMoment, readMomentValue } from '../../items/moment.js';
import { parseDuration } from '../../time/ical-time.js';
import { addressKey } from '../itip/people.js';
import type { BusyInterval, Interval } from './availability.js';

/** Attack: a list of a million periods. */
export const MAX_PERIODS = 10_000;

export interface FreeBusy {
  /** Whose it is: ATTENDEE and ORGANIZER, see `addressKey`. */
  readonly addresses: readonly string[];
  readonly busy: readonly BusyInterval[];
  /** What it speaks of; absent when it does not say. */
  readonly known?: Interval;
}

const kinds: Readonly<Record<string, BusyInterval['kind'] | undefined>> = {
  BUSY: 'busy',
  'BUSY-TENTATIVE': 'tentative',
  'BUSY-UNAVAILABLE': 'away',
};

/** Reads an item's text; what cannot be read of it is left out. */
export function readFreeBusy(text: string): FreeBusy[] {
  return parseComponents(text)
    .filter(({ name }) => name === 'VFREEBUSY')
    .map(({ parts }) => {
      const moment = (name: string) =>
        readMoment(parseContentLine(parts.find((part) => part.name === name)?.text ?? ''));
      const [start, end] = [moment('DTSTART'), moment('DTEND')];
      const known = start && end && { start: instantOf(start), end: instantOf(end) };
      return {
        addresses: parts
          .filter(({ name }) => name === 'ATTENDEE' || name === 'ORGANIZER')
          .flatMap((part) => parseContentLine(part.text)?.value ?? [])
          .map(addressKey),
        busy: parts
          .filter(({ name }) => name === 'FREEBUSY')
          .flatMap(readPeriods)
          .slice(0, MAX_PERIODS),
        ...(known && known.end > known.start && { known }),
      };
    });
}

function readPeriods({ text }: Part): BusyInterval[] {
  const line = parseContentLine(text);
  if (line === undefined) return [];
  const type = paramValue(line, 'FBTYPE')?.toUpperCase() ?? 'BUSY';
  // An unknown type counts as busy (RFC 5545 §3.2.9).
  const kind = type === 'FREE' ? undefined : (kinds[type] ?? 'busy');
  if (kind === undefined) return [];
  return line.value
    .split(',', MAX_PERIODS)
    .flatMap((period) => readPeriod(period) ?? [])
    .map((interval) => ({ ...interval, kind }));
}

function readPeriod(text: string): Interval | undefined {
  const [from = '', to = ''] = text.trim().split('/');
  const start = readMomentValue(from);
  if (start === undefined) return undefined;
  const duration = parseDuration(to);
  const end = duration === undefined ? readMomentValue(to) : addDuration(start, duration);
  if (end === undefined || instantOf(end) <= instantOf(start)) return undefined;
  return { start: instantOf(start), end: instantOf(end) };
}
