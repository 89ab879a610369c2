// Characters in headers that hide or turn round what is written (facts F-01…F-16).

/** Turn text around, or end such a stretch: embeddings, overrides, isolates. Marks of single characters are let be. */
const BIDI = '\u202a-\u202e\u2066-\u2069';
/** Take no room: zero width space, word joiner, byte order mark, soft hyphen, invisible operators, tags, line separators. */
const UNSEEN =
  '\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb';

const HIDDEN = new RegExp(
  `[\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u009f${BIDI}${UNSEEN}]|[\\u{e0000}-\\u{e007f}]`,
  'gu',
);

/**
 * One line of text in which nothing is hidden: control characters become their pictures (`␀`), characters that turn text
 * around or take no room become their numbers (`[U+202E]`), and line breaks become spaces. Joiners stay, as scripts and
 * emoji need them.
 */
export function visibleText(text: string): string {
  return text.replace(/[\t\n\v\f\r\u0085]+/g, ' ').replace(HIDDEN, picture);
}

function picture(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}
