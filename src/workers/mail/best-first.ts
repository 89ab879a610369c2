/** Steps of a score that make a difference: a thousand to one. */
const STEPS = 1000;
/** No score is higher: with {@link STEPS} two digits of this many bits hold it. */
const BITS = 11;
const DIGITS = 2 ** BITS;
const BEST = DIGITS * DIGITS - 1;

/**
 * Messages by how well they fit; those that fit alike keep their order. Two passes of a radix sort over whole numbers: half of all
 * messages may have been found, and to compare them with each other takes as long as to find them.
 *
 * @param scores - By number of message.
 */
export function bestFirst(emails: Uint32Array, scores: Float32Array): Uint32Array {
  const { length } = emails;
  const keys = new Uint32Array(length);
  for (let at = 0; at < length; at += 1) {
    keys[at] = BEST - Math.min(BEST, Math.max(0, Math.round(scores[emails[at]!]! * STEPS)));
  }
  const places = placesByDigit(keys, 0, (at) => at);
  return placesByDigit(keys, BITS, (at) => places[at]!).map((place) => emails[place]!);
}

/** Places of keys in the order of one digit, and of those alike as `before` has them. */
function placesByDigit(keys: Uint32Array, shift: number, before: (at: number) => number): Uint32Array {
  const ends = new Uint32Array(DIGITS + 1);
  for (let at = 0; at < keys.length; at += 1) ends[((keys[at]! >>> shift) & (DIGITS - 1)) + 1]! += 1;
  for (let digit = 0; digit < DIGITS; digit += 1) ends[digit + 1]! += ends[digit]!;
  const sorted = new Uint32Array(keys.length);
  for (let at = 0; at < keys.length; at += 1) {
    const place = before(at);
    const digit = (keys[place]! >>> shift) & (DIGITS - 1);
    sorted[ends[digit]!] = place;
    ends[digit]! += 1;
  }
  return sorted;
}
