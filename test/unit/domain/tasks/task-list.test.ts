import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TaskEntry } from '../../../../src/domain/tasks/task-entry.js';
import { buildTaskList, MAX_DEPTH, type TaskOrder } from '../../../../src/domain/tasks/task-list.js';
import { dayOf } from '../../../../src/domain/time/calendar-date.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';

const at = (text: string) => Date.parse(`${text}Z`) as EpochMs;
/** A Wednesday. */
const today = dayOf(at('2026-11-18T00:00'));

function entry(uid: string, what: Partial<TaskEntry> = {}): TaskEntry {
  return {
    key: uid,
    collectionId: 'c',
    uid,
    title: uid,
    status: 'NEEDS-ACTION',
    percent: 0,
    priority: 0,
    allDay: true,
    recurring: false,
    ...what,
  };
}

function shown(entries: readonly TaskEntry[], order: TaskOrder = 'due'): string[] {
  return buildTaskList(entries, { today, timeZone: 'UTC', firstDay: 1, order }).map((line) =>
    line.kind === 'group' ? `${line.group} ${line.count}` : `${'  '.repeat(line.depth)}- ${line.entry.title}`,
  );
}

describe('the list', () => {
  it('[TA10] has groups by date, each in order', () => {
    const entries = [
      entry('some day'),
      entry('sunday', { due: at('2026-11-22T00:00') }),
      entry('monday', { due: at('2026-11-23T00:00') }),
      entry('late', { due: at('2026-11-17T23:59') }),
      entry('now', { due: at('2026-11-18T09:00') }),
      entry('important', { due: at('2026-11-18T09:00'), priority: 1 }),
      entry('done first', { status: 'COMPLETED', completed: at('2026-11-01T00:00') }),
      entry('done last', { status: 'COMPLETED', completed: at('2026-11-02T00:00') }),
    ];
    expect(shown(entries)).toEqual([
      'overdue 1',
      '- late',
      'today 2',
      '- important',
      '- now',
      'week 1',
      '- sunday',
      'later 1',
      '- monday',
      'undated 1',
      '- some day',
      'completed 2',
      '- done last',
      '- done first',
    ]);
    const alike = ['b', 'a', 'c'].map((uid, index) => entry(uid, { priority: [5, 0, 1][index] }));
    expect(shown(alike, 'priority')).toEqual(['undated 3', '- c', '- b', '- a']);
    expect(shown(alike, 'title')).toEqual(['undated 3', '- a', '- b', '- c']);
  });

  it('[TA7] never calls overdue what only starts', () => {
    expect(shown([entry('begun', { start: at('2026-11-01T00:00') })])).toEqual(['today 1', '- begun']);
  });

  it('[TA8] puts a task where its most urgent open part is', () => {
    const tree = [
      entry('move', { due: at('2026-12-24T00:00') }),
      entry('boxes', { parent: 'move', due: at('2026-11-01T00:00') }),
      entry('lamp', { parent: 'boxes' }),
      entry('van', { parent: 'move', status: 'COMPLETED', percent: 100 }),
    ];
    expect(shown(tree)).toEqual(['overdue 4', '- move', '  - boxes', '    - lamp', '  - van']);
    const [, move] = buildTaskList(tree, { today, timeZone: 'UTC', firstDay: 1, order: 'due' });
    expect(move).toMatchObject({ parts: { done: 1, all: 2 } });
  });

  it('[TA9] lets an open part of a completed task, and tasks in a circle, stand by themselves', () => {
    expect(shown([entry('a', { status: 'COMPLETED' }), entry('b', { parent: 'a' })])).toEqual([
      'undated 1',
      '- b',
      'completed 1',
      '- a',
    ]);
    const circle = [entry('a', { parent: 'b' }), entry('b', { parent: 'a' }), entry('self', { parent: 'self' })];
    expect(shown(circle).filter((line) => line.includes('- '))).toHaveLength(3);
  });

  it('shows each task once, whatever is a part of what, and however deep', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    fc.assert(
      fc.property(fc.array(fc.option(fc.constantFrom(...names)), { minLength: 6, maxLength: 6 }), (parents) => {
        const entries = names.map((uid, index) => entry(uid, { parent: parents[index] ?? undefined }));
        const titles = shown(entries).flatMap((line) => /- (.)/.exec(line)?.[1] ?? []);
        expect(titles.sort()).toEqual(names);
      }),
    );
    const chain = Array.from({ length: 3000 }, (_, index) => entry(`t${index}`, { parent: `t${index + 1}` }));
    const lines = buildTaskList(chain, { today, timeZone: 'UTC', firstDay: 1, order: 'due' });
    expect(lines).toHaveLength(3001);
    expect(Math.max(...lines.map((line) => (line.kind === 'task' ? line.depth : 0)))).toBe(MAX_DEPTH);
  });
});
