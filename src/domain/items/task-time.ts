// Times of a task. DTSTART and DUE are edited each by itself: a due date is a date, not the end of something that lasts
// (docs/decisions/0001). Edits made at once must still make a valid task.
import { parseDuration } from '../time/ical-time.js';
import { createPart, type Part } from './component.js';
import { parseContentLine } from './content-line.js';
import type { LineEdit } from './edit-lines.js';
import { formatMomentLine, instantOf, type Moment, readMomentLine } from './moment.js';

const timeNames = new Set(['DTSTART', 'DUE']);

/** Whether an edit of a task's time is one: edits come from other devices. */
export function isTaskTimeEdit({ name, text }: LineEdit): boolean {
  if (text === '') return true;
  if (timeNames.has(name)) return readMomentLine(text) !== undefined;
  return name !== 'DURATION' || parseDuration(parseContentLine(text)?.value ?? '') !== undefined;
}

/**
 * Parts of an edited VTODO whose times fit each other: due not before it starts, both dates or both with time, no
 * DURATION beside DUE, a start for what repeats (RFC 5545 §3.6.2, §3.8.2.3). What fits is left as it is.
 */
export function fitTaskTimes(parts: readonly Part[]): readonly Part[] {
  const indexOf = (name: string) => parts.findIndex((part) => part.name === name && !part.block);
  const [startAt, dueAt, durationAt] = [indexOf('DTSTART'), indexOf('DUE'), indexOf('DURATION')];
  const start = readMomentLine(parts[startAt]?.text);
  const due = readMomentLine(parts[dueAt]?.text);
  let fitted = parts;
  if (due !== undefined && start !== undefined && !fits(start, due)) {
    const moment = start.date ? { ...due, date: true, zone: '' } : start;
    const local = start.date && due.local >= start.local ? startOfDay(due.local) : start.local;
    const line = formatMomentLine('DUE', { ...moment, local } as Moment, parseContentLine(parts[dueAt]?.text ?? ''));
    fitted = fitted.with(dueAt, createPart('DUE', line));
  }
  if (due !== undefined && start === undefined && indexOf('RRULE') !== -1) {
    const part = createPart('DTSTART', formatMomentLine('DTSTART', due));
    fitted = startAt === -1 ? fitted.toSpliced(dueAt, 0, part) : fitted.with(startAt, part);
  }
  const lost = durationAt !== -1 && (due !== undefined || start === undefined);
  return lost ? fitted.filter(({ name, block }) => name !== 'DURATION' || block) : fitted;
}

const startOfDay = (local: number) => Math.floor(local / 86_400_000) * 86_400_000;

function fits(start: Moment, due: Moment): boolean {
  return start.date === due.date && instantOf(due) >= instantOf(start);
}
