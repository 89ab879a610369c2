import { describe, expect, it } from 'vitest';
import { copyEvent } from '../../../../src/domain/calendar/copy-event.js';
import { readEventFields } from '../../../../src/domain/calendar/read-event-fields.js';
import { occurrencesOf, projectCalendarItem } from '../../../../src/domain/calendar/rows.js';
import { seriesFacts } from '../../../../src/domain/calendar/series-facts.js';
import type { EpochMs, LocalMs } from '../../../../src/domain/time/types.js';

const options = { uid: 'copy', now: Date.UTC(2026, 10, 21, 12) as EpochMs };
const zone = ';TZID=Europe/Zurich:';
const text = [
  'BEGIN:VEVENT',
  'UID:old',
  'DTSTAMP:20260101T000000Z',
  'SEQUENCE:7',
  `DTSTART${zone}20261102T100000`,
  'DURATION:PT1H',
  'RRULE:FREQ=WEEKLY;COUNT=4',
  'SUMMARY:Series',
  'X-UNKNOWN:kept',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:old',
  `RECURRENCE-ID${zone}20261116T100000`,
  `DTSTART${zone}20261117T100000`,
  'DURATION:PT2H',
  'SUMMARY:Own',
  'END:VEVENT',
  '',
].join('\r\n');

const at = (iso: string) => Date.parse(`${iso}Z`) as LocalMs;
const times = (start: string, hours: number) => ({
  start: at(start),
  end: (at(start) + hours * 3_600_000) as LocalMs,
  allDay: false,
  timeZone: 'Europe/Zurich',
});
const shown = (copy: string | undefined) => {
  const rows = projectCalendarItem({ uid: 'copy', text: copy ?? '' });
  const window = { from: at('2026-01-01') as number as EpochMs, to: at('2027-06-01') as number as EpochMs };
  return occurrencesOf(rows, window, 'Europe/Zurich', 'c').map(({ local, title }) => `${local} ${title}`);
};

describe('a copy', () => {
  it('of one occurrence is an event of its own', () => {
    const copy = copyEvent(text, '20261109T100000', 'this', times('2026-12-01T15:00', 1), options);
    expect(shown(copy)).toEqual(['20261201T150000 Series']);
    expect(copy).toContain('UID:copy\r\n');
    expect(copy).toContain('SEQUENCE:0');
    expect(copy).toContain('X-UNKNOWN:kept');
    expect(copy).not.toMatch(/RRULE|RECURRENCE-ID|RELATED-TO/);
  });

  it('of an occurrence that was changed is as that one is', () => {
    const copy = copyEvent(text, '20261116T100000', 'this', times('2026-12-01T15:00', 2), options);
    expect(shown(copy)).toEqual(['20261201T150000 Own']);
    expect(readEventFields(copy ?? '')?.end).toBe(at('2026-12-01T17:00'));
  });

  it('of this and following is a series of the rest, of all one of everything, exceptions too', () => {
    expect(shown(copyEvent(text, '20261109T100000', 'following', times('2026-11-10T10:00', 1), options))).toEqual([
      '20261110T100000 Series',
      '20261117T100000 Own',
      '20261124T100000 Series',
    ]);
    expect(shown(copyEvent(text, '20261109T100000', 'all', times('2026-11-09T12:00', 1), options))).toEqual([
      '20261102T120000 Series',
      '20261109T120000 Series',
      '20261117T100000 Own',
      '20261123T120000 Series',
    ]);
  });

  it('of nothing is none', () => {
    expect(copyEvent('', undefined, 'all', times('2026-12-01T15:00', 1), options)).toBeUndefined();
    expect(copyEvent(text, 'x', 'this', times('2026-12-01T15:00', 1), options)).toBeUndefined();
  });
});

describe('what is asked before a series is changed', () => {
  it('depends on where in it one is, and on what was changed by hand', () => {
    expect(seriesFacts(text, '20261102T100000')).toEqual({ first: true, exceptions: { all: 1, following: 1 } });
    expect(seriesFacts(text, '20261123T100000')).toEqual({ first: false, exceptions: { all: 1, following: 0 } });
    expect(seriesFacts(text, '20261116T100000')).toEqual({ first: false, exceptions: { all: 0, following: 0 } });
    expect(seriesFacts(text, undefined)).toBeUndefined();
    expect(seriesFacts(text.replace(/RRULE.*\r\n/, ''), '20261102T100000')).toBeUndefined();
  });
});
