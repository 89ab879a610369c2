// How a program wrote the line of a picture: head, and where it broke the base64. Kept with the picture's name, so that a
// card nobody edited goes out byte for byte as it came in.
import { readCardProperty } from './card-property.js';

/** Parameter that holds it, on a line whose picture is kept beside the card. */
export const FORM = 'X-IKEBANA-FORM';

interface Form {
  /** Everything before the base64, in one piece. */
  readonly head: string;
  /** Characters of base64 on the first line and on those after it. */
  readonly first: number;
  readonly others: number;
  /** Before each further line. */
  readonly indent: string;
  /** Line breaks after the last one. */
  readonly ends: number;
}

const BREAK = '\r\n';

function write({ head, first, others, indent, ends }: Form, base64: string): string {
  const parts = [head + base64.slice(0, first)];
  for (let at = first; at < base64.length; at += others) parts.push(indent + base64.slice(at, at + others));
  return parts.join(BREAK) + BREAK.repeat(ends);
}

/** Some programs fold with two spaces, of which unfolding leaves one. */
function headOf(line: string, base64: string): string | undefined {
  if (line.endsWith(base64)) return line.slice(0, line.length - base64.length);
  const colon = line.indexOf(':') + 1;
  return line.slice(colon).replace(/[ \t]+/g, '') === base64 ? line.slice(0, colon) : undefined;
}

/**
 * The form of a line as a word for a parameter; `undefined` when it is too odd to be written down.
 *
 * @param raw - With its line breaks. @param line - Unfolded.
 */
export function formOf(raw: string, line: string, base64: string): string | undefined {
  const head = headOf(line, base64);
  if (head === undefined) return undefined;
  const [first = '', second = ''] = raw.split(BREAK, 2);
  const indent = /^[ \t]*/.exec(second)?.[0] ?? '';
  const form: Form = {
    head,
    first: first.length - head.length,
    others: Math.max(1, second.length - indent.length),
    indent,
    ends: (/(?:\r\n)*$/.exec(raw)?.[0].length ?? 0) / BREAK.length,
  };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is no ASCII cannot be written down here.
  if (form.first < 0 || /[^\x00-\x7f]/.test(head) || write(form, base64) !== raw) return undefined;
  const spaces = indent.replaceAll(' ', 's').replaceAll('\t', 't');
  const word = btoa(head).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return [form.first, form.others, form.ends, spaces, word].join('.');
}

const WORD = /^(\d{1,7})\.([1-9]\d{0,6})\.(\d)\.([st]{0,20})\.([\w-]{1,2000})$/;

/**
 * The line as it was written; `undefined` when there is no such form.
 *
 * @param legacy - The card is vCard 2.1. @returns also what the line says, to compare: it may have been edited since.
 */
export function writeInForm(word: string, base64: string, legacy: boolean) {
  const [, first, others, ends, spaces = '', head = ''] = WORD.exec(word) ?? [];
  if (first === undefined) return undefined;
  let said: string;
  try {
    said = atob(head.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return undefined;
  }
  const indent = spaces.replaceAll('s', ' ').replaceAll('t', '\t');
  const property = /[\r\n]/.test(said) ? undefined : readCardProperty(said + base64, legacy);
  const form = { head: said, first: Number(first), others: Number(others), ends: Number(ends), indent };
  return property && { raw: write(form, base64), property };
}
