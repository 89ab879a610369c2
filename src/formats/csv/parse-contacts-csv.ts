import Papa from 'papaparse';
import { foldCardLine } from '../../domain/contacts/card-lines.js';
import { createContactText } from '../../domain/contacts/create-contact-text.js';
import { writeCardLine } from '../../domain/contacts/write-card-line.js';
import type { Problem } from '../../domain/errors.js';
import { escapeText } from '../../domain/items/content-line.js';
import { deriveUid } from '../../domain/items/derive-uid.js';
import type { ContactItem } from '../../domain/items/item.js';
import { decodeText } from '../text/decode.js';
import { createProblemList, type ProblemList } from '../text/problem-list.js';
import { sniffKind } from '../text/sniff-kind.js';
import { isDayFirst } from './csv-date.js';
import { guessMapping, hasHeader } from './guess-mapping.js';
import { type CsvTarget, normalizeHeading } from './headings.js';
import { rowToFields } from './row-to-fields.js';

/** What hostile input may cost at most. */
export interface CsvLimits {
  /** Bytes, or characters of text. */
  readonly maxInputBytes: number;
  readonly maxRows: number;
  /** Columns read of each row. */
  readonly maxColumns: number;
}

export const defaultCsvLimits: CsvLimits = { maxInputBytes: 64 * 1024 * 1024, maxRows: 250_000, maxColumns: 1000 };

export interface ParseContactsCsvOptions {
  /** One character; found out when absent. */
  readonly separator?: string;
  /** Whether the first row is headings; found out when absent. */
  readonly header?: boolean;
  /** 1-based row to begin with; blank rows and titles before the table are skipped when absent. */
  readonly startLine?: number;
  /** A target for each column; found out when absent. */
  readonly mapping?: readonly CsvTarget[];
  /** Encoding when it is neither UTF-8 nor UTF-16. */
  readonly charset?: string;
  readonly limits?: Partial<CsvLimits>;
}

export interface ParsedContactsCsv {
  /** Headings, or `Column 1` … */
  readonly columns: readonly string[];
  readonly mapping: readonly CsvTarget[];
  readonly items: ContactItem[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a table of contacts as Google, Outlook, Thunderbird, Yahoo and people write them. Values of columns that mean
 * nothing to us are kept as X- properties. Never throws for bad data. The same row gives the same UID on every import.
 */
export function parseContactsCsv(input: string | Uint8Array, options: ParseContactsCsvOptions = {}): ParsedContactsCsv {
  const limits = { ...defaultCsvLimits, ...options.limits };
  const problems = createProblemList();
  const nothing = { columns: [], mapping: [], items: [], problems: problems.problems };
  if (input.length > limits.maxInputBytes) {
    problems.add('input/too-large', `The file is larger than ${limits.maxInputBytes} bytes.`);
    return nothing;
  }
  const text = decodeCsv(input, options.charset, problems);
  if (text.trim() === '') {
    problems.add('input/empty', 'The file is empty.');
    return nothing;
  }
  const kind = sniffKind(text);
  if (kind !== '' && !/mail/.test(kind)) {
    problems.add('input/wrong-kind', `Not a table: it looks like ${kind}.`, 1, text);
    return nothing;
  }
  return readTable(text, options, limits, problems);
}

function readTable(text: string, options: ParseContactsCsvOptions, limits: CsvLimits, problems: ProblemList) {
  const all = readRows(text, options.separator, limits, problems);
  const start = options.startLine === undefined ? findStart(all) : Math.max(0, options.startLine - 1);
  const rows = all.slice(start);
  const header = options.header ?? hasHeader(rows);
  const width = Math.min(limits.maxColumns, Math.max(0, ...rows.slice(0, 100).map((row) => row.length)));
  const headings = header ? (rows[0] ?? []) : [];
  const columns = Array.from({ length: width }, (_, index) => headings[index]?.trim() || `Column ${index + 1}`);
  const body = header ? rows.slice(1) : rows;
  const mapping = options.mapping ?? guessMapping(columns, body, header);
  const items = toItems(body, columns, mapping, problems, start + (header ? 2 : 1));
  return { columns, mapping, items, problems: problems.problems };
}

function readRows(text: string, separator: string | undefined, limits: CsvLimits, problems: ProblemList): string[][] {
  // Excel says its separator in a line of its own.
  const said = /^sep=(.)\r?\n/i.exec(text);
  const parsed = Papa.parse<string[]>(said === null ? text : text.slice(said[0].length), {
    delimiter: separator ?? said?.[1] ?? '',
    delimitersToGuess: [',', ';', '\t', '|'],
    preview: limits.maxRows + 2,
    skipEmptyLines: false,
  });
  for (const error of parsed.errors) {
    if (error.code !== 'UndetectableDelimiter') problems.add('csv/syntax', error.message, (error.row ?? 0) + 1);
  }
  if (parsed.data.length > limits.maxRows + 1) {
    problems.add('input/limit', `More than ${limits.maxRows} rows: the rest was not read.`, limits.maxRows + 2);
  }
  return parsed.data.slice(0, limits.maxRows + 1);
}

/** Index of the first row of the table: before it there may be blank rows and a title that fills one cell. */
function findStart(rows: readonly (readonly string[])[]): number {
  const filled = (row: readonly string[]) => row.filter((cell) => cell.trim() !== '').length;
  const most = Math.max(0, ...rows.slice(0, 100).map(filled));
  const enough = most > 2 ? 2 : 1;
  return Math.max(
    0,
    rows.findIndex((row) => filled(row) >= enough),
  );
}

function toItems(
  rows: readonly (readonly string[])[],
  columns: readonly string[],
  mapping: readonly CsvTarget[],
  problems: ProblemList,
  firstLine: number,
): ContactItem[] {
  const english = columns.some((column) => /^(?:first name|last name|name|company|birthday)$/i.test(column));
  const dayFirst = mapping.map((target, index) =>
    /^(?:birthday|anniversary)$/.test(target)
      ? isDayFirst(
          rows.map((row) => row[index] ?? ''),
          !english,
        )
      : false,
  );
  const seen = new Map<string, number>();
  return rows.flatMap((cells, index) => {
    const row = cells.map(unprotect);
    const fields = rowToFields(row, { mapping, dayFirst });
    const others = otherLines(row, columns, mapping);
    if (fields === undefined && others.length === 0) return [];
    if (fields === undefined) {
      problems.add('csv/syntax', 'A row in which no column is known was left out.', firstLine + index, cells.join(','));
      return [];
    }
    const derived = deriveUid(row.join('\n'));
    const count = (seen.get(derived) ?? 0) + 1;
    seen.set(derived, count);
    const uid = count === 1 ? derived : `${derived}-${count}`;
    const text = createContactText(fields, { uid }).replace(/END:VCARD\r\n$/, `${others.join('')}END:VCARD\r\n`);
    return [{ kind: 'contact' as const, uid, text }];
  });
}

/** An apostrophe before what a spreadsheet would take for a formula, as `writeContactsCsv` and others put it. */
function unprotect(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

/** Columns without target, as X- properties named by their heading. */
function otherLines(row: readonly string[], columns: readonly string[], mapping: readonly CsvTarget[]): string[] {
  return columns.flatMap((column, index) => {
    const value = (row[index] ?? '').trim();
    if (value === '' || (mapping[index] ?? '') !== '') return [];
    const name = normalizeHeading(column)
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    const line = writeCardLine(
      { group: '', name: `X-${name || index + 1}`, params: [], value: escapeText(value) },
      '4.0',
    );
    return [`${foldCardLine(line)}\r\n`];
  });
}

const KANA = /[\u3041-\u3096\u30a1-\u30fa]/;

/** Beside what `decodeText` tells apart: Shift_JIS, known by kana, which in Windows-1252 would be odd punctuation. */
function decodeCsv(input: string | Uint8Array, charset: string | undefined, problems: ProblemList): string {
  const decoded = decodeText(input, { charset });
  if (typeof input !== 'string' && decoded.problems.length > 0) {
    try {
      const japanese = new TextDecoder('shift_jis', { fatal: true }).decode(input);
      if (KANA.test(japanese)) return japanese;
    } catch {
      // Not Japanese.
    }
  }
  for (const problem of decoded.problems) problems.add(problem.code, problem.message);
  return decoded.text;
}
