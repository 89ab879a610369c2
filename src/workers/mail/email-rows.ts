// From columns and rows to what pages get.
import type { EmailRow } from '../../domain/mail/email.js';
import type { MailAddress } from '../../domain/mail/message.js';
import { ATTACHMENT, keywordsOf } from '../../store/mail/flags.js';
import type { MailStore } from '../../store/mail/mail-store.js';
import type { MailRow, RowAddress } from '../../store/mail/records.js';

export const toAddress = ([name, email]: RowAddress): MailAddress => ({ name, email });
export const toRowAddress = ({ name, email }: MailAddress): RowAddress => [name, email];

/** The number of an id of a page; 0 for what is no message here. */
export function emailNumber({ columns }: MailStore, id: string): number {
  const email = /^\d{1,10}$/.test(id) ? Number(id) : 0;
  return columns.exists(email) ? email : 0;
}

/** Keywords of a message, those with a bit of their own first. */
export const keywordsOfEmail = ({ columns, set }: MailStore, email: number): string[] =>
  keywordsOf(columns.flags[email]!, set(columns.labels[email]!));

export function emailRow(store: MailStore, email: number, row: MailRow): EmailRow {
  const { columns } = store;
  const flags = columns.flags[email]!;
  return {
    id: String(email),
    accountId: accountIdOf(store, columns.accounts[email]!),
    threadId: String(columns.threads[email]),
    mailboxIds: store.set(columns.places[email]!),
    keywords: keywordsOfEmail(store, email),
    from: row.f.map(toAddress),
    to: row.t.map(toAddress),
    subject: row.s,
    preview: row.p,
    receivedAt: columns.times[email]!,
    size: columns.sizes[email]!,
    hasAttachment: (flags & ATTACHMENT) !== 0,
    // Of the row, as its reader goes by: the columns are ahead of it while a transaction is written.
    isHere: row.h !== undefined,
  };
}

function accountIdOf({ accounts }: MailStore, number: number): string {
  for (const account of accounts.values()) if (account.number === number) return account.id;
  return '';
}
