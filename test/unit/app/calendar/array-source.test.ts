import { describe, expect, it } from 'vitest';
import { createArraySource } from '../../../../src/app/calendar/array-source.js';
import type { CalendarEventInput } from '../../../../src/app/calendar/event-input.js';
import type { EventOccurrence } from '../../../../src/domain/calendar/occurrence.js';
import type { EpochMs, LocalMs } from '../../../../src/domain/time/types.js';

const november = { from: Date.UTC(2026, 10, 1) as EpochMs, to: Date.UTC(2026, 11, 1) as EpochMs };

function seen(events: readonly CalendarEventInput[], timeZone = 'Europe/Zurich'): readonly EventOccurrence[] {
  let found: readonly EventOccurrence[] = [];
  createArraySource(events)
    .watchOccurrences({ ...november, timeZone })
    .subscribe({
      next: (value) => {
        found = value;
      },
      error: (error) => {
        throw error;
      },
    });
  return found;
}
const times = (found: readonly EventOccurrence[]) =>
  found.map(({ start, end }) => [new Date(start).toISOString(), new Date(end).toISOString()]);

describe('createArraySource', () => {
  it.each([
    [
      'a time without zone is of the zone shown',
      { start: '2026-11-18T14:00', end: '2026-11-18T15:00' },
      '13:00',
      '14:00',
    ],
    ['a time with an offset', { start: '2026-11-18T14:00+05:30', end: '2026-11-18T15:00+05:30' }, '08:30', '09:30'],
    ['UTC', { start: '2026-11-18T14:00:00.000Z', end: '2026-11-18T15:00:00Z' }, '14:00', '15:00'],
    ['milliseconds', { start: Date.UTC(2026, 10, 18, 14), end: Date.UTC(2026, 10, 18, 15) }, '14:00', '15:00'],
    ['a zone of its own', { start: '2026-11-18T14:00', timeZone: 'America/New_York' }, '19:00', '20:00'],
    ['no end lasts an hour', { start: '2026-11-18T14:00Z' }, '14:00', '15:00'],
    [
      'an end before the start is the start',
      { start: '2026-11-18T14:00Z', end: '2026-11-17T14:00Z' },
      '14:00',
      '14:00',
    ],
  ] as const)('%s', (_rule, input, from, to) => {
    expect(times(seen([{ id: '1', title: 'x', ...input }]))).toEqual([
      [`2026-11-18T${from}:00.000Z`, `2026-11-18T${to}:00.000Z`],
    ]);
  });

  it('a date alone is a whole day of the zone shown; its end is exclusive', () => {
    const found = seen([{ id: '1', title: 'x', start: '2026-11-18', end: '2026-11-20' }], 'Asia/Kolkata');
    expect(found[0]?.allDay).toBe(true);
    expect(times(found)).toEqual([['2026-11-17T18:30:00.000Z', '2026-11-19T18:30:00.000Z']]);
  });

  it('repeats by its rule, in its own zone over a change of clocks', () => {
    const found = seen([
      { id: '1', title: 'x', start: '2026-10-20T09:00', timeZone: 'America/New_York', rrule: 'FREQ=WEEKLY;COUNT=4' },
    ]);
    expect(times(found).map(([start]) => start)).toEqual(['2026-11-03T14:00:00.000Z', '2026-11-10T14:00:00.000Z']);
  });

  it('leaves out what has no readable start, and keeps the rest', () => {
    const bad = ['soon', '', '2026-02-30', '2026-11-18T25:00', Number.NaN, Number.POSITIVE_INFINITY];
    const events = bad.map((start, i) => ({ id: String(i), title: 'x', start }));
    expect(seen([...events, { id: 'good', title: 'y', start: '2026-11-18' }]).map(({ uid }) => uid)).toEqual(['good']);
  });

  it('finds a long event that began years ago', () => {
    expect(seen([{ id: '1', title: 'x', start: '2020-01-01', end: '2030-01-01' }])).toHaveLength(1);
  });

  it('tells its watchers when it keeps new times', () => {
    const source = createArraySource([{ id: '1', title: 'x', start: '2026-11-18T14:00Z', end: '2026-11-18T15:00Z' }]);
    const values: (readonly EventOccurrence[])[] = [];
    source
      .watchOccurrences({ ...november, timeZone: 'UTC' })
      .subscribe({ next: (value) => values.push(value), error: () => {} });
    const start = Date.UTC(2026, 10, 20, 9) as LocalMs;
    source.keep(values[0]![0]!, { start, end: (start + 60_000) as LocalMs, allDay: false, timeZone: 'Europe/Zurich' });
    expect(values[1]?.map((o) => new Date(o.start).toISOString())).toEqual(['2026-11-20T08:00:00.000Z']);
  });
});
