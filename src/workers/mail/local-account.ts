// The account that needs no server, and the mailboxes every account begins with.
import { LOCAL_ACCOUNT, type MailAccount, type MailboxRole } from '../../domain/mail/mailbox.js';
import type { MailStore } from '../../store/mail/mail-store.js';
import type { MailTransaction } from '../../store/mail/mail-transaction.js';

/** Shown by their roles, in the person's language; these names are for exports. */
const FIRST: readonly (readonly [MailboxRole, string])[] = [
  ['inbox', 'Inbox'],
  ['drafts', 'Drafts'],
  ['sent', 'Sent'],
  ['archive', 'Archive'],
  ['junk', 'Spam'],
  ['trash', 'Trash'],
];

export const localMailboxId = (role: MailboxRole) => `${LOCAL_ACCOUNT}-${role}`;

/** Makes the local account if it is not there. @returns its number. */
export function ensureLocalAccount(transaction: MailTransaction): number {
  const known = transaction.accounts.get(LOCAL_ACCOUNT);
  if (known !== undefined) return known.number;
  const number = transaction.putAccount({ id: LOCAL_ACCOUNT, kind: 'local', name: '', identities: [], states: {} });
  for (const [index, [role, name]] of FIRST.entries()) {
    transaction.putMailbox({
      id: localMailboxId(role),
      accountId: LOCAL_ACCOUNT,
      name,
      parentId: null,
      role,
      sortOrder: index,
    });
  }
  return number;
}

/** Accounts with servers first, the local one last; it is there before anything is in it. */
export function listAccounts({ accounts }: MailStore): readonly MailAccount[] {
  const all = [...accounts.values()].map(
    ({ id, kind, name, identities, refused, rules, maxDelayedSend }): MailAccount => ({
      ...(refused && { refused }),
      ...(rules && { rules }),
      ...(maxDelayedSend && { maxDelayedSend }),
      id,
      kind,
      name,
      identities,
    }),
  );
  const local = all.find(({ id }) => id === LOCAL_ACCOUNT);
  const fresh: MailAccount = { id: LOCAL_ACCOUNT, kind: 'local', name: '', identities: [] };
  return [...all.filter(({ id }) => id !== LOCAL_ACCOUNT), local ?? fresh];
}

/** The mailbox of an account with that role. */
export function mailboxWithRole(
  { mailboxes }: Pick<MailStore, 'mailboxes'>,
  accountId: string,
  role: MailboxRole,
): string | undefined {
  for (const mailbox of mailboxes.values())
    if (mailbox.accountId === accountId && mailbox.role === role) return mailbox.id;
  return undefined;
}
