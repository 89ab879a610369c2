// The coloured circle with letters that stands for a contact without a photo.

/** OKLCH hue 0–359, the same for the same uid on every device. */
export function hueOf(uid: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < uid.length; at += 1) hash = Math.imul(hash ^ uid.charCodeAt(at), 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) % 360;
}

const LETTER = /[\p{L}\p{N}]/u;

/** First letters of the first and the last word, upper-case; at most two, '' when there is no letter. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/);
  const letters: string[] = [];
  for (const word of words) {
    const letter = LETTER.exec(word)?.[0];
    if (letter !== undefined) letters.push(letter);
  }
  const [first = ''] = letters;
  const last = letters.length > 1 ? (letters.at(-1) ?? '') : '';
  return `${upper(first)}${upper(last)}`;
}

/** `ß` has no single upper-case letter; it stays as it is. */
function upper(letter: string): string {
  const changed = letter.toUpperCase();
  return [...changed].length === 1 ? changed : letter;
}
