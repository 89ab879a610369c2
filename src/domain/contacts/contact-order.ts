// The order of a contact list and the letters at its side.
import type { ContactListInfo, ContactQuery } from './contact-query.js';
import type { ContactRow } from './contact-row.js';

/** What a row is sorted by. */
export function sortKey(row: ContactRow, sort: ContactQuery['sort']): string {
  if (sort === 'last') return row.byLast;
  return sort === 'company' ? row.organization || row.byFirst : row.byFirst;
}

/** Heading letter of a name: its first letter without accents; `#` for anything that is no letter. */
export function letterOf(text: string): string {
  const first = text.normalize('NFD').match(/[\p{L}\p{N}]/u)?.[0] ?? '';
  return /\p{L}/u.test(first) ? first.toUpperCase() : '#';
}

/** First index of each letter of a sorted list. */
export function lettersOf(rows: readonly ContactRow[], sort: ContactQuery['sort']): ContactListInfo['letters'] {
  const letters: { letter: string; index: number }[] = [];
  const seen = new Set<string>();
  rows.forEach((row, index) => {
    const letter = letterOf(sortKey(row, sort));
    if (seen.has(letter)) return;
    seen.add(letter);
    letters.push({ letter, index });
  });
  return letters;
}

/**
 * Rows in the language's order; names that begin with no letter come last, equal names by their uid.
 *
 * @param compare - The language's comparison of names, such as `Intl.Collator#compare`.
 */
export function sortRows(
  rows: readonly ContactRow[],
  sort: ContactQuery['sort'],
  compare: (a: string, b: string) => number,
): ContactRow[] {
  const keyed = rows.map((row) => {
    const key = sortKey(row, sort);
    return { row, key, last: letterOf(key) === '#' ? 1 : 0 };
  });
  keyed.sort((a, b) => a.last - b.last || compare(a.key, b.key) || (a.row.uid < b.row.uid ? -1 : 1));
  return keyed.map(({ row }) => row);
}
