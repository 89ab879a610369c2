import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Arrangement, arrangeTask, type TaskMove } from '../../../../src/domain/tasks/arrange-task.js';
import { possibleParents } from '../../../../src/domain/tasks/possible-parents.js';
import type { TaskEntry } from '../../../../src/domain/tasks/task-entry.js';
import { buildTaskList, type TaskOrder } from '../../../../src/domain/tasks/task-list.js';
import { MAX_SORT, readSort, sortChanges, sortOfCreation } from '../../../../src/domain/tasks/task-sort.js';
import { dayOf } from '../../../../src/domain/time/calendar-date.js';

const today = dayOf(Date.UTC(2026, 10, 18) as Parameters<typeof dayOf>[0]);

function entry(uid: string, what: Partial<TaskEntry> = {}): TaskEntry {
  const state = { status: 'NEEDS-ACTION', percent: 0, priority: 0 } as const;
  return { key: uid, collectionId: 'c', uid, title: uid, ...state, allDay: true, recurring: false, ...what };
}

const listOf = (entries: readonly TaskEntry[], order: TaskOrder = 'manual') =>
  buildTaskList(entries, { today, timeZone: 'UTC', firstDay: 1, order });

const shown = (entries: readonly TaskEntry[], order?: TaskOrder) =>
  listOf(entries, order).flatMap((line) =>
    line.kind === 'group' ? [] : [`${'-'.repeat(line.depth)}${line.entry.title}`],
  );

const arrange = (entries: readonly TaskEntry[], uid: string, move: TaskMove, order: TaskOrder = 'manual') =>
  arrangeTask(listOf(entries, order), uid, move, { byHand: order === 'manual', canEdit: (id) => id !== 'locked' });

function arranged(entries: readonly TaskEntry[], { places }: Arrangement): TaskEntry[] {
  return entries.map((one) => {
    const place = places.find(({ uid, collectionId }) => uid === one.uid && collectionId === one.collectionId);
    if (place === undefined) return one;
    const { parent = one.parent ?? '', sort = one.sort } = place;
    const { parent: _, ...rest } = one;
    return { ...rest, ...(parent !== '' && { parent }), ...(sort !== undefined && { sort }) };
  });
}

const done = { status: 'COMPLETED' } as const;

describe('the place of a task', () => {
  it('[TA11] is what other programs call X-APPLE-SORT-ORDER, else when it was created', () => {
    expect(['12', ' -3 ', '+4', '', 'x', '1.5'].map(readSort)).toEqual([12, -3, 4, undefined, undefined, undefined]);
    expect(readSort('9'.repeat(400))).toBe(MAX_SORT);
    expect(readSort(`-${'9'.repeat(400)}`)).toBe(-MAX_SORT);
    expect(readSort(String(MAX_SORT))).toBe(MAX_SORT);
    expect(sortOfCreation('20010101T000010Z')).toBe(10);
    expect(sortOfCreation('nonsense')).toBeUndefined();
  });

  it('[TA11] writes as few others as possible', () => {
    const changes = (sorts: readonly number[], at: number) => [
      ...sortChanges(
        sorts.map((sort) => ({ sort })),
        at,
      ),
    ];
    expect(changes([10, 90, 20, 30], 1)).toEqual([[1, 15]]);
    expect(changes([90, 10, 20], 0)).toEqual([[0, 9]]);
    expect(changes([10, 20, 5], 2)).toEqual([[2, 21]]);
    // No room: those behind make way, as far as they have to.
    expect(changes([1, 9, 2, 3, 8], 1)).toEqual([
      [1, 2],
      [2, 3],
      [3, 4],
    ]);
    // All in one place, as from a file that does not say when they were created.
    expect(changes([0, 0, 0, 0], 1)).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(changes([7], 0)).toEqual([]);
    // Another order until now: all of it is kept.
    expect(changes([30, 10, 20], 1)).toEqual([
      [1, 31],
      [2, 32],
    ]);
  });

  it('[TA11] is one up or down among those beside it, in every order', () => {
    const three = [entry('a', { sort: 1 }), entry('b', { sort: 2 }), entry('c', { sort: 3 })];
    const up = arrange(three, 'c', 'up');
    expect(shown(arranged(three, up!))).toEqual(['a', 'c', 'b']);
    expect(up?.place).toEqual({ at: 2, of: 3 });
    expect(shown(arranged(three, arrange(three, 'a', 'down')!))).toEqual(['b', 'a', 'c']);
    expect(arrange(three, 'a', 'up')).toBeUndefined();
    expect(arrange(three, 'c', 'down')).toBeUndefined();
    const byTitle = [entry('a', { sort: 9 }), entry('b', { sort: 1 }), entry('c', { sort: 5 })];
    expect(shown(arranged(byTitle, arrange(byTitle, 'c', 'up', 'title')!))).toEqual(['a', 'c', 'b']);
  });

  it('[TA11] is not changed where the list would not show it', () => {
    const mixed = [
      entry('open', { sort: 1 }),
      entry('part', { parent: 'open' }),
      entry('part done', { parent: 'open', ...done }),
    ];
    expect(arrange(mixed, 'part', 'down')).toBeUndefined();
    const closed = [entry('one', done), entry('two', done)];
    expect(arrange(closed, 'one', 'down')).toBeUndefined();
    const locked = [entry('a', { sort: 1 }), entry('b', { sort: 2, collectionId: 'locked' })];
    expect(arrange(locked, 'b', 'up')).toBeUndefined();
    expect(arrange(locked, 'a', 'down')?.places).toEqual([{ collectionId: 'c', uid: 'a', sort: 3 }]);
  });
});

describe('parts', () => {
  it('[TA12] go into the task above, last of its parts, and out again, right below it', () => {
    const list = [
      entry('a', { sort: 1 }),
      entry('a1', { sort: 5, parent: 'a' }),
      entry('b', { sort: 2 }),
      entry('c', { sort: 3 }),
    ];
    const inside = arranged(list, arrange(list, 'b', 'in')!);
    expect(shown(inside)).toEqual(['a', '-a1', '-b', 'c']);
    const deeper = arranged(inside, arrange(inside, 'b', 'in')!);
    expect(shown(deeper)).toEqual(['a', '-a1', '--b', 'c']);
    const out = arranged(deeper, arrange(deeper, 'b', 'out')!);
    expect(shown(out)).toEqual(['a', '-a1', '-b', 'c']);
    expect(shown(arranged(out, arrange(out, 'a1', 'out')!))).toEqual(['a', '-b', 'a1', 'c']);
    expect(arrange(list, 'a', 'in')).toBeUndefined();
    expect(arrange(list, 'a', 'out')).toBeUndefined();
  });

  it('[TA12] are of the same calendar, and not open in what is done', () => {
    const list = [entry('a', { sort: 1 }), entry('b', { sort: 2, collectionId: 'other' }), entry('c', { sort: 3 })];
    expect(arrange(list, 'c', 'in')?.above?.uid).toBe('a');
    expect(arrange(list, 'b', 'in')).toBeUndefined();
    const within = [entry('a'), entry('done', { parent: 'a', ...done }), entry('also done', { parent: 'a', ...done })];
    expect(arrange(within, 'done', 'in')?.above?.uid).toBe('also done');
  });

  it('[TA12] may be of any open task of the calendar, but never of themselves', () => {
    const list = [
      entry('a'),
      entry('b', { parent: 'a' }),
      entry('c', { parent: 'b' }),
      entry('d', done),
      // Two of one name are told apart.
      entry('e', { title: 'a', parent: 'c' }),
    ];
    const titles = (uid: string, current = '') =>
      possibleParents(list, uid, current).map(({ title, above }) => `${title}<${above}`);
    expect(titles('')).toEqual(['a<', 'a<c', 'b<a', 'c<b']);
    expect(titles('b', 'a')).toEqual(['a<']);
    expect(titles('a')).toEqual([]);
    expect(titles('e', 'd')).toEqual(['a<', 'b<a', 'c<b', 'd<']);
    // Those that two devices have made parts of each other.
    expect(possibleParents([entry('x', { parent: 'y' }), entry('y', { parent: 'x' })], 'x', 'y')).toEqual([]);
  });

  it('[TA12] stay a tree, whatever is done', () => {
    const moves = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom<TaskMove>('up', 'down', 'in', 'out')),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(moves, fc.constantFrom<TaskOrder>('manual', 'due', 'title'), (list, order) => {
        let entries = Array.from({ length: 10 }, (_, n) =>
          entry(`t${n}`, { sort: n % 3, ...(n % 4 === 3 && done), collectionId: n % 5 === 4 ? 'd' : 'c' }),
        );
        for (const [n, move] of list) {
          const arrangement = arrange(entries, `t${n}`, move, order);
          if (arrangement === undefined) continue;
          entries = arranged(entries, arrangement);
          const line = listOf(entries).find((one) => one.kind === 'task' && one.entry.uid === `t${n}`);
          if (line?.kind === 'task') expect(line.above?.uid).toBe(arrangement.above?.uid);
        }
        const lines = listOf(entries).filter((line) => line.kind === 'task');
        expect(new Set(lines.map((line) => line.entry.uid)).size).toBe(10);
      }),
    );
  });
});
