// Reading of a sentence at a place, word by word. Places are indexes of the folded text, which is as long as the typed one.
import type { Vocabulary } from './vocabulary.js';

/** What was understood already: no word reaches across it. */
export const MASK = '\u0001';

/** Lower case without accents, letter for letter, so that places stay the same. */
export function foldSentence(text: string): string {
  let folded = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')[0] ?? ' ';
    folded += letter === '\u2019' ? "'" : /\s/.test(letter) ? ' ' : letter;
  }
  return folded;
}

const patterns = new Map<string, RegExp>();

function sticky(source: string): RegExp {
  const known = patterns.get(source);
  if (known !== undefined) return known;
  const made = new RegExp(source, 'y');
  patterns.set(source, made);
  return made;
}

/** Match of a regular expression right there. */
export function matchAt(text: string, at: number, source: string): RegExpExecArray | undefined {
  const pattern = sticky(source);
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** End of one of these words that stands there; -1 when none does. A word ends where no letter or digit goes on. */
export function wordEnd(text: string, at: number, words: string): number {
  const found = matchAt(text, at, `(?:${words})(?:(?<=[^a-z0-9])|(?![a-z0-9]))`);
  return found === undefined ? -1 : at + found[0].length;
}

export const skipSpace = (text: string, at: number): number => at + (matchAt(text, at, '[ ]*')?.[0].length ?? 0);

/** A place where a word may begin. */
export function isWordStart(text: string, at: number): boolean {
  return at === 0 || !/[a-z0-9.:/-]/.test(text[at - 1]!) || (text[at - 1] === '-' && text[at - 2] === ' ');
}

/** A number in digits or words, at most three digits. */
export function readNumber(
  v: Vocabulary,
  text: string,
  at: number,
): { readonly end: number; readonly value: number } | undefined {
  const digits = matchAt(text, at, '(\\d{1,3}(?:[.,]5)?)(?![\\d.:/])');
  if (digits !== undefined) return { end: at + digits[0].length, value: Number(digits[1]!.replace(',', '.')) };
  const word = matchAt(text, at, `(${Object.keys(v.numbers).join('|')})(?![a-z0-9])`);
  return word && { end: at + word[0].length, value: v.numbers[word[1]!]! };
}

type Unit = keyof Vocabulary['units'];

/** 2 weeks; undefined without a unit. */
export function readLength(
  v: Vocabulary,
  text: string,
  at: number,
): { readonly end: number; readonly value: number; readonly unit: Unit; readonly short: boolean } | undefined {
  const number = readNumber(v, text, at);
  if (number === undefined) return undefined;
  const from = skipSpace(text, text[number.end] === "'" ? number.end + 1 : number.end); // un'ora
  for (const unit of Object.keys(v.units) as Unit[]) {
    const end = wordEnd(text, from, v.units[unit]);
    if (end !== -1) return { end, value: number.value, unit, short: end - from === 1 };
  }
  return undefined;
}
