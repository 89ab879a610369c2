import { decodeQuotedPrintable } from '../../domain/contacts/quoted-printable.js';

const HEAD = /^[^:]*[;=]QUOTED-PRINTABLE(?:;[^:]*)?:/i;

/** Whether a line's quoted-printable is in no charset that it names, nor UTF-8: its letters are a guess. */
export function hasGuessedLetters(line: string): boolean {
  const [head] = HEAD.exec(line) ?? [];
  if (head === undefined) return false;
  const charset = /;CHARSET=([^;:,]{1,40})/i.exec(head)?.[1] ?? '';
  let isGuess = false;
  decodeQuotedPrintable(line.slice(head.length), charset, () => {
    isGuess = true;
  });
  return isGuess;
}
