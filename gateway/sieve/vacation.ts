// Vacation answers (RFC 8621 §8) as a Sieve script (RFC 5230): one of our own, which holds what was set, and includes
// (RFC 6609) the script that was active before.
import { VACATION_SCRIPT } from './scripts.js';

export interface Vacation {
  readonly isEnabled: boolean;
  /** UTC, `2026-12-24T00:00:00Z`. */
  readonly fromDate: string | null;
  readonly toDate: string | null;
  readonly subject: string | null;
  readonly textBody: string | null;
  readonly htmlBody: string | null;
}

export const NO_VACATION: Vacation = {
  isEnabled: false,
  fromDate: null,
  toDate: null,
  subject: null,
  textBody: null,
  htmlBody: null,
};

/** What the script holds: what was set, and which script of the person goes on after it. */
export interface VacationScript {
  readonly vacation: Vacation;
  readonly include: string | null;
}

const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
/** Lines that begin with a dot get one more (RFC 5228 §2.4.2). */
const multiline = (text: string) => `text:\r\n${text.replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..')}\r\n.\r\n`;

/** An HTML answer needs the message's parts written out (RFC 5230 §4.3, `:mime`). */
function mimeReason(text: string, html: string): string {
  const part = (type: string, content: string) =>
    `--=_ikebana\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(
      content,
    )
      .toString('base64')
      .replace(/.{76}/g, '$&\r\n')}\r\n`;
  return `Content-Type: multipart/alternative; boundary="=_ikebana"\r\n\r\n${part('text/plain', text)}${part('text/html', html)}--=_ikebana--`;
}

function condition({ fromDate, toDate }: Vacation): string {
  const tests = [
    fromDate === null
      ? ''
      : `currentdate :zone "+0000" :value "ge" "iso8601" ${quote(fromDate.replace(/Z$/, '+00:00'))}`,
    toDate === null ? '' : `currentdate :zone "+0000" :value "lt" "iso8601" ${quote(toDate.replace(/Z$/, '+00:00'))}`,
  ].filter((test) => test !== '');
  return tests.length === 0 ? 'true' : `allof(${tests.join(', ')})`;
}

/** @param addresses - those at which the person is meant, besides what the server knows (RFC 5230 §4.5) */
export function writeVacationScript({ vacation, include }: VacationScript, addresses: readonly string[]): string {
  const { subject, textBody, htmlBody, isEnabled } = vacation;
  const needs = [
    ...(isEnabled ? ['vacation'] : []),
    ...(vacation.fromDate !== null || vacation.toDate !== null ? ['date', 'relational'] : []),
    ...(include === null ? [] : ['include']),
  ];
  const kept = Buffer.from(JSON.stringify({ vacation, include })).toString('base64');
  const reason = htmlBody === null ? (textBody ?? '') : mimeReason(textBody ?? '', htmlBody);
  const options = [
    ':days 7',
    ...(addresses.length === 0 ? [] : [`:addresses [${addresses.map(quote).join(', ')}]`]),
    ...(subject === null || subject === '' ? [] : [`:subject ${quote(subject.replace(/[\r\n]+/g, ' '))}`]),
    ...(htmlBody === null ? [] : [':mime']),
  ];
  return [
    '# Written by Ikebana. What is changed here is overwritten when the vacation answer is changed.',
    `# ikebana: ${kept}`,
    ...(needs.length === 0 ? [] : [`require [${needs.map(quote).join(', ')}];`]),
    ...(isEnabled ? [`if ${condition(vacation)} {`, `  vacation ${options.join(' ')} ${multiline(reason)};`, '}'] : []),
    ...(include === null ? [] : [`include :personal ${quote(include)};`]),
    '',
  ].join('\r\n');
}

const isText = (value: unknown): value is string | null => value === null || typeof value === 'string';

/** @returns `undefined` when it is not ours. */
export function readVacationScript(text: string): VacationScript | undefined {
  const [, kept] = /^# ikebana: ([A-Za-z\d+/=]+)\r?$/m.exec(text) ?? [];
  if (kept === undefined) return undefined;
  try {
    const { vacation, include } = JSON.parse(Buffer.from(kept, 'base64').toString()) as VacationScript;
    const { isEnabled, fromDate, toDate, subject, textBody, htmlBody } = vacation;
    if (typeof isEnabled !== 'boolean' || ![fromDate, toDate, subject, textBody, htmlBody, include].every(isText))
      return undefined;
    return {
      vacation: { isEnabled, fromDate, toDate, subject, textBody, htmlBody },
      include: include === VACATION_SCRIPT ? null : include,
    };
  } catch {
    return undefined;
  }
}
