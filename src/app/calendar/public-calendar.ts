// A calendar that came as text, to be looked at.
import { isNameProperty } from '../../domain/calendar/calendar-extras.js';
import { splitLines, unescapeText } from '../../domain/items/content-line.js';
import { dayOf } from '../../domain/time/calendar-date.js';
import { parseIcalTime } from '../../domain/time/ical-time.js';
import type { DayNumber } from '../../domain/time/types.js';
import { readCalendarFile } from './file-source.js';
import type { MemorySource } from './memory-source.js';

export interface PublicCalendar {
  /** '' without one. */
  readonly name: string;
  /** The day it is of, as its owner's device says. */
  readonly asOf?: DayNumber;
  readonly source: MemorySource;
}

/** Lines before the first event, where a calendar's name stands. */
const HEAD_BYTES = 4_096;

/** @param bytes - iCalendar text. */
export async function readPublicCalendar(bytes: Uint8Array, signal: AbortSignal): Promise<PublicCalendar> {
  const lines = splitLines(new TextDecoder().decode(bytes.subarray(0, HEAD_BYTES))).map(({ text }) => text);
  const first = lines.findIndex((text, at) => at > 0 && text.startsWith('BEGIN:'));
  const head = first === -1 ? lines : lines.slice(0, first);
  const line = head.find(isNameProperty) ?? '';
  const stamp = head.find((text) => text.startsWith('LAST-MODIFIED:'))?.slice('LAST-MODIFIED:'.length);
  const time = stamp === undefined ? undefined : parseIcalTime(stamp)?.local;
  const name = unescapeText(line.slice(line.indexOf(':') + 1)).trim();
  return { name, ...(time !== undefined && { asOf: dayOf(time) }), source: await readCalendarFile(bytes, signal) };
}
