// What a device remembers of reminders, and what follows from it (RM8–RM11 in docs/rules/reminders.md). Pure.
import { localOfDay } from '../time/calendar-date.js';
import { type EpochMs, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../time/types.js';
import { epochToLocal, localToEpoch } from '../time/zone.js';
import type { Reminder } from './reminder.js';

export interface ReminderState {
  /** What goes off before this has been shown. */
  readonly shownUntil: EpochMs;
  /** To be shown again, each at its `at`. */
  readonly snoozed: readonly Reminder[];
}

/** What went off longer ago is not spoken of any more. */
export const LOOK_BACK = 7 * MS_PER_DAY;
/** A page in the background is woken once a minute; what is later than this went off while nobody was there. */
const LATE = 2 * MS_PER_MINUTE;
/** More than a person can mean. */
const MAX_SNOOZED = 200;

/** @param text - JSON, possibly of another version, or nothing: then everything before now counts as shown. */
export function readReminderState(text: string | undefined, now: EpochMs): ReminderState {
  try {
    const { shownUntil, snoozed } = JSON.parse(text ?? '') as Partial<ReminderState>;
    if (typeof shownUntil !== 'number' || !Array.isArray(snoozed)) throw new TypeError('No state of reminders.');
    // A clock that was wrong and is set back: what it claimed to have shown it has not.
    const until = shownUntil > now + MS_PER_HOUR ? now : Math.max(shownUntil, now - LOOK_BACK);
    return { shownUntil: until as EpochMs, snoozed };
  } catch {
    return { shownUntil: now, snoozed: [] };
  }
}

export function formatReminderState(state: ReminderState): string {
  return JSON.stringify(state);
}

export interface DueNow {
  readonly state: ReminderState;
  /** To be shown. */
  readonly show: readonly Reminder[];
  /** Went off, and began, while the app was closed: to be told together. Of a summary nobody needs it after its day (DS3). */
  readonly missed: readonly Reminder[];
}

/** What is to be shown now, of what goes off and of what was snoozed; with the state after it. */
export function takeDue(state: ReminderState, found: readonly Reminder[], now: EpochMs): DueNow {
  const fresh = found.filter(({ at }) => at >= state.shownUntil && at <= now);
  const again = state.snoozed.filter(({ at }) => at <= now);
  const due = [...new Map([...fresh, ...again].map((reminder) => [reminder.key, reminder])).values()];
  const isMissed = (reminder: Reminder) => reminder.at < now - LATE && hasBegun(reminder, now);
  return {
    state: {
      shownUntil: Math.max(state.shownUntil, now + 1) as EpochMs,
      snoozed: state.snoozed.filter(({ at }) => at > now),
    },
    show: due.filter((reminder) => !isMissed(reminder)),
    missed: due.filter((reminder) => isMissed(reminder) && reminder.summary === undefined),
  };
}

/** An all-day event is not missed before its day is over. */
function hasBegun({ start, end, allDay }: Reminder, now: EpochMs): boolean {
  return (allDay ? Math.max(start, end) : start) <= now;
}

/** When something happens next: `undefined` for nothing that is known. */
export function nextAt(state: ReminderState, found: readonly Reminder[], now: EpochMs): EpochMs | undefined {
  const times = [...found.filter(({ at }) => at >= state.shownUntil), ...state.snoozed].map(({ at }) => at);
  const next = Math.min(...times.filter((at) => at > now));
  return Number.isFinite(next) ? (next as EpochMs) : undefined;
}

/** The state in which a reminder goes off again then. */
export function withSnoozed(state: ReminderState, reminder: Reminder, at: EpochMs): ReminderState {
  const others = state.snoozed.filter(({ key }) => key !== reminder.key);
  return { ...state, snoozed: [...others, { ...reminder, at }].slice(-MAX_SNOOZED) };
}

/** What a person may choose: minutes, the start, tomorrow morning. */
export type Snooze = number | 'start' | 'tomorrow';
export const snoozeMinutes: readonly number[] = [5, 10, 15, 30, 60];
/** Time of day at which "tomorrow" begins. */
const MORNING = 9 * MS_PER_HOUR;

/** Choices that lie ahead: until the start only while that is. */
export function snoozeChoices(reminder: Reminder, now: EpochMs): readonly Snooze[] {
  return [...snoozeMinutes, ...(reminder.start > now ? (['start'] as const) : []), 'tomorrow'];
}

export function snoozeTime(choice: Snooze, reminder: Reminder, now: EpochMs, timeZone: string): EpochMs {
  if (choice === 'start') return reminder.start;
  if (choice !== 'tomorrow') return (now + choice * MS_PER_MINUTE) as EpochMs;
  const tomorrow = localOfDay(Math.floor(epochToLocal(timeZone, now) / MS_PER_DAY) + 1) + MORNING;
  return localToEpoch(timeZone, tomorrow as Parameters<typeof localToEpoch>[1]);
}
