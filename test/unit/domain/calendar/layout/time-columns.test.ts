import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spansOf } from '../../../../../src/domain/calendar/layout/span.js';
import { layoutTimeGrid, MIN_MINUTES } from '../../../../../src/domain/calendar/layout/time-columns.js';
import { dayFromCivil } from '../../../../../src/domain/time/calendar-date.js';
import { allDay, timed, utc } from './build.js';

const day = dayFromCivil(2026, 11, 18);
const lay = (hours: readonly (readonly [number, number])[]) =>
  layoutTimeGrid(
    spansOf(
      hours.map(([from, to]) => timed(day, from, to)),
      utc,
    ),
    day,
    1,
  )[0]!.sort((a, b) => a.span.index - b.span.index);

describe('layoutTimeGrid', () => {
  it.each([
    [
      '[T1] touching events share a column',
      [
        [9, 10],
        [10, 11],
      ],
      [
        [0, 1, 1],
        [0, 1, 1],
      ],
    ],
    [
      '[T4] two that overlap stand side by side',
      [
        [10.5, 12],
        [11, 12.5],
      ],
      [
        [0, 1, 2],
        [1, 1, 2],
      ],
    ],
    [
      '[T4] a freed column is used again',
      [
        [9, 10],
        [9.25, 12],
        [10.5, 11],
      ],
      [
        [0, 1, 2],
        [1, 1, 2],
        [0, 1, 2],
      ],
    ],
    [
      '[T5] a box widens over free columns',
      [
        [9, 11],
        [9, 10],
        [9, 10],
        [10, 11],
      ],
      [
        [0, 1, 3],
        [1, 1, 3],
        [2, 1, 3],
        [1, 2, 3],
      ],
    ],
    [
      '[T2] short events overlap as drawn',
      [
        [9, 9.1],
        [9.2, 10],
      ],
      [
        [0, 1, 2],
        [1, 1, 2],
      ],
    ],
  ] as const)('%s', (_rule, hours, expected) => {
    expect(lay(hours).map((b) => [b.column, b.width, b.columns])).toEqual(expected);
  });

  it('[T2] an event without length is drawn as if it lasted some minutes, also just before midnight', () => {
    expect(lay([[9, 9]])[0]).toMatchObject({ from: 540, to: 540 + MIN_MINUTES });
    expect(lay([[23.9, 23.95]])[0]).toMatchObject({ from: 1440 - MIN_MINUTES, to: 1440 });
  });

  it('[T3] an event over midnight has a box on each day', () => {
    const grid = layoutTimeGrid(spansOf([timed(day, 22, 26)], utc), day, 2);
    expect(grid[0]).toMatchObject([{ from: 1320, to: 1440, before: false, after: true }]);
    expect(grid[1]).toMatchObject([{ from: 0, to: 120, before: true, after: false }]);
  });

  it('[L3] bars are left out', () => {
    expect(layoutTimeGrid(spansOf([allDay(day, 1)], utc), day, 1)).toEqual([[]]);
  });

  describe('[T6] where there is no room', () => {
    const grid = (hours: readonly (readonly [number, number])[], capacity: number) => {
      const events = hours.map(([from, to]) => timed(day, from, to));
      return layoutTimeGrid(spansOf(events, utc), day, 1, capacity)[0]!;
    };

    it('the last column says how many it stands for, once for each stretch of time', () => {
      const boxes = grid(
        [
          [9, 12],
          [9, 10],
          [9, 10],
          [9.5, 10],
          [11, 12],
          [11, 11.5],
        ],
        2,
      );
      expect(boxes.map((b) => [b.from / 60, b.to / 60, b.column, b.columns, b.count])).toEqual([
        [9, 12, 0, 2, 1],
        [9, 10, 1, 2, 3],
        [11, 12, 1, 2, 2],
      ]);
    });

    it('a single event is shown as itself', () => {
      const boxes = grid(
        [
          [9, 12],
          [9, 11],
          [9, 10],
          [11, 12],
        ],
        2,
      );
      expect(boxes.map((b) => [b.from / 60, b.column, b.count])).toEqual([
        [9, 0, 1],
        [9, 1, 2],
        [11, 1, 1],
      ]);
    });

    it('each event is in one box, none needs more room, none covers another', () => {
      const event = fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 30 }));
      fc.assert(
        fc.property(fc.array(event, { maxLength: 40 }), fc.integer({ min: 2, max: 6 }), (events, capacity) => {
          const boxes = grid(
            events.map(([start, length]) => [start / 4, Math.min(24, (start + length) / 4)]),
            capacity,
          );
          expect(boxes.reduce((sum, box) => sum + box.count, 0)).toBe(events.length);
          for (const a of boxes) {
            expect(a.column + a.width).toBeLessThanOrEqual(Math.min(a.columns, capacity));
            for (const b of boxes) {
              if (a === b || a.to <= b.from || b.to <= a.from) continue;
              expect(a.column + a.width <= b.column || b.column + b.width <= a.column).toBe(true);
            }
          }
        }),
      );
    });
  });

  it('[T4][T5] no two boxes cover the same place', () => {
    const event = fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const boxes = lay(events.map(([start, length]) => [start / 4, Math.min(24, (start + length) / 4)]));
        for (const a of boxes) {
          expect(a.column + a.width).toBeLessThanOrEqual(a.columns);
          for (const b of boxes) {
            if (a === b || a.to <= b.from || b.to <= a.from) continue;
            expect(a.columns).toBe(b.columns);
            expect(a.column + a.width <= b.column || b.column + b.width <= a.column).toBe(true);
          }
        }
      }),
    );
  });
});
