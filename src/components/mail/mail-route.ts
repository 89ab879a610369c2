import type { EmailQuery } from '../../domain/mail/email.js';
import type { MailboxRole } from '../../domain/mail/mailbox.js';

/** What the mail page shows. */
export interface MailRoute {
  /** A role (all mailboxes of it, in every account), `starred`, `all`, or `box:` and a mailbox's id. */
  readonly list: string;
  /** The message that is open, with its thread. */
  readonly emailId?: string;
}

const BOX = 'box:';
const ROLES: readonly string[] = [
  'inbox',
  'drafts',
  'sent',
  'archive',
  'junk',
  'trash',
  'scheduled',
  'templates',
  'snoozed',
  'outbox',
];

export const mailboxList = (mailboxId: string) => `${BOX}${mailboxId}`;
/** `undefined` for a list of several mailboxes. */
export const mailboxOfList = (list: string) => (list.startsWith(BOX) ? list.slice(BOX.length) : undefined);
export const isRoleList = (list: string): list is MailboxRole => ROLES.includes(list);

/** Reads `<list>` or `<list>/<message>`. Anything else is the inbox. */
export function parseMailPath(path: string): MailRoute {
  const [list = '', emailId] = path.split('/').filter(Boolean).map(decode);
  const isKnown = isRoleList(list) || list === 'starred' || list === 'all' || list.startsWith(BOX);
  return { list: isKnown ? list : 'inbox', ...(isKnown && emailId !== undefined && { emailId }) };
}

export function mailUrl(list: string, emailId?: string): string {
  return `/mail/${[list, ...(emailId === undefined ? [] : [emailId])].map(encodeURIComponent).join('/')}`;
}

/** The messages of a list, and what of them is shown when the person has chosen nothing else. */
export function whereOfList(list: string): Pick<EmailQuery, 'where' | 'show'> {
  const mailboxId = mailboxOfList(list);
  if (mailboxId !== undefined) return { where: { mailboxId }, show: 'all' };
  if (isRoleList(list)) return { where: { role: list }, show: 'all' };
  return { where: { all: true }, show: list === 'starred' ? 'flagged' : 'all' };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
