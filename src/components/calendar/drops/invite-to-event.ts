// People come to an event that is there already: its form opens with them in it, and whoever saves it invites them.
import { msg, str } from '@lit/localize';
import type { Services } from '../../../app/services.js';
import type { EventFields } from '../../../domain/calendar/event-fields.js';
import type { EventOccurrence } from '../../../domain/calendar/occurrence.js';
import { canEdit } from '../../../domain/collections/collection.js';
import { displayName } from '../../../domain/contacts/display-name.js';
import type { ItemRef } from '../../../domain/items/item.js';
import { firstOf } from '../../../domain/watchable.js';
import { mailLink } from '../../contacts/contact-links.js';
import { NoticeEvent } from '../../shared/notice-event.js';
import type { IkCalendarPage } from '../ik-calendar-page.js';
import type { EventGuest } from '../open-event-form.js';

/** More than that is no meeting. */
const MAX_GUESTS = 50;

export interface ChosenPeople {
  /** With a mail address, by which they can be invited. */
  readonly guests: readonly EventGuest[];
  /** Names of those without one. */
  readonly unreachable: readonly string[];
}

/** Contacts as guests. Those that are gone are left out. */
export async function guestsOf(services: Services, refs: readonly ItemRef[]): Promise<ChosenPeople> {
  const found = await Promise.all(refs.slice(0, MAX_GUESTS).map((ref) => services.contacts.read(ref)));
  const guests: EventGuest[] = [];
  const unreachable: string[] = [];
  for (const detail of found) {
    if (detail === undefined) continue;
    const { emails } = detail.fields;
    const mail = (emails.find(({ preferred }) => preferred) ?? emails[0])?.value ?? '';
    const name = displayName(detail.fields);
    if (mailLink(mail) === undefined) unreachable.push(name);
    else guests.push({ name, email: mail.replace(/^mailto:/i, '') });
  }
  return { guests, unreachable };
}

/** The event with these people, too; whoever is there already is not there twice. */
export function withGuests(fields: EventFields, guests: readonly EventGuest[]): EventFields {
  const known = new Set(fields.attendees.map(({ address }) => address.toLowerCase()));
  const common = { status: 'NEEDS-ACTION', role: 'REQ-PARTICIPANT', rsvp: true, kind: 'INDIVIDUAL' } as const;
  const added = guests
    .map(({ name, email }) => ({ ...common, address: `mailto:${email}`, name }))
    .filter(({ address }) => !known.has(address.toLowerCase()));
  return { ...fields, attendees: [...fields.attendees, ...added] };
}

/** Opens the form of an event with these people in it. @param page - Shows the calendar. */
export async function inviteToEvent(
  page: IkCalendarPage,
  services: Services,
  occurrence: EventOccurrence,
  { guests, unreachable }: ChosenPeople,
): Promise<void> {
  const tell = (message: string) => page.dispatchEvent(new NoticeEvent(message));
  if (unreachable.length > 0) tell(msg(str`${unreachable.join(', ')}: without a mail address nobody can be invited.`));
  if (guests.length === 0) return;
  const calendars = (await firstOf(services.collections.watch('calendar'))).filter(canEdit);
  const isOthers = !calendars.some(({ id }) => id === occurrence.collectionId);
  if (occurrence.task || occurrence.locked || isOthers) return void tell(msg('You may only look at this event.'));
  await page.flows.edit(occurrence, (fields) => withGuests(fields, guests));
}
