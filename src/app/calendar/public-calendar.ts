// A calendar that came as text, to be looked at.
import { isNameProperty } from '../../domain/calendar/calendar-extras.js';
import { splitLines, unescapeText } from '../../domain/items/content-line.js';
import { readCalendarFile } from './file-source.js';
import type { MemorySource } from './memory-source.js';

export interface PublicCalendar {
  /** '' without one. */
  readonly name: string;
  readonly source: MemorySource;
}

/** Lines before the first event, where a calendar's name stands. */
const HEAD_BYTES = 4_096;

/** @param bytes - iCalendar text. */
export async function readPublicCalendar(bytes: Uint8Array, signal: AbortSignal): Promise<PublicCalendar> {
  const head = splitLines(new TextDecoder().decode(bytes.subarray(0, HEAD_BYTES)));
  const line = head.map(({ text }) => text).find(isNameProperty) ?? '';
  const name = unescapeText(line.slice(line.indexOf(':') + 1)).trim();
  return { name, source: await readCalendarFile(bytes, signal) };
}
