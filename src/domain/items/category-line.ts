// CATEGORIES holds a list, and each of its values is edited by itself (docs/decisions/0001), so that two devices may put
// one item into two groups at once.
import { parseContentLine, splitEscaped, unescapeText } from './content-line.js';
import { valueId } from './value-id.js';

/** Longest name of a group, in UTF-16 code units. Attack: a name of megabytes in the list of every device. */
export const MAX_GROUP_NAME = 200;

/** A group's name as it is shown and compared: one line without white space around it; case counts. */
export function groupName(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, MAX_GROUP_NAME).trimEnd();
}

/** Id of a value in an edit key. */
export function categoryId(name: string): string {
  return valueId(groupName(name));
}

/** Quoted-printable of vCard 2.1: its values cannot be told apart without undoing it. Such a line is edited as a whole. */
const ENCODED = /^[^:]*[;=]QUOTED-PRINTABLE/i;

interface ListLine {
  /** All up to the colon, which is included. */
  readonly head: string;
  readonly values: readonly string[];
}

function readListLine(text: string): ListLine | undefined {
  if (ENCODED.test(text)) return undefined;
  const value = parseContentLine(text)?.value;
  if (value === undefined) return undefined;
  return { head: text.slice(0, text.length - value.length), values: splitEscaped(value, ',') };
}

/** The unfolded line without a value; '' when nothing is left, the same text when it is not in it. */
export function withoutCategory(text: string, id: string): string {
  const line = readListLine(text);
  if (line === undefined) return text;
  const kept = line.values.filter((value) => categoryId(unescapeText(value)) !== id);
  if (kept.length === line.values.length) return text;
  return kept.some((value) => value.trim() !== '') ? line.head + kept.join(',') : '';
}

/** The unfolded line with the values of another one behind its own; `undefined` where they cannot stand in one line. */
export function withCategories(text: string, added: string): string | undefined {
  const [line, more] = [readListLine(text), readListLine(added)];
  if (line === undefined || more === undefined) return undefined;
  const known = new Set(line.values.map((value) => categoryId(unescapeText(value))));
  const fresh = more.values.filter((value) => !known.has(categoryId(unescapeText(value))));
  const own = line.values.filter((value) => value.trim() !== '');
  return line.head + [...own, ...fresh].join(',');
}

/** Whether an edit of CATEGORIES is one of a single value. */
export function isCategoryId(id: string): boolean {
  return id !== '' && !id.startsWith('#');
}
