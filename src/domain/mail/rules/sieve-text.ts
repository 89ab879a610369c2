// Texts in Sieve scripts (RFC 5228 §2.4), where nothing a person writes may become a command.

/** Holds a dollar sign: what looks like the name of a variable in a text is none (RFC 5229 §3). */
export const DOLLAR = 'ik_dollar';

/** A quoted string. Control characters, which no text here has, would be blanks. */
export function quoteSieve(text: string): string {
  const plain = text
    .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .replace(/["\\]/g, '\\$&')
    .replaceAll('${', `\${${DOLLAR}}{`);
  return `"${plain}"`;
}

/** A text of several lines, as a quoted string: those may hold line ends (RFC 5228 §8.1). */
export const quoteSieveText = (text: string): string =>
  `"${text
    .split(/\r\n|\r|\n/)
    .map((line) => quoteSieve(line).slice(1, -1))
    .join('\r\n')}"`;

export const listSieve = (texts: readonly string[]): string =>
  texts.length === 1 ? quoteSieve(texts[0]!) : `[${texts.map(quoteSieve).join(', ')}]`;

/** Of `:matches`, where `*` and `?` stand for others unless they are escaped (RFC 5228 §2.7.1). */
export const escapeMatch = (text: string): string => text.replace(/[*?\\]/g, '\\$&');

/** The usual ways to write it: servers compare without case in ASCII alone (RFC 5228 §2.7.3). */
export function spellings(text: string): readonly string[] {
  const own = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (/^[\x20-\x7e]*$/.test(own)) return [own];
  const lower = own.toLowerCase();
  const [first = '', ...rest] = lower;
  return [...new Set([own, lower, own.toUpperCase(), first.toUpperCase() + rest.join('')])];
}

/** A name as IMAP writes it (RFC 3501 §5.1.3): some servers want that of scripts, too. */
export function modifiedUtf7(name: string): string {
  return name.replace(/&|[^\x20-\x7e]+/g, (part) => {
    if (part === '&') return '&-';
    let bytes = '';
    for (let at = 0; at < part.length; at += 1) {
      const unit = part.charCodeAt(at);
      bytes += String.fromCharCode(unit >> 8, unit & 0xff);
    }
    return `&${btoa(bytes).replace(/=+$/, '').replaceAll('/', ',')}-`;
  });
}

/**
 * What a mailbox may be called by the server, the likeliest first: which character stands between mailboxes inside each
 * other, and whether all of them are inside the inbox, JMAP does not tell.
 */
export function mailboxNames(path: readonly string[]): readonly string[] {
  const names = new Set<string>();
  for (const own of [path, path.map(modifiedUtf7)]) {
    for (const separator of ['/', '.']) names.add(own.join(separator));
    if (own[0]?.toUpperCase() !== 'INBOX')
      for (const separator of ['/', '.']) names.add(['INBOX', ...own].join(separator));
  }
  return [...names];
}
