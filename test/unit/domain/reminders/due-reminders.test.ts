import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarmSpan, dueReminders } from '../../../../src/domain/reminders/due-reminders.js';
import { MAX_ALARMS, MAX_REPEATS, projectWithAlarms } from '../../../../src/domain/reminders/project-alarms.js';
import { formatIcalLocal } from '../../../../src/domain/time/ical-time.js';
import { type EpochMs, type LocalMs, MS_PER_DAY } from '../../../../src/domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../../../src/domain/time/zone.js';

const at = (text: string) => Date.parse(text) as EpochMs;
const alarm = (trigger: string, ...more: readonly string[]) =>
  ['BEGIN:VALARM', 'ACTION:DISPLAY', trigger, ...more, 'END:VALARM'].join('\r\n');
const item = (kind: 'VEVENT' | 'VTODO', ...lines: readonly string[]) =>
  [`BEGIN:${kind}`, 'UID:x', 'SUMMARY:Thing', ...lines, `END:${kind}`, ''].join('\r\n');
const event = (...lines: readonly string[]) => item('VEVENT', ...lines);

function due(text: string, from = '2026-01-01T00:00:00Z', to = '2027-01-01T00:00:00Z', zone = 'Europe/Zurich') {
  return dueReminders(projectWithAlarms({ uid: 'x', text }).alarms, { from: at(from), to: at(to) }, zone, 'c');
}
const times = (...args: Parameters<typeof due>) =>
  due(...args).map((one) => new Date(one.at).toISOString().slice(0, 16));

const start = 'DTSTART;TZID=Europe/Zurich:20261118T100000';
const end = 'DTEND;TZID=Europe/Zurich:20261118T113000';

describe('reminders of an event', () => {
  it('[RM2] go off before the start, after it, before the end, at an instant', () => {
    expect(times(event(start, end, alarm('TRIGGER:-PT15M')))).toEqual(['2026-11-18T08:45']);
    expect(times(event(start, end, alarm('TRIGGER:PT0S')))).toEqual(['2026-11-18T09:00']);
    expect(times(event(start, end, alarm('TRIGGER;RELATED=END:-PT5M')))).toEqual(['2026-11-18T10:25']);
    expect(times(event(start, end, alarm('TRIGGER;VALUE=DATE-TIME:20261101T120000Z')))).toEqual(['2026-11-01T12:00']);
    expect(times(event(start, alarm('TRIGGER:-P1W'), alarm('TRIGGER:-PT15M'), alarm('TRIGGER:-PT15M')))).toEqual([
      '2026-11-11T09:00',
      '2026-11-18T08:45',
    ]);
  });

  it('[RM2] keep the time of day over a change of clocks, and count hours exactly', () => {
    // Clocks went back on 25 October 2026.
    const sunday = 'DTSTART;TZID=Europe/Zurich:20261025T100000';
    expect(times(event(sunday, alarm('TRIGGER:-P1D')))).toEqual(['2026-10-24T08:00']);
    expect(times(event(sunday, alarm('TRIGGER:-PT24H')))).toEqual(['2026-10-24T09:00']);
    const allDay = 'DTSTART;VALUE=DATE:20261025';
    expect(times(event(allDay, alarm('TRIGGER:-PT15H')))).toEqual(['2026-10-24T07:00']);
    expect(times(event(allDay, alarm('TRIGGER:-PT15H')), undefined, undefined, 'America/New_York')).toEqual([
      '2026-10-24T13:00',
    ]);
  });

  it('[RM1] are those that are shown or sound', () => {
    const of = (action: string) =>
      times(event(start, alarm('TRIGGER:-PT15M').replace('ACTION:DISPLAY', action))).length;
    expect(['ACTION:AUDIO', 'X-NO:1', 'ACTION:EMAIL', 'ACTION:PROCEDURE', 'ACTION:X-FOO'].map(of)).toEqual([
      1, 1, 0, 0, 0,
    ]);
    expect(times(event(start, alarm('TRIGGER:nonsense'), alarm('X-A:1')))).toEqual([]);
  });

  it('[RM5] repeat, within limits', () => {
    const repeated = (count: number, every: string) =>
      times(event(start, alarm('TRIGGER:-PT15M', `REPEAT:${count}`, `DURATION:${every}`)));
    expect(repeated(2, 'PT5M')).toEqual(['2026-11-18T08:45', '2026-11-18T08:50', '2026-11-18T08:55']);
    expect(repeated(MAX_REPEATS, 'PT5M')).toHaveLength(MAX_REPEATS + 1);
    expect(repeated(MAX_REPEATS + 1, 'PT5M')).toHaveLength(MAX_REPEATS + 1);
    expect(repeated(0, 'PT5M')).toHaveLength(1);
    expect(repeated(5, 'PT59S')).toHaveLength(1);
    const many = (count: number) =>
      times(event(start, ...Array.from({ length: count }, (_, n) => alarm(`TRIGGER:-PT${n}M`)))).length;
    expect([many(0), many(MAX_ALARMS), many(MAX_ALARMS + 1)]).toEqual([0, MAX_ALARMS, MAX_ALARMS]);
  });

  it('[RM6] are gone when somebody has seen them', () => {
    expect(times(event(start, alarm('TRIGGER:-PT15M', 'ACKNOWLEDGED:20261118T084500Z')))).toEqual([]);
    expect(times(event(start, alarm('TRIGGER:-PT15M', 'ACKNOWLEDGED:20261118T084459Z')))).toHaveLength(1);
  });

  it('[RM3] are none of what is cancelled', () => {
    expect(times(event(start, 'STATUS:CANCELLED', alarm('TRIGGER:-PT15M')))).toEqual([]);
  });

  it('say what they are about', () => {
    expect(due(event(start, end, 'LOCATION:Inn', alarm('TRIGGER:-PT15M')))).toEqual([
      {
        key: `c/x/ ${at('2026-11-18T08:45:00Z')}`,
        at: at('2026-11-18T08:45:00Z'),
        collectionId: 'c',
        uid: 'x',
        title: 'Thing',
        location: 'Inn',
        start: at('2026-11-18T09:00:00Z'),
        end: at('2026-11-18T10:30:00Z'),
        allDay: false,
        task: false,
      },
    ]);
  });
});

describe('reminders of a series', () => {
  const weekly = event(start, 'RRULE:FREQ=WEEKLY', 'EXDATE;TZID=Europe/Zurich:20261125T100000', alarm('TRIGGER:-P1D'));

  it('[RM3] go off for each occurrence, as its override says', () => {
    const window = ['2026-11-16T00:00:00Z', '2026-12-20T00:00:00Z'] as const;
    expect(times(weekly, ...window)).toEqual([
      '2026-11-17T09:00',
      '2026-12-01T09:00',
      '2026-12-08T09:00',
      '2026-12-15T09:00',
    ]);
    const moved = event('RECURRENCE-ID:20261202T090000Z', 'DTSTART:20261203T120000Z', alarm('TRIGGER:-PT1H'));
    const silent = event('RECURRENCE-ID:20261209T090000Z', 'DTSTART:20261209T090000Z');
    expect(times(weekly + moved + silent, ...window)).toEqual([
      '2026-11-17T09:00',
      '2026-12-03T11:00',
      '2026-12-15T09:00',
    ]);
  });

  it('[RM7] at an instant are about the next occurrence', () => {
    const text = weekly.replace('TRIGGER:-P1D', 'TRIGGER;VALUE=DATE-TIME:20261120T000000Z');
    expect(due(text)).toMatchObject([{ at: at('2026-11-20T00:00:00Z'), start: at('2026-12-02T09:00:00Z') }]);
  });
});

describe('reminders of a task', () => {
  it('[RM4] count from when it is due, if it does not say when it starts', () => {
    expect(times(item('VTODO', 'DUE:20261118T100000Z', alarm('TRIGGER:-PT15M')))).toEqual(['2026-11-18T09:45']);
    const both = item('VTODO', 'DTSTART:20261117T100000Z', 'DUE:20261118T100000Z', alarm('TRIGGER:-PT15M'));
    expect(times(both)).toEqual(['2026-11-17T09:45']);
    expect(times(both.replace('TRIGGER:', 'TRIGGER;RELATED=END:'))).toEqual(['2026-11-18T09:45']);
  });

  it('[RM3] are none of what is done, also of one occurrence', () => {
    expect(times(item('VTODO', 'DUE:20261118T100000Z', 'STATUS:COMPLETED', alarm('TRIGGER:-PT15M')))).toEqual([]);
    const daily = item(
      'VTODO',
      'DTSTART:20261118T100000Z',
      'DUE:20261118T100000Z',
      'RRULE:FREQ=DAILY;COUNT=2',
      alarm('TRIGGER:PT0S'),
    );
    const done = item(
      'VTODO',
      'RECURRENCE-ID:20261118T100000Z',
      'DUE:20261118T100000Z',
      'STATUS:COMPLETED',
      alarm('TRIGGER:PT0S'),
    );
    expect(times(daily)).toEqual(['2026-11-18T10:00', '2026-11-19T10:00']);
    expect(times(daily + done)).toEqual(['2026-11-19T10:00']);
  });
});

const zones = ['Europe/Zurich', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'Australia/Lord_Howe', 'UTC'];
const wall = fc
  .integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 })
  .map((m) => (m * 60_000) as LocalMs);

describe('whatever the zone and the clocks do', () => {
  it('[RM2] a trigger of days keeps the wall clock, one of minutes the distance', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        wall,
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 0, max: 3000 }),
        fc.constantFrom('', 'RRULE:FREQ=DAILY;COUNT=5'),
        (zone, local, days, minutes, rule) => {
          const begins = `DTSTART;TZID=${zone}:${formatIcalLocal(local)}`;
          const instant = localToEpoch(zone, local);
          const all = (trigger: string) =>
            due(event(begins, rule, alarm(trigger)), '2025-01-01T00:00:00Z', '2028-01-01T00:00:00Z');
          const [byDays] = all(`TRIGGER:-P${days}D`);
          const shown = epochToLocal(zone, instant); // a time that clocks skip is another one
          expect(byDays?.at).toBe(days === 0 ? instant : localToEpoch(zone, (shown - days * MS_PER_DAY) as LocalMs));
          const [byMinutes] = all(`TRIGGER:-PT${minutes}M`);
          expect(byMinutes?.at).toBe(instant - minutes * 60_000);
        },
      ),
    );
  });

  it('a window gives what the whole of time has in it, and the row’s span holds it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        wall,
        fc.constantFrom('-P1D', '-PT90M', 'PT30M', '-P2W', 'P3D', '-PT15H'),
        fc.constantFrom('', ';RELATED=END'),
        fc.integer({ min: 0, max: 365 }),
        fc.integer({ min: 1, max: 30 }),
        (zone, local, trigger, related, from, length) => {
          const text = event(
            `DTSTART;TZID=${zone}:${formatIcalLocal(local)}`,
            'DURATION:P1DT1H',
            'RRULE:FREQ=WEEKLY;COUNT=30',
            alarm(`TRIGGER${related}:${trigger}`),
          );
          const rows = projectWithAlarms({ uid: 'x', text }).alarms;
          const whole = dueReminders(
            rows,
            { from: at('2024-01-01T00:00:00Z'), to: at('2030-01-01T00:00:00Z') },
            zone,
            'c',
          );
          expect(whole).toHaveLength(30);
          const window = {
            from: (Date.UTC(2026, 0, 1) + from * MS_PER_DAY) as EpochMs,
            to: (Date.UTC(2026, 0, 1) + (from + length) * MS_PER_DAY) as EpochMs,
          };
          const inside = whole.filter((one) => one.at >= window.from && one.at < window.to);
          expect(dueReminders(rows, window, zone, 'c')).toEqual(inside);
          const span = alarmSpan(rows[0]!);
          for (const one of whole) expect(one.at >= span.first && one.at <= span.last).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
