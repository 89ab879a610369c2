// Names of people as they are compared: without accents, order, titles and what stands for a generation.
import { normalizeForSearch } from '../../text/fold.js';

/** What stands before or behind a name and is no part of it, in the languages of the app. */
const titles = new Set(
  (
    'dr prof professor mag ing dipl msc bsc mba phd md mr mrs ms miss mx sir dame herr frau hr fraulein m mme mlle ' +
    'monsieur madame maitre sig sigra signor signora signorina dott dottssa ddr dra sr sra srta rev'
  ).split(' '),
);
/** They tell father from son. */
const generations: Readonly<Record<string, string>> = {
  jr: '2',
  junior: '2',
  jun: '2',
  ii: '2',
  sr: '1',
  senior: '1',
  sen: '1',
  iii: '3',
  iv: '4',
};
/** Attack: a name of a megabyte, compared word by word. */
const MAX_NAME = 200;
const MAX_WORDS = 8;
const NO_WORD = /[^\p{L}\p{M}\p{N}]+/u;
const LETTER = /\p{L}/u;

export interface NameKey {
  /** Words in alphabetical order, one space between; '' when nothing is a name. */
  readonly words: string;
  /** `1` for senior, `2` for junior …; '' when it does not say. */
  readonly generation: string;
}

/** Words as they are compared: `Müller`, `Mueller` and `muller` are one. */
export function wordsOf(text: string): string[] {
  const folded = normalizeForSearch(text.slice(0, MAX_NAME)).replace(/['’]/g, '');
  return folded.split(NO_WORD).flatMap((word) => (word === '' ? [] : [word.replace(/([aou])e/g, '$1')]));
}

/**
 * @param names - Parts of a name in any order. What has no letter, or is an address, is no name.
 * @param suffix - N's suffixes.
 */
export function nameKey(names: readonly string[], suffix = ''): NameKey {
  const words = names.filter((name) => !name.includes('@')).flatMap(wordsOf);
  const last = [...wordsOf(suffix), words.length > 2 ? (words.at(-1) ?? '') : ''];
  const generation = last.map((word) => generations[word] ?? '').find((value) => value !== '') ?? '';
  const own = words.filter((word, index) => !titles.has(word) && !(index > 1 && Object.hasOwn(generations, word)));
  // Somebody may be called nothing but “Dame”.
  const kept = (own.length > 0 ? own : words).slice(0, MAX_WORDS);
  return { words: kept.some((word) => LETTER.test(word)) ? kept.sort().join(' ') : '', generation };
}

/**
 * Whether two names can be one person's: every word of the shorter stands in the longer, first letters stand for words
 * (`A. Lovelace`), and one whole word is the same.
 */
export function areCompatible(a: string, b: string): boolean {
  if (a === b) return true;
  const [few, many] = [a.split(' '), b.split(' ')].sort((x, y) => x.length - y.length) as [string[], string[]];
  const free = [...many];
  let whole = 0;
  // Whole words first: a letter must not take the place of one.
  const wordsFirst = few.toSorted((x, y) => y.length - x.length);
  for (const word of wordsFirst) {
    let at = free.indexOf(word);
    if (at !== -1 && word.length > 1) whole += 1;
    if (at === -1) at = free.findIndex((other) => isInitial(word, other) || isInitial(other, word));
    if (at === -1) return false;
    free.splice(at, 1);
  }
  return whole > 0;
}

const isInitial = (short: string, long: string) => short.length === 1 && long.startsWith(short);
