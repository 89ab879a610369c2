import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mayTouch, readPlainEvent } from '../../../../src/domain/calendar/plain-event.js';
import { ownStarts } from '../../../../src/domain/calendar/starts.js';
import { projectWithAlarms } from '../../../../src/domain/reminders/project-alarms.js';
import { dayOf } from '../../../../src/domain/time/calendar-date.js';
import type { EpochMs, LocalMs } from '../../../../src/domain/time/types.js';
import { parseCalendar } from '../../../../src/formats/ics/parse.js';

const root = new URL('../../../fixtures/ical/', import.meta.url);
const items = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\/files\/.*\.(?:ics|eml|txt)$/.test(path))
  .flatMap((path) => parseCalendar(new Uint8Array(readFileSync(new URL(path, root)))).items);

const event = (...lines: readonly string[]) => {
  const text = ['BEGIN:VEVENT', 'UID:a', ...lines, 'END:VEVENT', ''].join('\r\n');
  return readPlainEvent({ uid: 'a', text });
};
const at = (iso: string) => Date.parse(iso);

describe('a glance at an event', () => {
  it('tells of real ones what drawing tells', () => {
    let plain = 0;
    for (const item of items) {
      const seen = readPlainEvent(item);
      if (seen === undefined) continue;
      plain += 1;
      const { rows } = projectWithAlarms(item);
      expect(rows, item.text).toMatchObject([{ kind: 'event' }]);
      const [row] = rows;
      // To the day: `VALUE=DATE` with a time is a day.
      if (row?.kind === 'event') expect(dayOf(ownStarts(row).first), item.text).toBe(dayOf(seen.first));
    }
    expect(plain).toBeGreaterThan(500);
  });

  it.each([
    ['repeats', 'DTSTART:20261118T120000Z', 'RRULE:FREQ=DAILY'],
    ['has more dates', 'DTSTART:20261118T120000Z', 'RDATE:20261119T120000Z'],
    ['is one of a series', 'RECURRENCE-ID:20261118T120000Z', 'DTSTART:20261118T120000Z'],
    ['has no start', 'SUMMARY:Lunch'],
    ['has a start that cannot be read', 'DTSTART:tomorrow'],
    ['has a start in lower case', 'dtstart:20261118T120000Z'],
  ])('leaves to drawing what %s', (_, ...lines) => {
    expect(event(...lines)).toBeUndefined();
  });

  it('knows where it may be seen, in whatever zone', () => {
    const seen = event(
      'DTSTART;TZID=Pacific/Kiritimati:20261118T120000',
      'DTEND;TZID=Pacific/Kiritimati:20261121T130000',
    );
    expect(seen).toMatchObject({ first: at('2026-11-18T12:00Z') as LocalMs, last: at('2026-11-21T13:00Z') as LocalMs });
    const touches = (from: string, to: string) => mayTouch(seen!, { from: at(from) as EpochMs, to: at(to) as EpochMs });
    expect(touches('2026-11-01', '2026-11-17T23:00Z')).toBe(true);
    expect(touches('2026-11-20', '2026-11-21')).toBe(true);
    expect(touches('2026-11-01', '2026-11-15')).toBe(false);
    expect(touches('2026-11-25', '2026-11-30')).toBe(false);
  });
});
