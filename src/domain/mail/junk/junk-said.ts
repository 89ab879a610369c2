// What somebody has said of a message: that it is junk, or that it is none (rule MJ1 in docs/rules/mail-junk.md).

/** Of which kind an example is. */
export type JunkKind = 'junk' | 'good';

/** Marks of messages (RFC 8621 §4.1.1). */
export const JUNK_KEYWORD = '$junk';
export const NOT_JUNK_KEYWORD = '$notjunk';

/** As programs older than the standard write them; the first of each is ours. */
const words: Readonly<Record<JunkKind, readonly string[]>> = {
  junk: [JUNK_KEYWORD, 'junk'],
  good: [NOT_JUNK_KEYWORD, 'notjunk', 'nonjunk'],
};

/** @returns nothing where nobody has said anything, or both. */
export function junkSaid(keywords: readonly string[]): JunkKind | undefined {
  const is = (kind: JunkKind) => keywords.some((keyword) => words[kind].includes(keyword.toLowerCase()));
  if (is('junk') === is('good')) return undefined;
  return is('junk') ? 'junk' : 'good';
}

/** What says of a message that it is of that kind: keywords it gets, and those it loses. */
export function sayJunk(kind: JunkKind): { readonly add: readonly string[]; readonly remove: readonly string[] } {
  const other = kind === 'junk' ? 'good' : 'junk';
  return { add: words[kind].slice(0, 1), remove: words[other] };
}
