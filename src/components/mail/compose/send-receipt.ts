// A receipt for a message, once the person wants to send it (rule MC14).
import { msg, str } from '@lit/localize';
import type { DisplaySettings } from '../../../app/display-settings.js';
import type { MailCommand, Services } from '../../../app/services.js';
import { answeredAs } from '../../../domain/mail/compose/reply.js';
import type { EmailDetail } from '../../../domain/mail/email.js';
import { RECEIPT_DONE, receiptReport } from '../../../domain/mail/receipt.js';
import { systemClock } from '../../../domain/time/clock.js';
import { createMomentTexts } from '../../../domain/time/moment-texts.js';
import { firstOf } from '../../../domain/watchable.js';
import { emptyDraft, oneLine, writtenMessage } from './compose-draft.js';
import { writeOptions } from './send-draft.js';
import { identityFor, senderIdentities } from './sender-identities.js';

/** Nobody is asked again about a receipt for it. */
const over = (emailId: string): MailCommand => ({
  ...{ type: 'setKeywords', emailIds: [emailId], add: [RECEIPT_DONE], remove: [] },
});

/**
 * Sends it at once, and once.
 *
 * @param own - Addresses of the person, lower case.
 * @returns false where there is nobody to send it as
 */
export async function sendReceipt(
  services: Services,
  email: EmailDetail,
  own: readonly string[],
  { locale, timeZone }: Pick<DisplaySettings, 'locale' | 'timeZone'>,
): Promise<boolean> {
  const [accounts, { identities }] = await Promise.all([
    firstOf(services.mail.watchAccounts()),
    firstOf(services.mail.watchTexts()),
  ]);
  const about = { email: answeredAs(email, own), accountId: email.accountId };
  const identity = identityFor(senderIdentities(accounts, identities), about);
  if (identity === undefined) return false;
  const now = systemClock.now();
  const to = email.receiptTo ?? [];
  const subject = oneLine(email.subject) || msg('No subject');
  const times = createMomentTexts(locale, timeZone, () => now);
  const sent = times.full(email.sentAt ?? email.receivedAt);
  const [shown, { email: address }] = [times.full(now), identity];
  const plain = writtenMessage(
    { ...emptyDraft, to, subject: msg(str`Read: ${subject}`), isPlain: true, inReplyTo: email.messageId.slice(0, 1) },
    writeOptions(identity, timeZone, now),
  );
  const send: MailCommand = {
    type: 'send',
    accountId: identity.accountId,
    message: {
      ...plain,
      references: [...email.references, ...email.messageId.slice(0, 1)],
      text: `${msg(str`Your message “${subject}” of ${sent} to ${address} was shown on ${shown}.`)}\n\n${msg('That does not say that it was read or understood.')}\n`,
      report: receiptReport(email, identity.email),
    },
    identityId: identity.identityId,
    mailFrom: identity.email,
    rcptTo: to.map((one) => one.email),
    sendAt: now,
    isScheduled: false,
  };
  await services.mail.run([send, over(email.id)]);
  return true;
}

/** None is sent. */
export const refuseReceipt = (services: Services, email: EmailDetail) => services.mail.run(over(email.id));
