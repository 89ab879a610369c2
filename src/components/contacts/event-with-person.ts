// A new event with a person as participant, opened from their card.
import { msg } from '@lit/localize';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import { type Collection, canEdit } from '../../domain/collections/collection.js';
import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import { displayName } from '../../domain/contacts/display-name.js';
import { systemClock } from '../../domain/time/clock.js';
import { type LocalMs, MS_PER_HOUR } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { firstOf } from '../../domain/watchable.js';
import { newEventFields } from '../calendar/event-draft.js';
import '../calendar/ik-event-dialog.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { mailLink } from './contact-links.js';

const FIRST_HUE = 265;

/** @param host - Its shadow root holds the dialog; notices are dispatched from it. */
export async function openEventWith(
  host: HTMLElement,
  services: Services,
  { timeZone, locale }: DisplaySettings,
  person: ContactFields,
): Promise<void> {
  const all = (await firstOf(services.collections.watch('calendar'))).filter(canEdit);
  const { defaultCalendarId } = await firstOf(services.settings.watch());
  const chosen = all.find(({ id }) => id === defaultCalendarId) ?? all[0];
  const none: Pick<Collection, 'id' | 'name'> = { id: '', name: msg('My calendar') };
  const now = epochToLocal(timeZone, systemClock.now());
  const start = (Math.ceil(now / MS_PER_HOUR) * MS_PER_HOUR) as LocalMs;
  const empty = newEventFields(start, (start + MS_PER_HOUR) as LocalMs, false, timeZone);
  const mail = (person.emails.find(({ preferred }) => preferred) ?? person.emails[0])?.value ?? '';
  const name = displayName(person);
  const common = { status: 'NEEDS-ACTION', role: 'REQ-PARTICIPANT', rsvp: true, kind: 'INDIVIDUAL' } as const;
  const fields =
    mailLink(mail) === undefined
      ? { ...empty, title: name }
      : { ...empty, attendees: [{ ...common, address: `mailto:${mail.replace(/^mailto:/i, '')}`, name }] };
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
      host.dispatchEvent(new NoticeEvent(msg('Event created.'), { undo: () => done.undo() }));
      return true;
    },
  });
  dialog.addEventListener('ik-close', () => dialog.remove());
  host.shadowRoot?.appendChild(dialog);
}
