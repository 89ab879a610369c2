// What a window to write in begins with: an empty page, an answer with its quote, a draft from before.
import { msg, str } from '@lit/localize';
import type { DisplaySettings } from '../../../app/display-settings.js';
import type { Services, WrittenFile } from '../../../app/services.js';
import { quoteText } from '../../../domain/mail/compose/quote.js';
import { answeredAs, type ReplyKind, replyHead } from '../../../domain/mail/compose/reply.js';
import type { EmailAttachment, EmailDetail } from '../../../domain/mail/email.js';
import type { MailAddress } from '../../../domain/mail/message.js';
import { systemClock } from '../../../domain/time/clock.js';
import { createMomentTexts } from '../../../domain/time/moment-texts.js';
import { firstOf } from '../../../domain/watchable.js';
import { fromName, toName } from '../header-names.js';
import { fullAddress } from '../message-head.js';
import { type ComposeDraft, type ComposeQuote, emptyDraft, htmlOfText } from './compose-draft.js';
import type { ComposeRequest } from './compose-request.js';
import { SIGNATURE_CLASS } from './editor-html.js';
import { divideDraft, quotable } from './quote-html.js';
import { identityFor, type SenderIdentity } from './sender-identities.js';

export interface DraftContext {
  readonly services: Services;
  readonly display: DisplaySettings | undefined;
  readonly identities: readonly SenderIdentity[];
  /** Own addresses, lower case. */
  readonly own: readonly string[];
  /** The person writes in plain text. */
  readonly isPlain: boolean;
}

/** @returns `undefined` when the message it is about is not there any more. */
export async function beginDraft(request: ComposeRequest, context: DraftContext): Promise<ComposeDraft | undefined> {
  if (request.kind === 'again') return request.draft;
  if (request.kind === 'new') {
    const identity = context.identities[0];
    const { to = [], cc = [], subject = '', text = '', files = [] } = request;
    return withText({ ...emptyDraft, to, cc, subject, files, isPlain: context.isPlain }, text, identity);
  }
  const email = await context.services.mail.email(request.emailId);
  if (email === undefined) return undefined;
  return request.kind === 'draft' ? continued(email, context) : answer(email, request.kind, context);
}

/** The own part is this text, and the signature below it. */
function withText(draft: ComposeDraft, text: string, identity: SenderIdentity | undefined): ComposeDraft {
  const signature = identity?.signature ?? '';
  const below = signature === '' ? '' : `\n\n-- \n${signature}`;
  return {
    ...draft,
    from: identity?.key ?? '',
    text: `${text}${below}`,
    html: draft.isPlain ? '' : `${htmlOfText(text)}${signatureBlock(signature)}`,
  };
}

export const signatureBlock = (signature: string) =>
  signature === '' ? '' : `<div><br></div><div class="${SIGNATURE_CLASS}">${signatureHtml(signature)}</div>`;
/** With the line that begins it (RFC 3676 §4.3). */
export const signatureHtml = (signature: string) => htmlOfText(`-- \n${signature}`);

async function answer(email: EmailDetail, kind: ReplyKind, context: DraftContext): Promise<ComposeDraft> {
  const { identities, own } = context;
  const identity = identityFor(identities, { email: answeredAs(email, own), accountId: email.accountId });
  const { to, cc, subject, inReplyTo, references } = replyHead(email, kind, own);
  const isForward = kind === 'forward';
  const content = quotable(email);
  const quote: ComposeQuote = {
    attribution: isForward ? forwardedHead(email, context) : attribution(email, context),
    html: email.html === '' ? '' : content.html,
    text: isForward ? content.text : quoteText(content.text),
    isForward,
  };
  const wanted = email.attachments.filter((one) => isForward || (one.isInline && one.cid !== null));
  const files = await filesOf(email, wanted, context.services);
  const draft: ComposeDraft = {
    ...emptyDraft,
    to,
    cc,
    subject,
    inReplyTo,
    references,
    // Who wrote in plain text is answered so.
    isPlain: context.isPlain || email.html === '',
    files,
    quote,
    original: { emailId: email.id, keyword: isForward ? '$forwarded' : '$answered' },
  };
  return withText(draft, '', identity);
}

const times = ({ display }: DraftContext) =>
  createMomentTexts(display?.locale ?? 'en', display?.timeZone ?? 'UTC', () => systemClock.now());

function attribution(email: EmailDetail, context: DraftContext): string {
  const [person] = email.from;
  const name = person === undefined ? msg('Somebody') : fullAddress(person);
  const date = times(context).full(email.sentAt ?? email.receivedAt);
  return msg(str`On ${date}, ${name} wrote:`);
}

function forwardedHead(email: EmailDetail, context: DraftContext): string {
  const people = (all: readonly MailAddress[]) => all.slice(0, 100).map(fullAddress).join(', ');
  const fields: readonly (readonly [string, string])[] = [
    [fromName(), people(email.from)],
    [msg('Date'), times(context).full(email.sentAt ?? email.receivedAt)],
    [msg('Subject'), email.subject],
    [toName(), people(email.to)],
    [msg('Cc'), people(email.cc)],
  ];
  const said = fields.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`);
  return [`---------- ${msg('Forwarded message')} ----------`, ...said].join('\n');
}

async function filesOf(
  email: EmailDetail,
  wanted: readonly EmailAttachment[],
  services: Services,
): Promise<readonly WrittenFile[]> {
  const files = await Promise.all(
    wanted.map(async ({ partId, name, type, cid, isInline }): Promise<WrittenFile | undefined> => {
      const blob = await services.mail.part(email.id, partId);
      if (blob === undefined) return undefined;
      const plain = { name: name || msg('Attachment'), type: blob.type || type, blob };
      return isInline && cid !== null ? { ...plain, cid } : plain;
    }),
  );
  return files.filter((file) => file !== undefined);
}

/** A draft from before, from whatever program. */
async function continued(email: EmailDetail, context: DraftContext): Promise<ComposeDraft> {
  const { services, identities } = context;
  const identity = identityFor(identities, { email: email.from[0]?.email, accountId: email.accountId });
  const files = await filesOf(email, email.attachments, services);
  const original = await originalOf(email, services);
  const inReplyTo = email.references.length > 0 && original?.keyword !== '$forwarded' ? email.references.slice(-1) : [];
  const draft: ComposeDraft = {
    ...emptyDraft,
    from: identity?.key ?? '',
    to: email.to,
    cc: email.cc,
    bcc: email.bcc,
    subject: email.subject,
    references: email.references,
    inReplyTo: /^fwd:/i.test(email.subject) ? [] : inReplyTo,
    isPlain: email.html === '',
    receipt: (email.receiptTo ?? []).length > 0,
    text: email.text.trimEnd(),
    files,
    savedId: email.id,
    ...(original && { original }),
  };
  if (email.html === '') return draft;
  const { own, ownText, quote } = divideDraft(email.html);
  return {
    ...draft,
    html: own,
    text: ownText,
    ...(quote && { quote: { ...quote, text: quote.isForward ? quote.text : quoteText(quote.text) } }),
  };
}

/** The message in its thread that a draft answers or passes on. */
async function originalOf(email: EmailDetail, services: Services): Promise<ComposeDraft['original']> {
  const id = email.references.at(-1);
  if (id === undefined) return undefined;
  const thread = await firstOf(services.mail.watchThread(email.threadId));
  const found = thread.find(({ messageId }) => messageId.includes(id));
  const keyword = /^fwd:/i.test(email.subject) ? '$forwarded' : '$answered';
  return found && { emailId: found.id, keyword };
}
