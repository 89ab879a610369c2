// What a `mailto:` link asks to write (RFC 6068; rule MR3).
import type { MailAddress } from '../message.js';
import { readTypedRecipients } from './typed-recipients.js';

export interface MailLink {
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject: string;
  readonly body: string;
}

/** Longer links are cut. */
const MAX_LINK = 20_000;
const MAX_SUBJECT = 500;
/** A link to thousands of people is no link that a person made. */
const MAX_PEOPLE = 100;

/** @returns `undefined` for what is no such link. Bcc, attachments and every other field are left out. */
export function readMailLink(href: string): MailLink | undefined {
  if (!/^mailto:/i.test(href)) return undefined;
  const [path = '', query = ''] = href.slice('mailto:'.length, MAX_LINK).split('#')[0]!.split('?');
  const fields = new Map<string, string[]>();
  for (const pair of query.split('&')) {
    const [name = '', value = ''] = splitOnce(pair.replace(/&amp;/gi, '&'));
    const key = decode(name).toLowerCase();
    fields.set(key, [...(fields.get(key) ?? []), decode(value)]);
  }
  const all = (name: string) => fields.get(name) ?? [];
  const people = (texts: readonly string[]) =>
    texts.flatMap((text) => readTypedRecipients(text).people).slice(0, MAX_PEOPLE);
  return {
    to: people([...path.split(',').map(decode), ...all('to')]),
    cc: people(all('cc')),
    subject: all('subject')
      .join(' ')
      .replace(/[\p{C}]+/gu, ' ')
      .trim()
      .slice(0, MAX_SUBJECT),
    body: all('body')
      .join('\n')
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{C}\n\t]/gu, ''),
  };
}

function splitOnce(pair: string): readonly [string, string] {
  const at = pair.indexOf('=');
  return at === -1 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
