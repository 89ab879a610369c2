// A message while it is written, and what becomes of it when it is kept or sent (rules MC in docs/rules/mail-compose.md).
import type { WrittenFile, WrittenMessage } from '../../../app/services.js';
import { withQuote } from '../../../domain/mail/compose/quote.js';
import type { MailAddress } from '../../../domain/mail/message.js';
import { RECEIPT_FIELD } from '../../../domain/mail/receipt.js';
import type { SenderIdentity } from './sender-identities.js';

/** What is answered or passed on: kept as it is, below what is written. */
export interface ComposeQuote {
  /** `On 12 November Ann wrote:`, or the head of what is forwarded. */
  readonly attribution: string;
  /** Harmless; '' when the message had none. */
  readonly html: string;
  /** Plain, with its marks. */
  readonly text: string;
  /** Passed on, not answered: no marks, no blockquote. */
  readonly isForward: boolean;
}

export interface ComposeDraft {
  /** Key of the identity it is written from (`senderIdentities`). */
  readonly from: string;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
  readonly subject: string;
  readonly isPlain: boolean;
  /** A receipt is asked for. */
  readonly receipt: boolean;
  /** The own part: HTML of the editor, its pictures as `cid:`; '' in plain text. */
  readonly html: string;
  /** The own part as text. */
  readonly text: string;
  readonly quote?: ComposeQuote;
  readonly files: readonly WrittenFile[];
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** The message it answers or passes on, and how, while that is known on this device. */
  readonly original?: { readonly emailId: string; readonly keyword: '$answered' | '$forwarded' };
  /** Of the draft that is kept of it. */
  readonly savedId?: string;
}

export const emptyDraft: ComposeDraft = {
  from: '',
  to: [],
  cc: [],
  bcc: [],
  subject: '',
  isPlain: false,
  receipt: false,
  html: '',
  text: '',
  files: [],
  inReplyTo: [],
  references: [],
};

/** Class of the part of our messages that is the quote: by it a draft is divided again. */
export const QUOTE_CLASS = 'ik-original';
export const ATTRIBUTION_CLASS = 'ik-attribution';
/** What mail programs show of a quote without a sheet of ours. */
const QUOTE_STYLE = 'margin:0 0 0 0.8ex;border-left:1px solid #ccc;padding-left:1ex';

export interface WriteOptions {
  readonly identity: SenderIdentity | undefined;
  /** Epoch ms, and minutes east of UTC. */
  readonly date: { readonly time: number; readonly offset: number };
  readonly messageId: string;
}

/** The message as its bytes will say it. */
export function writtenMessage(draft: ComposeDraft, { identity, date, messageId }: WriteOptions): WrittenMessage {
  const { to, cc, bcc, inReplyTo, references, quote } = draft;
  const used = draft.isPlain ? [] : draft.files.filter(({ cid }) => cid !== undefined && isShown(draft, cid));
  const files = [...draft.files.filter(({ cid }) => cid === undefined), ...used];
  const text = quote === undefined ? draft.text : withQuote(draft.text, quote);
  return {
    ...(identity && { from: [{ name: identity.name || null, email: identity.email }] }),
    ...(identity?.replyTo && { replyTo: [{ name: null, email: identity.replyTo }] }),
    to,
    cc,
    bcc,
    subject: oneLine(draft.subject),
    date,
    messageId,
    ...(inReplyTo.length > 0 && { inReplyTo }),
    ...(references.length > 0 && { references }),
    text: text === '' ? '\n' : text,
    ...(!draft.isPlain && { html: htmlOf(draft) }),
    ...(draft.receipt && identity && { headers: [{ name: RECEIPT_FIELD, value: identity.email }] }),
    files,
  };
}

function isShown({ html, quote }: ComposeDraft, cid: string): boolean {
  return html.includes(`cid:${cid}`) || quote?.html.includes(`cid:${cid}`) === true;
}

function htmlOf({ html, quote }: ComposeDraft): string {
  const own = `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><div dir="auto">${html}</div>`;
  if (quote === undefined) return `${own}</body></html>`;
  const head = `<div class="${ATTRIBUTION_CLASS}">${lines(quote.attribution)}</div>`;
  const inner =
    quote.html === '' ? `<div style="white-space:pre-wrap">${escapeHtml(plainQuote(quote))}</div>` : quote.html;
  const original = quote.isForward
    ? `<div class="${QUOTE_CLASS}"><br>${head}<br><div>${inner}</div></div>`
    : `<div class="${QUOTE_CLASS} gmail_quote"><br>${head}<blockquote type="cite" style="${QUOTE_STYLE}">${inner}</blockquote></div>`;
  return `${own}${original}</body></html>`;
}

/** The text of a quote without the marks that it was given here. */
const plainQuote = ({ text, isForward }: ComposeQuote) => (isForward ? text : text.replace(/^> ?/gm, ''));

const lines = (text: string) => escapeHtml(text).replaceAll('\n', '<br>');

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Text as the editor has it: a block for each line. */
export function htmlOfText(text: string): string {
  return text
    .split('\n')
    .map((line) => `<div>${line === '' ? '<br>' : escapeHtml(line).replace(/ {2}/g, '\u00a0 ')}</div>`)
    .join('');
}

/** Without line breaks and control characters: a field must not become another one. */
export const oneLine = (text: string) =>
  text
    .replace(/\p{C}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

export const withoutQuote = ({ quote: _quote, ...rest }: ComposeDraft): ComposeDraft => rest;

/** Nothing in it that anybody would miss. @param signature - Of its identity, as text. */
export function isBlank(draft: ComposeDraft, signature: string): boolean {
  const own = draft.text.replace(/\s+/g, '');
  return (
    draft.to.length + draft.cc.length + draft.bcc.length + draft.files.length === 0 &&
    draft.subject.trim() === '' &&
    draft.quote === undefined &&
    (own === '' || own === `--${signature}`.replace(/\s+/g, ''))
  );
}
