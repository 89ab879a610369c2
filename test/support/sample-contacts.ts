// Contacts for component tests.

import { fieldsToRow } from '../../src/app/contacts/contact-input.js';
import type { ContactFields, TypedValue } from '../../src/domain/contacts/contact-fields.js';
import { emptyContactFields } from '../../src/domain/contacts/contact-fields.js';
import type { FakeContact } from './fake-services.js';

export const typed = (value: string, types: readonly string[] = []): TypedValue => ({
  id: value,
  value,
  types,
  preferred: false,
  label: '',
});

/** A contact named like `Given Family` in the book `personal`. */
export function sampleContact(name: string, more: Partial<ContactFields> = {}, collectionId = 'personal'): FakeContact {
  const [given = '', family = ''] = name.split(' ');
  const mail = typed(`${given.toLowerCase()}@example.org`, ['work']);
  const fields = { ...emptyContactFields, given, family, formattedName: name, emails: [mail], ...more };
  const uid = name.toLowerCase().replaceAll(' ', '-');
  return { fields, row: fieldsToRow(collectionId, uid, fields) };
}

export const samplePeople: readonly FakeContact[] = [
  sampleContact('Alice Martin', { organization: 'Indépendante' }),
  sampleContact('Anna Alpha', { phones: [typed('+41 79 000 00 01', ['cell'])], favourite: true }),
  sampleContact('Élise Morel'),
  sampleContact('Jean Dupont', { phones: [typed('06 01 02 03 04')] }),
  sampleContact('Marc Bernard', {
    birthday: '--03-04',
    categories: ['Product team'],
    note: 'Likes tea.',
    others: [{ name: 'X-SKYPE', value: 'marc.b' }],
  }),
];

/** Contacts in alphabetical order, a letter of the alphabet each 1/26 of them. */
export function manyContacts(count: number): readonly FakeContact[] {
  const number = (index: number) => String(index).padStart(5, '0');
  return Array.from({ length: count }, (_, index) =>
    sampleContact(`${String.fromCharCode(65 + Math.floor((index * 26) / count))}${number(index)} Person`),
  );
}
