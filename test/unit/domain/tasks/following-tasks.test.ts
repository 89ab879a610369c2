import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectCalendarItem } from '../../../../src/domain/calendar/rows.js';
import { endSeriesEdits } from '../../../../src/domain/calendar/split-series.js';
import { applyEdits } from '../../../../src/domain/items/apply-edits.js';
import type { Edits } from '../../../../src/domain/items/item.js';
import { changeFollowingTasks } from '../../../../src/domain/tasks/change-following-tasks.js';
import { readTaskFields } from '../../../../src/domain/tasks/read-task-fields.js';
import { taskEdits } from '../../../../src/domain/tasks/task-edits.js';
import { taskOccurrences } from '../../../../src/domain/tasks/task-entries.js';
import { type TaskFields, withCompletion } from '../../../../src/domain/tasks/task-fields.js';
import type { EpochMs, LocalMs } from '../../../../src/domain/time/types.js';

const now = Date.UTC(2026, 10, 21, 12) as EpochMs;
const options = { uid: 'new', now };
const window = { from: Date.UTC(2026, 10, 1) as EpochMs, to: Date.UTC(2027, 1, 1) as EpochMs };
const day = 86_400_000;

const task = (...lines: readonly string[]) =>
  `${['BEGIN:VTODO', 'UID:old', 'DTSTAMP:20260101T000000Z', ...lines, 'SUMMARY:Bins', 'END:VTODO'].join('\r\n')}\r\n`;
const series = task(
  'DTSTART;VALUE=DATE:20261101',
  'DUE;VALUE=DATE:20261102',
  'RRULE:FREQ=WEEKLY;COUNT=6',
  'X-ODD:kept',
  'RELATED-TO:house',
);

function fieldsOf(text: string, recurrenceId?: string): TaskFields {
  const fields = readTaskFields(text, recurrenceId);
  if (fields === undefined) throw new Error('no such task');
  return fields;
}

/** Day it is due, title, whether it is done. */
const drawn = (text: string) =>
  taskOccurrences(
    projectCalendarItem({ uid: 'x', text }).filter((row) => row.kind === 'task'),
    window,
    'UTC',
    'c',
  )
    .map(({ start, title, task: state }) => `${new Date(start).toISOString().slice(5, 16)} ${title} ${state}`)
    .sort();

function divide(text: string, recurrenceId: string, change: Partial<TaskFields>, existing: Edits = {}) {
  const before = fieldsOf(applyEdits(text, existing), recurrenceId);
  const split = changeFollowingTasks(
    text,
    existing,
    { recurrenceId, before, after: { ...before, ...change } },
    options,
  );
  return (
    split && { old: applyEdits(text, { ...existing, ...split.edits }), fresh: applyEdits(split.text, split.changes) }
  );
}

describe('a series of tasks that is divided', () => {
  it('[TA14] ends, and another goes on with what was changed', () => {
    const before = fieldsOf(series, '20261115');
    const halves = divide(series, '20261115', { title: 'Big bins', due: ((before.due ?? 0) + day) as LocalMs });
    expect(drawn(halves!.old)).toEqual(['11-02T00:00 Bins open', '11-09T00:00 Bins open']);
    expect(drawn(halves!.fresh)).toEqual([
      '11-17T00:00 Big bins open',
      '11-24T00:00 Big bins open',
      '12-01T00:00 Big bins open',
      '12-08T00:00 Big bins open',
    ]);
    expect(halves!.fresh).toContain('UID:new');
    expect(halves!.fresh).toContain('X-ODD:kept');
    expect(halves!.fresh).toContain('RELATED-TO;RELTYPE=SIBLING:old');
    expect(fieldsOf(halves!.fresh).parent).toBe('house');
  });

  it('[TA14] that says only when it is due, in days or hours', () => {
    const dates = divide(task('DUE;VALUE=DATE:20261102', 'RRULE:FREQ=DAILY;COUNT=4'), '20261104', { title: 'New' });
    expect([drawn(dates!.old), drawn(dates!.fresh)]).toEqual([
      ['11-02T00:00 Bins open', '11-03T00:00 Bins open'],
      ['11-04T00:00 New open', '11-05T00:00 New open'],
    ]);
    const times = divide(task('DUE:20261102T080000Z', 'RRULE:FREQ=DAILY;COUNT=3'), '20261103T080000Z', { priority: 1 });
    expect([drawn(times!.old), drawn(times!.fresh)]).toEqual([
      ['11-02T08:00 Bins open'],
      ['11-03T08:00 Bins open', '11-04T08:00 Bins open'],
    ]);
    expect(fieldsOf(times!.fresh).priority).toBe(1);
  });

  it('[TA14] keeps what is done in the half that it is of, and what an occurrence says of itself', () => {
    const complete = (existing: Edits, recurrenceId: string) => {
      const before = fieldsOf(applyEdits(series, existing), recurrenceId);
      const target = { scope: 'this', recurrenceId } as const;
      return { ...existing, ...taskEdits(series, existing, before, withCompletion(before, true, now), target, now) };
    };
    const edits = complete(complete({}, '20261101'), '20261122');
    const halves = divide(series, '20261115', { title: 'New' }, edits);
    expect(drawn(halves!.old)).toEqual(['11-02T00:00 Bins done', '11-09T00:00 Bins open']);
    expect(drawn(halves!.fresh)).toEqual([
      '11-16T00:00 New open',
      '11-23T00:00 New done',
      '11-30T00:00 New open',
      '12-07T00:00 New open',
    ]);
  });

  it('[TA14] is not divided before its first, and is ended by a removal', () => {
    expect(divide(series, '20261101', { title: 'New' })).toBeUndefined();
    expect(endSeriesEdits(series, {}, '20261101', now)).toBeUndefined();
    const ended = endSeriesEdits(series, {}, '20261115', now);
    expect(drawn(applyEdits(series, ended ?? {}))).toEqual(['11-02T00:00 Bins open', '11-09T00:00 Bins open']);
  });

  it('[TA14] has the same occurrences as before, when nothing else is changed', () => {
    const heads = [
      ['DTSTART;VALUE=DATE:20261101', 'DUE;VALUE=DATE:20261103'],
      ['DUE;VALUE=DATE:20261101'],
      ['DTSTART;TZID=Europe/Zurich:20261101T080000', 'DUE;TZID=Europe/Zurich:20261101T093000'],
      ['DTSTART;TZID=America/New_York:20261101T230000', 'DURATION:PT2H'],
      ['DUE:20261101T080000Z'],
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...heads),
        fc.constantFrom(
          'FREQ=DAILY',
          'FREQ=DAILY;INTERVAL=2;COUNT=20',
          'FREQ=WEEKLY;BYDAY=SU,WE',
          'FREQ=DAILY;UNTIL=20261201',
        ),
        fc.integer({ min: 1, max: 9 }),
        (head, rule, n) => {
          const text = task(...head, `RRULE:${rule}`);
          const [row] = projectCalendarItem({ uid: 'x', text });
          if (row?.kind !== 'task') throw new Error('no task');
          const found = taskOccurrences([row], window, 'UTC', 'c')[n];
          if (found?.recurrenceId === undefined) return;
          const halves = divide(text, found.recurrenceId, {});
          expect([...drawn(halves!.old), ...drawn(halves!.fresh)].sort()).toEqual(drawn(text));
        },
      ),
    );
  });
});
