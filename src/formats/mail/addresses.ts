// Address lists (RFC 5322 §3.4, obsolete forms of §4.4, groups also in From by RFC 6854, beyond ASCII by RFC 6532).

import type { MailAddress, MailAddressGroup } from '../../domain/mail/message.js';
import { visibleText } from '../../domain/mail/visible-text.js';
import { addressTokens, type Token } from './address-tokens.js';
import { decodeWords } from './encoded-words.js';
import { unfold } from './unfold.js';

/** More of one field are not read. */
const MAX_ADDRESSES = 10_000;

/** All addresses of the field, those in groups too (RFC 8621 §4.1.2.3). */
export function readAddresses(field: string): MailAddress[] {
  return readAddressGroups(field).flatMap(({ addresses }) => addresses);
}

/** The addresses of the field in their groups (RFC 8621 §4.1.2.4). Never throws; what cannot be understood is a name. */
export function readAddressGroups(field: string): MailAddressGroup[] {
  const groups: { name: string | null; addresses: MailAddress[] }[] = [];
  let open: { name: string | null; addresses: MailAddress[] } | undefined;
  let tokens: Token[] = [];
  let count = 0;
  const flush = () => {
    const address = readMailbox(tokens);
    tokens = [];
    if (!address || count >= MAX_ADDRESSES) return;
    count += 1;
    if (!open) {
      open = { name: null, addresses: [] };
      groups.push(open);
    }
    open.addresses.push(address);
  };
  for (const token of addressTokens(unfold(field))) {
    if (token.kind === ',') flush();
    else if (token.kind === ';') {
      flush();
      if (open?.name !== null) open = undefined;
    } else if (token.kind === ':') {
      const isIn = open !== undefined && open.name !== null;
      const name = isIn ? '' : phrase(tokens, true);
      tokens = [];
      if (name !== '') {
        open = { name, addresses: [] };
        groups.push(open);
      }
    } else tokens.push(token);
  }
  flush();
  return groups;
}

/** One mailbox: an address in brackets, else the word with an @, else nothing but a name. */
function readMailbox(tokens: readonly Token[]): MailAddress | undefined {
  if (tokens.length === 0) return undefined;
  const angle = tokens.findLastIndex(({ kind }) => kind === 'angle');
  if (angle !== -1) {
    const email = cleanAddress(tokens[angle]!.text);
    const before = phrase(tokens.slice(0, angle), false);
    const name = before || commentOf(tokens) || (email === '' ? '' : null);
    return email === '' && !name ? undefined : { name: name || null, email };
  }
  const { from, to } = bareAddress(tokens);
  if (from === -1) {
    const name = phrase(tokens, false) || commentOf(tokens) || '';
    return name === '' ? undefined : { name, email: '' };
  }
  const email = cleanAddress(tokens.slice(from, to).map(addressText).join(''));
  const rest = [...tokens.slice(0, from), ...tokens.slice(to)];
  return { name: phrase(rest, false) || commentOf(rest) || null, email };
}

/** The last run of words around an @; blanks around `@` and `.` belong to it, as in obsolete forms. */
function bareAddress(tokens: readonly Token[]): { from: number; to: number } {
  const at = tokens.findLastIndex(({ kind, text }) => kind === 'word' && hasAt(text));
  if (at === -1) return { from: -1, to: -1 };
  let from = at;
  for (let before = beyondComments(tokens, from, -1); before >= 0; before = beyondComments(tokens, from, -1)) {
    if (!isJoined(tokens, before, from)) break;
    from = before;
  }
  let last = at;
  for (let after = beyondComments(tokens, last, 1); after < tokens.length; after = beyondComments(tokens, last, 1)) {
    if (!isJoined(tokens, last, after)) break;
    last = after;
  }
  return { from, to: last + 1 };
}

/** The next token that is no comment. */
function beyondComments(tokens: readonly Token[], from: number, step: 1 | -1): number {
  let at = from + step;
  while (tokens[at]?.kind === 'comment') at += step;
  return at;
}

/** An @ outside of encoded words: what those hold is never an address (MF7). */
const hasAt = (text: string) =>
  text.includes('@') && (!text.includes('=?') || text.replace(/=\?[^?]*\?[bq]\?[^?]*\?=/gi, '').includes('@'));

/** Whether two tokens, with at most comments between them, are one address. */
function isJoined(tokens: readonly Token[], one: number, other: number): boolean {
  const before = tokens[one]!;
  const after = tokens[other]!;
  const isDotted =
    (before.kind === 'word' && /[@.]$/.test(before.text)) || (after.kind === 'word' && /^[@.]/.test(after.text));
  return isDotted || (other - one === 1 && after.glued);
}

const addressText = ({ kind, text }: Token) =>
  kind === 'quoted' ? `"${text.replace(/["\\]/g, '\\$&')}"` : kind === 'comment' ? '' : text;

/** An address without comments, blanks around its dots, and the route that old mail puts before it (§4.4). */
function cleanAddress(text: string): string {
  let address = text.trim();
  if (/["(<]/.test(address)) {
    address = addressTokens(address.replace(/^<+/, ''))
      .map((token) =>
        token.kind.length === 1
          ? token.kind
          : token.kind === 'angle'
            ? `<${token.text}>`
            : `${token.glued || token.kind === 'comment' ? '' : ' '}${addressText(token)}`,
      )
      .join('')
      .trim();
  }
  if (address.startsWith('@') && address.includes(':')) address = address.slice(address.indexOf(':') + 1);
  return visibleText(
    address
      .split(/\s*([@.])\s*/)
      .join('')
      .trim(),
  );
}

/** Words as a name, decoded; `all` takes comments too. */
function phrase(tokens: readonly Token[], all: boolean): string {
  const words = tokens.filter(({ kind }) => kind === 'word' || kind === 'quoted' || (all && kind === 'angle'));
  let text = '';
  let run: string[] = [];
  const flush = () => {
    text += decodeWords(run.join(''));
    run = [];
  };
  for (const [index, token] of words.entries()) {
    const gap = index > 0 && !token.glued ? ' ' : '';
    if (token.kind === 'quoted') {
      // Encoded words in quotes are none (RFC 2047 §5), and yet that is how many mailers write them.
      flush();
      text += gap + decodeWords(token.text);
    } else run.push(gap, token.kind === 'angle' ? `<${token.text}>` : token.text);
  }
  flush();
  return shown(text);
}

function commentOf(tokens: readonly Token[]): string | undefined {
  return tokens
    .filter(({ kind }) => kind === 'comment')
    .map(({ text }) => shown(decodeWords(text)))
    .join(' ')
    .trim();
}

const shown = (text: string) => visibleText(text.replace(/\s+/g, ' ').trim());
