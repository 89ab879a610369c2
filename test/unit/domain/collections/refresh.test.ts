import { describe, expect, it } from 'vitest';
import { nextRefresh, publishedInterval, refreshInterval } from '../../../../src/domain/collections/refresh.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';

const address = (minutes: number) => ({ kind: 'subscription', url: 'https://example.com/', minutes }) as const;

describe('[SU2] time between two looks', () => {
  it.each([
    [['REFRESH-INTERVAL;VALUE=DURATION:PT12H'], 720],
    [['X-PUBLISHED-TTL:P1D'], 1440],
    [['X-PUBLISHED-TTL:PT5M', 'REFRESH-INTERVAL;VALUE=DURATION:PT2H'], 120],
    [['REFRESH-INTERVAL;VALUE=DURATION:PT1M'], 15],
    [['X-PUBLISHED-TTL:P500D'], 10_080],
    [['X-PUBLISHED-TTL:soon'], undefined],
    [['X-PUBLISHED-TTL:PT0S'], undefined],
    [['REFRESH-INTERVAL:-PT1H'], undefined],
    [[], undefined],
  ])('%j asks for %s minutes', (lines, minutes) => {
    expect(publishedInterval(lines)).toBe(minutes);
  });

  it('is the person’s choice, else the calendar’s, else an hour', () => {
    expect(refreshInterval(address(30), { published: 720 })).toBe(30);
    expect(refreshInterval(address(0), { published: 720 })).toBe(720);
    expect(refreshInterval(address(0))).toBe(60);
    expect(refreshInterval(address(1))).toBe(15);
    expect(refreshInterval(address(1e9))).toBe(10_080);
  });

  it('has passed at once for what was never looked at, and when the clock went back', () => {
    const now = 1_000_000_000 as EpochMs;
    expect(nextRefresh(address(0), undefined, now)).toBe(now);
    expect(nextRefresh(address(0), { checkedAt: now + 1 }, now)).toBe(now);
    expect(nextRefresh(address(60), { checkedAt: now - 1000 }, now)).toBe(now - 1000 + 3_600_000);
  });
});
