import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import { lettersOf, ownLetters, sortKeyOf, sortRows } from '../../domain/contacts/contact-order.js';
import type { ContactListInfo, ContactQuery } from '../../domain/contacts/contact-query.js';
import type { ContactRow } from '../../domain/contacts/contact-row.js';
import { projectContact } from '../../domain/contacts/project-contact.js';
import { readContactFields } from '../../domain/contacts/read-contact-fields.js';
import { searchTextOf } from '../../domain/contacts/search-text.js';
import { base64ToBytes, readDataUri } from '../../domain/files/base64.js';
import type { ContactItem } from '../../domain/items/item.js';
import { normalizeForSearch } from '../../domain/text/fold.js';
import type { Watchable } from '../../domain/watchable.js';
import { type ContactInput, fieldsToRow, inputToFields } from './contact-input.js';
import type { ContactSource } from './contact-source.js';

/** The one collection of contacts that live in memory. */
export const MEMORY = '';

/** A contact in memory: what the list draws, and how to get at the rest. */
export interface MemoryContact {
  readonly row: ContactRow;
  /** vCard text; '' when there is none. */
  readonly text: string;
  fields(): ContactFields;
  /** Normalised words to search in. */
  words(): string;
}

/** Contacts a page gave, or a file it named. Changes live as long as the page. */
export interface MemoryContacts extends ContactSource {
  /** Adds a contact, or puts it in the place of the one with its uid. */
  put(uid: string, fields: ContactFields): void;
  remove(uid: string): void;
}

/** @param locale - BCP 47, for the order of names. */
export function createMemoryContacts(contacts: readonly MemoryContact[], locale: string): MemoryContacts {
  const contactsByUid = new Map(contacts.map((contact) => [contact.row.uid, contact]));
  const watchers = new Set<() => void>();
  const { compare } = new Intl.Collator(locale || undefined, { numeric: true });
  const isOwn = ownLetters(locale || undefined);
  const lists = new Map<string, readonly ContactRow[]>();
  let version = 1;

  function rowsOf(query: ContactQuery): readonly ContactRow[] {
    const key = JSON.stringify([query.text ?? '', query.favourites ?? false, query.sort]);
    const known = lists.get(key);
    if (known !== undefined) return known;
    const terms = normalizeForSearch(query.text ?? '')
      .split(' ')
      .filter(Boolean);
    const found = [...contactsByUid.values()].filter(
      (contact) =>
        (!query.favourites || contact.row.favourite) && terms.every((term) => contact.words().includes(term)),
    );
    const sorted = sortRows(
      found.map(({ row }) => row),
      query.sort,
      compare,
    );
    // Names that begin with what is typed stand first.
    const isBest = (row: ContactRow) => terms.every((term) => ` ${normalizeForSearch(row.name)}`.includes(` ${term}`));
    const rows = terms.length === 0 ? sorted : [...sorted.filter(isBest), ...sorted.filter((row) => !isBest(row))];
    if (lists.size > 20) lists.clear();
    lists.set(key, rows);
    return rows;
  }

  function change() {
    version += 1;
    lists.clear();
    for (const tell of watchers) tell();
  }

  return {
    watchList: (query): Watchable<ContactListInfo> => ({
      subscribe(observer) {
        const tell = () => {
          const rows = rowsOf(query);
          const letters = query.text ? [] : lettersOf(rows.map((row) => sortKeyOf(row, query.sort, isOwn)));
          observer.next({ count: rows.length, letters, version });
        };
        watchers.add(tell);
        tell();
        return { unsubscribe: () => watchers.delete(tell) };
      },
    }),
    rows: async (query, from, to) => rowsOf(query).slice(Math.max(0, from), Math.max(0, to)),
    indexOf: async (query, ref) => rowsOf(query).findIndex((row) => row.uid === ref.uid),
    async read(ref) {
      const contact = contactsByUid.get(ref.uid);
      if (contact === undefined) return undefined;
      const fields = contact.fields();
      return { ref, fields, groups: fields.categories, text: contact.text };
    },
    async photo({ uid }) {
      const data = readDataUri(contactsByUid.get(uid)?.fields().photo ?? '');
      const bytes = data && base64ToBytes(data.base64);
      return data && bytes && new Blob([bytes], { type: data.mediaType });
    },
    put(uid, fields) {
      contactsByUid.set(uid, contactOfFields(uid, fields));
      change();
    },
    remove(uid) {
      if (contactsByUid.delete(uid)) change();
    },
  };
}

/** A contact of a file. It is read when it is opened. */
export function contactOfItem(item: ContactItem): MemoryContact {
  let words: string | undefined;
  return {
    row: projectContact(MEMORY, item),
    text: item.text,
    fields: () => readContactFields(item.text),
    words: () => {
      words ??= normalizeForSearch(searchTextOf(item.text));
      return words;
    },
  };
}

/** A contact a page gave. */
export function contactOfInput(input: ContactInput): MemoryContact {
  return contactOfFields(input.id, inputToFields(input));
}

function contactOfFields(uid: string, fields: ContactFields): MemoryContact {
  const row = fieldsToRow(MEMORY, uid, fields);
  const values = [...fields.emails, ...fields.phones, ...fields.urls].map(({ value }) => value);
  const places = fields.addresses.flatMap(({ street, postalCode, locality, country }) => [
    street,
    postalCode,
    locality,
    country,
  ]);
  const texts = [
    row.name,
    fields.given,
    fields.family,
    fields.nickname,
    fields.organization,
    fields.department,
    ...fields.units,
    ...fields.further.map(({ value }) => value),
    fields.jobTitle,
  ];
  const words = normalizeForSearch([...texts, ...values, ...places, ...fields.categories, fields.note].join('\n'));
  return { row, text: '', fields: () => fields, words: () => words };
}
