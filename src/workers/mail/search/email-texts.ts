// Texts of a message by which it is found, field by field.
import type { MailAddress, MailPart } from '../../../domain/mail/message.js';
import { BODY, CC, FILE_NAME, FILE_TEXT, FROM, SUBJECT, TO } from '../../../domain/mail/search/search-query.js';
import { decodeText } from '../../../formats/mail/decode-part.js';
import { type ParsedMessage, readMessage } from '../../../formats/mail/parse-message.js';
import { textOfHtml } from '../../../formats/mail/preview.js';
import type { MailRow } from '../../../store/mail/records.js';
import type { FieldTexts } from '../../../store/mail/search/segment-builder.js';

/** Text of a file of a message. */
export interface FileText {
  readonly name: string;
  readonly text: string;
}

/** Letters of HTML that are read: a newsletter's are mostly tags. */
export const MAX_TEXT = 1_000_000;

const people = (all: readonly MailAddress[] | null) =>
  (all ?? []).map(({ name, email }) => `${name ?? ''} ${email}`).join('\n');

/** The text of a message as a person reads it: the plain one where there is one. */
export function bodyText({ textBody, bodyValues }: Pick<ParsedMessage, 'textBody' | 'bodyValues'>): string {
  return textBody
    .map((part) => shownText(part, part.partId === null ? '' : (bodyValues[part.partId]?.value ?? '')))
    .join('\n');
}

const shownText = ({ type }: MailPart, value: string) => (type === 'text/html' ? textOfHtml(value, MAX_TEXT) : value);

/** The same of a message of which nothing else is wanted: what is not read is not decoded. */
export function bodyTextOf(bytes: Uint8Array): string {
  const { textBody } = readMessage(bytes, { bodyValues: false });
  const texts = textBody.filter(({ type }) => type.startsWith('text/'));
  return texts.map((part) => shownText(part, decodeText(bytes, part, MAX_TEXT).value)).join('\n');
}

/** Of a message whose bytes are here. @param files - Text of its files. */
export function textsOfMessage(message: ParsedMessage, files: readonly FileText[]): FieldTexts {
  return [
    [SUBJECT, message.subject ?? ''],
    [FROM, people(message.from ?? message.sender)],
    [TO, people(message.to)],
    [CC, `${people(message.cc)}\n${people(message.bcc)}`],
    [FILE_NAME, message.attachments.map(({ name }) => name ?? '').join('\n')],
    [BODY, bodyText(message)],
    [FILE_TEXT, files.map(({ text }) => text).join('\n')],
  ];
}

/** Of a message of which only the row is here. */
export function textsOfRow({ f, t, c = [], s, p }: MailRow): FieldTexts {
  const names = (all: MailRow['f']) => all.map(([name, email]) => `${name ?? ''} ${email}`).join('\n');
  return [
    [SUBJECT, s],
    [FROM, names(f)],
    [TO, names(t)],
    [CC, names(c)],
    [BODY, p],
  ];
}
