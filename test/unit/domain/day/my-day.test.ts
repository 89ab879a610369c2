import { describe, expect, it } from 'vitest';
import type { EventOccurrence } from '../../../../src/domain/calendar/occurrence.js';
import { dayEvents, dayTasks, greetingAt, MAX_NEXT, MAX_TASKS, shortName } from '../../../../src/domain/day/my-day.js';
import type { TaskEntry } from '../../../../src/domain/tasks/task-entry.js';
import { parseIsoDate } from '../../../../src/domain/time/calendar-date.js';
import type { DayNumber, EpochMs } from '../../../../src/domain/time/types.js';

const timeZone = 'Europe/Zurich';
const at = (text: string) => Date.parse(`${text.includes('T') ? text : `2026-11-18T${text}`}:00+01:00`) as EpochMs;

function event(title: string, start: string, end: string, more: Partial<EventOccurrence> = {}): EventOccurrence {
  const common = { uid: title, key: title, collectionId: 'c', local: '', floating: false, recurring: false };
  return { ...common, allDay: false, title, start: at(start), end: at(end), ...more };
}
const read = (now: string, ...occurrences: EventOccurrence[]) => {
  const { main, next, allDay } = dayEvents({ occurrences, now: at(now), timeZone });
  return {
    main: main?.occurrence.title,
    next: next.map(({ occurrence, tomorrow }) => `${occurrence.title}${tomorrow ? '+' : ''}`),
    allDay: allDay.map(({ title }) => title),
  };
};

describe('the greeting', () => {
  it('follows the clock and names by the first word [MD1]', () => {
    const hours = [4, 5, 11, 12, 17, 18, 23];
    expect(hours.map((hour) => greetingAt(hour * 60 + 59))).toEqual([
      'evening',
      'morning',
      'morning',
      'afternoon',
      'afternoon',
      'evening',
      'evening',
    ]);
    expect(['', '  Anna  Amsler ', 'Dr. Anna Amsler', 'Zoë'].map(shortName)).toEqual([
      '',
      'Anna',
      'Dr. Anna Amsler',
      'Zoë',
    ]);
  });
});

describe('events of My Day', () => {
  it('names what goes on, of several what began last, else what comes next [MD2]', () => {
    const long = event('Workshop', '09:00', '17:00');
    const call = event('Call', '10:00', '11:00');
    const out = [
      event('Cancelled', '10:00', '12:00', { status: 'CANCELLED' }),
      event('Declined', '10:00', '12:00', { declined: true }),
      event('Task', '10:00', '12:00', { task: 'open' }),
      event('Trip', '2026-11-17T10:00', '2026-11-18T12:00'),
    ];
    expect(read('10:30', long, call, ...out)).toMatchObject({ main: 'Call', next: ['Workshop'], allDay: ['Trip'] });
    expect(read('11:00', long, call)).toMatchObject({ main: 'Workshop', next: [] });
    expect(read('08:00', call, long)).toMatchObject({ main: 'Workshop', next: ['Call'] });
    const tomorrow = event('Early', '2026-11-19T07:00', '2026-11-19T08:00');
    expect(read('18:00', long, call, tomorrow)).toMatchObject({ main: 'Early', next: [] });
    expect(read('18:00', long)).toEqual({ main: undefined, next: [], allDay: [] });
  });

  it('goes on with the rest of today, and with tomorrow where little is left [MD3]', () => {
    const today = [1, 2, 3, 4, 5, 6, 7].map((n) => event(`T${n}`, `1${n}:00`, `1${n}:30`));
    const tomorrow = event('M', '2026-11-19T09:00', '2026-11-19T10:00');
    expect(read('10:00', ...today, tomorrow).next).toEqual(['T2', 'T3', 'T4', 'T5', 'T6']);
    expect(read('10:00', ...today, tomorrow).next).toHaveLength(MAX_NEXT);
    expect(read('14:45', ...today, tomorrow)).toMatchObject({ main: 'T5', next: ['T6', 'T7', 'M+'] });
  });

  it('has what lasts all day above, birthdays first [MD4]', () => {
    const allDay = (title: string, from: string, to: string, more: Partial<EventOccurrence> = {}) =>
      event(title, `${from}T00:00`, `${to}T00:00`, { allDay: true, ...more });
    const birthday = { uid: 'birthday:book/1', locked: true };
    expect(
      read(
        '10:00',
        allDay('Fair', '2026-11-17', '2026-11-20'),
        allDay('Yesterday', '2026-11-17', '2026-11-18'),
        allDay('Tomorrow', '2026-11-19', '2026-11-20'),
        allDay('Ada', '2026-11-18', '2026-11-19', birthday),
      ).allDay,
    ).toEqual(['Ada', 'Fair']);
  });
});

describe('tasks of My Day', () => {
  const today = parseIsoDate('2026-11-18') as DayNumber;
  const task = (title: string, due: string | undefined, more: Partial<TaskEntry> = {}): TaskEntry => {
    const common = { uid: title, key: title, collectionId: 'c', percent: 0, priority: 0, allDay: true };
    return { ...common, status: 'NEEDS-ACTION', recurring: false, title, ...(due && { due: at(due) }), ...more };
  };

  it('are those due by the end of the week to come, by day, priority and time [MD5]', () => {
    const tasks = [
      task('someday', undefined),
      task('next week', '2026-11-25T00:00'),
      task('Tuesday', '2026-11-24T10:00'),
      task('today', '18:00'),
      task('urgent', '19:00', { priority: 1 }),
      task('late', '2026-11-10T00:00'),
      task('done', '10:00', { status: 'COMPLETED' }),
    ];
    const found = dayTasks(tasks, today, timeZone);
    expect(found.tasks.map(({ title }) => title)).toEqual(['late', 'urgent', 'today', 'Tuesday']);
    expect(found.more).toBe(0);
    const many = Array.from({ length: MAX_TASKS + 2 }, (_, n) => task(`n${n}`, '10:00'));
    expect(dayTasks(many, today, timeZone)).toMatchObject({ more: 2, tasks: { length: MAX_TASKS } });
  });
});
