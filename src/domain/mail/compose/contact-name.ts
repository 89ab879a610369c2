// The name in an address as the name of a contact.

/** What a mail address says of somebody's name. */
export interface NameParts {
  readonly given: string;
  readonly family: string;
}

/** `Müller, Anna` and `Anna Müller` are the same; one word alone is a given name. */
export function nameParts(name: string | null): NameParts {
  const plain = (name ?? '')
    .replace(/["“”\p{C}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain === '' || plain.includes('@')) return { given: '', family: '' };
  const comma = /^([^,]+),\s*([^,]+)$/.exec(plain);
  if (comma !== null) return { given: comma[2]!.trim(), family: comma[1]!.trim() };
  const words = plain.split(' ');
  if (words.length === 1) return { given: plain, family: '' };
  // Small words belong to the family name: Ludwig van Beethoven.
  const small = words.findIndex((word, index) => index > 0 && /^\p{Ll}/u.test(word));
  const at = small === -1 || small === words.length - 1 ? words.length - 1 : small;
  return { given: words.slice(0, at).join(' '), family: words.slice(at).join(' ') };
}
