import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EditTarget } from '../../../../src/domain/calendar/event-edits.js';
import { applyEdits } from '../../../../src/domain/items/apply-edits.js';
import { parseComponents, propertyValue } from '../../../../src/domain/items/component.js';
import type { Edits } from '../../../../src/domain/items/item.js';
import { createTaskText } from '../../../../src/domain/tasks/create-task-text.js';
import { moveTaskFields } from '../../../../src/domain/tasks/move-task.js';
import { readTaskFields } from '../../../../src/domain/tasks/read-task-fields.js';
import { taskEdits } from '../../../../src/domain/tasks/task-edits.js';
import {
  emptyTaskFields,
  type TaskFields,
  withCompletion,
  withProgress,
} from '../../../../src/domain/tasks/task-fields.js';
import type { EpochMs, LocalMs } from '../../../../src/domain/time/types.js';

const now = Date.UTC(2026, 10, 21, 12) as EpochMs;
const wall = (text: string) => Date.parse(`${text}Z`) as LocalMs;
const lines = (...list: readonly string[]) => `${list.join('\r\n')}\r\n`;
const all: EditTarget = { scope: 'all' };
const only = (recurrenceId: string): EditTarget => ({ scope: 'this', recurrenceId });

const dated: TaskFields = { ...emptyTaskFields, title: 'Tax', due: wall('2026-11-18T00:00') };
const timed: TaskFields = {
  ...dated,
  allDay: false,
  zone: 'Europe/Zurich',
  start: wall('2026-11-17T09:00'),
  due: wall('2026-11-18T17:00'),
};

function fieldsOf(text: string, recurrenceId?: string): TaskFields {
  const fields = readTaskFields(text, recurrenceId);
  if (fields === undefined) throw new Error('no such task');
  return fields;
}

function change(text: string, existing: Edits, target: EditTarget, what: (now: TaskFields) => TaskFields): Edits {
  const rid = target.scope === 'this' ? target.recurrenceId : undefined;
  const before = fieldsOf(applyEdits(text, existing), rid);
  return { ...existing, ...taskEdits(text, existing, before, what(before), target, now) };
}

const create = (fields: TaskFields) => createTaskText(fields, { uid: 't', now });
const valueIn = (text: string, name: string, at = 0) => propertyValue(parseComponents(text)[at]!, name);

const series = lines(
  'BEGIN:VTODO',
  'UID:t',
  'DTSTAMP:20260101T000000Z',
  'DTSTART;VALUE=DATE:20261102',
  'DUE;VALUE=DATE:20261102',
  'RRULE:FREQ=WEEKLY;BYDAY=MO',
  'SUMMARY:Bins',
  'RELATED-TO;RELTYPE=SIBLING:other',
  'END:VTODO',
);

describe('a new task', () => {
  it('[TA1] is read as it was written', () => {
    for (const fields of [dated, timed, { ...timed, due: null }, emptyTaskFields]) {
      expect(fieldsOf(create(fields))).toEqual(fields);
    }
    const full: TaskFields = {
      ...timed,
      location: 'Bern',
      description: 'Two\nlines; and, more',
      url: 'https://example.com',
      priority: 1,
      status: 'IN-PROCESS',
      percent: 40,
      visibility: 'PRIVATE',
      categories: ['home', 'a,b'],
      alarms: [10, 1440],
      parent: 'big;one',
      rrule: 'FREQ=DAILY',
    };
    expect(fieldsOf(create(full))).toEqual(full);
  });

  it('[TA2] that repeats starts when it is due, if nothing else is said', () => {
    const text = create({ ...dated, rrule: 'FREQ=DAILY' });
    expect(text).toContain('DTSTART;VALUE=DATE:20261118\r\nDUE;VALUE=DATE:20261118');
  });

  it('is never due before it starts', () => {
    expect(valueIn(create({ ...timed, due: wall('2026-11-01T00:00') }), 'DUE')).toBe('20261117T090000');
  });
});

describe('completing', () => {
  it('[TA3] writes status, percent and time together, and takes them back together', () => {
    const text = create({ ...dated, percent: 20, status: 'IN-PROCESS' });
    const done = change(text, {}, all, (fields) => withCompletion(fields, true, now));
    expect(done).toMatchObject({
      STATUS: 'STATUS:COMPLETED',
      'PERCENT-COMPLETE': 'PERCENT-COMPLETE:100',
      COMPLETED: 'COMPLETED:20261121T120000Z',
    });
    const again = change(text, done, all, (fields) => withCompletion(fields, false, now));
    expect(fieldsOf(applyEdits(text, again))).toMatchObject({ status: 'NEEDS-ACTION', percent: 0, completed: null });
    expect(applyEdits(text, again)).not.toContain('COMPLETED:');
  });

  it('[TA4] one occurrence of a series leaves the series going', () => {
    const edits = change(series, {}, only('20261109'), (fields) => withCompletion(fields, true, now));
    const text = applyEdits(series, edits);
    expect(parseComponents(text)).toHaveLength(2);
    expect(fieldsOf(text).status).toBe('NEEDS-ACTION');
    expect(fieldsOf(text, '20261109')).toMatchObject({ status: 'COMPLETED', due: wall('2026-11-09T00:00') });
    expect(valueIn(text, 'DUE', 1)).toBe('20261109');
    expect(fieldsOf(text, '20261116').status).toBe('NEEDS-ACTION');
  });

  it('[TA4] works where a series says only when it is due', () => {
    const text = series.replace('DTSTART;VALUE=DATE:20261102\r\n', '');
    const edits = change(text, {}, only('20261109'), (fields) => withCompletion(fields, true, now));
    const changed = applyEdits(text, edits);
    expect(fieldsOf(changed, '20261109').status).toBe('COMPLETED');
    expect(fieldsOf(changed).status).toBe('NEEDS-ACTION');
  });
});

describe('editing', () => {
  it('writes only what differs', () => {
    const edits = change(create(timed), {}, all, (fields) => ({ ...fields, title: 'Taxes' }));
    expect(Object.keys(edits).sort()).toEqual(['DTSTAMP', 'LAST-MODIFIED', 'SUMMARY']);
    expect(change(create(timed), {}, all, (fields) => fields)).toEqual({});
  });

  it('adds, changes and takes away times', () => {
    const text = create(dated);
    const withStart = change(text, {}, all, (fields) => ({ ...fields, start: wall('2026-11-10T00:00') }));
    expect(fieldsOf(applyEdits(text, withStart))).toMatchObject({ start: wall('2026-11-10T00:00'), due: dated.due });
    const without = change(text, withStart, all, (fields) => ({ ...fields, start: null, due: null }));
    expect(applyEdits(text, without)).not.toMatch(/DTSTART|DUE/);
    const inTime = change(text, {}, all, () => timed);
    expect(fieldsOf(applyEdits(text, inTime))).toEqual(timed);
  });

  it('names the parent beside other relations', () => {
    const edits = change(series, {}, all, (fields) => ({ ...fields, parent: 'up' }));
    const text = applyEdits(series, edits);
    expect(fieldsOf(text).parent).toBe('up');
    expect(text).toContain('RELATED-TO;RELTYPE=SIBLING:other');
    const gone = change(series, edits, all, (fields) => ({ ...fields, parent: '' }));
    expect(fieldsOf(applyEdits(series, gone)).parent).toBe('');
    const own = create({ ...dated, parent: 'up' });
    const other = change(own, {}, all, (fields) => ({ ...fields, parent: 'down' }));
    expect(applyEdits(own, other).match(/RELATED-TO/g)).toHaveLength(1);
  });

  it('adds and takes away reminders one by one', () => {
    const text = create({ ...timed, alarms: [10, 60] });
    const edits = change(text, {}, all, (fields) => ({ ...fields, alarms: [60, 5] }));
    expect(fieldsOf(applyEdits(text, edits)).alarms).toEqual([60, 5]);
    expect(applyEdits(text, edits)).toContain('TRIGGER;RELATED=END:-PT5M');
  });

  it('[RM12] keeps reminders before the start, at a time and by mail beside those before it is due', () => {
    const more = [
      { action: 'DISPLAY', to: [], from: 'start', minutes: 30 },
      { action: 'AUDIO', to: [], from: 'moment', at: now },
      { action: 'EMAIL', to: ['mailto:a@example.org'], from: 'end', minutes: 60 },
    ] as const;
    const fields = { ...timed, alarms: [10, -5], moreAlarms: more };
    const text = create(fields);
    expect(fieldsOf(text)).toEqual(fields);
    const [first, second] = more;
    const edits = change(text, {}, all, (old) => ({
      ...old,
      alarms: [10, 15],
      moreAlarms: [first, { ...second, at: (now + 60_000) as EpochMs }],
    }));
    const changed = fieldsOf(applyEdits(text, edits));
    expect(changed.alarms).toEqual([10, 15]);
    expect(changed.moreAlarms).toEqual([first, { ...second, at: now + 60_000 }]);
    const back = change(text, edits, all, (old) => ({ ...old, alarms: [10], moreAlarms: [] }));
    expect(fieldsOf(applyEdits(text, back))).toMatchObject({ alarms: [10], moreAlarms: [] });
    // One that counts from the start while that is when it is due is minutes before it is due.
    expect(
      fieldsOf(
        create({ ...dated, alarms: [] }).replace(
          'END:VTODO',
          'BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VTODO',
        ),
      ).alarms,
    ).toEqual([5]);
  });

  it('[TA11] keeps its place among others', () => {
    const text = create({ ...dated, sort: -4 });
    expect(text).toContain('X-APPLE-SORT-ORDER:-4');
    const edits = change(text, {}, all, (fields) => ({ ...fields, sort: 700 }));
    expect(fieldsOf(applyEdits(text, edits)).sort).toBe(700);
    expect(Object.keys(edits).sort()).toEqual(['DTSTAMP', 'LAST-MODIFIED', 'X-APPLE-SORT-ORDER']);
  });

  it('moves a series with the occurrence that was moved', () => {
    const edits = taskEdits(
      series,
      {},
      fieldsOf(series, '20261116'),
      moveTaskFields(fieldsOf(series, '20261116'), {
        start: wall('2026-11-18T00:00'),
        end: wall('2026-11-19T00:00'),
        allDay: true,
        timeZone: 'Europe/Zurich',
      }),
      all,
      now,
    );
    const text = applyEdits(series, edits);
    expect(valueIn(text, 'DTSTART')).toBe('20261104');
    expect(valueIn(text, 'DUE')).toBe('20261104');
    expect(valueIn(text, 'RRULE')).toBe('FREQ=WEEKLY;BYDAY=WE');
  });
});

/** Anything a person may do to a task. */
const acts = fc.oneof(
  fc.boolean().map((done) => (fields: TaskFields) => withCompletion(fields, done, now)),
  fc.integer({ min: 0, max: 100 }).map((percent) => (fields: TaskFields) => withProgress(fields, percent, now)),
  fc.option(fc.integer({ min: -9, max: 9 })).map((days) => (fields: TaskFields) => ({
    ...fields,
    due: days === null ? null : ((wall('2026-11-18T00:00') + days * 86_400_000) as LocalMs),
  })),
  fc.option(fc.integer({ min: -9, max: 9 })).map((days) => (fields: TaskFields) => ({
    ...fields,
    start: days === null ? null : ((wall('2026-11-18T00:00') + days * 86_400_000) as LocalMs),
  })),
  fc.constant((fields: TaskFields) => ({
    ...fields,
    allDay: !fields.allDay,
    zone: fields.allDay ? 'Asia/Kolkata' : '',
  })),
  fc.constantFrom('', 'FREQ=DAILY', 'FREQ=WEEKLY').map((rrule) => (fields: TaskFields) => ({ ...fields, rrule })),
);

describe('edits of two devices', () => {
  it('[TA3] merge to a valid task, key by key, whoever wins each', () => {
    const texts = [create(dated), create(timed), create(emptyTaskFields), series];
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(acts, { maxLength: 3 }),
        fc.array(acts, { maxLength: 3 }),
        fc.infiniteStream(fc.boolean()),
        (text, mine, others, winners) => {
          const edit = (list: readonly ((fields: TaskFields) => TaskFields)[]) =>
            list.reduce((edits, act) => change(text, edits, all, act), {} as Edits);
          const [a, b] = [edit(mine), edit(others)];
          const merged: Record<string, string> = {};
          for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
            const wins = winners.next().value;
            merged[key] = (wins ? (a[key] ?? b[key]) : (b[key] ?? a[key])) as string;
          }
          const after = applyEdits(text, merged);
          const fields = fieldsOf(after);
          expect(fields.percent === 100).toBe(fields.status === 'COMPLETED');
          if (fields.completed !== null) expect(fields.status).toBe('COMPLETED');
          if (fields.start !== null && fields.due !== null) expect(fields.due).toBeGreaterThanOrEqual(fields.start);
          const [task] = parseComponents(after);
          const has = (name: string) => propertyValue(task!, name) !== undefined;
          expect(has('DUE') && has('DURATION')).toBe(false);
          if (has('RRULE') && has('DUE')) expect(has('DTSTART')).toBe(true);
          if (has('DTSTART') && has('DUE'))
            expect(/T/.test(propertyValue(task!, 'DUE')!)).toBe(/T/.test(propertyValue(task!, 'DTSTART')!));
        },
      ),
    );
  });
});
