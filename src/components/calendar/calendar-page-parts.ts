import { msg } from '@lit/localize';
import { html } from 'lit';
import { contactOfDay } from '../../domain/contacts/special-days.js';
import { contactsUrl } from '../contacts/contacts-route.js';
import { ImportRequestEvent } from '../shared/import-request-event.js';
import { NavigateEvent } from '../shared/navigate-event.js';
import type { EventSelectEvent } from './calendar-events.js';

/** What an empty calendar offers. @param host - Wishes are dispatched from it. */
export function gettingStarted(host: HTMLElement, create: () => void) {
  return html`<section class="empty" aria-label=${msg('Getting started')}>
    <p>${msg('Nothing here yet. Drop an .ics file anywhere, or write your first event.')}</p>
    <div>
      <button type="button" class="button" @click=${() => host.dispatchEvent(new ImportRequestEvent())}>${msg('Import a file')}</button>
      <button type="button" class="button primary" @click=${create}>${msg('New event')}</button>
    </div>
  </section>`;
}

/** A birthday is a contact's: its card says more than ours. @returns whether it was one. */
export function openContact(host: HTMLElement, event: EventSelectEvent): boolean {
  const contact = event.occurrence.locked ? contactOfDay(event.occurrence.uid) : undefined;
  if (contact === undefined) return false;
  event.preventDefault();
  host.dispatchEvent(new NavigateEvent(contactsUrl('all', contact)));
  return true;
}
