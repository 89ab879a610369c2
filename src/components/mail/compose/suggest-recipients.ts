// Whom one may be about to write to: contacts, their groups and books, and people of known mail (rule MC1).
import type { Services } from '../../../app/services.js';
import type { MailAddress } from '../../../domain/mail/message.js';
import { firstOf } from '../../../domain/watchable.js';
import { suggestGroups, suggestPeople } from '../../calendar/suggest-people.js';

/** One line of the list below a field. */
export type RecipientChoice =
  | { readonly kind: 'person'; readonly person: MailAddress; readonly isContact: boolean }
  | {
      readonly kind: 'group' | 'book';
      readonly name: string;
      /** Everybody in it, also without an address. */
      readonly count: number;
      members(): Promise<readonly MailAddress[]>;
    };

export interface RecipientSource {
  /** Best first. */
  find(typed: string): Promise<readonly RecipientChoice[]>;
  /** Whether an address is among the contacts, or one has written to it before. */
  isKnown(email: string): Promise<boolean>;
}

/** Where nobody is known, and nobody is marked for it. */
export const nobody: RecipientSource = { find: async () => [], isKnown: async () => true };

/** Lines of the list. */
const LIMIT = 8;
/** Messages that are looked through for people, of those sent and of those that came. */
const MESSAGES = 400;
const MAX_MEMBERS = 1000;
/** People are read off the mail again after this. */
const FRESH_MS = 300_000;

interface KnownPerson {
  readonly person: MailAddress;
  /** The higher, the better known. */
  readonly weight: number;
}

export function createRecipientSource(
  services: () => Services | undefined,
  now: () => number,
  own: () => readonly string[],
): RecipientSource {
  let people: Promise<ReadonlyMap<string, KnownPerson>> | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  const known = (all: Services) => {
    if (people === undefined || now() - readAt > FRESH_MS) {
      readAt = now();
      people = peopleOfMail(all, own());
      people.catch(() => {
        people = undefined; // the next letter asks again
      });
    }
    return people;
  };
  return {
    async find(typed) {
      const all = services();
      const text = typed.trim();
      if (all === undefined || text === '') return [];
      const [contacts, groups, books, ofMail] = await Promise.all([
        suggestPeople(all, text),
        suggestGroups(all, text),
        booksLike(all, text),
        known(all),
      ]);
      const seen = new Set<string>();
      const lines: RecipientChoice[] = [];
      const weight = (email: string) => ofMail.get(email.toLowerCase())?.weight ?? 0;
      const add = (person: MailAddress, isContact: boolean) => {
        const key = person.email.toLowerCase();
        if (seen.has(key)) return;
        seen.add(key);
        lines.push({ kind: 'person', person, isContact });
      };
      for (const { name, email } of [...contacts].sort((a, b) => weight(b.email) - weight(a.email)))
        add({ name: name || null, email }, true);
      const matching = [...ofMail.values()].filter(({ person }) => begins(person, text));
      for (const { person } of matching.sort((a, b) => b.weight - a.weight)) add(person, false);
      const sets = groups.map(({ group, count, members }): RecipientChoice => {
        const people = async () => (await members()).map(({ name, email }) => ({ name: name || null, email }));
        return { kind: 'group', name: group, count, members: people };
      });
      return [...lines.slice(0, LIMIT), ...sets, ...books];
    },
    async isKnown(email) {
      const all = services();
      if (all === undefined) return true;
      const key = email.toLowerCase();
      if (own().includes(key) || (await known(all)).has(key)) return true;
      return (await suggestPeople(all, key)).some((one) => one.email.toLowerCase() === key);
    },
  };
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether every word that is typed begins a word of the name or the address. */
function begins({ name, email }: MailAddress, typed: string): boolean {
  const words = plain(`${name ?? ''} ${email} ${email.split('@')[1] ?? ''}`).split(/[\s.@_-]+|$/);
  const whole = plain(email);
  return plain(typed)
    .split(/\s+/)
    .every((part) => whole.startsWith(part) || words.some((word) => word.startsWith(part)));
}

/** Whom one has written to counts more than who has written; spam is not looked at. */
async function peopleOfMail({ mail }: Services, own: readonly string[]): Promise<ReadonlyMap<string, KnownPerson>> {
  const people = new Map<string, KnownPerson>();
  const read = async (role: 'sent' | 'inbox') => {
    const query = { where: { role }, show: 'all', text: '', collapseThreads: false, order: 'newest' } as const;
    return mail.rows(query, 0, MESSAGES);
  };
  const [sent, came] = await Promise.all([read('sent'), read('inbox')]);
  const note = (person: MailAddress, weight: number) => {
    const key = person.email.toLowerCase();
    if (key === '' || own.includes(key)) return;
    const before = people.get(key);
    people.set(key, {
      person: before?.person.name ? before.person : person,
      weight: (before?.weight ?? 0) + weight,
    });
  };
  for (const { to } of sent) for (const person of to) note(person, 3);
  for (const { from } of came) for (const person of from) note(person, 1);
  return people;
}

/** Address books by their name: whoever chooses one writes to everybody in it. */
async function booksLike({ collections, contacts }: Services, typed: string): Promise<readonly RecipientChoice[]> {
  const books = await firstOf(collections.watch('addressbook'));
  return books
    .filter(({ name, itemCount }) => itemCount > 0 && plain(name).startsWith(plain(typed)))
    .slice(0, 2)
    .map(
      ({ id, name, itemCount }): RecipientChoice => ({
        kind: 'book',
        name,
        count: itemCount,
        members: async () => {
          const rows = await contacts.rows({ collectionIds: [id], sort: 'first' }, 0, MAX_MEMBERS);
          return rows.filter(({ email }) => email !== '').map((row) => ({ name: row.name || null, email: row.email }));
        },
      }),
    );
}
