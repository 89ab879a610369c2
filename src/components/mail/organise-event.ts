// A new event with the people of a thread, opened from it.
import { msg } from '@lit/localize';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import { type Collection, canEdit } from '../../domain/collections/collection.js';
import type { EmailDetail } from '../../domain/mail/email.js';
import { systemClock } from '../../domain/time/clock.js';
import { type LocalMs, MS_PER_HOUR } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { firstOf } from '../../domain/watchable.js';
import { newEventFields } from '../calendar/event-draft.js';
import '../calendar/ik-event-dialog.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { threadSubject } from './thread-subject.js';

const FIRST_HUE = 265;
/** Guests taken from a thread: a list of thousands is no meeting. */
const MAX_GUESTS = 50;

/**
 * @param host - Its shadow root holds the dialog; notices are dispatched from it.
 * @param own - Own addresses, lower case: not a guest of oneself.
 */
export async function organiseEvent(
  host: HTMLElement,
  services: Services,
  { timeZone, locale }: DisplaySettings,
  emails: readonly EmailDetail[],
  own: readonly string[],
): Promise<void> {
  const all = (await firstOf(services.collections.watch('calendar'))).filter(canEdit);
  const { defaultCalendarId } = await firstOf(services.settings.watch());
  const chosen = all.find(({ id }) => id === defaultCalendarId) ?? all[0];
  const none: Pick<Collection, 'id' | 'name'> = { id: '', name: msg('My calendar') };
  const now = epochToLocal(timeZone, systemClock.now());
  const start = (Math.ceil(now / MS_PER_HOUR) * MS_PER_HOUR) as LocalMs;
  const people = new Map<string, string>();
  for (const { from, to, cc } of emails)
    for (const { email, name } of [...from, ...to, ...cc]) {
      const key = email.toLowerCase();
      if (/^[^\s@]+@[^\s@]+$/.test(email) && !own.includes(key) && !people.has(key)) people.set(key, name ?? '');
    }
  const common = { status: 'NEEDS-ACTION', role: 'REQ-PARTICIPANT', rsvp: true, kind: 'INDIVIDUAL' } as const;
  const fields = {
    ...newEventFields(start, (start + MS_PER_HOUR) as LocalMs, false, timeZone),
    title: threadSubject([...emails, ...emails.slice(-1)]),
    attendees: [...people]
      .slice(0, MAX_GUESTS)
      .map(([address, name]) => ({ ...common, address: `mailto:${address}`, name })),
  };
  const dialog = Object.assign(document.createElement('ik-event-dialog'), {
    ...{
      fields,
      calendarId: chosen?.id ?? '',
      calendars: all.length > 0 ? all : [none],
      isNew: true,
      timeZone,
      locale,
    },
    async save(changed: typeof fields, calendarId: string) {
      const id = calendarId || (await services.collections.create('calendar', none.name, FIRST_HUE)).id;
      const done = await services.calendar.create(id, changed);
      const { tellOthers } = await import('../calendar/invitations/tell-others.js');
      host.dispatchEvent(
        new NoticeEvent(msg('Event created.'), { undo: () => done.undo(), ...tellOthers(host, done) }),
      );
      return true;
    },
  });
  dialog.addEventListener('ik-close', () => dialog.remove());
  host.shadowRoot?.appendChild(dialog);
}
