import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarRow, EventRow, SeriesRow } from '../../../../src/domain/calendar/rows.js';
import { occurrencesOf, projectCalendarItem, rowMonths, seriesSpan } from '../../../../src/domain/calendar/rows.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';

function item(...components: string[][]): { uid: string; text: string } {
  const text = components.map((lines) => ['BEGIN:VEVENT', 'UID:x', ...lines, 'END:VEVENT'].join('\r\n')).join('\r\n');
  return { uid: 'x', text: `${text}\r\n` };
}

function epoch(iso: string): EpochMs {
  return Date.parse(iso) as EpochMs;
}

const YEAR = { from: epoch('2026-01-01T00:00:00Z'), to: epoch('2027-01-01T00:00:00Z') };

/** `start end local recurrenceId title` of each occurrence. */
function drawn(rows: readonly CalendarRow[], window = YEAR, zone = 'Europe/Rome'): string[] {
  return occurrencesOf(rows, window, zone, 'c').map((one) =>
    [
      new Date(one.start).toISOString(),
      new Date(one.end).toISOString(),
      one.local,
      one.recurrenceId ?? '-',
      one.title,
    ].join(' '),
  );
}

function project(...components: string[][]): readonly CalendarRow[] {
  const rows = projectCalendarItem(item(...components));
  // Rows are stored: nothing may be lost on the way.
  expect(structuredClone(rows)).toEqual(rows);
  expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
  return rows;
}

describe('a single event', () => {
  it('[DT1] is an instant when it has a zone, with what a view draws', () => {
    const rows = project([
      'DTSTART;TZID=America/New_York:20261118T140000',
      'DTEND;TZID=America/New_York:20261118T153000',
      'SUMMARY:Lunch\\, long',
      'LOCATION:Room\\n1',
      'STATUS:CANCELLED',
      'TRANSP:TRANSPARENT',
      'COLOR:Red',
    ]);
    expect(rows).toEqual([
      {
        kind: 'event',
        uid: 'x',
        title: 'Lunch, long',
        location: 'Room\n1',
        status: 'CANCELLED',
        transparent: true,
        color: 'red',
        start: epoch('2026-11-18T19:00:00Z'),
        end: epoch('2026-11-18T20:30:00Z'),
        zone: 'America/New_York',
      },
    ]);
    const [one] = occurrencesOf(rows, YEAR, 'Europe/Rome', 'c');
    expect(one).toMatchObject({
      local: '20261118T140000',
      allDay: false,
      floating: false,
      recurring: false,
      color: 'red',
    });
  });

  it('[DT4] lasts a day when all-day without end, and at least a day', () => {
    expect(drawn(project(['DTSTART;VALUE=DATE:20260701']))).toEqual([
      '2026-06-30T22:00:00.000Z 2026-07-01T22:00:00.000Z 20260701 - ',
    ]);
    expect(drawn(project(['DTSTART;VALUE=DATE:20260701', 'DTEND;VALUE=DATE:20260701']))).toHaveLength(1);
    expect(drawn(project(['DTSTART;VALUE=DATE:20260329', 'DURATION:P1W']))).toEqual([
      '2026-03-28T23:00:00.000Z 2026-04-04T22:00:00.000Z 20260329 - ',
    ]);
  });

  it('[DT5] lasts no time when its end is missing or before its start', () => {
    const none = ['2026-07-01T10:00:00.000Z 2026-07-01T10:00:00.000Z 20260701T100000 - '];
    expect(drawn(project(['DTSTART:20260701T100000Z']))).toEqual(none);
    expect(drawn(project(['DTSTART:20260701T100000Z', 'DTEND:20260701T090000Z']))).toEqual(none);
    expect(drawn(project(['DTSTART:20260701T100000Z', 'DURATION:-PT1H']))).toEqual(none);
  });

  it('[DT3] may end in another zone than it starts in', () => {
    const rows = project(['DTSTART;TZID=Europe/Rome:20260701T100000', 'DTEND;TZID=America/New_York:20260701T130000']);
    expect(drawn(rows)).toEqual(['2026-07-01T08:00:00.000Z 2026-07-01T17:00:00.000Z 20260701T100000 - ']);
  });

  it('[DT2] in the hour that is skipped is an hour later; in the hour that comes twice the first one', () => {
    expect(drawn(project(['DTSTART;TZID=Europe/Rome:20260329T023000']))).toEqual([
      '2026-03-29T01:30:00.000Z 2026-03-29T01:30:00.000Z 20260329T033000 - ',
    ]);
    expect(drawn(project(['DTSTART;TZID=Europe/Rome:20261025T023000']))).toEqual([
      '2026-10-25T00:30:00.000Z 2026-10-25T00:30:00.000Z 20261025T023000 - ',
    ]);
  });

  it('[DT6] floats with the zone it is looked at in', () => {
    const rows = project(['DTSTART:20260701T100000', 'DURATION:PT1H']);
    expect(drawn(rows, YEAR, 'Asia/Tokyo')).toEqual([
      '2026-07-01T01:00:00.000Z 2026-07-01T02:00:00.000Z 20260701T100000 - ',
    ]);
    expect(drawn(rows, YEAR, 'America/New_York')).toEqual([
      '2026-07-01T14:00:00.000Z 2026-07-01T15:00:00.000Z 20260701T100000 - ',
    ]);
  });

  it.each([[[]], [['DTSTART:']], [['DTSTART:20260230']], [['DTSTART;VALUE=DATE:Next Year']]])(
    'is left out when nothing says when it is: %j',
    (lines) => {
      expect(project(lines)).toEqual([]);
    },
  );

  it('survives folded names, quoted parameters, alarms and a missing end', () => {
    const text =
      'BEGIN:VEVENT\r\nDTSTART\r\n ;TZID="Europe/Rome"\r\n :2026070\r\n 1T100000\r\nBEGIN:VALARM\r\nSUMMARY:No\r\n' +
      'BEGIN:X-IN\r\nSUMMARY:No\r\nEND:X-IN\r\nEND:VALARM\r\nSUMMARY:Yes';
    expect(drawn(projectCalendarItem({ uid: 'x', text }))).toEqual([
      '2026-07-01T08:00:00.000Z 2026-07-01T08:00:00.000Z 20260701T100000 - Yes',
    ]);
  });
});

describe('tasks and journals', () => {
  it('are kept and counted, not drawn', () => {
    const text = 'BEGIN:VTODO\r\nUID:x\r\nSUMMARY:Post letter\r\nDUE:20260701T100000Z\r\nEND:VTODO\r\n';
    const rows = projectCalendarItem({ uid: 'x', text });
    expect(rows).toMatchObject([{ kind: 'task', uid: 'x', title: 'Post letter' }]);
    expect(drawn(rows)).toEqual([]);
  });
});

describe('a series', () => {
  const weekly = [
    'DTSTART;TZID=Europe/Rome:20260320T100000',
    'DURATION:PT1H',
    'RRULE:FREQ=WEEKLY;COUNT=3',
    'SUMMARY:Chess',
  ];

  it('keeps its wall clock over a change of clocks', () => {
    expect(drawn(project(weekly))).toEqual([
      '2026-03-20T09:00:00.000Z 2026-03-20T10:00:00.000Z 20260320T100000 20260320T100000 Chess',
      '2026-03-27T09:00:00.000Z 2026-03-27T10:00:00.000Z 20260327T100000 20260327T100000 Chess',
      '2026-04-03T08:00:00.000Z 2026-04-03T09:00:00.000Z 20260403T100000 20260403T100000 Chess',
    ]);
  });

  it('names its occurrences in the form of its DTSTART', () => {
    const ids = (start: string) =>
      occurrencesOf(project([start, 'RRULE:FREQ=DAILY;COUNT=1']), YEAR, 'Europe/Rome', 'c').map(
        (one) => one.recurrenceId,
      );
    expect(ids('DTSTART:20260320T100000Z')).toEqual(['20260320T100000Z']);
    expect(ids('DTSTART;VALUE=DATE:20260320')).toEqual(['20260320']);
  });

  it.each([
    ['in its own zone', 'EXDATE;TZID=Europe/Rome:20260327T100000'],
    ['in UTC', 'EXDATE:20260327T090000Z'],
    ['in another zone', 'EXDATE;TZID=America/New_York:20260327T050000'],
    ['floating', 'EXDATE:20260327T100000'],
    ['as a whole day', 'EXDATE;VALUE=DATE:20260327'],
    ['in a list', 'EXDATE:20260101T090000Z,20260327T090000Z'],
    ['by EXRULE', 'EXRULE:FREQ=MONTHLY;BYMONTHDAY=27'],
  ])('[RS4] loses an occurrence to an exception %s', (_how, line) => {
    expect(occurrencesOf(project([...weekly, line]), YEAR, 'UTC', 'c').map((one) => one.recurrenceId)).toEqual([
      '20260320T100000',
      '20260403T100000',
    ]);
  });

  it('[RS4] loses an occurrence that a change of clocks has moved to an exception in UTC', () => {
    const nightly = ['DTSTART;TZID=Europe/Rome:20260328T023000', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20260329T013000Z'];
    expect(occurrencesOf(project(nightly), YEAR, 'UTC', 'c').map((one) => one.local)).toEqual([
      '20260328T023000',
      '20260330T023000',
    ]);
  });

  it.each([
    ['in its own zone', 'RECURRENCE-ID;TZID=Europe/Rome:20260327T100000', '20260327T100000'],
    ['in UTC', 'RECURRENCE-ID:20260327T090000Z', '20260327T090000Z'],
    ['in another zone', 'RECURRENCE-ID;TZID=America/New_York:20260327T050000', '20260327T050000'],
    ['by its day', 'RECURRENCE-ID;VALUE=DATE:20260327', '20260327'],
  ])('[RS5] draws an override named %s in place of its occurrence', (_how, id, written) => {
    const override = [id, 'DTSTART;TZID=Asia/Tokyo:20260328T080000', 'DURATION:PT2H', 'SUMMARY:Moved'];
    expect(drawn(project(weekly, override))[1]).toBe(
      `2026-03-27T23:00:00.000Z 2026-03-28T01:00:00.000Z 20260328T080000 ${written} Moved`,
    );
  });

  it('[RS5] finds an override that was moved into the window from far away, and one moved out is gone', () => {
    const override = ['RECURRENCE-ID:20260327T090000Z', 'DTSTART:20301001T100000Z', 'SUMMARY:Late'];
    const rows = project(weekly, override);
    expect(drawn(rows)).toHaveLength(2);
    const later = { from: epoch('2030-10-01T00:00:00Z'), to: epoch('2030-10-02T00:00:00Z') };
    expect(drawn(rows, later)).toEqual([
      '2030-10-01T10:00:00.000Z 2030-10-01T10:00:00.000Z 20301001T100000 20260327T090000Z Late',
    ]);
    expect(seriesSpan(rows[0] as SeriesRow).last).toBeGreaterThan(later.from);
  });

  it('[RS5] an exception takes away the override of the same occurrence; a cancelled one stays, as cancelled', () => {
    const gone = [...weekly, 'EXDATE:20260327T090000Z'];
    const override = ['RECURRENCE-ID:20260327T090000Z', 'DTSTART:20260327T120000Z', 'STATUS:CANCELLED'];
    expect(drawn(project(gone, override))).toHaveLength(2);
    expect(occurrencesOf(project(weekly, override), YEAR, 'UTC', 'c').map((one) => one.status)).toEqual([
      undefined,
      'CANCELLED',
      undefined,
    ]);
  });

  it('[RS5] an override without DTSTART stays where it was', () => {
    const rows = project(weekly, ['RECURRENCE-ID;TZID=Europe/Rome:20260327T100000', 'SUMMARY:Renamed']);
    expect(drawn(rows)[1]).toBe(
      '2026-03-27T09:00:00.000Z 2026-03-27T10:00:00.000Z 20260327T100000 20260327T100000 Renamed',
    );
  });

  it('[RS6] RANGE=THISANDFUTURE moves, lengthens and renames the later ones too', () => {
    const onwards = [
      'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Rome:20260327T100000',
      'DTSTART;TZID=Europe/Rome:20260326T140000',
      'DURATION:PT2H',
      'SUMMARY:Go',
    ];
    expect(drawn(project(weekly, onwards))).toEqual([
      '2026-03-20T09:00:00.000Z 2026-03-20T10:00:00.000Z 20260320T100000 20260320T100000 Chess',
      '2026-03-26T13:00:00.000Z 2026-03-26T15:00:00.000Z 20260326T140000 20260327T100000 Go',
      '2026-04-02T12:00:00.000Z 2026-04-02T14:00:00.000Z 20260402T140000 20260403T100000 Go',
    ]);
  });

  it('[RS7] overrides without their series are drawn by themselves', () => {
    const rows = project(['RECURRENCE-ID:20260327T090000Z', 'DTSTART:20260327T120000Z', 'SUMMARY:Invited']);
    expect(occurrencesOf(rows, YEAR, 'UTC', 'c')).toMatchObject([
      { recurrenceId: '20260327T090000Z', recurring: true },
    ]);
  });

  it('[RS2] RDATE adds occurrences, PERIOD with a length of its own, none twice', () => {
    const rows = project([
      'DTSTART:20260320T100000Z',
      'DURATION:PT1H',
      'RDATE:20260321T100000Z,20260320T100000Z',
      'RDATE;VALUE=PERIOD:20260322T100000Z/PT3H,20260323T100000Z/20260323T140000Z',
    ]);
    expect(drawn(rows).map((line) => line.slice(0, 49))).toEqual([
      '2026-03-20T10:00:00.000Z 2026-03-20T11:00:00.000Z',
      '2026-03-21T10:00:00.000Z 2026-03-21T11:00:00.000Z',
      '2026-03-22T10:00:00.000Z 2026-03-22T13:00:00.000Z',
      '2026-03-23T10:00:00.000Z 2026-03-23T14:00:00.000Z',
    ]);
  });

  it('[RS1] several RRULEs add up; an exception may take DTSTART away', () => {
    const rows = project([
      'DTSTART:20260320T100000Z',
      'RRULE:FREQ=WEEKLY;COUNT=2',
      'RRULE:FREQ=DAILY;COUNT=3',
      'EXDATE:20260320T100000Z',
    ]);
    expect(occurrencesOf(rows, YEAR, 'UTC', 'c').map((one) => one.local)).toEqual([
      '20260321T100000',
      '20260322T100000',
      '20260327T100000',
    ]);
  });

  it('[RR1] a rule that cannot be read or followed leaves a single event', () => {
    for (const rule of ['RRULE:FREQ=SOMETIMES', 'RRULE:RSCALE=CHINESE;FREQ=YEARLY', 'RRULE:']) {
      const rows = project(['DTSTART:20260320T100000Z', rule]);
      expect(occurrencesOf(rows, YEAR, 'UTC', 'c')).toMatchObject([{ local: '20260320T100000', recurring: false }]);
    }
  });

  it('[RS8] two components with one UID and no RECURRENCE-ID are both drawn, under keys of their own', () => {
    const found = occurrencesOf(project(weekly, ['DTSTART:20260320T100000Z']), YEAR, 'UTC', 'c');
    expect(found).toHaveLength(4);
    expect(new Set(found.map((one) => one.key)).size).toBe(4);
  });

  it('[RR4] UNTIL as a date takes in that day; in UTC it is that instant, itself included', () => {
    const last = (rule: string) =>
      occurrencesOf(project(['DTSTART;TZID=America/New_York:20260601T220000', rule]), YEAR, 'UTC', 'c').at(-1)?.local;
    expect(last('RRULE:FREQ=DAILY;UNTIL=20260610')).toBe('20260610T220000');
    expect(last('RRULE:FREQ=DAILY;UNTIL=20260611T020000Z')).toBe('20260610T220000');
    expect(last('RRULE:FREQ=DAILY;UNTIL=20260611T015959Z')).toBe('20260609T220000');
    expect(last('RRULE:FREQ=DAILY;UNTIL=20260610T220000')).toBe('20260610T220000');
  });
});

describe('what is drawn', () => {
  it('is sorted by start, longer first, and touches the window', () => {
    const window = { from: epoch('2026-07-02T00:00:00Z'), to: epoch('2026-07-03T00:00:00Z') };
    const at = (uid: string, start: string, end: string) =>
      projectCalendarItem({ ...item([`DTSTART:${start}`, `DTEND:${end}`, `SUMMARY:${uid}`]), uid });
    const rows = [
      ...at('short', '20260702T100000Z', '20260702T110000Z'),
      ...at('long', '20260702T100000Z', '20260702T120000Z'),
      ...at('before', '20260701T230000Z', '20260702T000000Z'),
      ...at('into', '20260701T230000Z', '20260702T000001Z'),
      ...at('after', '20260703T000000Z', '20260703T010000Z'),
      ...at('no time', '20260702T000000Z', '20260702T000000Z'),
    ];
    expect(occurrencesOf(rows, window, 'UTC', 'c').map((one) => one.title)).toEqual([
      'into',
      'no time',
      'long',
      'short',
    ]);
  });
});

describe('where rows are kept', () => {
  it('months of an event hold it for every zone', () => {
    const july = 2026 * 12 + 6;
    const [row] = project(['DTSTART;VALUE=DATE:20260731']);
    expect(rowMonths(row as EventRow)).toEqual([july, july + 1]);
    const [zoned] = project(['DTSTART:20260731T230000Z', 'DTEND:20260801T000000Z']);
    expect(rowMonths(zoned as EventRow)).toEqual([july]);
    const [long] = project(['DTSTART;VALUE=DATE:20260731', 'DTEND;VALUE=DATE:20290731']);
    expect(rowMonths(long as EventRow)).toEqual([]);
    expect(seriesSpan(long as EventRow).last).toBeGreaterThan(epoch('2029-07-31T12:00:00Z'));
  });

  const lines = fc.record({
    start: fc.constantFrom('20260115T233000', '20260331T010000', '20261231T120000', '20260228'),
    zone: fc.constantFrom('', ';TZID=Pacific/Kiritimati', ';TZID=Pacific/Niue', ';TZID=Europe/Rome'),
    length: fc.constantFrom('P1D', 'P40D', 'PT0S', 'PT5H'),
    rule: fc.constantFrom('', 'RRULE:FREQ=MONTHLY;COUNT=5', 'RRULE:FREQ=DAILY;UNTIL=20270301', 'RRULE:FREQ=YEARLY'),
  });
  const zones = fc.constantFrom('Pacific/Kiritimati', 'Pacific/Niue', 'UTC', 'Asia/Kolkata');

  it('every occurrence is inside the months or the span of its row', () => {
    fc.assert(
      fc.property(lines, zones, ({ start, zone, length, rule }, display) => {
        const written = start.length === 8 ? `DTSTART;VALUE=DATE:${start}` : `DTSTART${zone}:${start}`;
        const [row] = project([written, `DURATION:${length}`, rule]) as [EventRow | SeriesRow];
        const { first, last } = seriesSpan(row);
        for (const one of occurrencesOf(
          [row],
          { from: epoch('2020-01-01T00:00:00Z'), to: epoch('2032-01-01T00:00:00Z') },
          display,
          'c',
        )) {
          expect(one.start).toBeGreaterThanOrEqual(first);
          expect(one.end).toBeLessThanOrEqual(last);
          if (row.kind === 'series') continue;
          const months = rowMonths(row);
          for (const moment of [one.start, Math.max(one.start, one.end - 1)]) {
            const date = new Date(moment);
            expect(months).toContain(date.getUTCFullYear() * 12 + date.getUTCMonth());
          }
        }
      }),
    );
  });
});
