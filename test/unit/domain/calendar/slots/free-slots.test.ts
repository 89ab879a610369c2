import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joined, readAvailabilities, without } from '../../../../../src/domain/calendar/slots/available-times.js';
import {
  bookableWindow,
  freeSlots,
  MAX_SLOTS,
  type SlotQuestion,
} from '../../../../../src/domain/calendar/slots/free-slots.js';
import { newSlotFields, type SlotFields } from '../../../../../src/domain/calendar/slots/slot-fields.js';
import { createSlotText } from '../../../../../src/domain/calendar/slots/slot-lines.js';
import type { EpochMs } from '../../../../../src/domain/time/types.js';
import { epochToLocal } from '../../../../../src/domain/time/zone.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const at = (text: string) => Date.parse(`${text}Z`);

/** Mondays from nine to twelve in Zurich, an hour each, from now on. */
const mondays: SlotFields = {
  ...newSlotFields('Europe/Zurich'),
  title: 'Office hours',
  weekly: [{ days: [1], start: 540, end: 720 }],
  length: 60,
  notice: 0,
  horizon: 365,
};

function free(fields: SlotFields, more: Partial<SlotQuestion> & Pick<SlotQuestion, 'window'>): string[] {
  const text = createSlotText(fields, { uid: 'u', now: 0 as EpochMs });
  const open = readAvailabilities(text, more.window, fields.timeZone)[0]!.available;
  const slots = freeSlots({ fields, open, busy: [], booked: [], now: more.window.start, ...more });
  return slots.map(({ start }) => new Date(start).toISOString().slice(0, 16));
}

const monday = { start: at('2026-11-16T00:00'), end: at('2026-11-17T00:00') };

describe('free slots', () => {
  it('[BS3] lie end to end, on the clock of the schedule, before and after clocks change', () => {
    expect(free(mondays, { window: monday })).toEqual(['2026-11-16T08:00', '2026-11-16T09:00', '2026-11-16T10:00']);
    const summer = { start: at('2026-10-19T00:00'), end: at('2026-10-27T00:00') };
    expect(free(mondays, { window: summer }).filter((_, index) => index % 3 === 0)).toEqual([
      '2026-10-19T07:00',
      '2026-10-26T08:00',
    ]);
    const spring = { start: at('2026-03-23T00:00'), end: at('2026-03-31T00:00') };
    expect(free(mondays, { window: spring }).filter((_, index) => index % 3 === 0)).toEqual([
      '2026-03-23T08:00',
      '2026-03-30T07:00',
    ]);
    const touching = {
      ...mondays,
      weekly: [
        { days: [1], start: 540, end: 570 },
        { days: [1], start: 570, end: 620 },
      ],
    };
    expect(free(touching, { window: monday })).toEqual(['2026-11-16T08:00']);
  });

  it('[BS3] take single dates beside the weeks', () => {
    const fields = { ...mondays, dates: [{ date: '2026-11-18', start: 1380, end: 1440 }] };
    expect(free(fields, { window: { start: monday.start, end: monday.end + 3 * DAY } })).toHaveLength(4);
    expect(free({ ...fields, weekly: [] }, { window: { start: monday.start, end: monday.end + 3 * DAY } })).toEqual([
      '2026-11-18T22:00',
    ]);
  });

  it('[BS4] keep clear of what else there is, with time before and after', () => {
    const busy = [{ start: at('2026-11-16T09:00'), end: at('2026-11-16T09:15') }];
    expect(free(mondays, { window: monday, busy })).toEqual(['2026-11-16T08:00', '2026-11-16T10:00']);
    expect(free({ ...mondays, bufferBefore: 46 }, { window: monday, busy })).toEqual(['2026-11-16T08:00']);
    expect(free({ ...mondays, bufferAfter: 1 }, { window: monday, busy })).toEqual(['2026-11-16T10:00']);
    expect(free(mondays, { window: monday, busy: [monday] })).toEqual([]);
  });

  it('[BS5] begin after the notice and end within the days that can be booked', () => {
    const now = at('2026-11-16T08:01');
    expect(free(mondays, { window: monday, now })).toEqual(['2026-11-16T09:00', '2026-11-16T10:00']);
    expect(free({ ...mondays, notice: 119 }, { window: monday, now })).toEqual(['2026-11-16T10:00']);
    const later = { start: monday.start + 7 * DAY, end: monday.end + 7 * DAY };
    expect(free({ ...mondays, horizon: 6 }, { window: later, now })).toEqual([]);
    expect(free({ ...mondays, horizon: 7 }, { window: later, now })).toHaveLength(3);
  });

  it('[BS6] end with the bookings of a day', () => {
    const booked = [at('2026-11-16T08:00')];
    expect(free({ ...mondays, perDay: 2 }, { window: monday, booked })).toHaveLength(3);
    expect(free({ ...mondays, perDay: 1 }, { window: monday, booked })).toEqual([]);
    expect(free({ ...mondays, perDay: 1 }, { window: monday, booked: [booked[0]! - DAY] })).toHaveLength(3);
  });

  it('[BS7] are limited', () => {
    const all = { ...mondays, weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], start: 0, end: 1440 }], length: 5 };
    const year = { start: monday.start, end: monday.start + 300 * DAY };
    expect(free(all, { window: year })).toHaveLength(MAX_SLOTS);
    const open = [year];
    expect(freeSlots({ fields: { ...all, length: 0 }, open, busy: [], booked: [], now: 0, window: year })).toEqual([]);
  });
});

const zones = ['Europe/Zurich', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'];
const fieldsOf = fc.record({
  timeZone: fc.constantFrom(...zones),
  weekly: fc.array(
    fc
      .tuple(
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        fc.nat(1380),
        fc.integer({ min: 1, max: 600 }),
      )
      .map(([days, start, long]) => ({ days: days.sort(), start, end: Math.min(1440, start + long) })),
    { minLength: 1, maxLength: 4 },
  ),
  length: fc.integer({ min: 5, max: 180 }),
  bufferBefore: fc.nat(60),
  bufferAfter: fc.nat(60),
  notice: fc.nat(3000),
  horizon: fc.integer({ min: 1, max: 20 }),
});
/** Around both changes of clocks. */
const starts = fc.constantFrom('2026-03-25', '2026-10-22', '2026-10-30', '2026-04-02').map((day) => at(`${day}T00:00`));
const busyOf = fc.array(fc.tuple(fc.nat(21 * 1440), fc.integer({ min: 1, max: 2000 })), { maxLength: 30 });

describe('free slots, whatever the schedule', () => {
  it('[BS3] [BS4] [BS5] overlap nothing, keep buffers, notice and hours, and leave none out', () => {
    fc.assert(
      fc.property(fieldsOf, starts, busyOf, fc.nat(1440), (some, start, gaps, minute) => {
        const fields: SlotFields = { ...mondays, ...some };
        const busy = gaps.map(([from, long]) => ({
          start: start + from * MINUTE,
          end: start + (from + long) * MINUTE,
        }));
        const window = { start, end: start + 21 * DAY };
        const now = start + minute * MINUTE;
        const text = createSlotText(fields, { uid: 'u', now: 0 as EpochMs });
        const open = readAvailabilities(text, { start: start - DAY, end: window.end + DAY }, fields.timeZone)[0]!
          .available;
        const question = { fields, open, busy, booked: [], now, window };
        const slots = freeSlots(question);
        const bounds = bookableWindow(question);
        const isFree = (from: number, to: number) =>
          from >= bounds.start &&
          to <= bounds.end &&
          !busy.some(
            (one) => one.start < to + fields.bufferAfter * MINUTE && from - fields.bufferBefore * MINUTE < one.end,
          );
        for (const slot of slots) {
          expect(slot.end - slot.start).toBe(fields.length * MINUTE);
          expect(isFree(slot.start, slot.end)).toBe(true);
          expect(open.some((hours) => hours.start <= slot.start && slot.end <= hours.end)).toBe(true);
        }
        // The same by trying every place of the grid.
        const all = open.flatMap(({ start: from, end }) =>
          Array.from(
            { length: Math.floor((end - from) / (fields.length * MINUTE)) },
            (_, at_) => from + at_ * fields.length * MINUTE,
          ),
        );
        expect(slots.map((slot) => slot.start)).toEqual(
          all.filter((from) => isFree(from, from + fields.length * MINUTE)),
        );
      }),
    );
  });

  it('[BS3] open at the hours the person wrote, on the schedule’s clock, also after clocks changed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), starts, fc.integer({ min: 300, max: 1300 }), (timeZone, start, minute) => {
        const fields = {
          ...mondays,
          timeZone,
          weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], start: minute, end: minute + 60 }],
        };
        const text = createSlotText(fields, { uid: 'u', now: 0 as EpochMs });
        const [found] = readAvailabilities(text, { start, end: start + 14 * DAY }, timeZone);
        const whole = found!.available.filter((one) => one.start > start && one.end < start + 14 * DAY);
        expect(whole.length).toBeGreaterThan(11);
        for (const one of whole) {
          expect((epochToLocal(timeZone, one.start as EpochMs) % DAY) / MINUTE).toBe(minute);
          expect(one.end - one.start).toBe(HOUR);
        }
      }),
    );
  });

  it('[BS10] and what is not free are all of the time', () => {
    const intervals = fc.array(fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 30 })));
    fc.assert(
      fc.property(intervals, (list) => {
        const taken = joined(list.map(([start, long]) => ({ start, end: start + long })));
        const whole = { start: 10, end: 90 };
        const rest = without(whole, taken);
        for (let t = 10; t < 90; t += 1) {
          const isTaken = taken.some((one) => one.start <= t && t < one.end);
          expect(rest.some((one) => one.start <= t && t < one.end)).toBe(!isTaken);
        }
      }),
    );
  });
});
