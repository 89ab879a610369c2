import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isSnoozeTime,
  MAX_SNOOZE_MS,
  snoozeChoices,
  snoozedUntil,
  snoozeKeywordNames,
  snoozeKeywords,
} from '../../../../src/domain/mail/snooze.js';
import type { EpochMs, LocalMs } from '../../../../src/domain/time/types.js';

const QUARTER = 15 * 60_000;
const local = (text: string) => Date.parse(`${text}Z`) as LocalMs;
const offered = (now: string) =>
  snoozeChoices(local(now)).map(({ id, at }) => [id, new Date(at).toISOString().slice(0, 16)]);

describe('the time of mail that is put off', () => {
  it('[MZ1] is in few different keywords, and read back from them to the quarter of an hour', () => {
    expect(snoozeKeywordNames).toHaveLength(21);
    const times = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2054, 0, 1) });
    fc.assert(
      fc.property(times, fc.array(fc.constantFrom('$seen', '$flagged', 'blue')), (until, others) => {
        const keywords = snoozeKeywords(until);
        expect(keywords.every((keyword) => snoozeKeywordNames.includes(keyword))).toBe(true);
        expect(snoozedUntil([...others, ...keywords])).toBe(Math.ceil(until / QUARTER) * QUARTER);
      }),
    );
  });

  it('[MZ1] is in no other keywords', () => {
    expect(snoozedUntil(['$seen', '$ik-snooze-3'])).toBeUndefined();
    expect(snoozedUntil(['$ik-snoozed', '$ik-snooze-99', '$ik-snooze-x'])).toBe(Date.UTC(2025, 0, 1));
  });

  it('[MZ2] is one of those that make sense at the moment', () => {
    // A Wednesday morning.
    expect(offered('2026-11-25T09:20')).toEqual([
      ['later', '2026-11-25T13:00'],
      ['evening', '2026-11-25T18:00'],
      ['tomorrow', '2026-11-26T08:00'],
      ['weekend', '2026-11-28T08:00'],
      ['next-week', '2026-11-30T08:00'],
    ]);
    expect(offered('2026-11-25T16:00').map(([id]) => id)).toEqual(['evening', 'tomorrow', 'weekend', 'next-week']);
    // Friday: tomorrow is the weekend. Sunday: tomorrow is next week.
    expect(offered('2026-11-27T20:00').map(([id]) => id)).toEqual(['tomorrow', 'next-week']);
    expect(offered('2026-11-29T20:00')).toEqual([
      ['tomorrow', '2026-11-30T08:00'],
      ['weekend', '2026-12-05T08:00'],
    ]);
  });

  it('[MZ2] is never past, never twice the same, and in order', () => {
    const moments = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
    fc.assert(
      fc.property(moments, (now) => {
        const times = snoozeChoices(now as LocalMs).map(({ at }) => at as number);
        expect(times.every((at) => at > now)).toBe(true);
        expect([...new Set(times)].sort((a, b) => a - b)).toEqual(times);
      }),
    );
    const now = Date.UTC(2026, 0, 1) as EpochMs;
    expect([now, now + 1, now + MAX_SNOOZE_MS, now + MAX_SNOOZE_MS + 1].map((at) => isSnoozeTime(at, now))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
