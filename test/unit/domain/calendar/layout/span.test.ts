import { describe, expect, it } from 'vitest';
import { spanOf } from '../../../../../src/domain/calendar/layout/span.js';
import { dayFromCivil } from '../../../../../src/domain/time/calendar-date.js';
import { type EpochMs, type LocalMs, MS_PER_DAY, MS_PER_HOUR } from '../../../../../src/domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../../../../src/domain/time/zone.js';
import { allDay, timed, utc } from './build.js';

const day = dayFromCivil(2026, 11, 16);

describe('spanOf', () => {
  it('[L1] an event that ends at midnight does not touch the next day', () => {
    expect(spanOf(timed(day, 22, 24), 0, utc)).toMatchObject({ first: day, last: day, endMinute: 1440, bar: false });
    expect(spanOf(timed(day, 22, 25), 0, utc)).toMatchObject({ first: day, last: day + 1, endMinute: 60 });
  });

  it('[L1] an event without length stands on its day', () => {
    expect(spanOf(timed(day, 0, 0), 0, utc)).toMatchObject({ first: day, last: day, startMinute: 0, endMinute: 0 });
  });

  it.each(['Africa/Cairo', 'Asia/Beirut', 'America/Sao_Paulo', 'Pacific/Auckland'])(
    '[L2] all-day events cover their dates in %s, all year',
    (zone) => {
      for (let first = dayFromCivil(2017, 1, 1); first < dayFromCivil(2019, 1, 1); first++) {
        const at = (d: number) => localToEpoch(zone, (d * MS_PER_DAY) as LocalMs);
        const span = spanOf({ start: at(first), end: at(first + 2), allDay: true }, 0, (t) => epochToLocal(zone, t));
        expect([span.first, span.last]).toEqual([first, first + 1]);
      }
    },
  );

  it('[L3] 24 hours and more are a bar', () => {
    expect(spanOf(timed(day, 9, 33), 0, utc).bar).toBe(true);
    expect(spanOf(timed(day, 9, 32), 0, utc).bar).toBe(false);
    expect(spanOf(allDay(day, 1), 0, utc).bar).toBe(true);
  });

  it('[L4] an event over the hour that comes twice does not end before it starts', () => {
    // Zurich, 2026-10-25: 02:40 summer time to 02:10 winter time.
    const sunday = dayFromCivil(2026, 10, 25);
    const start = localToEpoch('Europe/Zurich', (sunday * MS_PER_DAY + 2 * MS_PER_HOUR + 2_400_000) as LocalMs);
    const span = spanOf({ start, end: (start + 1_800_000) as EpochMs, allDay: false }, 0, (t) =>
      epochToLocal('Europe/Zurich', t),
    );
    expect(span).toMatchObject({ first: sunday, last: sunday, startMinute: 160, endMinute: 160 });
  });
});
