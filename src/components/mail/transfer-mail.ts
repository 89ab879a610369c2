// Messages of other accounts on their way into a mailbox (rule ML11): what is not on this device is fetched first.
import { msg, str } from '@lit/localize';
import type { MailCommand, Services } from '../../app/services.js';
import type { EmailRow } from '../../domain/mail/email.js';
import type { Mailbox } from '../../domain/mail/mailbox.js';

/** Messages that are fetched at once. */
const AT_ONCE = 4;
/** More than these take a while, which is said. */
const FEW = 10;

/** Those of other accounts than a mailbox's. */
export const strangersTo = (rows: readonly EmailRow[], to: Mailbox): readonly EmailRow[] =>
  rows.filter(({ accountId }) => accountId !== to.accountId);

/** Fetches what is not here; what cannot be had stays where it is, as the answer of the command says. */
export async function fetchMissing(
  { mailServers }: Services,
  rows: readonly EmailRow[],
  tell: (message: string) => void,
): Promise<void> {
  const missing = rows.filter(({ isHere }) => !isHere);
  if (missing.length > FEW) tell(msg(str`${missing.length} messages are fetched first.`));
  const work = async () => {
    for (let next = missing.shift(); next !== undefined; next = missing.shift())
      await mailServers.fetchMessage(next.id).catch(() => undefined);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

export const transferCommand = (rows: readonly EmailRow[], to: Mailbox, isCopy: boolean): MailCommand => ({
  type: 'transfer',
  places: rows.map(({ id }) => ({ emailId: id, mailboxIds: [to.id] })),
  isCopy,
});

/** What could not go, added to what is said; '' for all of it. */
export function leftText(left: readonly string[] | undefined): string {
  const count = left?.length ?? 0;
  if (count === 0) return '';
  return count === 1
    ? ` ${msg('One message is not on this device yet, or is being sent: it stays where it is.')}`
    : ` ${msg(str`${count} messages are not on this device yet, or are being sent: they stay where they are.`)}`;
}
