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

describe('a question that is patient', () => {
  it('is asked after a change once the answers are there that others wait for, and once for many changes', async () => {
    const changes = createChangeSource<void>();
    const asked: string[] = [];
    const answers: (() => void)[] = [];
    const question = (name: string, answer: () => Promise<void>) => () => {
      asked.push(name);
      return answer();
    };
    const none = { next() {}, error() {} };
    const sign = watchQuery(changes, question('sign', Promise.resolve.bind(Promise)), () => true, { isPatient: true });
    const view = watchQuery(
      changes,
      question('view', () => new Promise<void>((done) => answers.push(done))),
      () => true,
    );
    const stops = [sign, view].map((watchable) => watchable.subscribe(none));
    await settled();
    expect(asked).toEqual(['sign', 'view']); // at first everything is asked at once
    answers.pop()?.();
    await settled();

    changes.emit();
    changes.emit();
    await settled();
    expect(asked.slice(2)).toEqual(['view']);
    answers.pop()?.();
    await settled();
    expect(asked.slice(2)).toEqual(['view', 'view', 'sign']); // the view once more, as it had been asked already
    answers.pop()?.();
    for (const stop of stops) stop.unsubscribe();
  });

  it('is asked although what others waited for has failed', async () => {
    const changes = createChangeSource<void>();
    let signs = 0;
    const errors: unknown[] = [];
    const observer = { next() {}, error: (error: unknown) => void errors.push(error) };
    const stops = [
      watchQuery(
        changes,
        async () => void signs++,
        () => true,
        { isPatient: true },
      ),
      watchQuery(
        changes,
        () => Promise.reject(new Error('closed')),
        () => true,
      ),
    ].map((watchable) => watchable.subscribe(observer));
    await settled();
    changes.emit();
    await settled();
    expect([signs, errors.length]).toEqual([2, 2]);
    for (const stop of stops) stop.unsubscribe();
  });
});
