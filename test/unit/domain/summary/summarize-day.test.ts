import { describe, expect, it } from 'vitest';
import type { EventOccurrence } from '../../../../src/domain/calendar/occurrence.js';
import { type DayFacts, isEmptyDay, MAX_OVERLAPS, summarizeDay } from '../../../../src/domain/summary/summarize-day.js';
import type { TaskEntry } from '../../../../src/domain/tasks/task-entry.js';
import { parseIsoDate } from '../../../../src/domain/time/calendar-date.js';
import type { DayNumber, EpochMs } from '../../../../src/domain/time/types.js';

const day = parseIsoDate('2026-11-18') as DayNumber;
const at = (iso: string) => Date.parse(iso) as EpochMs;

/** Times of 18 November in Zurich, or with their own date. */
function event(title: string, start: string, end: string, more: Partial<EventOccurrence> = {}): EventOccurrence {
  const instant = (text: string) => at(text.includes('T') ? `${text}:00+01:00` : `2026-11-18T${text}:00+01:00`);
  const common = {
    uid: title,
    key: title,
    collectionId: 'c',
    local: '',
    floating: false,
    recurring: false,
    allDay: false,
  };
  return { ...common, title, start: instant(start), end: instant(end), ...more };
}
const allDay = (title: string, start: string, end: string, more: Partial<EventOccurrence> = {}) =>
  event(title, `${start}T00:00`, `${end}T00:00`, { allDay: true, floating: true, ...more });

function task(title: string, due: string, more: Partial<TaskEntry> = {}): TaskEntry {
  const common = {
    uid: title,
    key: title,
    collectionId: 'c',
    status: 'NEEDS-ACTION',
    percent: 0,
    priority: 0,
  } as const;
  return { ...common, title, due: at(due), allDay: false, recurring: false, ...more };
}

const facts = (more: Partial<DayFacts>): DayFacts => ({
  ...{ day, today: day, timeZone: 'Europe/Zurich', recurring: true, occurrences: [], tasks: [], ...more },
});
const names = (list: readonly { readonly occurrence: EventOccurrence }[]) =>
  list.map(({ occurrence }) => occurrence.title);
const titles = (list: readonly { readonly title: string }[]) => list.map(({ title }) => title);

describe('a day is told', () => {
  it('[DS4] with everything that touches it by the person’s clock, in order', () => {
    const occurrences = [
      event('Lunch', '12:00', '13:00'),
      event('Stand-up', '09:00', '09:15'),
      event('Night train', '2026-11-17T22:00', '06:30'),
      allDay('Fair', '2026-11-17', '2026-11-20'),
      event('Offsite', '2026-11-17T10:00', '2026-11-19T10:00'),
      event('Yesterday', '2026-11-17T09:00', '2026-11-17T10:00'),
      event('Until midnight', '2026-11-17T20:00', '2026-11-18T00:00'),
      event('Called off', '10:00', '11:00', { status: 'CANCELLED' }),
      event('Not for me', '10:00', '11:00', { declined: true }),
      event('Perhaps', '15:00', '16:00', { status: 'TENTATIVE' }),
    ];
    const told = summarizeDay(facts({ occurrences }));
    expect(names(told.timed)).toEqual(['Night train', 'Stand-up', 'Lunch', 'Perhaps']);
    expect(names(told.allDay)).toEqual(['Fair', 'Offsite']);
    expect(told.timed[0]?.span).toMatchObject({ first: day - 1, last: day, endMinute: 390 });
    expect(isEmptyDay(told)).toBe(false);
    expect(isEmptyDay(summarizeDay(facts({ occurrences: occurrences.slice(5, 9) })))).toBe(true);
  });

  it('[DS4] by the clock of another zone', () => {
    const occurrences = [event('Late', '02:00', '03:00')];
    const told = (timeZone: string) => names(summarizeDay(facts({ occurrences, timeZone })).timed);
    expect(told('Europe/Zurich')).toEqual(['Late']);
    expect(told('America/New_York')).toEqual([]); // still the 17th there
  });

  it('[DS5] without what repeats, but with birthdays and tasks', () => {
    const occurrences = [
      event('Stand-up', '09:00', '09:15', { recurring: true }),
      event('Dentist', '10:00', '11:00'),
      allDay('Ada (36)', '2026-11-18', '2026-11-19', { uid: 'birthday:book/ada', locked: true, recurring: true }),
      event('Pay rent', '18:00', '18:00', { task: 'open', recurring: true }),
    ];
    const told = summarizeDay(facts({ occurrences, recurring: false }));
    expect([names(told.timed), titles(told.birthdays), titles(told.tasks)]).toEqual([
      ['Dentist'],
      ['Ada (36)'],
      ['Pay rent'],
    ]);
    expect(names(summarizeDay(facts({ occurrences })).timed)).toEqual(['Stand-up', 'Dentist']);
  });

  it('[DS6] with what overlaps named on both sides', () => {
    const occurrences = [
      event('Review', '10:00', '11:30'),
      event('Interview', '11:00', '12:00'),
      event('Call', '11:15', '11:20'),
      event('Focus', '10:00', '12:00', { transparent: true }),
      event('Ping', '11:10', '11:10'),
      event('Lunch', '12:00', '13:00'),
      allDay('Fair', '2026-11-18', '2026-11-19'),
    ];
    const told = summarizeDay(facts({ occurrences }));
    const overlaps = Object.fromEntries(told.timed.map((entry) => [entry.occurrence.title, titles(entry.overlaps)]));
    expect(overlaps).toEqual({
      ...{ Focus: [], Ping: [], Lunch: [] },
      ...{ Review: ['Interview', 'Call'], Interview: ['Review', 'Call'], Call: ['Review', 'Interview'] },
    });
    expect(told.clashes).toBe(3);
    const many = Array.from({ length: 2000 }, (_, i) => event(`e${i}`, '10:00', '11:00'));
    const crowded = summarizeDay(facts({ occurrences: many })).timed;
    expect(Math.max(...crowded.map(({ overlaps: all }) => all.length))).toBe(MAX_OVERLAPS);
  });

  it('[DS7] with tasks due on it, and what is late of today and tomorrow', () => {
    const occurrences = [
      event('Call back', '18:00', '18:00', { task: 'open' }),
      allDay('Water plants', '2026-11-18', '2026-11-19', { task: 'open' }),
      event('Was done', '08:00', '08:00', { task: 'done' }),
    ];
    const tasks = [
      task('Older', '2026-11-10T10:00:00Z'),
      task('Late', '2026-11-17T10:00:00Z'),
      task('Done', '2026-11-17T10:00:00Z', { status: 'COMPLETED' }),
      task('Due today', '2026-11-18T17:00:00Z'),
    ];
    const told = summarizeDay(facts({ occurrences, tasks }));
    expect(titles(told.tasks)).toEqual(['Water plants', 'Call back']);
    expect(titles(told.overdue)).toEqual(['Older', 'Late']);
    const tomorrow = (day + 1) as DayNumber;
    expect(titles(summarizeDay(facts({ tasks, day: tomorrow })).overdue)).toEqual(['Older', 'Late', 'Due today']);
    expect(summarizeDay(facts({ tasks, day: (day + 2) as DayNumber })).overdue).toEqual([]);
  });
});
