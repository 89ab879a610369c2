import type { Services } from '../../app/services.js';
import type { Suggestion } from './ik-people-field.js';

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
