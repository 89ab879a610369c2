import { build } from '../shared/build.js';

const LINK = /\b(?:https?:\/\/|mailto:)[^\s<>"]+/gi;
/** What ends a sentence does not belong to the address before it. */
const TRAILING = /[.,;:!?)\]}'’»]+$/;
/** A description longer than this is cut: nobody reads it in a popover, and hostile files have megabytes. */
const MAX_TEXT = 20_000;

/** Text with its http, https and mailto addresses as links. Anything else stays text. */
export function linkify(text: string): (string | Node)[] {
  const shown = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  const parts: (string | Node)[] = [];
  let last = 0;
  for (const match of shown.matchAll(LINK)) {
    const address = match[0].replace(TRAILING, '');
    parts.push(shown.slice(last, match.index), link(address));
    last = match.index + address.length;
  }
  parts.push(shown.slice(last));
  return parts.filter((part) => part !== '');
}

/** A link when the address is one that may be followed, its text otherwise. */
export function safeLink(address: string): string | Node {
  return /^(?:https?:\/\/|mailto:)[^\s<>"]+$/i.test(address) ? link(address) : address;
}

const link = (href: string): Node => build('a', { href, target: '_blank', rel: 'noopener noreferrer' }, href);
