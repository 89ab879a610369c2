// What of mail is sent to a language model: the text somebody wrote, without what they quoted.
import type { DisplaySettings } from '../../app/display-settings.js';
import { type ConversationPart, conversationText } from '../../domain/assistant/writing-task.js';
import { shownName } from '../../domain/mail/address.js';
import type { EmailDetail } from '../../domain/mail/email.js';
import { splitReply } from '../../domain/mail/quoted-text.js';
import { systemClock } from '../../domain/time/clock.js';
import { createMomentTexts } from '../../domain/time/moment-texts.js';
import { cleanMail, MAX_HTML } from '../mail/body/clean-mail.js';

/** Elements that end a line. */
const BLOCKS = 'p, div, li, tr, h1, h2, h3, h4, h5, h6, blockquote, pre, hr, table, ul, ol, section, article';

/** Of a message, what its sender wrote. */
export function ownText(email: EmailDetail): string {
  const text = email.text.trim() !== '' ? email.text : htmlText(email.html);
  const { own } = splitReply(text);
  return own === '' ? text.trim() : own;
}

/** HTML of mail as text, cleaned as for showing it. */
function htmlText(html: string): string {
  const { root } = cleanMail(html.slice(0, MAX_HTML));
  for (const element of root.querySelectorAll('style, script, title')) element.remove();
  for (const quote of root.querySelectorAll('details.ik-quote')) quote.remove(); // as `foldQuotes` marks it
  for (const block of root.querySelectorAll(BLOCKS)) block.append('\n');
  for (const rule of root.querySelectorAll('br')) rule.replaceWith('\n');
  return (root.textContent ?? '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The messages of a thread, the oldest first, as one text. */
export function conversationOf(
  emails: readonly EmailDetail[],
  { locale, timeZone }: Pick<DisplaySettings, 'locale' | 'timeZone'>,
): { readonly text: string; readonly left: number } {
  const times = createMomentTexts(locale, timeZone, () => systemClock.now());
  const parts = emails.map((email): ConversationPart => {
    const [sender] = email.from;
    const from = sender === undefined ? '?' : `${shownName(sender)} <${sender.email}>`;
    return { from, date: times.full(email.receivedAt), text: ownText(email) };
  });
  return conversationText(emails[0]?.subject ?? '', parts);
}
