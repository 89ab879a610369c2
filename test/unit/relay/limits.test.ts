import { describe, expect, it } from 'vitest';
import { createLimits } from '../../../relay/limits.js';
import { Refused } from '../../../relay/logs/refused.js';
import { createMemoryStore } from '../../../relay/store/memory-store.js';
import { createBucket } from '../../../relay/token-bucket.js';

describe('limits', () => {
  it('let a burst through, then so much per second, and say when to come again', () => {
    const clock = { now: 0 };
    const take = createBucket({ perSecond: 2, burst: 3 }, () => clock.now);
    expect([take(), take(), take(), take()]).toEqual([0, 0, 0, 500]);
    clock.now = 499;
    expect(take()).toBeGreaterThan(0);
    clock.now = 500;
    expect(take()).toBe(0);
    clock.now = 1_000_000;
    expect([take(3), take()]).toEqual([0, 500]);
  });

  it('let through what is larger than a whole burst when nothing else was', () => {
    const clock = { now: 0 };
    const take = createBucket({ perSecond: 1, burst: 2 }, () => clock.now);
    expect(take(5)).toBe(0);
    expect(take(5)).toBeGreaterThan(0);
  });

  it('are not widened by a clock that is set back', () => {
    const clock = { now: 10_000 };
    const take = createBucket({ perSecond: 1, burst: 1 }, () => clock.now);
    expect(take()).toBe(0);
    clock.now = 0;
    expect(take()).toBeGreaterThan(0);
  });

  it('count for each one alone', () => {
    const limits = createLimits({ store: createMemoryStore(), now: () => 0, quota: 1 });
    for (let i = 0; i < 20; i++) limits.take('membership', 'ann');
    expect(() => limits.take('membership', 'ann')).toThrow(Refused);
    limits.take('membership', 'bob');
  });

  it('give an account its room and no more', async () => {
    const limits = createLimits({ store: createMemoryStore(), now: () => 0, quota: 100 });
    await limits.checkRoom('ann', 60);
    await expect(limits.checkRoom('ann', 41)).rejects.toMatchObject({ code: 'QUOTA' });
    await limits.checkRoom('ann', 40);
    await limits.checkRoom('bob', 100);
  });
});
