// Which groups an address book has, and who is in them (docs/rules/contacts.md).
import { memberUid } from '../items/member-id.js';
import type { ContactRow } from './contact-row.js';

/** A group of one address book. */
export interface ContactGroup {
  readonly name: string;
  /** Contacts in it. */
  readonly count: number;
}

/** An address book's groups. */
export interface BookGroups {
  readonly collectionId: string;
  /** Contacts in the book; cards of groups are not counted. */
  readonly count: number;
  /** Contacts that are in no group. */
  readonly ungrouped: number;
  /** In no order. */
  readonly groups: readonly ContactGroup[];
}

/** The rows of one book, looked at as people and their groups. */
export interface GroupView {
  /** Without the cards of groups. */
  readonly people: readonly ContactRow[];
  /** Cards of groups. */
  readonly groupCards: readonly ContactRow[];
  /** Names of the groups a person is in: those the card says, and those whose own card names it. */
  groupsOf(person: ContactRow): readonly string[];
}

const NONE: readonly string[] = [];

export function viewGroups(rows: readonly ContactRow[]): GroupView {
  const groupCards = rows.filter(({ members }) => members !== undefined);
  if (groupCards.length === 0) return { people: rows, groupCards, groupsOf: ({ groups }) => groups ?? NONE };
  const people = rows.filter(({ members }) => members === undefined);
  const namesByMember = new Map<string, string[]>();
  for (const { name, members = NONE } of groupCards)
    for (const member of members) namesByMember.set(member, [...(namesByMember.get(member) ?? []), name]);
  return {
    people,
    groupCards,
    groupsOf({ uid, email, groups = NONE }) {
      const named = namesByMember.get(memberUid(uid)) ?? NONE;
      const mailed = email === '' ? NONE : (namesByMember.get(`mailto:${email.toLowerCase()}`) ?? NONE);
      if (named.length + mailed.length === 0) return groups;
      return [...new Set([...groups, ...named, ...mailed])].filter((name) => name !== '');
    },
  };
}

/**
 * The groups of a book.
 *
 * @param kept - Names of groups that were made by hand: they stay when nobody is in them.
 */
export function countGroups(collectionId: string, view: GroupView, kept: Iterable<string>): BookGroups {
  const counts = new Map<string, number>();
  for (const name of kept) counts.set(name, 0);
  for (const { name } of view.groupCards) if (name !== '') counts.set(name, 0);
  let ungrouped = 0;
  for (const person of view.people) {
    const names = view.groupsOf(person);
    if (names.length === 0) ungrouped += 1;
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const groups = [...counts].map(([name, count]) => ({ name, count }));
  return { collectionId, count: view.people.length, ungrouped, groups };
}
