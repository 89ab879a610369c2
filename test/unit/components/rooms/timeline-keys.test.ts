import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeAfter, type TimelinePlace } from '../../../../src/components/rooms/timeline-keys.js';
import type { Scale } from '../../../../src/components/rooms/timeline-scale.js';
import { dayOf, timeOfDay } from '../../../../src/domain/time/calendar-date.js';
import { type DayNumber, type EpochMs, MS_PER_DAY, MS_PER_HOUR } from '../../../../src/domain/time/types.js';
import { epochToLocal } from '../../../../src/domain/time/zone.js';

const MONDAY = (Date.UTC(2026, 10, 16) / MS_PER_DAY) as DayNumber;
const utc = (day: number, hour: number) => Date.UTC(2026, 10, day, 0, hour * 60);
const scale = (more: Partial<Scale> = {}): Scale => ({
  ...{ first: MONDAY, days: 7, from: 8, to: 19, timeZone: 'UTC' },
  ...more,
});
const rows = { rows: 20, page: 6, isRtl: false };
const press = (
  key: string,
  place: TimelinePlace,
  more: Partial<typeof rows & { ctrlKey: boolean }> = {},
  of = scale(),
) => placeAfter({ key, ctrlKey: more.ctrlKey ?? false }, place, { ...rows, ...more }, of);

describe('keys in a timeline of rooms', () => {
  it('go on by half an hour, in the direction of what is read', () => {
    const nine = { row: 3, start: utc(17, 9) };
    expect(press('ArrowRight', nine)).toEqual({ row: 3, start: utc(17, 9.5) });
    expect(press('ArrowLeft', nine)).toEqual({ row: 3, start: utc(17, 8.5) });
    expect(press('ArrowRight', nine, { isRtl: true })).toEqual({ row: 3, start: utc(17, 8.5) });
  });

  it('pass over the hours that are not shown, and stay at the edges of the week', () => {
    expect(press('ArrowRight', { row: 0, start: utc(17, 18.5) })).toEqual({ row: 0, start: utc(18, 8) });
    expect(press('ArrowLeft', { row: 0, start: utc(18, 8) })).toEqual({ row: 0, start: utc(17, 18.5) });
    expect(press('ArrowLeft', { row: 0, start: utc(16, 8) })).toEqual({ row: 0, start: utc(16, 8) });
    expect(press('ArrowRight', { row: 0, start: utc(22, 18.5) })).toEqual({ row: 0, start: utc(22, 18.5) });
  });

  it('go by room, by what is in sight, and to the first and the last', () => {
    const place = { row: 3, start: utc(17, 9) };
    expect(press('ArrowDown', place)?.row).toBe(4);
    expect(press('ArrowUp', { ...place, row: 0 })?.row).toBe(0);
    expect(press('PageDown', place)?.row).toBe(9);
    expect(press('PageDown', { ...place, row: 17 })?.row).toBe(19);
    expect(press('PageUp', place)?.row).toBe(0);
    expect(press('Home', place)).toEqual({ row: 3, start: utc(16, 8) });
    expect(press('End', place)).toEqual({ row: 3, start: utc(22, 18.5) });
    expect(press('Home', place, { ctrlKey: true })).toEqual({ row: 0, start: utc(16, 8) });
    expect(press('End', place, { ctrlKey: true })).toEqual({ row: 19, start: utc(22, 18.5) });
    expect(press('x', place)).toBeUndefined();
  });

  it('never leave what is shown, in whatever zone, and reach all of it', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Zurich', 'America/New_York', 'Asia/Kolkata');
    const hours = fc.constantFrom([8, 19], [0, 24], [0, 19], [6, 24]) as fc.Arbitrary<[number, number]>;
    fc.assert(
      fc.property(zone, hours, fc.constantFrom(1, 7), (timeZone, [from, to], days) => {
        // The week in which clocks go back in the United States.
        const of = scale({ first: (MONDAY - 15) as DayNumber, days, from, to, timeZone });
        let place = press('Home', { row: 0, start: 0 }, {}, of)!;
        const end = press('End', place, {}, of)!;
        const seen = new Set<number>();
        for (let n = 0; n < 400 && place.start < end.start; n += 1) {
          place = press('ArrowRight', place, {}, of)!;
          const local = epochToLocal(timeZone, place.start as EpochMs);
          expect(timeOfDay(local)).toBeGreaterThanOrEqual(from * MS_PER_HOUR);
          expect(timeOfDay(local)).toBeLessThan(to * MS_PER_HOUR);
          seen.add(dayOf(local));
        }
        expect(place).toEqual(end);
        expect(seen.size).toBe(days);
      }),
    );
  });
});
