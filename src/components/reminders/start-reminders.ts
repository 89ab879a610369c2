// Reminders of the app: the scheduler, and the ways it shows what goes off. Loaded when the first view is drawn.
import { msg } from '@lit/localize';
import type { DisplaySettings } from '../../app/display-settings.js';
import { startReminders } from '../../app/reminder-scheduler.js';
import type { Services } from '../../app/services.js';
import type { Reminder } from '../../domain/reminders/reminder.js';
import { snoozeTime } from '../../domain/reminders/reminder-state.js';
import { dayOf, formatIsoDate } from '../../domain/time/calendar-date.js';
import { systemClock } from '../../domain/time/clock.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { eventUrl, summaryUrl } from '../calendar/calendar-route.js';
import './ik-reminder-card.js';
import { type NotificationData, showNotification } from './notifications.js';

export interface ReminderHost {
  readonly services: Services;
  /** Where the card is put. */
  readonly root: ParentNode & Node;
  display(): DisplaySettings;
  go(url: string): void;
}

const NAME = 'ikebana/reminders';
/** Where a notification's snooze waits when no tab is there; the service worker fills it. */
const SNOOZE_CACHE = 'ikebana-snoozed';
/** Time for other tabs to say that they are in sight. */
const ANSWER_MS = 200;
const MOST_SHOWN = 6;

type TabMessage =
  | { readonly type: 'show'; readonly reminders: readonly Reminder[]; readonly missed: readonly Reminder[] }
  | { readonly type: 'gone'; readonly keys: readonly string[] }
  | { readonly type: 'who-is-seen' }
  | { readonly type: 'seen' };

/** Address of what a reminder is about. */
export function reminderUrl(reminder: Reminder, timeZone: string): string {
  const { start, task, uid, summary } = reminder;
  if (summary !== undefined) return summaryUrl(summary.date, uid);
  return task ? '/calendar/tasks' : eventUrl(reminder, formatIsoDate(dayOf(epochToLocal(timeZone, start))));
}

/** Shows reminders while the app is open. @returns stops it. */
export function showReminders(host: ReminderHost): () => void {
  const { services } = host;
  const tabs = new BroadcastChannel(`${NAME}/tabs`);
  const card = document.createElement('ik-reminder-card');
  card.hidden = true;
  let locked = services.lock.mayBeLocked;
  /** Nothing of a person's is in the page while the app is locked. */
  const place = () => (locked ? card.remove() : host.root.appendChild(card));
  place();
  const watchLock = services.lock.watch().subscribe({
    next(state) {
      if (state.locked === locked) return;
      locked = state.locked;
      place();
    },
    error: () => {}, // as it was
  });
  let seen: (() => void) | undefined;

  const describe = ({ start, end, allDay, task, location, summary }: Reminder) => {
    if (summary !== undefined) return location ?? '';
    const { locale, timeZone } = host.display();
    const times = { start: epochToLocal(timeZone, start), end: epochToLocal(timeZone, task ? start : end), allDay };
    return [createLocalFormats(locale).span(times), location].filter(Boolean).join(' · ');
  };
  card.describe = describe;

  function put(reminders: readonly Reminder[], missed: readonly Reminder[]): void {
    const merge = (before: readonly Reminder[], more: readonly Reminder[]) => [
      ...new Map([...before, ...more].map((one) => [one.key, one])).values(),
    ];
    card.reminders = merge(card.reminders, reminders).slice(-MOST_SHOWN);
    card.missed = merge(card.missed, missed);
    card.hidden = card.reminders.length + card.missed.length === 0;
  }

  function drop(keys: readonly string[]): void {
    card.reminders = card.reminders.filter(({ key }) => !keys.includes(key));
    card.missed = card.missed.filter(({ key }) => !keys.includes(key));
    card.hidden = card.reminders.length + card.missed.length === 0;
  }

  /** In every tab: whichever comes to the front has it, and taken away in one it is gone in all. */
  function showCard(reminders: readonly Reminder[], missed: readonly Reminder[]): void {
    put(reminders, missed);
    tabs.postMessage({ type: 'show', reminders, missed } satisfies TabMessage);
  }

  const isSeen = () => document.visibilityState === 'visible' && document.hasFocus();

  /** Whether a tab of the app is in front of the person. */
  function anySeen(): Promise<boolean> {
    if (isSeen()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), ANSWER_MS);
      seen = () => {
        clearTimeout(timer);
        resolve(true);
      };
      tabs.postMessage({ type: 'who-is-seen' } satisfies TabMessage);
    });
  }

  async function show(due: readonly Reminder[]): Promise<void> {
    const reminders = await withSummaries(due);
    // Whoever is before a locked app is told that there is something, by the system.
    if (!locked && (await anySeen())) return showCard(reminders, []);
    for (const reminder of reminders) if (!(await notify(reminder))) showCard([reminder], []);
  }

  /** What a summary says is read when it is told. */
  async function withSummaries(due: readonly Reminder[]): Promise<readonly Reminder[]> {
    if (due.every(({ summary }) => summary === undefined)) return due;
    const { tellSummary } = await import('./tell-summary.js');
    return Promise.all(due.map((one) => (one.summary ? tellSummary(one, services, host.display()) : one)));
  }

  async function notify(reminder: Reminder): Promise<boolean> {
    if (reminder.summary?.quiet) return false;
    const url = reminderUrl(reminder, host.display().timeZone);
    const shown = locked ? { title: msg('Reminder'), body: '' } : { title: reminder.title, body: describe(reminder) };
    return showNotification(reminder, shown, url).catch(() => false);
  }

  tabs.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    if (data.type === 'show') put(data.reminders, data.missed);
    else if (data.type === 'gone') drop(data.keys);
    else if (data.type === 'seen') seen?.();
    else if (isSeen()) tabs.postMessage({ type: 'seen' } satisfies TabMessage);
  };

  const scheduler = startReminders({
    services,
    clock: systemClock,
    name: NAME,
    timeZone: () => host.display().timeZone,
    show: (reminders) => void show(reminders),
    missed: (missed) => showCard([], missed),
  });

  card.addEventListener('ik-reminder-wish', ({ wish, reminders, snooze }) => {
    const keys = reminders.map(({ key }) => key);
    drop(keys);
    tabs.postMessage({ type: 'gone', keys } satisfies TabMessage);
    const [reminder] = reminders;
    const { timeZone } = host.display();
    if (reminder === undefined) return;
    if (wish === 'open') host.go(reminderUrl(reminder, timeZone));
    if (wish === 'snooze' && snooze !== undefined)
      void scheduler.snooze(reminder, snoozeTime(snooze, reminder, systemClock.now(), timeZone));
  });

  const snoozeTen = (reminder: Reminder) =>
    scheduler.snooze(reminder, snoozeTime(10, reminder, systemClock.now(), host.display().timeZone));

  const onMessage = ({ data }: MessageEvent<{ readonly type?: string } & Partial<NotificationData>>) => {
    if (data.type === 'snooze-reminder' && data.reminder) void snoozeTen(data.reminder);
    if (data.type === 'open-reminder' && data.url) host.go(data.url);
  };
  navigator.serviceWorker?.addEventListener('message', onMessage);
  void takeWaitingSnoozes(snoozeTen);

  return () => {
    navigator.serviceWorker?.removeEventListener('message', onMessage);
    scheduler.stop();
    watchLock.unsubscribe();
    tabs.close();
    card.remove();
  };
}

/** Snoozed on a notification while no tab was open. */
async function takeWaitingSnoozes(snooze: (reminder: Reminder) => Promise<void>): Promise<void> {
  if (!('caches' in window) || !(await caches.has(SNOOZE_CACHE))) return;
  const cache = await caches.open(SNOOZE_CACHE);
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    await cache.delete(request);
    if (response !== undefined) await snooze((await response.json()) as Reminder);
  }
}

declare global {
  interface HTMLElementEventMap {
    'ik-reminder-wish': import('./ik-reminder-card.js').ReminderWishEvent;
  }
}
