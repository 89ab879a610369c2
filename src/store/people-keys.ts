// Who is in a shared collection, in words: keys of its own document. Anybody who edits may write them: for display only.
import type { Person } from '../domain/sharing/sharing.js';

const KEY = /^(?:member|invite)\n[\da-f]{32}$/;
/** Of UTF-16 code units, each. */
const MAX_WORD = 200;

export const isPersonKey = (key: string): boolean => KEY.test(key);

/** @param account - Hexadecimal. */
export const memberKey = (account: string): string => `member\n${account}`;

/** Whom an invitation is meant for. @param id - Hexadecimal. */
export const inviteKey = (id: string): string => `invite\n${id}`;

export const personToText = ({ name, address }: Pick<Person, 'name' | 'address'>): string =>
  JSON.stringify({ name: name.slice(0, MAX_WORD), address: address.slice(0, MAX_WORD) });

const wordOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, MAX_WORD) : '');

/** Others may have written anything: what is no word is ''. */
export function textToPerson(text: string | undefined): Pick<Person, 'name' | 'address'> {
  try {
    const { name, address } = JSON.parse(text ?? '{}') as { readonly name?: unknown; readonly address?: unknown };
    return { name: wordOf(name), address: wordOf(address) };
  } catch {
    return { name: '', address: '' };
  }
}
