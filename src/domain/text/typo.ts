/**
 * Whether one typo makes one word of the other: a letter too many, one too few, another one, or two neighbours exchanged.
 * Equal words are not.
 */
export function isOneTypo(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const more = long.length - short.length;
  if (more > 1) return false;
  let at = 0;
  while (at < short.length && short.charCodeAt(at) === long.charCodeAt(at)) at += 1;
  if (more === 1) return sameFrom(short, at, long, at + 1);
  if (at === short.length) return false;
  if (sameFrom(short, at + 1, long, at + 1)) return true;
  const isExchanged =
    short.charCodeAt(at) === long.charCodeAt(at + 1) && short.charCodeAt(at + 1) === long.charCodeAt(at);
  return isExchanged && sameFrom(short, at + 2, long, at + 2);
}

/** The word with each two neighbours exchanged: two typos to an index, one to a person. It may be unfinished. */
export function exchanged(word: string): string[] {
  return Array.from(
    { length: word.length - 1 },
    (_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
  ).filter((other) => other !== word);
}

function sameFrom(a: string, from: number, b: string, fromB: number): boolean {
  if (a.length - from !== b.length - fromB) return false;
  for (let at = from; at < a.length; at += 1) if (a.charCodeAt(at) !== b.charCodeAt(at - from + fromB)) return false;
  return true;
}
