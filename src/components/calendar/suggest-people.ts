import type { Services } from '../../app/services.js';
import { firstOf } from '../../domain/watchable.js';
import type { GroupSuggestion, Suggestion } from './ik-people-field.js';

/** Contacts that are offered. */
const LIMIT = 8;

/** People of the contacts on this device whose name or address begins so; only those with an address. */
export async function suggestPeople(services: Services, typed: string): Promise<readonly Suggestion[]> {
  // Some have no address: look at a few more.
  const rows = await services.contacts.rows({ text: typed, sort: 'first' }, 0, LIMIT * 3);
  return rows
    .filter(({ email }) => email !== '')
    .slice(0, LIMIT)
    .map(({ name, email }) => ({ name, email }));
}

/** Groups that are offered. */
const GROUPS = 3;
/** Members of a group that are looked at. */
const MAX_MEMBERS = 1000;

/** Groups of contacts whose name, or a word of it, begins so; with their members when they are chosen. */
export async function suggestGroups(services: Services, typed: string): Promise<readonly GroupSuggestion[]> {
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
  const wanted = plain(typed);
  const books = await firstOf(services.contacts.watchGroups());
  const counts = new Map<string, number>();
  for (const { groups } of books)
    for (const { name, count } of groups) counts.set(name, (counts.get(name) ?? 0) + count);
  return [...counts]
    .filter(
      ([name, count]) =>
        count > 0 &&
        plain(name)
          .split(/[^\p{L}\p{N}]+/u)
          .some((_word, index, words) => words.slice(index).join(' ').startsWith(wanted)),
    )
    .slice(0, GROUPS)
    .map(([group, count]) => ({ group, count, members: () => membersOf(services, group) }));
}

/** Everybody in a group who has an address, by name. */
async function membersOf(services: Services, group: string): Promise<readonly Suggestion[]> {
  const rows = await services.contacts.rows({ group, sort: 'first' }, 0, MAX_MEMBERS);
  return rows.filter(({ email }) => email !== '').map(({ name, email }) => ({ name, email }));
}
