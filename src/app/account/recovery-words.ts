// A recovery key as 24 words: BIP 39, English list. Loaded when somebody looks at words.
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { WordsProblem } from './account.js';

export const WORDS = 24;

const known = new Map(wordlist.map((word, index) => [word, index]));

/** @param secret - 32 bytes. */
export const wordsOf = (secret: Uint8Array): readonly string[] => entropyToMnemonic(secret, wordlist).split(' ');

/** What was typed as words: numbers, commas and line breaks of a printed sheet do not matter. */
const typedWords = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);

/** The word that is meant: four letters are enough, no two words of the list begin with the same. */
function meant(word: string): string {
  if (known.has(word) || word.length < 4) return word;
  return wordlist.find((each) => each.slice(0, 4) === word) ?? word;
}

/** Reads words as people type them. */
export function readWords(text: string): readonly string[] | WordsProblem {
  const words = typedWords(text).map(meant);
  const unknown = words.flatMap((word, index) => (known.has(word) ? [] : [index]));
  if (unknown.length > 0) return { kind: 'unknown', at: unknown };
  if (words.length !== WORDS) return { kind: 'count', count: words.length };
  try {
    secretOf(words);
  } catch {
    return { kind: 'checksum' };
  }
  return words;
}

/** @param words - As `readWords` gives them. @throws {Error} their checksum is wrong. */
export const secretOf = (words: readonly string[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(mnemonicToEntropy(words.join(' '), wordlist));

/** Words that begin so, in the list's order. */
export const suggestWords = (begin: string, limit: number): readonly string[] =>
  begin === '' ? [] : wordlist.filter((word) => word.startsWith(begin.toLowerCase())).slice(0, limit);
