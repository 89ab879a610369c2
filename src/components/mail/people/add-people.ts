// People of a message on their way into an address book.
import { msg } from '@lit/localize';
import type { Done, Services } from '../../../app/services.js';
import { emptyContactFields } from '../../../domain/contacts/contact-fields.js';
import { nameParts } from '../../../domain/mail/compose/contact-name.js';
import type { EmailDetail } from '../../../domain/mail/email.js';
import type { MailAddress } from '../../../domain/mail/message.js';
import { firstOf } from '../../../domain/watchable.js';
import { suggestPeople } from '../../calendar/suggest-people.js';

/** Somebody a message names, and whether they are in a book already. */
export interface NamedPerson {
  readonly person: MailAddress;
  readonly isKnown: boolean;
}

/** People that are offered: a message may name ten thousand. */
const MAX_PEOPLE = 200;
/** Hue of a first address book. */
const HUE = 265;

/** Everybody whom a message names, each once, without oneself. @param own - Own addresses, lower case. */
export async function peopleOfMessage(
  services: Services,
  { from, replyTo, to, cc, bcc }: EmailDetail,
  own: readonly string[],
): Promise<readonly NamedPerson[]> {
  const people = new Map<string, MailAddress>();
  for (const person of [...from, ...replyTo, ...to, ...cc, ...bcc]) {
    const key = person.email.toLowerCase();
    if (!/^[^\s@]+@[^\s@]+$/.test(key) || own.includes(key) || people.size >= MAX_PEOPLE) continue;
    if ((people.get(key)?.name ?? '') === '') people.set(key, person);
  }
  return Promise.all(
    [...people].map(async ([key, person]) => {
      const found = await suggestPeople(services, key);
      return { person, isKnown: found.some(({ email }) => email.toLowerCase() === key) };
    }),
  );
}

/** Makes a contact of each, in a book, or in a new one for ''. All go again when it is undone. */
export async function addPeople(
  services: Services,
  people: readonly MailAddress[],
  bookId: string,
  group: string,
): Promise<Done> {
  const id = bookId || (await services.collections.create('addressbook', msg('Contacts'), HUE)).id;
  const done: Done[] = [];
  for (const { name, email } of people)
    done.push(
      await services.contacts.create(id, {
        ...emptyContactFields,
        ...nameParts(name),
        emails: [{ id: '', value: email, types: [], preferred: false, label: '' }],
        categories: group === '' ? [] : [group],
      }),
    );
  return {
    async undo() {
      for (const one of done.reverse()) await one.undo();
    },
  };
}

/** The books one may write to, the usual one first. */
export async function booksToWrite({ collections, settings }: Services) {
  const [books, { defaultAddressBookId }] = await Promise.all([
    firstOf(collections.watch('addressbook')),
    firstOf(settings.watch()),
  ]);
  const isUsual = (id: string) => Number(id === defaultAddressBookId);
  return [...books].sort((a, b) => isUsual(b.id) - isUsual(a.id));
}
