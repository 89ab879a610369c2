import { describe, expect, it } from 'vitest';
import { hasDeclined, MAX_DECLINED, markDeclined, ownKeys } from '../../../../src/domain/calendar/declined.js';
import { occurrencesOf, projectCalendarItem } from '../../../../src/domain/calendar/rows.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';

const lines = (...all: readonly string[]) => `${all.join('\r\n')}\r\n`;
const vevent = (...all: readonly string[]) =>
  lines('BEGIN:VEVENT', 'UID:u', 'DTSTAMP:20261101T000000Z', ...all, 'END:VEVENT');
const window = { from: Date.UTC(2026, 10, 1) as EpochMs, to: Date.UTC(2026, 11, 1) as EpochMs };
const me = ownKeys(['mailto:me@example.org']);
const no = (who: string) => `ATTENDEE;CN=X;PARTSTAT=DECLINED:mailto:${who}@example.org`;
const yes = (who: string) => `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${who}@example.org`;

/** Day of each occurrence, with `no` for the declined ones. */
function days(text: string, own = me): string[] {
  return projectCalendarItem({ uid: 'u', text }).flatMap((row) =>
    markDeclined(row, occurrencesOf([row], window, 'Europe/Zurich', 'c'), own).map(
      ({ local, declined }) => local.slice(6, 8) + (declined ? ' no' : ''),
    ),
  );
}

describe('an invitation', () => {
  const once = 'DTSTART:20261118T090000Z';
  const daily = ['DTSTART;TZID=Europe/Zurich:20261118T090000', 'RRULE:FREQ=DAILY;COUNT=4'];

  it('[DE1] is declined by one of one’s own addresses, not by somebody else', () => {
    expect(days(vevent(once, no('me'), yes('you')))).toEqual(['18 no']);
    expect(days(vevent(once, yes('me'), no('you')))).toEqual(['18']);
    expect(days(vevent(once, no('ME')))).toEqual(['18 no']);
    expect(days(vevent(once, no('me')), ownKeys([]))).toEqual(['18']);
  });

  it('[DE1] is declined where the line is folded, or its status quoted', () => {
    expect(days(vevent(once, 'ATTENDEE;CN="A, B";PARTSTAT=DECLI\r\n NED:mailto:me@example.org'))).toEqual(['18 no']);
    expect(days(vevent(once, 'attendee;partstat="declined":MAILTO:me@example.org'))).toEqual(['18 no']);
  });

  it('[DE1] of a series is declined as a whole, but for occurrences that say it themselves', () => {
    const part = (day: number, who: string) =>
      vevent(
        `RECURRENCE-ID;TZID=Europe/Zurich:202611${day}T090000`,
        `DTSTART;TZID=Europe/Zurich:202611${day}T100000`,
        who,
      );
    expect(days(vevent(...daily, no('me')) + part(19, yes('me')))).toEqual(['18 no', '19', '20 no', '21 no']);
    expect(days(vevent(...daily, yes('me')) + part(19, no('me')) + part(20, yes('me')))).toEqual([
      '18',
      '19 no',
      '20',
      '21',
    ]);
    expect(days(part(19, no('me')) + part(20, yes('me')))).toEqual(['19 no', '20']);
  });

  it('leaves the rows of all others as they are', () => {
    for (const text of [vevent(once), vevent(once, yes('me')), vevent(once, 'DESCRIPTION:PARTSTAT=DECLINED')]) {
      expect(projectCalendarItem({ uid: 'u', text })[0]).not.toHaveProperty('declinedBy');
    }
    const crowd = vevent(once, ...Array.from({ length: MAX_DECLINED + 1 }, (_, i) => no(`g${i}`)));
    const [row] = projectCalendarItem({ uid: 'u', text: crowd });
    expect(row?.kind === 'event' && row.declinedBy?.length).toBe(MAX_DECLINED);
    expect(row && hasDeclined(row, me)).toBe(false);
  });
});
