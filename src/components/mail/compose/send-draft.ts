// Keeps and sends what is written: the draft as the mail worker takes it.
import type { MailCommand, Services } from '../../../app/services.js';
import { withoutRepeats } from '../../../domain/mail/compose/typed-recipients.js';
import { LOCAL_ACCOUNT } from '../../../domain/mail/mailbox.js';
import { systemClock } from '../../../domain/time/clock.js';
import { MS_PER_MINUTE } from '../../../domain/time/types.js';
import { offsetAt } from '../../../domain/time/zone.js';
import { type ComposeDraft, type WriteOptions, writtenMessage } from './compose-draft.js';
import type { SenderIdentity } from './sender-identities.js';

/** Each version has an id of its own: an old one must not be taken for it. */
export function writeOptions(identity: SenderIdentity | undefined, timeZone: string, time: number): WriteOptions {
  const domain = identity?.email.split('@').at(-1) ?? 'localhost.invalid';
  const offset = Math.round(offsetAt(timeZone, systemClock.now()) / MS_PER_MINUTE);
  return { identity, date: { time, offset }, messageId: `${crypto.randomUUID()}@${domain}` };
}

/** @returns id of the draft that is kept. */
export async function keepDraft(
  services: Services,
  draft: ComposeDraft,
  identity: SenderIdentity | undefined,
  timeZone: string,
): Promise<string | undefined> {
  const message = writtenMessage(draft, writeOptions(identity, timeZone, systemClock.now()));
  const { savedId } = draft;
  const done = await services.mail.run({
    type: 'saveDraft',
    accountId: identity?.accountId ?? LOCAL_ACCOUNT,
    message,
    ...(savedId !== undefined && { replaces: savedId }),
  });
  return done.emailId;
}

/** Into the outbox, or among what is scheduled. @returns id of the message there */
export async function sendDraft(
  services: Services,
  draft: ComposeDraft,
  identity: SenderIdentity,
  options: { readonly timeZone: string; readonly sendAt: number; readonly isScheduled: boolean },
): Promise<string | undefined> {
  const { timeZone, sendAt, isScheduled } = options;
  const { savedId, original } = draft;
  const everybody = withoutRepeats([...draft.to, ...draft.cc, ...draft.bcc]);
  // What goes out later says so: programs sort by that date.
  const date = isScheduled ? sendAt : systemClock.now();
  const send: MailCommand = {
    type: 'send',
    accountId: identity.accountId,
    message: writtenMessage(draft, writeOptions(identity, timeZone, date)),
    identityId: identity.identityId,
    mailFrom: identity.email,
    rcptTo: everybody.map(({ email }) => email),
    sendAt,
    isScheduled,
    ...(savedId !== undefined && { replaces: savedId }),
  };
  const mark: readonly MailCommand[] =
    original === undefined
      ? []
      : [{ type: 'setKeywords', emailIds: [original.emailId], add: [original.keyword], remove: [] }];
  return (await services.mail.run([send, ...mark])).emailId;
}
