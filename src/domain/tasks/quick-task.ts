// A task in one line: what is to be done, how important it is, and when, as people type it. No clock: now is given.
import { parseSentence } from '../calendar/sentence/parse-sentence.js';
import { type LocalMs, MS_PER_DAY } from '../time/types.js';
import { emptyTaskFields, type TaskFields } from './task-fields.js';

/** Highest, middle and lowest priority, as three, two and one exclamation marks. */
const PRIORITIES: Readonly<Record<string, number>> = { '!!!': 1, '!!': 5, '!': 9 };

export interface QuickContext {
  /** Wall clock now. */
  readonly now: LocalMs;
  /** BCP 47: the language that is tried first. */
  readonly locale: string;
  /** IANA zone of what is due at a time of day. */
  readonly timeZone: string;
}

export type QuickTask = Pick<TaskFields, 'title' | 'priority' | 'start' | 'due' | 'allDay' | 'zone' | 'rrule'>;

/** Reads one line: what is to be done, with `!`, `!!` or `!!!` before or after it as its priority. Dates stay words. */
export function readPlainTask(line: string): QuickTask {
  const { start, due, allDay, zone, rrule } = emptyTaskFields;
  const plain = { start, due, allDay, zone, rrule };
  const words = line.trim().split(/\s+/);
  const marks = [words.at(-1) ?? '', words[0] ?? ''].find((word) => Object.hasOwn(PRIORITIES, word));
  if (marks === undefined || words.length < 2) return { ...plain, title: words.join(' '), priority: 0 };
  const rest = words.at(-1) === marks ? words.slice(0, -1) : words.slice(1);
  return { ...plain, title: rest.join(' '), priority: PRIORITIES[marks] ?? 0 };
}

/**
 * The same, with when it is due and how it repeats, in any of the languages of sentences for events: *pay rent tomorrow*,
 * *Steuer bis 15. Mai*. A line that says nothing else is a title.
 */
export function readQuickTask(line: string, { now, locale, timeZone }: QuickContext): QuickTask {
  const plain = readPlainTask(line);
  const { title, times, rrule } = parseSentence(plain.title, { now, locale, minutes: 0, task: true });
  if (times === undefined || title === '') return plain;
  const { start, end, allDay } = times;
  const due = allDay ? ((end - MS_PER_DAY) as LocalMs) : end;
  return { ...plain, title, due, start: start < due ? start : null, allDay, zone: allDay ? '' : timeZone, rrule };
}
