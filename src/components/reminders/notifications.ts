// Notifications of the system, through the service worker, so that a click finds the app also when its tab is gone.
import { msg } from '@lit/localize';
import type { Reminder } from '../../domain/reminders/reminder.js';

export type NotificationState = 'granted' | 'denied' | 'default' | 'unsupported';

export function notificationState(): NotificationState {
  return 'Notification' in window && 'serviceWorker' in navigator ? Notification.permission : 'unsupported';
}

/** Asks the person once; only ever called because they want reminders. */
export async function askForNotifications(): Promise<NotificationState> {
  if (notificationState() !== 'default') return notificationState();
  return Notification.requestPermission();
}

/** What the service worker gives back when a notification is pressed. */
export interface NotificationData {
  readonly reminder: Reminder;
  readonly url: string;
}

/** The second parameter is what anybody who sees the screen may read. @returns false when the system does not show it: then the page has to. */
export async function showNotification(
  reminder: Reminder,
  { title, body }: { readonly title: string; readonly body: string },
  url: string,
): Promise<boolean> {
  if (notificationState() !== 'granted') return false;
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration?.active) return false;
  const options = {
    body,
    tag: reminder.key,
    icon: '/icons/icon-192.png',
    badge: '/icons/monochrome.svg',
    timestamp: reminder.at,
    data: { reminder, url } satisfies NotificationData,
    actions: [
      ...(reminder.summary ? [] : [{ action: 'snooze', title: msg('Snooze 10 minutes') }]),
      { action: 'open', title: msg('Open') },
    ],
  };
  await registration.showNotification(title || msg('(no title)'), options);
  return true;
}
