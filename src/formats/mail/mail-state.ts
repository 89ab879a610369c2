// What programs leave in a stored message about its state: read, starred, labels.

import type { MailHeader } from '../../domain/mail/message.js';
import { decodeWords } from './encoded-words.js';
import { unfold } from './unfold.js';

export interface MailState {
  /** JMAP's keywords (RFC 8621 §4.1.1): `$seen`, `$flagged`, `$answered`, `$forwarded`, `$draft`. */
  readonly keywords: readonly string[];
  /** Deleted in its program, and only not yet taken out of the file. */
  readonly isDeleted: boolean;
  /** Labels of a Gmail takeout, as they are written there, those that are states taken out. */
  readonly labels: readonly string[];
  /** False where nothing in the message says anything: then `keywords` mean nothing. */
  readonly isKnown: boolean;
}

/** States among Gmail's labels, in the languages of this app. */
const GMAIL_UNREAD = /^(?:unread|ungelesen|non lus?|non letti?|da leggere|no leídos?|sin leer)$/i;
const GMAIL_READ = /^(?:opened|geöffnet|ouverts?|aperto|aperti|abiertos?)$/i;
const GMAIL_STARRED = /^(?:starred|markiert|suivis?|speciali|con estrellas?|destacados?)$/i;

/** Reads X-Gmail-Labels, Status and X-Status (mutt, Dovecot), X-Mozilla-Status (Thunderbird). */
export function readMailState(headers: readonly MailHeader[]): MailState {
  const field = (name: string) => headers.find((header) => header.name.toLowerCase() === name)?.value;
  const keywords = new Set<string>();
  let isDeleted = false;
  const gmail = field('x-gmail-labels');
  const labels = gmail === undefined ? [] : splitLabels(decodeWords(unfold(gmail)));
  if (gmail !== undefined && !labels.some((label) => GMAIL_UNREAD.test(label))) keywords.add('$seen');
  if (labels.some((label) => GMAIL_STARRED.test(label))) keywords.add('$flagged');
  const status = `${field('status') ?? ''}${field('x-status') ?? ''}`.trim();
  for (const [letter, keyword] of STATUS) if (status.includes(letter)) keywords.add(keyword);
  if (status.includes('D')) isDeleted = true;
  const mozilla = Number.parseInt(/^\s*([\da-f]{1,8})\s*$/i.exec(field('x-mozilla-status') ?? '')?.[1] ?? '', 16);
  for (const [bit, keyword] of MOZILLA) if ((mozilla & bit) !== 0) keywords.add(keyword);
  if ((mozilla & 8) !== 0) isDeleted = true;
  return {
    keywords: [...keywords],
    isDeleted,
    labels: labels.filter((label) => ![GMAIL_UNREAD, GMAIL_READ, GMAIL_STARRED].some((state) => state.test(label))),
    isKnown: gmail !== undefined || status !== '' || !Number.isNaN(mozilla),
  };
}

const STATUS = [
  ['R', '$seen'],
  ['A', '$answered'],
  ['F', '$flagged'],
  ['T', '$draft'],
] as const;
const MOZILLA = [
  [1, '$seen'],
  [2, '$answered'],
  [4, '$flagged'],
  [0x1000, '$forwarded'],
] as const;

/** Labels with commas are quoted. */
function splitLabels(text: string): string[] {
  const labels: string[] = [];
  for (const [, quoted, plain = ''] of text.matchAll(/\s*(?:"((?:[^"\\]|\\.)*)"|([^,]+))\s*(?:,|$)/g)) {
    const label = (quoted?.replace(/\\(.)/g, '$1') ?? plain).trim();
    if (label !== '' && !labels.includes(label)) labels.push(label);
  }
  return labels;
}
