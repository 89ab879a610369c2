// A new event with the people of a thread, opened from it.
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { EventFields } from '../../domain/calendar/event-fields.js';
import type { EmailDetail } from '../../domain/mail/email.js';
import { openEventForm } from '../calendar/open-event-form.js';
import { threadSubject } from './thread-subject.js';

/** Guests taken from a thread: a list of thousands is no meeting. */
const MAX_GUESTS = 50;

/**
 * @param host - Its shadow root holds the dialog; notices are dispatched from it.
 * @param own - Own addresses, lower case: not a guest of oneself.
 * @param times - When, if that is known.
 */
export function organiseEvent(
  host: HTMLElement,
  services: Services,
  display: DisplaySettings,
  emails: readonly EmailDetail[],
  own: readonly string[],
  times: Partial<EventFields> = {},
): Promise<void> {
  const people = new Map<string, string>();
  for (const { from, to, cc } of emails)
    for (const { email, name } of [...from, ...to, ...cc]) {
      const key = email.toLowerCase();
      if (/^[^\s@]+@[^\s@]+$/.test(email) && !own.includes(key) && !people.has(key)) people.set(key, name ?? '');
    }
  const guests = [...people].slice(0, MAX_GUESTS).map(([email, name]) => ({ email, name }));
  return openEventForm(host, services, display, {
    title: threadSubject([...emails, ...emails.slice(-1)]),
    guests,
    fields: times,
  });
}
