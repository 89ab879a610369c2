// A new event with guests, made from where they are: a contact's card, a mail.
import { msg } from '@lit/localize';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { EventFields } from '../../domain/calendar/event-fields.js';
import { type Collection, canEdit } from '../../domain/collections/collection.js';
import type { UnsavedEvent } from '../../domain/lock/unsaved-form.js';
import { systemClock } from '../../domain/time/clock.js';
import { type LocalMs, MS_PER_HOUR } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { firstOf } from '../../domain/watchable.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { newEventFields } from './event-draft.js';
import { eventFormHelp } from './event-form-help.js';
import './ik-event-dialog.js';

const FIRST_HUE = 265;

export interface EventGuest {
  readonly name: string;
  /** Without `mailto:`. */
  readonly email: string;
}

/**
 * Opens the form of an event in the next hour, in the usual calendar.
 *
 * @param host - Its shadow root holds the dialog; notices are dispatched from it.
 */
export async function openEventForm(
  host: HTMLElement,
  services: Services,
  { timeZone, locale }: DisplaySettings,
  {
    title,
    guests,
    fields: given = {},
    begin,
  }: {
    readonly title: string;
    readonly guests: readonly EventGuest[];
    /** What else is known of it. */
    readonly fields?: Partial<EventFields>;
    /** What was typed before the app was locked. */
    readonly begin?: UnsavedEvent;
  },
): Promise<void> {
  const all = (await firstOf(services.collections.watch('calendar'))).filter(canEdit);
  const settings = await firstOf(services.settings.watch());
  const { defaultCalendarId } = settings;
  const chosen =
    all.find(({ id }) => id === begin?.calendarId) ?? all.find(({ id }) => id === defaultCalendarId) ?? all[0];
  const none: Pick<Collection, 'id' | 'name'> = { id: '', name: msg('My calendar') };
  const now = epochToLocal(timeZone, systemClock.now());
  const start = (Math.ceil(now / MS_PER_HOUR) * MS_PER_HOUR) as LocalMs;
  const common = { status: 'NEEDS-ACTION', role: 'REQ-PARTICIPANT', rsvp: true, kind: 'INDIVIDUAL' } as const;
  const fields = {
    ...newEventFields(start, (start + MS_PER_HOUR) as LocalMs, false, timeZone),
    title,
    attendees: guests.map(({ name, email }) => ({ ...common, address: `mailto:${email}`, name })),
    ...given,
  };
  const dialog = Object.assign(document.createElement('ik-event-dialog'), {
    ...{ fields, calendarId: chosen?.id ?? '', calendars: all.length > 0 ? all : [none] },
    ...{ isNew: true, more: guests.length > 0, timeZone, locale, ...eventFormHelp(services, settings) },
    ...(begin && { begin: { ...begin, calendarId: chosen?.id ?? '', draft: { ...fields, ...begin.draft } } }),
    async save(changed: typeof fields, calendarId: string) {
      const id = calendarId || (await services.collections.create('calendar', none.name, FIRST_HUE)).id;
      const done = await services.calendar.create(id, changed);
      const { tellOthers } = await import('./invitations/tell-others.js');
      host.dispatchEvent(
        new NoticeEvent(msg('Event created.'), { undo: () => done.undo(), ...tellOthers(host, done) }),
      );
      return true;
    },
  });
  dialog.addEventListener('ik-close', () => dialog.remove());
  host.shadowRoot?.appendChild(dialog);
}
