import { unescapeText } from '../items/content-line.js';
import { parseDuration } from '../time/ical-time.js';
import { createScanNames, lineOf, type ScannedComponent, scannedParam } from './component-scan.js';
import type { AttendeeField, EventFields } from './event-fields.js';

/** What the card of an event shows beyond what its occurrence says. */
export interface EventCard extends Pick<EventFields, 'location' | 'description' | 'url' | 'rrule' | 'alarms'> {
  readonly attendees: readonly Pick<AttendeeField, 'address' | 'name'>[];
}

/** Properties that {@link readEventCard} reads. */
export const cardNames = createScanNames(
  ...['LOCATION', 'DESCRIPTION', 'URL', 'RRULE', 'ATTENDEE', 'ACTION', 'TRIGGER'],
);

/** @param event - scanned for {@link cardNames}. */
export function readEventCard(event: ScannedComponent): EventCard {
  const writtenOf = (name: string) => lineOf(event, name)?.value ?? '';
  return {
    location: unescapeText(writtenOf('LOCATION')),
    description: unescapeText(writtenOf('DESCRIPTION')),
    url: writtenOf('URL'),
    rrule: writtenOf('RRULE'),
    alarms: event.children.flatMap((child) => alarmMinutes(child) ?? []),
    attendees: event.lines
      .filter(({ name, value }) => name === 'ATTENDEE' && value.trim() !== '')
      .map((line) => ({ address: line.value.trim(), name: decodeCarets(scannedParam(line, 'CN') ?? '') })),
  };
}

/**
 * Minutes before the start at which an alarm shows or sounds.
 *
 * @returns undefined for anything else: other components, mails, absolute times, and such as count from the end.
 */
export function alarmMinutes(alarm: ScannedComponent): number | undefined {
  const shown = /^\s*(?:DISPLAY|AUDIO)\s*$/i.test(lineOf(alarm, 'ACTION')?.value ?? '');
  const trigger = lineOf(alarm, 'TRIGGER');
  if (alarm.name !== 'VALARM' || !shown || !trigger) return undefined;
  if (scannedParam(trigger, 'RELATED')?.toUpperCase() === 'END') return undefined;
  const duration = parseDuration(trigger.value);
  // 0 - 0, for -0 would not equal 0.
  return duration && 0 - duration.days * 1440 - duration.seconds / 60;
}

/** Parameter values as a person reads them (RFC 6868). */
export function decodeCarets(value: string): string {
  return value.replace(/\^(['n^])/g, (_whole, c: string) => (c === 'n' ? '\n' : c === "'" ? '"' : '^'));
}
