// One vCard property of any version, its transfer encoding undone, so that nothing else has to know about 2.1.
import { type ContentLine, type Param, parseContentLine } from '../items/content-line.js';
import { scanCard } from './card-lines.js';
import { decodeQuotedPrintable } from './quoted-printable.js';

export interface CardProperty extends ContentLine {
  /** Upper-case, with bare 2.1 parameters named: `TYPE=HOME`. Without ENCODING and CHARSET. */
  readonly params: readonly Param[];
  /** Escaped as in vCard 3.0, also when the card is 2.1. */
  readonly value: string;
  /** Lower-case TYPE values, `pref` among them. */
  readonly types: readonly string[];
  /** `value` is base64 without line breaks. */
  readonly binary: boolean;
}

const ENCODINGS = new Set(['QUOTED-PRINTABLE', 'BASE64', 'B', '8BIT', '7BIT']);
/** What programs escape in 2.1 text. */
const ESCAPABLE = ';,:\\nN';
const VALUE_KINDS = new Set(['URL', 'URI', 'INLINE', 'CID', 'CONTENT-ID']);

/** Reads an unfolded line; `undefined` when it is no content line. @param legacy - The card is vCard 2.1. */
export function readCardProperty(text: string, legacy: boolean): CardProperty | undefined {
  const line = parseContentLine(text);
  if (line === undefined) return undefined;
  const { group, name } = line;
  // Written out: spreading a line for each property of ten thousand cards takes longer than reading them.
  if (line.params.length === 0) {
    const value = legacy ? escapeLegacy(name, line.value, ESCAPABLE) : line.value;
    return { group, name, params: line.params, value, types: NO_TYPES, binary: false };
  }
  const { params, types, encoding, charset } = sortParams(line.params);
  const binary = encoding === 'B' || encoding === 'BASE64';
  const value = binary ? line.value.replace(/[ \t]+/g, '') : decodeValue(line, encoding, charset, legacy);
  return { group, name, params, value, types, binary };
}

/** Calls `visit` with each wanted property of the card itself, read by the card's version. */
export function scanProperties(
  text: string,
  wants: (name: string) => boolean,
  visit: (name: string, property: CardProperty) => void,
): void {
  let legacy = false;
  scanCard(
    text,
    (name) => name === 'VERSION' || wants(name),
    (name, line) => {
      if (name === 'VERSION') {
        legacy = line.endsWith('2.1');
        return;
      }
      const property = readCardProperty(line, legacy);
      if (property !== undefined) visit(name, property);
    },
  );
}

const NO_TYPES: readonly string[] = [];

function sortParams(written: readonly Param[]) {
  const params: Param[] = [];
  const types: string[] = [];
  let encoding = '';
  let charset = '';
  for (const param of written) {
    const first = param.values[0] ?? '';
    const isBare = param.name === '';
    const name = isBare ? nameOfBare(first.toUpperCase()) : param.name;
    if (name === 'ENCODING') encoding = first.toUpperCase();
    else if (name === 'CHARSET') charset = first;
    else {
      params.push(isBare ? { name, values: param.values } : param);
      if (name === 'TYPE') for (const value of param.values) addTypes(value, types);
    }
  }
  return { params, types, encoding, charset };
}

const nameOfBare = (value: string) => (ENCODINGS.has(value) ? 'ENCODING' : VALUE_KINDS.has(value) ? 'VALUE' : 'TYPE');

/** TYPE="home,work" and TYPE=home;TYPE=work are written as often as the right TYPE=home,work. */
function addTypes(value: string, types: string[]): void {
  const lower = value.toLowerCase();
  if (!lower.includes(',')) {
    if (lower.trim() !== '') types.push(lower.trim());
  } else for (const type of lower.split(',')) if (type.trim() !== '') types.push(type.trim());
}

function decodeValue({ name, value }: ContentLine, encoding: string, charset: string, legacy: boolean): string {
  if (encoding === 'QUOTED-PRINTABLE') return escapeLegacy(name, decodeQuotedPrintable(value, charset), ';,:\\');
  return legacy ? escapeLegacy(name, value, ESCAPABLE) : value;
}

/** Properties whose commas separate also in 2.1, where programs write them though the standard has them not. */
export const legacyLists: ReadonlySet<string> = new Set(['CATEGORIES', 'NICKNAME']);

/**
 * As 3.0 would have it. 2.1 escapes only `;`, so that a comma is a comma and a lone backslash itself; where nothing is
 * encoded, many programs write 3.0's `\n` all the same.
 */
function escapeLegacy(name: string, value: string, escapable: string): string {
  if (!/[\\,\r\n]/.test(value)) return value;
  const comma = legacyLists.has(name) ? ',' : '\\,';
  return value.replace(/\\([\s\S]?)|,|\r\n|\r|\n/g, (found, next: string | undefined) => {
    if (found === ',') return comma;
    if (next === undefined) return '\\n';
    if (next !== '' && escapable.includes(next)) return found;
    return `\\\\${next === ',' ? comma : next === '\n' || next === '\r' ? '\\n' : next}`;
  });
}

/** 1 is most preferred, 101 is not said (RFC 6350 §5.3; TYPE=pref before 4.0). */
export function preferenceOf(property: CardProperty): number {
  if (property.types.includes('pref')) return 1;
  const said = Number(property.params.find((param) => param.name === 'PREF')?.values[0] ?? 101);
  return said >= 1 && said <= 100 ? said : 101;
}
