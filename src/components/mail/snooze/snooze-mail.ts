// Puts mail off, and takes it back at once: commands over the messages of several accounts.
import { msg, str } from '@lit/localize';
import type { MailCommand, MailDone, Services } from '../../../app/services.js';
import type { EmailRow } from '../../../domain/mail/email.js';
import { type Mailbox, SNOOZED_MAILBOX } from '../../../domain/mail/mailbox.js';
import { SNOOZED, snoozeKeywordNames, snoozeKeywords } from '../../../domain/mail/snooze.js';
import { untilText } from './snooze-texts.js';

/**
 * @param until - Epoch ms.
 * @see rule MZ1 in docs/rules/mail-snooze.md
 */
export async function snoozeMail(
  services: Services,
  rows: readonly EmailRow[],
  mailboxes: readonly Mailbox[],
  until: number,
): Promise<MailDone | undefined> {
  if (rows.length === 0) return undefined;
  const boxes = new Map<string, string>();
  for (const accountId of new Set(rows.map((row) => row.accountId)))
    boxes.set(accountId, await snoozedBox(services, mailboxes, accountId));
  const folders = new Set(mailboxes.filter(({ role }) => role === null).map(({ id }) => id));
  const add = snoozeKeywords(until);
  return services.mail.run([
    {
      type: 'setKeywords',
      emailIds: rows.map(({ id }) => id),
      add,
      remove: snoozeKeywordNames.filter((name) => !add.includes(name)),
    },
    {
      type: 'place',
      places: rows.map(({ id, accountId, mailboxIds }) => ({
        emailId: id,
        mailboxIds: [...mailboxIds.filter((box) => folders.has(box)), boxes.get(accountId)!],
      })),
    },
  ]);
}

async function snoozedBox({ mail }: Services, mailboxes: readonly Mailbox[], accountId: string): Promise<string> {
  const known = mailboxes.find((box) => box.role === 'snoozed' && box.accountId === accountId);
  if (known !== undefined) return known.id;
  const made = await mail.run({
    type: 'createMailbox',
    accountId,
    name: SNOOZED_MAILBOX,
    parentId: null,
    role: 'snoozed',
  });
  return made.mailboxId!;
}

/** What is moved by hand is no longer put off (rule MZ4). */
export function noLongerSnoozed(rows: readonly EmailRow[]): readonly MailCommand[] {
  const emailIds = rows.filter(({ keywords }) => keywords.includes(SNOOZED)).map(({ id }) => id);
  return emailIds.length === 0 ? [] : [{ type: 'setKeywords', emailIds, add: [], remove: snoozeKeywordNames }];
}

export function snoozedText(count: number, until: number, locale: string, timeZone: string): string {
  const when = untilText(until, locale, timeZone);
  return count === 1 ? msg(str`Snoozed until ${when}.`) : msg(str`${count} snoozed until ${when}.`);
}
