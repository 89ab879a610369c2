// A new event with a person as participant, opened from their card.
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import { displayName } from '../../domain/contacts/display-name.js';
import { openEventForm } from '../calendar/open-event-form.js';
import { mailLink } from './contact-links.js';

/** @param host - Its shadow root holds the dialog; notices are dispatched from it. */
export function openEventWith(
  host: HTMLElement,
  services: Services,
  display: DisplaySettings,
  person: ContactFields,
): Promise<void> {
  const mail = (person.emails.find(({ preferred }) => preferred) ?? person.emails[0])?.value ?? '';
  const name = displayName(person);
  const event =
    mailLink(mail) === undefined
      ? { title: name, guests: [] }
      : { title: '', guests: [{ name, email: mail.replace(/^mailto:/i, '') }] };
  return openEventForm(host, services, display, event);
}
