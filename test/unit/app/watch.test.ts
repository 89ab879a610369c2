import { describe, expect, it } from 'vitest';
import { askedTogether, createChangeSource, watchQuery } from '../../../src/app/watch.js';

const settled = () => new Promise((resolve) => setTimeout(resolve));

function asked() {
  let value = 'first';
  let count = 0;
  const query = askedTogether(async () => {
    count += 1;
    return value;
  });
  return {
    query,
    count: () => count,
    become(next: string) {
      value = next;
    },
  };
}

describe('a question that many views ask', () => {
  it('is asked once for all who ask in one turn, and anew after it', async () => {
    const { query, count, become } = asked();
    expect(await Promise.all([query(), query(), query()])).toEqual(['first', 'first', 'first']);
    expect(count()).toBe(1);
    become('second');
    expect(await query()).toBe('second');
    expect(count()).toBe(2);
  });

  it('is asked once for each change, however many watch; each has every answer', async () => {
    const { query, count, become } = asked();
    const changes = createChangeSource<void>();
    const seen: string[][] = [[], [], []];
    const stops = seen.map((values) =>
      watchQuery(changes, query, () => true).subscribe({
        next: (value) => void values.push(value),
        error() {},
      }),
    );
    await settled();
    become('second');
    changes.emit();
    changes.emit(); // comes while the answer is under way: one more question, not one for each who watches
    await settled();
    expect(seen).toEqual([0, 1, 2].map(() => ['first', 'second', 'second']));
    expect(count()).toBe(3);
    for (const stop of stops) stop.unsubscribe();
  });

  it('fails for all who asked, and is asked again', async () => {
    let isBroken = true;
    const query = askedTogether(async () => {
      if (isBroken) throw new Error('closed');
      return 'open';
    });
    expect((await Promise.allSettled([query(), query()])).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    isBroken = false;
    expect(await query()).toBe('open');
  });
});
