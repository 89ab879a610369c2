// Leaving a list by a message that is sent (RFC 2369 §3.2): what its link says, to one address, from the one it came to.
import type { Services } from '../../app/services.js';
import { readMailLink } from '../../domain/mail/compose/mail-link.js';
import type { EmailDetail } from '../../domain/mail/email.js';
import type { MailAddress } from '../../domain/mail/message.js';
import type { UnsubscribeWay } from '../../domain/mail/unsubscribe.js';
import { systemClock } from '../../domain/time/clock.js';
import { firstOf } from '../../domain/watchable.js';
import { emptyDraft } from './compose/compose-draft.js';
import { composeLooks } from './compose/compose-looks.js';
import { sendDraft } from './compose/send-draft.js';
import { identityFor, type SenderIdentity, senderIdentities } from './compose/sender-identities.js';

/** A message that leaves a list, before it is sent. */
export interface UnsubscribeMessage {
  readonly to: MailAddress;
  readonly subject: string;
  readonly text: string;
  readonly identity: SenderIdentity;
}

/** @returns `undefined` where the link names nobody, or there is no address to write from. */
export async function unsubscribeMessage(
  services: Services,
  email: EmailDetail,
  way: UnsubscribeWay,
): Promise<UnsubscribeMessage | undefined> {
  const link = readMailLink(way.href);
  // Whoever else the link names is written to by nobody's wish.
  const to = link?.to[0];
  const { mail } = services;
  const [accounts, texts] = await Promise.all([firstOf(mail.watchAccounts()), firstOf(mail.watchTexts())]);
  const identities = senderIdentities(accounts, texts.identities);
  const named = [...email.to, ...email.cc].map((one) => one.email.toLowerCase());
  const own = identities.find((one) => named.includes(one.email.toLowerCase()));
  const identity = identityFor(identities, { email: own?.email, accountId: email.accountId });
  if (to === undefined || identity === undefined) return undefined;
  return { to, subject: link!.subject || 'unsubscribe', text: link!.body || 'unsubscribe', identity };
}

/** Sends it as any message is sent. @returns takes it back, which is answered with false when it is too late */
export async function sendUnsubscribeMessage(
  services: Services,
  { to, subject, text, identity }: UnsubscribeMessage,
  timeZone: string,
): Promise<() => Promise<boolean>> {
  const sendAt = systemClock.now() + composeLooks().undoSeconds * 1000;
  const draft = { ...emptyDraft, from: identity.key, isPlain: true, to: [to], subject, text };
  const emailId = await sendDraft(services, draft, identity, { timeZone, sendAt, isScheduled: false });
  return async () => {
    if (emailId === undefined) return false;
    const { isTooLate } = await services.mail.run({ type: 'takeBack', emailId });
    if (isTooLate === true) return false;
    await services.mail.run({ type: 'destroy', emailIds: [emailId] });
    return true;
  };
}
