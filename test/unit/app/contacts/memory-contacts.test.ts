import { describe, expect, it } from 'vitest';
import {
  contactOfInput,
  contactOfItem,
  createMemoryContacts,
  MEMORY,
} from '../../../../src/app/contacts/memory-contacts.js';
import { emptyContactFields } from '../../../../src/domain/contacts/contact-fields.js';
import type { ContactListInfo, ContactQuery } from '../../../../src/domain/contacts/contact-query.js';

const byFirst: ContactQuery = { sort: 'first' };
const people = [
  { id: '1', givenName: 'Zoë', familyName: 'Abel', organization: 'Müller AG', favourite: true },
  { id: '2', givenName: 'élise', familyName: 'Morel', phones: ['06 11 22'], note: 'Zoë’s sister' },
  { id: '3', name: '3M' },
  { id: '4', givenName: 'Eva', familyName: 'Berg', emails: ['eva@zoo.example'] },
].map(contactOfInput);

const uids = async (query: ContactQuery) => {
  const source = createMemoryContacts(people, 'en');
  return (await source.rows(query, 0, 10)).map((row) => row.uid);
};

function watch(source: ReturnType<typeof createMemoryContacts>, query: ContactQuery) {
  const seen: ContactListInfo[] = [];
  const { unsubscribe } = source.watchList(query).subscribe({ next: (info) => seen.push(info), error: () => {} });
  return { seen, unsubscribe };
}

describe('createMemoryContacts', () => {
  it.each([
    ['first', ['2', '4', '1', '3']],
    ['last', ['1', '4', '2', '3']],
    ['company', ['2', '4', '1', '3']],
  ] as const)('sorts by %s name as the language does, what begins with no letter last', async (sort, order) => {
    expect(await uids({ sort })).toEqual(order);
  });

  it('says where each letter begins', () => {
    const { seen } = watch(createMemoryContacts(people, 'en'), byFirst);
    expect(seen[0]).toMatchObject({
      count: 4,
      letters: [
        { letter: 'E', index: 0 },
        { letter: 'Z', index: 2 },
        { letter: '#', index: 3 },
      ],
    });
  });

  it.each([
    ['zoe', ['1', '2']],
    ['muller', ['1']],
    ['06 11', ['2']],
    ['eva berg', ['4']],
    ['nobody', []],
  ])('finds %j in every field, accents forgiven', async (text, found) => {
    const hits = await uids({ sort: 'first', text });
    expect([...hits].sort()).toEqual(found);
  });

  it('puts names that begin with what is typed first', async () => {
    expect(await uids({ sort: 'first', text: 'zoe' })).toEqual(['1', '2']);
  });

  it('knows favourites and places', async () => {
    const source = createMemoryContacts(people, 'en');
    expect(await uids({ sort: 'first', favourites: true })).toEqual(['1']);
    expect(await source.indexOf(byFirst, { collectionId: MEMORY, uid: '1' })).toBe(2);
    expect(await source.indexOf(byFirst, { collectionId: MEMORY, uid: 'x' })).toBe(-1);
  });

  it('tells its watchers of each change, until they leave', async () => {
    const source = createMemoryContacts(people, 'en');
    const { seen, unsubscribe } = watch(source, byFirst);
    source.put('5', { ...emptyContactFields, given: 'Adam' });
    source.remove('1');
    source.remove('1');
    expect(seen.map(({ count }) => count)).toEqual([4, 5, 4]);
    expect(new Set(seen.map(({ version }) => version)).size).toBe(3);
    unsubscribe();
    source.remove('2');
    expect(seen).toHaveLength(3);
    expect((await source.read({ collectionId: MEMORY, uid: '5' }))?.fields.given).toBe('Adam');
    expect(await source.read({ collectionId: MEMORY, uid: '2' })).toBeUndefined();
  });

  it('reads a contact of a file when it is opened', async () => {
    const text = 'BEGIN:VCARD\r\nVERSION:3.0\r\nUID:a\r\nFN:Anna Alpha\r\nTEL;TYPE=CELL:+41 79 1\r\nEND:VCARD\r\n';
    const source = createMemoryContacts([contactOfItem({ kind: 'contact', uid: 'a', text })], 'en');
    expect((await source.rows(byFirst, 0, 1))[0]).toMatchObject({ uid: 'a', name: 'Anna Alpha', phone: '+41 79 1' });
    const detail = await source.read({ collectionId: MEMORY, uid: 'a' });
    expect(detail?.fields.phones[0]).toMatchObject({ value: '+41 79 1', types: ['cell'] });
    expect(detail?.text).toBe(text);
  });

  it('is not misled by prototype names', async () => {
    const source = createMemoryContacts([contactOfInput({ id: '__proto__', name: 'constructor' })], 'en');
    expect((await source.read({ collectionId: MEMORY, uid: '__proto__' }))?.fields.formattedName).toBe('constructor');
    expect(await source.read({ collectionId: MEMORY, uid: 'toString' })).toBeUndefined();
  });
});
