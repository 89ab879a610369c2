import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeDue } from '../../../../src/domain/reminders/reminder-state.js';
import { readSettings } from '../../../../src/domain/settings/read-settings.js';
import { dueSummaries } from '../../../../src/domain/summary/due-summaries.js';
import {
  MAX_SUMMARIES,
  newSummary,
  readSummary,
  type Summary,
  summaryKey,
} from '../../../../src/domain/summary/summary.js';
import { formatIsoDate, parseIsoDate, weekdayOf } from '../../../../src/domain/time/calendar-date.js';
import { type EpochMs, MS_PER_DAY, MS_PER_HOUR } from '../../../../src/domain/time/types.js';
import { epochToLocal } from '../../../../src/domain/time/zone.js';

const zone = 'Europe/Zurich';
const at = (iso: string) => Date.parse(iso) as EpochMs;
const between = (from: string, to: string) => ({ from: at(from), to: at(to) });
const morning: Summary = { ...newSummary, id: 'a' };
const evening: Summary = { ...newSummary, id: 'b', about: 'tomorrow', minute: 18 * 60 };
const told = (list: ReturnType<typeof dueSummaries>) =>
  list.map((one) => `${new Date(one.at).toISOString().slice(0, 16)} ${one.uid} ${one.summary?.date}`);

describe('a summary is told', () => {
  it('[DS1] on the morning of the day, or the evening before, on the days it is of', () => {
    const week = between('2026-11-16T00:00:00Z', '2026-11-18T23:00:00Z');
    expect(told(dueSummaries([morning, { ...evening, weekdays: [2] }], week, zone))).toEqual([
      '2026-11-16T06:00 a 2026-11-16',
      '2026-11-16T17:00 b 2026-11-17',
      '2026-11-17T06:00 a 2026-11-17',
      '2026-11-18T06:00 a 2026-11-18',
    ]);
    expect(dueSummaries([{ ...morning, on: false }], week, zone)).toEqual([]);
    expect(dueSummaries([{ ...morning, weekdays: [] }], week, zone)).toEqual([]);
  });

  it('[DS2] by the clock of the zone, also where clocks change and days have 23 or 25 hours', () => {
    const spring = between('2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z');
    expect(told(dueSummaries([{ ...morning, minute: 150 }], spring, zone))).toEqual([
      '2026-03-29T01:30 a 2026-03-29', // 02:30 is skipped: 03:30
      '2026-03-30T00:30 a 2026-03-30',
    ]);
    const [day] = dueSummaries([morning], between('2026-03-29T00:00:00Z', '2026-03-29T12:00:00Z'), zone);
    expect(day && day.end - day.start).toBe(23 * MS_PER_HOUR);
    const autumn = between('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z');
    expect(told(dueSummaries([{ ...morning, minute: 150 }], autumn, zone))).toEqual(['2026-10-25T00:30 a 2026-10-25']);
    const islands = between('2026-11-18T00:00:00Z', '2026-11-19T00:00:00Z');
    expect(told(dueSummaries([morning], islands, 'Pacific/Kiritimati'))).toEqual(['2026-11-18T17:00 a 2026-11-19']);
    expect(told(dueSummaries([evening], islands, 'Pacific/Pago_Pago'))).toEqual(['2026-11-18T05:00 b 2026-11-18']);
  });

  it('[DS1] once for each of its days, at its minute, wherever one looks', () => {
    const zones = fc.constantFrom(
      'Europe/Zurich',
      'Asia/Kolkata',
      'Pacific/Auckland',
      'America/New_York',
      'Australia/Lord_Howe',
    );
    const summaries = fc.record({
      about: fc.constantFrom('today' as const, 'tomorrow' as const),
      minute: fc.integer({ min: 240, max: 1439 }), // clocks change before four
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
    });
    fc.assert(
      fc.property(
        zones,
        summaries,
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 1, max: 20 }),
        (where, some, first, days) => {
          const summary: Summary = { ...newSummary, id: 'p', ...some };
          const from = (at('2026-01-01T00:00:00Z') + first * MS_PER_DAY) as EpochMs;
          const to = (from + days * MS_PER_DAY) as EpochMs;
          const all = dueSummaries([summary], { from, to }, where);
          expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
          for (const one of all) {
            const local = epochToLocal(where, one.at);
            expect(Math.round((local - Math.floor(local / MS_PER_DAY) * MS_PER_DAY) / 60_000)).toBe(summary.minute);
            const day = parseIsoDate(one.summary?.date ?? '') ?? 0;
            expect(summary.weekdays).toContain(weekdayOf(day));
            expect(formatIsoDate(Math.floor(local / MS_PER_DAY) + (summary.about === 'tomorrow' ? 1 : 0))).toBe(
              one.summary?.date,
            );
          }
          const half = (from + Math.floor((to - from) / 2)) as EpochMs;
          const parts = [
            { from, to: half },
            { from: half, to },
          ].flatMap((part) => dueSummaries([summary], part, where));
          expect(parts).toEqual(all);
        },
      ),
    );
  });

  it('[DS3] once, late as long as its day is not over, and then not at all', () => {
    const found = dueSummaries([morning, evening], between('2026-11-16T00:00:00Z', '2026-11-19T00:00:00Z'), zone);
    const closedSince = { shownUntil: at('2026-11-16T20:00:00Z'), snoozed: [] };
    const monday = takeDue(closedSince, found, at('2026-11-17T12:00:00Z'));
    expect(told([...monday.show])).toEqual(['2026-11-17T06:00 a 2026-11-17']);
    const wednesday = takeDue(closedSince, found, at('2026-11-18T10:00:00Z'));
    expect(told([...wednesday.show])).toEqual(['2026-11-17T17:00 b 2026-11-18', '2026-11-18T06:00 a 2026-11-18']);
    expect(wednesday.missed).toEqual([]);
    expect(takeDue(wednesday.state, found, at('2026-11-18T11:00:00Z')).show).toEqual([]);
  });
});

describe('a summary as stored', () => {
  const stored = ({ id, ...rest }: Summary) => ({ name: summaryKey(id), value: JSON.stringify(rest) });

  it('[DS8] is a setting of its own, read in the order it is told', () => {
    const summaries = [morning, { ...evening, calendars: ['work'], recurring: false, channel: 'app' } as const];
    const settings = readSettings([...summaries.map(stored), { name: 'theme', value: '"dark"' }]);
    expect(settings.theme).toBe('dark');
    expect(settings.summaries).toEqual([summaries[1], summaries[0]]);
    const many = Array.from({ length: MAX_SUMMARIES + 1 }, (_, i) => stored({ ...morning, id: `x${i}` }));
    expect(readSettings(many).summaries).toHaveLength(MAX_SUMMARIES);
    expect(readSettings([]).summaries).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['deleted', null],
    ['no object', 5],
    ['a time of no clock', { ...newSummary, minute: 1440 }],
    ['half a minute', { ...newSummary, minute: 0.5 }],
    ['a day of no week', { ...newSummary, weekdays: [0] }],
    ['a day twice', { ...newSummary, weekdays: [1, 1] }],
    ['another channel', { ...newSummary, channel: 'fax' }],
    ['another day', { ...newSummary, about: 'yesterday' }],
    ['no list', { ...newSummary, calendars: 'all' }],
    ['calendars without end', { ...newSummary, calendars: Array.from({ length: 201 }, (_, i) => `c${i}`) }],
    ['a long id', { ...newSummary, calendars: ['x'.repeat(101)] }],
    ['on, but how', { ...newSummary, on: 'yes' }],
  ])('is none when it is %s', (_, value) => {
    expect(readSummary({ name: summaryKey('a'), value: JSON.stringify(value) })).toBeUndefined();
  });

  it('is none under a name that is no summary’s, or that holds no JSON', () => {
    const value = JSON.stringify(newSummary);
    for (const name of ['theme', 'summary/', 'summary/A', 'summary/a b', `summary/${'a'.repeat(41)}`])
      expect(readSummary({ name, value })).toBeUndefined();
    expect(readSummary({ name: summaryKey('a'), value: '{' })).toBeUndefined();
  });
});
