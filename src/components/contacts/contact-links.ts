// Addresses a card may link to. Cards come from strangers: a link is built from a value, never taken from it unseen.
import { msg, str } from '@lit/localize';

/** `mailto:` link, or `undefined` when the value cannot be an e-mail address. */
export function mailLink(value: string): string | undefined {
  const address = value.trim().replace(/^mailto:/i, '');
  return /^[^\s@]+@[^\s@]+$/.test(address) ? `mailto:${encodeURIComponent(address).replace('%40', '@')}` : undefined;
}

/** `tel:` link of the digits, or `undefined` when there are none. */
export function phoneLink(value: string): string | undefined {
  const digits = value.replace(/;.*$/s, '').replace(/[^\d+*#]/g, '');
  return /\d/.test(digits) ? `tel:${encodeURIComponent(digits).replace('%2B', '+')}` : undefined;
}

/** A number as people write it: of `+1-418-656-9254;ext=102` (RFC 3966 §3) the number and its extension. */
export function phoneText(value: string): string {
  const [, number, parameters = ''] = /^(\+?[\d\s().-]+)((?:;[\w-]+(?:=[^;]*)?)+)$/.exec(value.trim()) ?? [];
  if (number === undefined) return value;
  const extension = /;ext=([\d\s().-]+)/i.exec(parameters)?.[1];
  return extension === undefined ? number : msg(str`${number}, ext. ${extension}`);
}

/** The address itself when it is http or https, with https added to a bare domain; otherwise `undefined`. */
export function webLink(value: string): string | undefined {
  const text = value.trim();
  if (/^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(text)) return `https://${text}`;
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? text : undefined;
}
