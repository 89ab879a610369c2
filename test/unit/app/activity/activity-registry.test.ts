import { describe, expect, it } from 'vitest';
import { createActivityRegistry, MAX_ACTS, MAX_FAILED } from '../../../../src/app/activity/activity-registry.js';
import { AppError } from '../../../../src/domain/errors.js';
import type { Progress } from '../../../../src/domain/items/import.js';

const cancelled = () => new AppError('cancelled', 'stopped');

/** Work that ends when it is told to, or stopped. */
function openWork() {
  let resolve: (value: string) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<string>((done, fail) => {
    resolve = done;
    reject = fail;
  });
  let report: (progress: Progress) => void = () => {};
  return {
    resolve,
    reject,
    report: (progress: Progress) => report(progress),
    work: ({ signal, onProgress }: { readonly signal: AbortSignal; onProgress(progress: Progress): void }) => {
      report = onProgress;
      signal.addEventListener('abort', () => reject(cancelled()));
      if (signal.aborted) reject(cancelled());
      return promise;
    },
  };
}

const backup = { kind: 'backup', name: '' } as const;

describe('[AC1] the registry of work', () => {
  it('[AC1] shows work while it runs, with how far it is, and gives its answer', async () => {
    const registry = createActivityRegistry(() => 1);
    const told: number[] = [];
    registry.subscribe(() => told.push(registry.state().running.length));
    const seen: Progress[] = [];
    const { work, resolve, report } = openWork();
    const answer = registry.follow(backup, { onProgress: (progress) => seen.push(progress) }, work);
    report({ done: 3, fraction: 0.3 });
    expect(registry.state().running).toMatchObject([
      { kind: 'backup', progress: { done: 3, fraction: 0.3 }, canStop: true, canHold: false },
    ]);
    resolve('file');
    expect(await answer).toBe('file');
    expect(seen).toEqual([{ done: 3, fraction: 0.3 }]);
    expect([registry.state().running, told.at(-1)]).toEqual([[], 0]);
  });

  it('[AC1] ends it from here and from where it was begun alike, and does not call that a failure', async () => {
    const registry = createActivityRegistry();
    const here = openWork();
    const first = registry.follow(backup, { again: () => () => {} }, here.work);
    registry.stop(registry.state().running[0]!.id);
    expect(registry.state().running).toMatchObject([{ isStopping: true }]);
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    const abort = new AbortController();
    const there = openWork();
    const second = registry.follow(backup, { signal: abort.signal, again: () => () => {} }, there.work);
    abort.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    await expect(registry.follow(backup, { signal: abort.signal }, openWork().work)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(registry.state()).toEqual({ running: [], failed: [], acts: [] });
  });

  it('[AC1] leaves work alone that cannot be ended', async () => {
    const registry = createActivityRegistry();
    const { work, resolve } = openWork();
    const answer = registry.follow({ ...backup, isFirm: true }, {}, work);
    const { id, canStop } = registry.state().running[0]!;
    registry.stop(id);
    expect([canStop, registry.state().running[0]?.isStopping]).toEqual([false, false]);
    resolve('done');
    expect(await answer).toBe('done');
  });

  it('[AC1] holds what can be held, and lets it go on', async () => {
    const registry = createActivityRegistry();
    const held: boolean[] = [];
    const { work, resolve } = openWork();
    const about = { kind: 'mail-import', name: 'a.mbox', hold: (on: boolean) => void held.push(on) } as const;
    const answer = registry.follow(about, {}, work);
    const { id } = registry.state().running[0]!;
    registry.hold(id, true);
    expect(registry.state().running).toMatchObject([{ canHold: true, isHeld: true }]);
    registry.hold(id, false);
    expect([held, registry.state().running[0]?.isHeld]).toEqual([[true, false], false]);
    resolve('');
    await answer;
  });
});

describe('[AC4] what has failed', () => {
  const failing = () => Promise.reject(new AppError('store/quota', 'full'));

  it('[AC4] stays with its reason where nobody looked, and is done again once', async () => {
    const registry = createActivityRegistry(() => 7);
    const again: string[] = [];
    const options = { again: () => () => void again.push('again') };
    await expect(registry.follow(backup, options, failing)).rejects.toMatchObject({ code: 'store/quota' });
    const [failed] = registry.state().failed;
    expect(failed).toMatchObject({ kind: 'backup', time: 7, error: { code: 'store/quota' } });
    registry.tryAgain(failed!.id);
    registry.tryAgain(failed!.id);
    expect([again, registry.state().failed]).toEqual([['again'], []]);
  });

  it('[AC4] is not told twice where a dialog shows it, and can be put away', async () => {
    const registry = createActivityRegistry();
    await registry.follow(backup, {}, failing).catch(() => {});
    await registry.follow(backup, { again: () => undefined }, failing).catch(() => {});
    expect(registry.state().failed).toEqual([]);
    await registry.follow(backup, { again: () => () => {} }, failing).catch(() => {});
    registry.dismiss(registry.state().failed[0]!.id);
    expect(registry.state().failed).toEqual([]);
  });

  it('[AC4] is bounded: the oldest goes first', async () => {
    const registry = createActivityRegistry();
    for (let count = 0; count <= MAX_FAILED; count += 1)
      await registry
        .follow({ kind: 'mail-import', name: `${count}.mbox` }, { again: () => () => {} }, failing)
        .catch(() => {});
    const { failed } = registry.state();
    expect([failed.length, failed[0]?.name, failed.at(-1)?.name]).toEqual([MAX_FAILED, '1.mbox', `${MAX_FAILED}.mbox`]);
  });
});

describe('[AC5] what can be taken back', () => {
  it('[AC5] remembers the last ones, the newest first, until they were taken back', () => {
    const registry = createActivityRegistry(() => 5);
    const undos = Array.from({ length: MAX_ACTS + 1 }, () => async () => {});
    for (const [index, undo] of undos.entries()) registry.noteAct(`act ${index}`, undo);
    const { acts } = registry.state();
    expect([acts.length, acts[0]?.message, acts.at(-1)?.message]).toEqual([MAX_ACTS, `act ${MAX_ACTS}`, 'act 1']);
    expect(registry.undoOf(acts[0]!.id)).toBe(undos.at(-1));
    registry.undone(undos.at(-1)!);
    expect(registry.undoOf(acts[0]!.id)).toBeUndefined();
    expect(registry.state().acts[0]?.message).toBe(`act ${MAX_ACTS - 1}`);
  });
});
