// Words of a text as the search index has them: lower case, accents gone; what is written without blanks, sign by sign.
import { normalizeForSearch } from '../../text/fold.js';

/** Longer ones are codes and addresses nobody types: their beginning is found. */
const MAX_LENGTH = 40;
/** A run this long is no word at all but something encoded. */
const MAX_RUN = 200;

const BREAK = 1;
const LETTER = 2;
const SIGN = 3;
const ASCII = 0x80;

const isLetter = /[\p{L}\p{N}\p{M}]/u;
/** Scripts without blanks between words: kana, Han. */
const isSign = (code: number) =>
  (code >= 0x3041 && code <= 0x30ff) ||
  (code >= 0x3400 && code <= 0x4dbf) ||
  (code >= 0x4e00 && code <= 0x9fff) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xff66 && code <= 0xff9f);

/** What a UTF-16 unit is; 0 while nobody asked. */
const kinds = new Uint8Array(0x10000);

function kindOf(code: number): number {
  const known = kinds[code]!;
  if (known !== 0) return known;
  const kind = isSign(code) ? SIGN : isLetter.test(String.fromCharCode(code)) ? LETTER : BREAK;
  kinds[code] = kind;
  return kind;
}
for (let code = 0; code < ASCII; code += 1) kindOf(code);

/** Words with accents come again and again: 20,000 of them are remembered. */
const folded = new Map<string, string>();
const MAX_FOLDED = 20_000;

function fold(word: string): string {
  const known = folded.get(word);
  if (known !== undefined) return known;
  const plain = normalizeForSearch(word).replace(/[^\p{L}\p{N}\p{M}]+/gu, '');
  if (folded.size >= MAX_FOLDED) folded.clear();
  folded.set(word, plain);
  return plain;
}

/** Calls `take` with each word in turn. */
export function eachWord(text: string, take: (word: string) => void): void {
  const lower = text.toLowerCase();
  const { length } = lower;
  let start = -1;
  let isPlain = true;
  for (let at = 0; at <= length; at += 1) {
    const code = at < length ? lower.charCodeAt(at) : 32;
    const kind = code < ASCII ? kinds[code]! : kindOf(code);
    if (kind === LETTER) {
      if (start === -1) start = at;
      if (code >= ASCII) isPlain = false;
      continue;
    }
    if (start !== -1) {
      if (at - start <= MAX_RUN) {
        const word = lower.slice(start, Math.min(at, start + MAX_LENGTH));
        const plain = isPlain ? word : fold(word);
        if (plain !== '') take(plain);
      }
      start = -1;
      isPlain = true;
    }
    if (kind !== SIGN) continue;
    const sign = fold(lower[at]!);
    if (sign !== '') take(sign); // a middle dot is none
  }
}

export function wordsOf(text: string): string[] {
  const words: string[] = [];
  eachWord(text, (word) => words.push(word));
  return words;
}
