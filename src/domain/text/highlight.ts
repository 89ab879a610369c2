import { normalizeForSearch } from './fold.js';

/** A run of a text, and whether it is what was looked for. */
export interface TextPart {
  readonly text: string;
  readonly found: boolean;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/**
 * Cuts a text where words that were looked for stand, accents and case aside.
 *
 * @param starts - Words typed, as `normalizeForSearch` has them: what begins with one is marked as far as it goes.
 * @param words - Whole words that stand for one that was typed with a typo.
 */
export function highlight(text: string, starts: readonly string[], words: readonly string[] = []): readonly TextPart[] {
  const parts: TextPart[] = [];
  let last = 0;
  const add = (from: number, to: number, found: boolean) => {
    if (to > from) parts.push({ text: text.slice(from, to), found });
  };
  for (const [from, to] of placesOf(text, starts, words)) {
    add(last, from, false);
    add(from, to, true);
    last = to;
  }
  add(last, text.length, false);
  return parts;
}

function* placesOf(
  text: string,
  starts: readonly string[],
  words: readonly string[],
): Generator<readonly [from: number, to: number]> {
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const plain = normalizeForSearch(word);
    let length = 0;
    for (const start of starts) if (start.length > length && plain.startsWith(start)) length = start.length;
    if (length === 0 && !words.includes(plain)) continue;
    // Letters may come apart into several (ß): the whole word is marked then.
    yield [index, index + (length > 0 && plain.length === word.length ? length : word.length)];
  }
}

/** Words of what a person typed, as an index has them. */
export function searchWords(text: string): readonly string[] {
  return normalizeForSearch(text).match(WORD) ?? [];
}

/** Letters before what was found. */
const BEFORE = 40;

/** The part of a text, at most `length` letters, where one of the words stands first; its beginning when none does. */
export function excerptOf(text: string, starts: readonly string[], length: number): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain.length <= length) return plain;
  // No word behind the first one is looked at: texts are long.
  const [at] = placesOf(plain, starts, []).next().value ?? [0];
  const from = at <= BEFORE ? 0 : plain.indexOf(' ', at - BEFORE) + 1;
  const end = Math.min(plain.length, from + length);
  return `${from > 0 ? '… ' : ''}${plain.slice(from, end)}${end < plain.length ? ' …' : ''}`;
}
