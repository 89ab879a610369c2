// How hard a passphrase is to find for somebody who has a copy of what it locks. An estimate: only the person knows how they
// chose it.

/** Shorter ones are not taken. UTF-16 code units. */
export const MIN_PASSPHRASE = 8;
export const MAX_PASSPHRASE = 256;

export type PassphraseStrength = 'short' | 'weak' | 'fair' | 'strong';

/** Of Argon2id as it is set here a well equipped thief tries some thousand a second: 2^36 take a year, 2^50 millennia. */
const FAIR_BITS = 36;
const STRONG_BITS = 50;
/** One of two thousand words, as somebody picks them. */
const WORD_BITS = 11;
/** What everybody takes. */
const USUAL_BITS = 4;
const YEAR_BITS = 6;
/** The same sign again, or its neighbour. */
const NEXT_BITS = 1;
const CAPITALS_BITS = 2;

const usual =
  /passwor[dt]|passphrase|letmein|welcome|ikebana|qwert[yz]?(?:u?iop)?|asdf(?:gh)?|azerty|iloveyou|admin|dragon|monkey|football|secret|hallo|master|sunshine|princess|login|123/gu;
const year = /(?:19|20)\d\d/gu;
/** Can be spoken, so it may stand in a dictionary. */
const word = /(?=[a-zà-ÿ]*[aeiouyà-ÿ])[a-zà-ÿ]{3,}/gu;

const alphabets: readonly (readonly [RegExp, number])[] = [
  [/\d/u, 10],
  [/[a-z]/u, 26],
  [/[^\p{ASCII}]/u, 60],
  [/[^\p{L}\d\s]/u, 30],
];

/** Same, next or previous sign: `aaaa`, `4567`, `dcba`. */
const followsOn = (sign: string, before: string): boolean =>
  Math.abs((sign.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)) <= 1;

function bitsOfSigns(text: string, perSign: number): number {
  const signs = [...text];
  return signs.reduce((bits, sign, at) => bits + (at > 0 && followsOn(sign, signs[at - 1]!) ? NEXT_BITS : perSign), 0);
}

/** How many bits finding it takes. */
export function passphraseBits(passphrase: string): number {
  const text = passphrase.normalize('NFC').toLowerCase();
  const size = alphabets.reduce((sum, [signs, count]) => sum + (signs.test(text) ? count : 0), 1);
  const perSign = Math.log2(size);
  const usuals = new Set(text.match(usual));
  const years = new Set(text.replaceAll(usual, ' ').match(year));
  const unusual = text.replaceAll(usual, ' ').replaceAll(year, ' ');
  const words = new Set(unusual.match(word));
  const rest = new Set(unusual.replaceAll(word, ' ').split(/\s+/u));
  const sum = (texts: ReadonlySet<string>, bits: (each: string) => number) =>
    [...texts].reduce((all, each) => all + bits(each), 0);
  return (
    usuals.size * USUAL_BITS +
    years.size * YEAR_BITS +
    sum(words, (each) => Math.min(WORD_BITS, bitsOfSigns(each, perSign))) +
    sum(rest, (each) => bitsOfSigns(each, perSign)) +
    (passphrase.toLowerCase() === passphrase ? 0 : CAPITALS_BITS)
  );
}

export function passphraseStrength(passphrase: string): PassphraseStrength {
  if (passphrase.length < MIN_PASSPHRASE) return 'short';
  const bits = passphraseBits(passphrase);
  if (bits < FAIR_BITS) return 'weak';
  return bits < STRONG_BITS ? 'fair' : 'strong';
}
