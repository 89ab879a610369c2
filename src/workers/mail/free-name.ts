import type { MailboxRecord } from '../../store/mail/records.js';
import type { CommandContext } from './command-context.js';

/** Characters of a name. */
const MAX_NAME = 255;

/** A name as it can stand beside its siblings (RFC 8621 §2: no two of them have the same): with a number where it is taken. */
export function freeName(
  { tx }: CommandContext,
  { accountId, parentId, id }: Pick<MailboxRecord, 'accountId' | 'parentId' | 'id'>,
  wanted: string,
): string {
  const name = wanted.replace(/\s+/g, ' ').trim().slice(0, MAX_NAME) || '–';
  const taken = new Set<string>();
  for (const each of tx.mailboxes.values())
    if (each.accountId === accountId && each.parentId === parentId && each.id !== id) taken.add(each.name);
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name} ${number}`;
  return free;
}
