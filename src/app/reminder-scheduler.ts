// Shows what goes off, in one tab of all (RM8–RM11). The page gives it ways to show; it decides what and when.
import type { Reminder } from '../domain/reminders/reminder.js';
import {
  formatReminderState,
  nextAt,
  type ReminderState,
  readReminderState,
  takeDue,
  withSnoozed,
} from '../domain/reminders/reminder-state.js';
import { noStatus, statusAt } from '../domain/status/status.js';
import { dueSummaries } from '../domain/summary/due-summaries.js';
import type { Summary } from '../domain/summary/summary.js';
import type { Clock } from '../domain/time/clock.js';
import { type EpochMs, MS_PER_DAY, MS_PER_HOUR } from '../domain/time/types.js';
import type { Services } from './services.js';

export interface SchedulerOptions {
  readonly services: Pick<Services, 'reminders' | 'calendar' | 'tasks' | 'settings'>;
  readonly clock: Clock;
  /** Shared by the tabs of a profile: name of the lock and the channel. */
  readonly name: string;
  timeZone(): string;
  show(reminders: readonly Reminder[]): void;
  /** Went off while the app was closed. */
  missed(reminders: readonly Reminder[]): void;
}

export interface ReminderScheduler {
  /** Lets it go off again then, whichever tab leads. */
  snooze(reminder: Reminder, at: EpochMs): Promise<void>;
  /** Looks again: another zone, or a clock that was set. */
  check(): void;
  stop(): void;
}

/** How far ahead reminders are known; looked at anew long before it is over. */
const AHEAD = 25 * MS_PER_HOUR;
const LOOK_AGAIN = MS_PER_HOUR;
/** A summary is told at most so long before its day is over. */
const SUMMARY_LIFE = 2 * MS_PER_DAY;
/** Two tabs that write at once: the slower one reads again. */
const ATTEMPTS = 4;

/** Waits for its turn to lead among the tabs, then shows what goes off until it is stopped. */
export function startReminders(options: SchedulerOptions): ReminderScheduler {
  const { services, clock, name } = options;
  const abort = new AbortController();
  const channel = new BroadcastChannel(name);
  let leading = false;
  /** Both are waited for: what one look does not find went off before the next, and is not shown any more. */
  let alarms: readonly Reminder[] | undefined;
  let summaries: readonly Summary[] | undefined;
  let status = noStatus;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let watch: { unsubscribe(): void } | undefined;
  let watchSettings: { unsubscribe(): void } | undefined;
  /** Looked until here: what an edit puts before it is not shown (RM8). */
  let floor = 0 as EpochMs;
  let turn: Promise<unknown> = Promise.resolve();

  /** Changes the state, unless somebody else does all the time. @returns what the change gave. */
  async function change<T>(next: (state: ReminderState, isNew: boolean) => { state: ReminderState; value: T }) {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const before = await services.reminders.readState();
      const { state, value } = next(readReminderState(before, clock.now()), before === undefined);
      const after = formatReminderState(state);
      if (after === before || (await services.reminders.keepState(before, after))) return value;
    }
    return undefined;
  }

  async function look(): Promise<void> {
    if (!leading || alarms === undefined || summaries === undefined) return;
    const now = clock.now();
    const { presence, until } = statusAt(status, now);
    if (presence === 'dnd') {
      // As if nobody were there: what goes off meanwhile is told once it is over (RM13).
      clearTimeout(timer);
      if (until !== 0) timer = setTimeout(check, Math.min(until - now, LOOK_AGAIN));
      return;
    }
    const window = { from: (now - SUMMARY_LIFE) as EpochMs, to: (now + AHEAD) as EpochMs };
    const found = [...alarms, ...dueSummaries(summaries, window, options.timeZone())];
    const due = await change((state) => {
      const known = { ...state, shownUntil: Math.max(state.shownUntil, floor) as EpochMs };
      const taken = takeDue(known, found, now);
      const nothing = taken.show.length + taken.missed.length === 0;
      // Written when there is something to show, and now and then, so that a start knows how long nobody was there.
      const keep = nothing && now - state.shownUntil < LOOK_AGAIN ? state : taken.state;
      return { state: keep, value: taken };
    });
    floor = (now + 1) as EpochMs;
    if (due === undefined || abort.signal.aborted) return;
    const show = await Promise.all(due.show.map(async (one) => ((await isThere(one)) ? one : undefined)));
    const there = show.filter((one) => one !== undefined);
    if (there.length > 0) options.show(there);
    if (due.missed.length > 0) options.missed(due.missed);
    const next = nextAt(due.state, found, now) ?? Number.POSITIVE_INFINITY;
    clearTimeout(timer);
    timer = setTimeout(check, Math.max(0, Math.min(next - clock.now(), LOOK_AGAIN)));
    if (now + AHEAD / 2 > known) read();
  }

  /** Until when reminders are known. */
  let known = 0;
  function read(): void {
    watch?.unsubscribe();
    const now = clock.now();
    known = now + AHEAD;
    void services.reminders.readState().then(
      (text) => {
        if (abort.signal.aborted) return;
        const from = Math.min(readReminderState(text, now).shownUntil, now) as EpochMs;
        watch = services.reminders.watch({ from, to: known as EpochMs, timeZone: options.timeZone() }).subscribe({
          next(list) {
            alarms = list;
            check();
          },
          error: () => {}, // the next change, or the next hour, asks again
        });
      },
      () => {},
    );
  }

  /** Deleted, or done, since it was snoozed. */
  async function isThere({ collectionId, uid, recurrenceId, task, summary }: Reminder): Promise<boolean> {
    if (summary !== undefined) return true; // the settings say so
    const ref = recurrenceId === undefined ? { collectionId, uid } : { collectionId, uid, recurrenceId };
    try {
      if (!task) return (await services.calendar.read(ref)) !== undefined;
      const status = (await services.tasks.read(ref))?.fields.status;
      return status !== undefined && status !== 'COMPLETED' && status !== 'CANCELLED';
    } catch {
      return true; // it cannot be read now: better once too often
    }
  }

  function check(): void {
    turn = turn.then(look).catch(() => {}); // a store that cannot be read says so elsewhere
  }

  channel.onmessage = () => check();
  navigator.locks
    .request(name, { signal: abort.signal }, () => {
      leading = true;
      read();
      watchSettings = services.settings.watch().subscribe({
        next(settings) {
          const isOther = JSON.stringify([settings.summaries, settings.status]) !== JSON.stringify([summaries, status]);
          summaries = settings.summaries;
          status = settings.status;
          if (isOther) check();
        },
        error() {
          summaries ??= []; // the next change of settings asks again
          check();
        },
      });
      return new Promise<void>((resolve) => abort.signal.addEventListener('abort', () => resolve(), { once: true }));
    })
    .catch(() => {}); // stopped while it waited

  return {
    async snooze(reminder, at) {
      await change((state) => ({ state: withSnoozed(state, reminder, at), value: undefined }));
      channel.postMessage('changed');
      check();
    },
    check: () => {
      if (leading) read();
    },
    stop() {
      abort.abort();
      clearTimeout(timer);
      watch?.unsubscribe();
      watchSettings?.unsubscribe();
      channel.close();
    },
  };
}
