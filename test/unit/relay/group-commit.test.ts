import { describe, expect, it } from 'vitest';
import { createGroupCommit } from '../../../relay/store/group-commit.js';
import { createMemoryStore } from '../../../relay/store/memory-store.js';
import { type Append, StoreWriteError } from '../../../relay/store/store.js';
import { createDrafts, id16 } from '../../support/relay-store-suite.js';

const A = id16('a');
const D = id16('d');
const receipts = async (done: readonly Append[]) => done.map(({ record }) => record.seq);

describe('group commit', () => {
  it('writes what came together at once, in groups no larger than they may be', async () => {
    const store = createMemoryStore();
    const groups: number[] = [];
    const append = (appends: readonly Append[]) => {
      groups.push(appends.length);
      return store.append(appends);
    };
    const commit = createGroupCommit({ receipts, store: { append }, size: 4 });
    const draft = createDrafts();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => commit.append(draft(A, D))));
    expect(outcomes).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(groups).toEqual([4, 4, 2]);
    expect(commit.waiting).toBe(0);
  });

  it('answers each with its own outcome', async () => {
    const commit = createGroupCommit({ receipts, store: createMemoryStore() });
    const draft = createDrafts();
    const one = draft(A, D);
    expect(await Promise.all([commit.append(one), commit.append(one), commit.append(draft(A, D))])).toEqual([
      1,
      'moved',
      2,
    ]);
  });

  it('fails the whole group when the disk is full, and what stood on it finds the head elsewhere', async () => {
    const store = createMemoryStore();
    let isFull = true;
    const append = (appends: readonly Append[]) =>
      isFull ? Promise.reject(new StoreWriteError('database or disk is full')) : store.append(appends);
    const commit = createGroupCommit({ receipts, store: { append }, size: 2 });
    const draft = createDrafts();
    const results = Promise.allSettled([draft(A, D), draft(A, D), draft(A, D)].map((one) => commit.append(one)));
    setTimeout(() => {
      isFull = false;
    }, 0);
    const states = (await results).map((result) => (result.status === 'fulfilled' ? result.value : 'failed'));
    expect(states.slice(0, 2)).toEqual(['failed', 'failed']);
    expect(['failed', 'moved']).toContain(states[2]);
    expect(await store.head(A)).toBeUndefined();
    expect(await commit.append(createDrafts()(A, D))).toBe(1);
  });

  it('lets nobody wait who comes alone, and gathers those who come close behind', async () => {
    const store = createMemoryStore();
    const groups: number[] = [];
    let wrote = () => {};
    const append = (appends: readonly Append[]) => {
      groups.push(appends.length);
      wrote();
      return store.append(appends);
    };
    let time = 0;
    const commit = createGroupCommit({ receipts, store: { append }, size: 2, waitMs: 60_000, now: () => time });
    const draft = createDrafts();
    time = 60_000;
    expect(await commit.append(draft(A, D))).toBe(1);
    const written = new Promise<void>((done) => {
      wrote = done;
    });
    const second = commit.append(draft(A, D));
    for (let turn = 0; turn < 3; turn++) await new Promise((next) => setImmediate(next));
    expect(groups).toEqual([1]);
    const third = commit.append(draft(A, D));
    await written;
    expect(groups).toEqual([1, 2]);
    expect(await Promise.all([second, third])).toEqual([2, 3]);
  });

  it('writes what waits before it closes, and nothing after', async () => {
    const store = createMemoryStore();
    const commit = createGroupCommit({ receipts, store, waitMs: 60_000 });
    const draft = createDrafts();
    const waiting = commit.append(draft(A, D));
    await commit.close();
    expect(await waiting).toBe(1);
    await expect(commit.append(draft(A, D))).rejects.toThrow(StoreWriteError);
  });
});
