// What becomes of mail and contacts that were dropped on a calendar. Loaded with the first of them.
import type { DisplaySettings } from '../../../app/display-settings.js';
import type { Services } from '../../../app/services.js';
import type { LocalTimes } from '../../../domain/calendar/layout/span.js';
import { clickTimes, type Slot } from '../../../domain/calendar/layout/times.js';
import type { EventOccurrence } from '../../../domain/calendar/occurrence.js';
import type { ItemRef } from '../../../domain/items/item.js';
import type { EmailDetail, EmailListItem } from '../../../domain/mail/email.js';
import { type LocalMs, MS_PER_MINUTE } from '../../../domain/time/types.js';
import { firstOf } from '../../../domain/watchable.js';
import { organiseEvent } from '../../mail/organise-event.js';
import type { IkCalendarPage } from '../ik-calendar-page.js';
import { openEventForm } from '../open-event-form.js';
import { guestsOf, inviteToEvent } from './invite-to-event.js';

/** Messages that are read for an event: their people come to it. */
const MAX_MESSAGES = 20;

/** As long as new events are. */
async function timesAt(services: Services, slot: Slot, timeZone: string): Promise<LocalTimes & { zone: string }> {
  const { start, end, allDay } = clickTimes(slot);
  const { defaultDuration } = await firstOf(services.settings.watch());
  const length = (start + defaultDuration * MS_PER_MINUTE) as LocalMs;
  return { start, end: allDay ? end : length, allDay, zone: allDay ? '' : timeZone };
}

export async function dropMail(
  page: IkCalendarPage,
  services: Services,
  display: DisplaySettings,
  items: readonly EmailListItem[],
  slot: Slot,
): Promise<void> {
  const [item] = items;
  const isThread = items.length === 1 && item !== undefined;
  const read = isThread
    ? firstOf(services.mail.watchThread(item.threadId))
    : Promise.all(items.slice(0, MAX_MESSAGES).map(({ id }) => services.mail.email(id)));
  const emails = ((await read) as readonly (EmailDetail | undefined)[]).filter((one) => one !== undefined);
  const accounts = await firstOf(services.mail.watchAccounts());
  const { addresses } = await firstOf(services.settings.watch());
  const own = [...accounts.flatMap(({ identities }) => identities.map(({ email }) => email)), ...addresses];
  const plain = own.map((address) => address.replace(/^mailto:/i, '').toLowerCase());
  await organiseEvent(page, services, display, emails, plain, await timesAt(services, slot, display.timeZone));
}

export async function dropContacts(
  page: IkCalendarPage,
  services: Services,
  display: DisplaySettings,
  refs: readonly ItemRef[],
  on: EventOccurrence | Slot | undefined,
): Promise<void> {
  if (on === undefined) return;
  const people = await guestsOf(services, refs);
  if ('uid' in on) return inviteToEvent(page, services, on, people);
  const title = people.guests.length === 0 ? people.unreachable.join(', ') : '';
  const fields = await timesAt(services, on, display.timeZone);
  await openEventForm(page, services, display, { title, guests: people.guests, fields });
}
