// One property as a content line of the card's own version.
import { escapeText, formatContentLine, type Param, splitEscaped } from '../items/content-line.js';
import { legacyLists } from './card-property.js';
import type { CardVersion } from './card-values.js';

export interface CardLineParts {
  readonly group: string;
  readonly name: string;
  /** TYPE and PREF as in vCard 4.0. */
  readonly params: readonly Param[];
  /** Escaped as in vCard 3.0 and 4.0. */
  readonly value: string;
}

/** Characters vCard allows nowhere (RFC 6350 §3.3, VALUE-CHAR). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these control characters are meant.
const FORBIDDEN = /[\u0000-\u0008\u000a-\u001f\u007f]/g;

/** An unfolded line. In 2.1 what is not ASCII, and line breaks, become quoted-printable UTF-8. */
export function writeCardLine(parts: CardLineParts, version: CardVersion): string {
  const line = { ...parts, value: parts.value.replace(FORBIDDEN, '') };
  if (version !== '2.1') return formatContentLine(line);
  const { value, encoded } = toLegacyValue(line.value, legacyLists.has(line.name));
  const params = line.params.flatMap(({ name, values }) =>
    name === 'TYPE' ? values.map((type) => ({ name: '', values: [type.toUpperCase()] })) : [{ name, values }],
  );
  if (encoded) {
    params.push({ name: 'CHARSET', values: ['UTF-8'] }, { name: 'ENCODING', values: ['QUOTED-PRINTABLE'] });
  }
  return formatContentLine({ ...line, params, value });
}

/** 2.1 escapes nothing but `;`; a backslash stays doubled, which is how it is told from an escape when read again. */
function toLegacyValue(value: string, isList: boolean): { value: string; encoded: boolean } {
  const plain = value.replace(/\\([\s\S])/g, (pair, c: string) =>
    c === ',' && !isList ? c : c === 'n' || c === 'N' ? '\n' : pair,
  );
  const encoded = /[^\x20-\x7e\t]/.test(plain);
  return { value: encoded ? encodeQuotedPrintable(plain) : plain, encoded };
}

function encodeQuotedPrintable(text: string): string {
  let out = '';
  for (const byte of new TextEncoder().encode(text.replaceAll('\n', '\r\n'))) {
    out +=
      byte >= 32 && byte < 127 && byte !== 61
        ? String.fromCharCode(byte)
        : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out.replace(/ $/, '=20');
}

/** The parameters with these types and this preference in place of theirs (TYPE=pref before 4.0, PREF=1 since). */
export function withTyping(
  params: readonly Param[],
  types: readonly string[],
  preferred: boolean,
  version: CardVersion,
): readonly Param[] {
  const written = types.map(safeType).filter((type) => type !== '');
  if (preferred && version !== '4.0') written.push('pref');
  const at = params.findIndex(({ name }) => name === 'TYPE');
  const others = params.filter(({ name }) => name !== 'TYPE' && (preferred || name !== 'PREF'));
  const kept = preferred && version === '4.0' ? others.filter(({ name }) => name !== 'PREF') : others;
  const result = [...kept];
  if (written.length > 0)
    result.splice(at === -1 ? 0 : Math.min(at, result.length), 0, { name: 'TYPE', values: written });
  if (preferred && version === '4.0') result.push({ name: 'PREF', values: ['1'] });
  return result;
}

/** A TYPE value is a name; what is none would break the line for other readers. */
function safeType(type: string): string {
  return type.trim().replace(/[",:;^=\s]+/g, '-');
}

/** A structured value in which only the components of changed fields are written anew. */
export function changedParts<Field extends string>(
  old: string,
  order: readonly Field[],
  before: Readonly<Record<Field, string>> | undefined,
  after: Readonly<Record<Field, string>>,
): string {
  const parts = splitEscaped(old, ';');
  for (const [index, field] of order.entries()) {
    if (before === undefined || before[field] !== after[field]) parts[index] = escapeText(after[field]);
    else parts[index] ??= '';
  }
  const value = parts.join(';');
  return /^;*$/.test(value) ? '' : value;
}
