// `ikebana/contacts`: registers <ik-contacts>.
export type { ContactInput, ContactInputValue } from './app/contacts/contact-input.js';
export { ContactChangeEvent, ContactSelectEvent } from './components/contacts/contact-events.js';
export { IkContacts } from './components/contacts/ik-contacts.js';
export type { ContactFields } from './domain/contacts/contact-fields.js';
export type { ContactRow } from './domain/contacts/contact-row.js';
