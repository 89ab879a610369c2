// Telephone numbers as they are compared: `0660 123456`, `0043 660 123456` and `+43 (0)660 123456` are one.
import { phoneDigits } from '../search-text.js';

/** Shorter numbers are extensions and services: many people have them. */
const MIN_DIGITS = 6;
/** As many digits must agree when one of two numbers lacks its country or area. */
const MIN_SHARED = 7;
/** ITU-T E.164 has 15; the rest is room for extensions. */
const MAX_DIGITS = 24;

/** Digits without the zeros in front; with `+` in front when the number says its country. '' for what is none. */
export function phoneKey(value: string): string {
  const number = value
    .slice(0, 200)
    .replace(/^tel:/i, '')
    .replace(/;(?!ext=).*$/i, '');
  const digits = phoneDigits(number);
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return '';
  return /^\s*(?:\+|00)/.test(number.normalize('NFKC')) ? `+${digits}` : digits;
}

/**
 * For each of these keys the one it is compared by: a number without country is the one with country that ends like it.
 * Sorted by their ends, so that it takes n log n however alike they are.
 */
export function completePhones(keys: Iterable<string>): Map<string, string> {
  const ends = [...new Set(keys)].map((key) => ({ key, end: reversed(key) }));
  ends.sort((a, b) => (a.end < b.end ? -1 : a.end > b.end ? 1 : 0));
  const complete = new Map<string, string>();
  for (let at = ends.length - 1; at >= 0; at -= 1) {
    const { key, end } = ends[at] as (typeof ends)[number];
    const next = ends[at + 1];
    const isPart = next !== undefined && !key.startsWith('+') && end.length >= MIN_SHARED && next.end.startsWith(end);
    complete.set(key, isPart ? (complete.get(next.key) as string) : key);
  }
  return complete;
}

/** Digits from the last to the first; the plus at its end sorts before any digit. */
const reversed = (key: string) => [...key].reverse().join('');
