// Keywords that have a bit of their own, and what else columns know of a message by a bit.

export const SEEN = 1;
export const FLAGGED = 2;
export const DRAFT = 4;
export const ANSWERED = 8;
export const FORWARDED = 16;
export const JUNK = 32;
export const ATTACHMENT = 64;
/** Its bytes are on this device. */
export const HERE = 128;
/** It is there; without it, it is gone. */
export const EXISTS = 256;
/** The search index knows its header; its text, too. */
export const HEAD_INDEXED = 512;
export const TEXT_INDEXED = 1024;
/** It has come, and rules are still to look at it. */
export const RULES_DUE = 2048;
/**
 * How often its PDFs are still to be tried, in two bits, as {@link PDF_WAITS} times a number: 0, they are read, or there are none. A PDF that
 * takes the whole page with it is not tried for ever.
 */
export const PDF_WAITS = 4096;
export const PDF_BITS = 3 * PDF_WAITS;
/** Somebody has said that it is junk, or that it is none, or takes that back: the filter is still to learn it. */
export const JUNK_DUE = 16384;

const bits: readonly (readonly [string, number])[] = [
  ['$seen', SEEN],
  ['$flagged', FLAGGED],
  ['$draft', DRAFT],
  ['$answered', ANSWERED],
  ['$forwarded', FORWARDED],
  ['$junk', JUNK],
];
const bitByKeyword = new Map(bits);
/** All bits that are keywords. */
export const KEYWORD_BITS = bits.reduce((all, [, bit]) => all | bit, 0);

/** Bits, and keywords that have none: lower case, sorted. */
export function splitKeywords(keywords: readonly string[]): { readonly flags: number; readonly labels: string[] } {
  let flags = 0;
  const labels = new Set<string>();
  for (const keyword of keywords) {
    const lower = keyword.toLowerCase();
    const bit = bitByKeyword.get(lower);
    if (bit === undefined) labels.add(lower);
    else flags |= bit;
  }
  return { flags, labels: [...labels].sort() };
}

export function keywordsOf(flags: number, labels: readonly string[]): string[] {
  return [...bits.filter(([, bit]) => (flags & bit) !== 0).map(([keyword]) => keyword), ...labels];
}
