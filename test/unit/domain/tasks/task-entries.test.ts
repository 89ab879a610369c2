import { describe, expect, it } from 'vitest';
import { projectTask } from '../../../../src/domain/tasks/project-task.js';
import { listedTasks, taskOccurrences } from '../../../../src/domain/tasks/task-entries.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';

const at = (text: string) => Date.parse(text) as EpochMs;
const now = at('2026-11-18T12:00:00Z');
const zone = 'Europe/Zurich';
const todo = (...list: readonly string[]) => ['BEGIN:VTODO', 'UID:t', ...list, 'END:VTODO', ''].join('\r\n');
const listed = (text: string) => projectTask('t', text).flatMap((row) => listedTasks(row, 'c', zone, now));
const drawn = (text: string, from: string, to: string) =>
  taskOccurrences(projectTask('t', text), { from: at(from), to: at(to) }, zone, 'c');
const iso = (instant: number | undefined) => (instant === undefined ? undefined : new Date(instant).toISOString());

const daily = ['DTSTART;VALUE=DATE:20261101', 'DUE;VALUE=DATE:20261101', 'RRULE:FREQ=DAILY', 'SUMMARY:Water'];

describe('an entry', () => {
  it('[TA1] is due on its day, also where the start is another', () => {
    const [entry] = listed(todo('DTSTART;VALUE=DATE:20261117', 'DUE;VALUE=DATE:20261118', 'SUMMARY:Tax'));
    expect(iso(entry?.due)).toBe('2026-11-17T23:00:00.000Z');
    expect(iso(entry?.start)).toBe('2026-11-16T23:00:00.000Z');
    const [late] = listed(todo('DTSTART:20261118T100000Z', 'DUE:20261117T100000Z'));
    expect(iso(late?.due)).toBe('2026-11-18T10:00:00.000Z');
    const [long] = listed(todo('DTSTART:20261118T100000Z', 'DURATION:PT2H'));
    expect(iso(long?.due)).toBe('2026-11-18T12:00:00.000Z');
  });

  it('[TA7] without due date has its start', () => {
    const [entry] = listed(todo('DTSTART:20261117T100000Z', 'SUMMARY:Begin'));
    expect([iso(entry?.start), entry?.due]).toEqual(['2026-11-17T10:00:00.000Z', undefined]);
    expect(listed(todo('SUMMARY:Some day'))).toMatchObject([{ title: 'Some day', allDay: false }]);
  });

  it('[TA3] is as far as STATUS says; without one as the rest says', () => {
    const state = (...lines: readonly string[]) => {
      const [entry] = listed(todo(...lines));
      return `${entry?.status} ${entry?.percent}`;
    };
    expect(state('STATUS:COMPLETED')).toBe('COMPLETED 100');
    expect(state('COMPLETED:20261101T000000Z')).toBe('COMPLETED 100');
    expect(state('PERCENT-COMPLETE:100')).toBe('COMPLETED 100');
    expect(state('STATUS:NEEDS-ACTION', 'COMPLETED:20261101T000000Z', 'PERCENT-COMPLETE:100')).toBe('NEEDS-ACTION 99');
    expect(state('STATUS:in-process', 'PERCENT-COMPLETE:40')).toBe('IN-PROCESS 40');
    expect(state('PERCENT-COMPLETE:-3')).toBe('NEEDS-ACTION 0');
  });
});

describe('a series', () => {
  it('[TA5] shows what is to be done now, and what was done', () => {
    expect(listed(todo(...daily)).map(({ recurrenceId }) => recurrenceId)).toEqual(['20261118']);
    const done = (day: string, completed: string) =>
      todo(`RECURRENCE-ID;VALUE=DATE:${day}`, `DUE;VALUE=DATE:${day}`, 'STATUS:COMPLETED', `COMPLETED:${completed}`);
    const text = todo(...daily) + done('20261117', '20261117T090000Z') + done('20261118', '20261118T090000Z');
    const entries = listed(text);
    expect(entries.map(({ recurrenceId, status }) => `${recurrenceId} ${status}`)).toEqual([
      '20261119 NEEDS-ACTION',
      '20261117 COMPLETED',
      '20261118 COMPLETED',
    ]);
    const ended = listed(todo(...daily).replace('FREQ=DAILY', 'FREQ=YEARLY;COUNT=1'));
    expect(ended.map(({ recurrenceId }) => recurrenceId)).toEqual(['20261101']);
  });

  it('[TA6] stands on all its days in a calendar, timed ones at their time', () => {
    const days = drawn(todo(...daily), '2026-11-17T23:00:00Z', '2026-11-20T23:00:00Z');
    expect(days.map(({ local, allDay, task }) => `${local} ${allDay} ${task}`)).toEqual([
      '20261118 true open',
      '20261119 true open',
      '20261120 true open',
    ]);
    const [timed] = drawn(
      todo('DTSTART:20261101T100000Z', 'DUE:20261118T110000Z'),
      '2026-11-18T11:00:00Z',
      '2026-11-18T12:00:00Z',
    );
    expect([iso(timed?.start), iso(timed?.end)]).toEqual(['2026-11-18T11:00:00.000Z', '2026-11-18T11:00:00.000Z']);
    expect(
      drawn(todo('DUE:20261118T110000Z', 'STATUS:CANCELLED'), '2026-11-18T00:00:00Z', '2026-11-19T00:00:00Z'),
    ).toEqual([]);
  });
});
