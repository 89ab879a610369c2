import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spansOf } from '../../../../../src/domain/calendar/layout/span.js';
import { layoutRows } from '../../../../../src/domain/calendar/layout/week-rows.js';
import { dayFromCivil } from '../../../../../src/domain/time/calendar-date.js';
import type { DayNumber } from '../../../../../src/domain/time/types.js';
import { allDay, timed, utc } from './build.js';

const monday = dayFromCivil(2026, 11, 16);
const week = { first: monday, rows: 1, columns: 7, capacity: 4 };
const lay = (events: ReturnType<typeof timed>[], options = {}) =>
  layoutRows(spansOf(events, utc), { ...week, ...options });
const brief = (row: ReturnType<typeof layoutRows>[number] | undefined) =>
  row?.segments.map((s) => [s.span.index, s.column, s.length, s.lane]);

describe('layoutRows', () => {
  it('[R1] bars stand above timed events, longer ones first', () => {
    const [row] = lay([timed(monday, 9, 10), allDay(monday, 1), allDay(monday, 3)]);
    expect(brief(row)).toEqual([
      [2, 0, 3, 0],
      [1, 0, 1, 1],
      [0, 0, 1, 2],
    ]);
  });

  it('[R2] a timed event over midnight stands on the day it starts', () => {
    expect(brief(lay([timed(monday, 22, 26)])[0])).toEqual([[0, 0, 1, 0]]);
  });

  it('[R3] a line freed under a bar is used again', () => {
    const [row] = lay([allDay(monday, 2), allDay(monday + 1, 2), allDay(monday + 2, 1), timed(monday + 3, 9, 10)]);
    expect(brief(row)).toEqual([
      [0, 0, 2, 0],
      [1, 1, 2, 1],
      [2, 2, 1, 0],
      [3, 3, 1, 0],
    ]);
  });

  it('[R4] what does not fit is counted on the last line', () => {
    const events = Array.from({ length: 6 }, (_, i) => timed(monday, 8 + i, 9 + i));
    const [row] = lay(events);
    expect(row?.segments).toHaveLength(3);
    expect(row?.hidden).toEqual([3, 0, 0, 0, 0, 0, 0]);
    expect(row?.lanes).toBe(4);
  });

  it('[R4] exactly as many as there are lines are all shown', () => {
    const [row] = lay(Array.from({ length: 4 }, (_, i) => timed(monday, 8 + i, 9 + i)));
    expect(row?.segments).toHaveLength(4);
    expect(row?.hidden[0]).toBe(0);
  });

  it('[R4] a bar on the last line is shown on the days that have room', () => {
    const events = [allDay(monday, 3), allDay(monday, 2), timed(monday, 9, 10)];
    const [row] = lay(events, { capacity: 2 });
    expect(brief(row)).toEqual([
      [0, 0, 3, 0],
      [1, 1, 1, 1],
    ]);
    expect(row?.segments[1]).toMatchObject({ before: true, after: false });
    expect(row?.hidden).toEqual([2, 0, 0, 0, 0, 0, 0]);
  });

  it('[R5] a bar over three weeks says where it goes on', () => {
    const rows = lay([allDay(monday + 5, 12)], { rows: 3 });
    expect(rows.map((row) => row.segments.map((s) => [s.column, s.length, s.before, s.after]))).toEqual([
      [[5, 2, false, true]],
      [[0, 7, true, true]],
      [[0, 3, true, false]],
    ]);
  });

  it('[R5] a bar that began before the first day shown says so', () => {
    const [row] = lay([allDay(monday - 3, 5)]);
    expect(row?.segments[0]).toMatchObject({ column: 0, length: 2, before: true, after: false });
  });

  it('[R6] what touches no shown day is left out', () => {
    const [row] = lay([timed(monday - 1, 9, 10), timed(monday + 7, 9, 10), allDay(monday - 2, 2)]);
    expect(row?.segments).toEqual([]);
  });

  it('[R3][R4] nothing overlaps and nothing is lost, whatever the events', () => {
    const event = fc.record({ day: fc.integer({ min: -5, max: 20 }), days: fc.integer({ min: 0, max: 9 }) });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), fc.integer({ min: 1, max: 6 }), (events, capacity) => {
        const list = events.map((e) => (e.days === 0 ? timed(monday + e.day, 9, 10) : allDay(monday + e.day, e.days)));
        const spans = spansOf(list, utc);
        layoutRows(spans, { ...week, rows: 2, capacity }).forEach((row, r) => {
          const cells = new Set<string>();
          const shown = new Array<number>(7).fill(0);
          for (const s of row.segments) {
            for (let c = s.column; c < s.column + s.length; c++) {
              const limit = row.hidden[c]! > 0 ? capacity - 1 : capacity;
              expect(s.lane).toBeLessThan(limit);
              expect(cells.has(`${c},${s.lane}`)).toBe(false);
              cells.add(`${c},${s.lane}`);
              shown[c]!++;
            }
          }
          for (let c = 0; c < 7; c++) {
            const day = (monday + r * 7 + c) as DayNumber;
            const all = spans.filter((s) => s.first <= day && (s.bar ? s.last : s.first) >= day).length;
            expect(shown[c]! + row.hidden[c]!).toBe(all);
          }
        });
      }),
    );
  });
});
