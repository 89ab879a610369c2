import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandFairly, expandOne, MAX_STEPS_SHOWN } from '../../../../src/domain/calendar/expand-fairly.js';
import { MAX_OCCURRENCES, MAX_STEPS } from '../../../../src/domain/calendar/recurrence/limits.js';
import { withSteps } from '../../../../src/domain/calendar/recurrence/steps.js';
import { type CalendarRow, projectCalendarItem } from '../../../../src/domain/calendar/rows.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';

const november = { from: Date.UTC(2026, 10, 1) as EpochMs, to: Date.UTC(2026, 11, 1) as EpochMs };

function series(title: string, ...lines: readonly string[]): CalendarRow {
  const head = ['BEGIN:VEVENT', `UID:${title}`, 'DTSTART:20200101T000000Z', `SUMMARY:${title}`];
  const [row] = projectCalendarItem({ uid: title, text: [...head, ...lines, 'END:VEVENT', ''].join('\r\n') });
  return row!;
}

const expand = (row: CalendarRow, limit: number) => expandOne([row], november, 'UTC', 'c', limit);
const counts = (rows: readonly CalendarRow[], options?: { total?: number; steps?: number }) =>
  expandFairly(rows, expand, options).map(({ found, cut }) => `${found.length}${cut ? '+' : ''}`);

const daily = series('daily', 'RRULE:FREQ=DAILY');
const hourly = series('hourly', 'RRULE:FREQ=HOURLY');
const minutely = series('minutely', 'RRULE:FREQ=MINUTELY');

describe('many series in one answer', () => {
  it('[RL7] are there whole as long as they fit', () => {
    expect(counts([daily, hourly, minutely])).toEqual(['30', '720', '43200']);
    expect(counts([daily, hourly], { total: 750 })).toEqual(['30', '720']);
    expect(counts([daily, hourly], { total: 749 })).toEqual(['30', '719+']);
    expect(counts([])).toEqual([]);
  });

  it('[RL7] share what there is when they do not: small ones are whole, the others get the same', () => {
    expect(counts([minutely, daily, hourly, minutely], { total: 1030 })).toEqual(['333+', '30', '333+', '333+']);
    expect(counts([minutely, daily], { total: 0 })).toEqual(['1+', '1+']);
  });

  it('[RL7] 300 that come every minute leave a weekly one as it is', () => {
    const rows = [...Array.from({ length: 300 }, () => minutely), series('weekly', 'RRULE:FREQ=WEEKLY')];
    const shares = expandFairly(rows, expand);
    expect(shares.at(-1)).toMatchObject({ cut: false });
    expect(shares.at(-1)?.found).toHaveLength(4);
    const lengths = new Set(shares.slice(0, 300).map(({ found }) => found.length));
    expect(lengths.size).toBe(1);
    expect(shares.slice(0, 300).every(({ cut }) => cut)).toBe(true);
    const all = shares.reduce((sum, { found }) => sum + found.length, 0);
    expect(all).toBeLessThanOrEqual(50_000);
    expect(all).toBeGreaterThan(49_000);
  });

  it('[RL7] occurrences that differ from their series are always there', () => {
    const override = (day: string) =>
      [
        'END:VEVENT',
        'BEGIN:VEVENT',
        'UID:own',
        `RECURRENCE-ID:202611${day}T000000Z`,
        `DTSTART:202611${day}T050000Z`,
      ].join('\r\n');
    const own = series('own', 'RRULE:FREQ=MINUTELY', override('28'), override('29'));
    const [share] = expandFairly([own], expand, { total: 3 });
    expect(share?.found.filter(({ recurrenceId }) => /2[89]T000000Z/.test(recurrenceId ?? ''))).toHaveLength(2);
    expect(share?.cut).toBe(true);
  });

  it('[RL7] do not depend on their order, and what is given is the earliest', () => {
    const pool = [daily, hourly, minutely, series('twice', 'RRULE:FREQ=DAILY;BYHOUR=8,20')];
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 1, maxLength: 12 }), fc.nat(3000), (picks, total) => {
        const rows = picks.map((pick) => pool[pick]!);
        const [there, back] = [counts(rows, { total }), counts(rows.toReversed(), { total }).reverse()];
        expect(there).toEqual(back);
        for (const [index, { found }] of expandFairly(rows, expand, { total }).entries())
          expect(found).toEqual(expand(rows[index]!, MAX_OCCURRENCES).found.slice(0, found.length));
      }),
      { numRuns: 30 },
    );
  });
});

describe('steps of rules', () => {
  /** Looked for second by second, never there. */
  const never = series('never', ...Array.from({ length: 50 }, () => 'RRULE:FREQ=SECONDLY;INTERVAL=2;BYSECOND=7'));
  /** Each has to be counted to know its end. */
  const counted = series(
    'counted',
    ...Array.from({ length: 50 }, (_none, n) => `RRULE:FREQ=MINUTELY;COUNT=${49_000 + n};BYMINUTE=1,2,3,4`),
  );

  it('[RL8] are limited for one series, which then counts as cut', () => {
    for (const row of [never, counted]) {
      expect(expand(row, MAX_OCCURRENCES).cut).toBe(true);
    }
    expect(MAX_STEPS).toBeGreaterThan(43_200 * 2); // every minute of a month, looked at
  });

  it('[RL8] are limited for all, and what is simple is whole all the same', () => {
    const rows = [...Array.from({ length: 300 }, () => never), daily, minutely];
    const { result, used } = withSteps(MAX_STEPS_SHOWN * 2, () => counts(rows));
    expect(result.slice(-2)).toEqual(['30', '165+']);
    expect(used).toBeLessThan(MAX_STEPS_SHOWN + 302 * 2000);
    expect(result[0]).toBe('0+');
  });

  it('[RL8] an end that was not counted to the last is counted again', () => {
    const rule = 'RRULE:FREQ=DAILY;COUNT=2600;BYHOUR=8';
    const row = series('long', rule);
    expect(expandFairly([row], expand, { steps: 50 })[0]?.cut).toBe(true);
    expect(counts([row])).toEqual(counts([series('fresh', rule)]));
  });
});
