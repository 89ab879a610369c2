// Labels of messages: keywords that people make (RFC 8621 §4.1.1, RFC 9051 §2.3.2), with a name that can be read.

/**
 * Octets of a keyword that all servers take: some have room for fifty, our own marks with a `$` before them included.
 */
export const MAX_KEYWORD = 48;
/** Labels a row shows; of more it says how many. */
export const SHOWN_LABELS = 3;

/** What programs mark messages with for themselves, without the `$` that says so. */
const OF_PROGRAMS: ReadonlySet<string> = new Set([
  ...['junk', 'nonjunk', 'notjunk', 'junkrecorded', 'forwarded', 'redirected', 'mdnsent', 'old', 'recent', 'seen'],
  ...['flagged', 'answered', 'deleted', 'draft', 'chat', 'chats'],
]);
/** RFC 8621 §4.1.1: printable ASCII, but for what IMAP cannot have in a flag. */
const KEYWORD = /^[!#&'+,\-./0-9:;<=>?@^_`a-z|}~]{1,255}$/;

/** Whether it is a label, and no mark of a program or a standard (those begin with `$`). */
export const isLabel = (keyword: string): boolean =>
  keyword.length <= MAX_KEYWORD && KEYWORD.test(keyword) && !OF_PROGRAMS.has(keyword);

/** Labels among a message's keywords, in the order of their names. */
export const labelsOf = (keywords: readonly string[]): readonly string[] =>
  keywords.filter(isLabel).sort((a, b) => (labelName(a) < labelName(b) ? -1 : 1));

/** As RFC 2047 §4.2 writes words, in lower case, as servers keep keywords without case. */
const encode = (character: string) =>
  character === ' '
    ? '_'
    : [...new TextEncoder().encode(character)].map((octet) => `=${octet.toString(16).padStart(2, '0')}`).join('');

/**
 * The keyword of a label that a person has named, case aside; `undefined` when the name is empty, too long, or a mark of programs.
 *
 * @see rule MU15 in docs/rules/mail-rules.md
 */
export function labelOf(name: string): string | undefined {
  const plain = name
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .toLowerCase();
  const keyword = plain.replace(/^\$|[^!#&'+,\-./0-9:;<>?@^`a-z|}~]/gu, encode);
  return isLabel(keyword) ? keyword : undefined;
}

/** What finds the messages with a label, as a person types it (rule MQ4). */
export function labelSearch(keyword: string): string {
  const name = labelName(keyword);
  return /\s/.test(name) ? `label:"${name}"` : `label:${name}`;
}

/** What a label is called. A keyword that another program made is shown as it is, but for the lines between its words. */
export function labelName(keyword: string): string {
  const spaced = keyword.replaceAll('_', ' ');
  if (!/=[\da-f]{2}/.test(spaced)) return spaced;
  const octets: number[] = [];
  for (let at = 0; at < spaced.length; at += 1) {
    const hex = spaced[at] === '=' ? /^[\da-f]{2}/.exec(spaced.slice(at + 1))?.[0] : undefined;
    octets.push(hex === undefined ? spaced.charCodeAt(at) : Number.parseInt(hex, 16));
    if (hex !== undefined) at += 2;
  }
  try {
    const name = new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(octets));
    return /[\p{Cc}\p{Bidi_Control}]/u.test(name) ? spaced : name;
  } catch {
    return spaced; // not ours: a program may write anything
  }
}
