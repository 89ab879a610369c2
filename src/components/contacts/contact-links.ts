// Addresses a card may link to. Cards come from strangers: a link is built from a value, never taken from it unseen.

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

/** The address itself when it is http or https, with https added to a bare domain; otherwise `undefined`. */
export function webLink(value: string): string | undefined {
  const text = value.trim();
  if (/^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(text)) return `https://${text}`;
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? text : undefined;
}
