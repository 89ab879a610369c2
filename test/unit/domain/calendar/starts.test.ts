import { expect, it } from 'vitest';
import type { EventRow, SeriesRow } from '../../../../src/domain/calendar/rows.js';
import { projectCalendarItem } from '../../../../src/domain/calendar/rows.js';
import { ownStarts, startOf } from '../../../../src/domain/calendar/starts.js';
import { parseCalendar } from '../../../../src/formats/ics/parse.js';

function rowOf(...lines: readonly string[]): EventRow | SeriesRow {
  const { items } = parseCalendar(
    ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:a', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n'),
  );
  const [row] = projectCalendarItem(items[0]!);
  if (row?.kind !== 'event' && row?.kind !== 'series') throw new Error('No row.');
  return row;
}

const nine = Date.UTC(2026, 10, 18, 9);
const hour = 3_600_000;

it('begins at an instant when it has a zone, repeating or not', () => {
  const zoned = 'DTSTART;TZID=Europe/Zurich:20261118T090000';
  for (const row of [rowOf(zoned), rowOf(zoned, 'RRULE:FREQ=DAILY')]) {
    expect(startOf(row)).toEqual({ instant: nine - hour });
    expect(ownStarts(row)).toEqual({ first: nine, last: nine });
  }
  expect(startOf(rowOf('DTSTART:20261118T090000Z', 'RRULE:FREQ=DAILY'))).toEqual({ instant: nine });
});

it('begins by the wall clock when it floats or lasts all day', () => {
  expect(startOf(rowOf('DTSTART:20261118T090000'))).toEqual({ wallClock: nine });
  expect(startOf(rowOf('DTSTART:20261118T090000', 'RRULE:FREQ=DAILY'))).toEqual({ wallClock: nine });
  expect(startOf(rowOf('DTSTART;VALUE=DATE:20261118'))).toEqual({ wallClock: nine - 9 * hour });
});

it('ends with the last occurrence, on the event’s own clock', () => {
  const weekly = rowOf('DTSTART;TZID=America/New_York:20261118T230000', 'RRULE:FREQ=WEEKLY;COUNT=3');
  expect(ownStarts(weekly)).toEqual({ first: Date.UTC(2026, 10, 18, 23), last: Date.UTC(2026, 11, 2, 23) });
});
