// Who is in a shared collection, in words: keys of its own document. Anybody who edits may write them: for display only.
import type { Person } from '../domain/sharing/sharing.js';
import { readStatus, saysSomething } from '../domain/status/status-rules.js';

const KEY = /^(?:member|invite)\n[\da-f]{32}$/;
/** Of UTF-16 code units, each. */
const MAX_WORD = 200;

export const isPersonKey = (key: string): boolean => KEY.test(key);

/** @param account - Hexadecimal. */
export const memberKey = (account: string): string => `member\n${account}`;

/** Hexadecimal; `undefined` for other keys. */
export const accountOfMember = (key: string): string | undefined =>
  isPersonKey(key) && key.startsWith('member') ? key.slice(memberKey('').length) : undefined;

/** Whom an invitation is meant for. @param id - Hexadecimal. */
export const inviteKey = (id: string): string => `invite\n${id}`;

export const personToText = ({ name, address, status }: Omit<Person, 'account'>): string =>
  JSON.stringify({
    name: name.slice(0, MAX_WORD),
    address: address.slice(0, MAX_WORD),
    ...(status && saysSomething(status) && { status }),
  });

const wordOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, MAX_WORD) : '');

/** Others may have written anything: what is no word is ''. */
export function textToPerson(text: string | undefined): Omit<Person, 'account'> {
  try {
    const said = JSON.parse(text ?? '{}') as Partial<Record<'name' | 'address' | 'status', unknown>>;
    const status = readStatus(said.status);
    return { name: wordOf(said.name), address: wordOf(said.address), ...(saysSomething(status) && { status }) };
  } catch {
    return { name: '', address: '' };
  }
}
