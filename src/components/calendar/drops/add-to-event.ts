// What dragging a contact onto an event does, for keyboards, fingers and windows with one app: the event is chosen from a list.
import { msg } from '@lit/localize';
import type { DisplaySettings } from '../../../app/display-settings.js';
import type { Services } from '../../../app/services.js';
import type { EventOccurrence } from '../../../domain/calendar/occurrence.js';
import { contactUri } from '../../../domain/contacts/contact-uri.js';
import type { ItemRef } from '../../../domain/items/item.js';
import { dayOf, formatIsoDate } from '../../../domain/time/calendar-date.js';
import { epochToLocal } from '../../../domain/time/zone.js';
import { parseContactsPath } from '../../contacts/contacts-route.js';
import { NavigateEvent } from '../../shared/navigate-event.js';
import { calendarUrl } from '../calendar-route.js';
import type { IkCalendarPage } from '../ik-calendar-page.js';
import './ik-choose-event.js';
import { guestsOf, inviteToEvent } from './invite-to-event.js';

/** Frames until the calendar is there; its code may have to come first. */
const PATIENCE = 600;

/** @param path - Of the contacts page: its open contact is added. */
export async function addToEvent(
  app: HTMLElement,
  services: Services,
  display: DisplaySettings,
  path: string,
): Promise<void> {
  const { uid, bookId } = parseContactsPath(path);
  if (uid === undefined) return;
  const ref = bookId === undefined ? await refOf(services, uid) : { collectionId: bookId, uid };
  if (ref === undefined) return;
  const dialog = Object.assign(document.createElement('ik-choose-event'), {
    services,
    display,
    heading: msg('Add to an event'),
    async choose(event: EventOccurrence) {
      dialog.remove();
      const day = formatIsoDate(dayOf(epochToLocal(display.timeZone, event.start)));
      app.dispatchEvent(new NavigateEvent(calendarUrl('day', day)));
      const page = await calendarPage(app);
      if (page !== undefined) await inviteToEvent(page, services, event, await guestsOf(services, [ref]));
    },
  });
  dialog.addEventListener('ik-close', () => dialog.remove());
  app.shadowRoot?.append(dialog);
}

/** In lists of several books the address says the contact only. */
async function refOf(services: Services, uid: string): Promise<ItemRef | undefined> {
  const uri = contactUri(uid);
  const row = (await services.contacts.byUri([uri]))[uri];
  return row && { collectionId: row.collectionId, uid: row.uid };
}

/** The calendar, in whichever pane it is shown. */
async function calendarPage(app: HTMLElement): Promise<IkCalendarPage | undefined> {
  await customElements.whenDefined('ik-calendar-page');
  for (let frame = 0; frame < PATIENCE; frame += 1) {
    const roots = [app.shadowRoot, app.shadowRoot?.querySelector('ik-beside')?.shadowRoot];
    const page = roots.map((root) => root?.querySelector('ik-calendar-page')).find((one) => one?.hasUpdated);
    if (page) return page;
    await new Promise(requestAnimationFrame);
  }
  return undefined;
}
