import type { ContactListInfo, ContactQuery } from '../../app/services.js';
import type { ContactRow } from '../../domain/contacts/contact-row.js';

/** A pause this long starts a new word. */
const PAUSE_MS = 700;

/** Letters without accents and case, as a person types them. */
export function foldLetters(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Collects letters typed on a list into a word. `at` is in milliseconds, from the key event's time stamp. */
export function createTypeAhead() {
  let word = '';
  let last = Number.NEGATIVE_INFINITY;
  return {
    /** The word so far. */
    type(letter: string, at: number): string {
      word = at - last > PAUSE_MS ? letter : word + letter;
      last = at;
      return word;
    },
    /** Whether a word is being typed: a space then belongs to it. */
    isTyping: (at: number) => at - last <= PAUSE_MS,
  };
}

const sortText = (row: ContactRow, sort: ContactQuery['sort']) => {
  if (sort === 'last') return row.byLast || row.name;
  if (sort === 'company') return row.organization || row.name;
  return row.byFirst || row.name;
};

/**
 * Index of the first row that begins with the word, in a list in alphabetical order; -1 when there is none.
 *
 * @param read - Rows `[from, to)`; only the rows of one letter are asked for.
 */
export async function findByPrefix(
  word: string,
  info: ContactListInfo,
  sort: ContactQuery['sort'],
  read: (from: number, to: number) => Promise<readonly ContactRow[]>,
): Promise<number> {
  const wanted = foldLetters(word);
  const at = info.letters.findIndex(({ letter }) => foldLetters(letter) === wanted[0]);
  const from = info.letters[at]?.index;
  if (from === undefined) return -1;
  if (wanted.length === 1) return from;
  const rows = await read(from, info.letters[at + 1]?.index ?? info.count);
  const offset = rows.findIndex((row) => foldLetters(sortText(row, sort)).startsWith(wanted));
  return offset === -1 ? -1 : from + offset;
}
