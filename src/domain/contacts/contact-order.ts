// The order of a contact list and the letters at its side.
import type { ContactListInfo, ContactQuery } from './contact-query.js';
import type { ContactRow } from './contact-row.js';

function sortText(row: ContactRow, sort: ContactQuery['sort']): string {
  if (sort === 'last') return row.byLast;
  return sort === 'company' ? row.organization || row.byFirst : row.byFirst;
}

/**
 * Heading letter of a name: its first letter without accents; `#` for anything that is no letter.
 *
 * @param isOwn - Whether a letter with its accent is another letter in the language, as Å is in Swedish.
 */
export function letterOf(text: string, isOwn: (letter: string, plain: string) => boolean = () => false): string {
  const at = text.normalize('NFC').match(/[\p{L}\p{N}]/u)?.[0] ?? '';
  const plain = at.normalize('NFD').match(/[\p{L}\p{N}]/u)?.[0] ?? '';
  if (!/\p{L}/u.test(plain)) return '#';
  const letter = at.toUpperCase();
  return at !== plain && letter.length === 1 && isOwn(letter, plain.toUpperCase()) ? letter : plain.toUpperCase();
}

/** `isOwn` of a language: those letters stand in a place of their own in its alphabet. */
export function ownLetters(locale: string | undefined): (letter: string, plain: string) => boolean {
  const { compare } = new Intl.Collator(locale, { sensitivity: 'base' });
  const known = new Map<string, boolean>();
  return (letter, plain) => {
    const own = known.get(letter) ?? compare(letter, plain) !== 0;
    known.set(letter, own);
    return own;
  };
}

/** What sorting looks at, made once per row. */
export interface SortKey {
  /** Names the row among all: equal names go by it. */
  readonly id: string;
  readonly text: string;
  readonly letter: string;
}

export function sortKeyOf(
  row: ContactRow,
  sort: ContactQuery['sort'],
  isOwn?: (letter: string, plain: string) => boolean,
): SortKey {
  const text = sortText(row, sort);
  return { id: `${row.collectionId}\n${row.uid}`, text, letter: letterOf(text, isOwn) };
}

/**
 * Order of a list: by name in the language's order; names that begin with no letter come last, whatever the collation
 * thinks of digits and signs; equal names by id.
 *
 * @param compare - The language's comparison of names, such as `Intl.Collator#compare`.
 */
export function compareSortKeys(compare: (a: string, b: string) => number): (a: SortKey, b: SortKey) => number {
  return (a, b) =>
    Number(a.letter === '#') - Number(b.letter === '#') || compare(a.text, b.text) || (a.id < b.id ? -1 : 1);
}

/** First index of each letter of a sorted list. */
export function lettersOf(keys: readonly SortKey[]): ContactListInfo['letters'] {
  const first = new Map<string, number>();
  keys.forEach(({ letter }, index) => {
    if (!first.has(letter)) first.set(letter, index);
  });
  return [...first].map(([letter, index]) => ({ letter, index }));
}

/** Rows in their order, for lists small enough to sort whole each time. */
export function sortRows(
  rows: readonly ContactRow[],
  sort: ContactQuery['sort'],
  compare: (a: string, b: string) => number,
): ContactRow[] {
  const order = compareSortKeys(compare);
  const keyed = rows.map((row) => ({ row, key: sortKeyOf(row, sort) }));
  return keyed.sort((a, b) => order(a.key, b.key)).map(({ row }) => row);
}
