// Text or bytes to rows of cells, a piece at a time.
import Papa from 'papaparse';
import { decodeText } from '../text/decode.js';
import type { ProblemList } from '../text/problem-list.js';
import { sniffKind } from '../text/sniff-kind.js';
import type { CsvLimits } from './limits.js';

export interface ReadTableOptions {
  /** One character; found out when absent. */
  readonly separator?: string;
  /** Encoding when it is neither UTF-8 nor UTF-16. */
  readonly charset?: string;
  /** `charset` is the person's choice: nothing else is tried. */
  readonly forceCharset?: boolean;
}

/** Rows as they are in the file, blank ones too. */
export interface CsvTable {
  readonly rows: readonly (readonly string[])[];
  /** 1-based line of the file on which each row begins: cells may hold line breaks. */
  readonly lines: readonly number[];
  readonly separator: string;
  /** WHATWG name. */
  readonly charset: string;
}

/** Characters per step: some milliseconds of work. */
const STEP = 1 << 18;

/**
 * @returns `undefined`, with a report, for what is no table.
 * @yields how much of the text is read, 0–1.
 */
export function* readTableSteps(
  input: string | Uint8Array,
  options: ReadTableOptions,
  limits: CsvLimits,
  problems: ProblemList,
): Generator<number, CsvTable | undefined> {
  if (input.length > limits.maxInputBytes) {
    problems.add('input/too-large', `The file is larger than ${limits.maxInputBytes} bytes.`);
    return undefined;
  }
  const { text, charset } = decodeCsv(input, options, problems);
  if (text.trim() === '') {
    problems.add('input/empty', 'The file is empty.');
    return undefined;
  }
  const kind = sniffKind(text);
  if (kind !== '' && !/mail/.test(kind)) {
    problems.add('input/wrong-kind', `Not a table: it looks like ${kind}.`, 1, text);
    return undefined;
  }
  // Excel says its separator in a line of its own.
  const said = /^sep=(.)\r?\n/i.exec(text);
  const body = said === null ? text : text.slice(said[0].length);
  const { rows, lines, separator } = yield* splitRows(
    body,
    options.separator ?? said?.[1] ?? '',
    said === null ? 1 : 2,
    limits,
    problems,
  );
  return { rows, lines, separator, charset };
}

/** Papa Parse reads a piece and pauses; it goes on in the next step. */
function* splitRows(text: string, wanted: string, firstLine: number, limits: CsvLimits, problems: ProblemList) {
  const rows: string[][] = [];
  const lines: number[] = [];
  let separator = wanted;
  let line = firstLine;
  let read = 0;
  let over = false;
  let parser: Papa.Parser | undefined;
  const take = ({ data, errors, meta }: Papa.ParseResult<string[]>) => {
    separator = meta.delimiter;
    read = Math.max(read, meta.cursor);
    const base = rows.length;
    for (const row of data) {
      if (rows.length > limits.maxRows) {
        if (row.length === 1 && row[0] === '') continue; // the end of the last line, or more of the same
        problems.add('input/limit', `More than ${limits.maxRows} rows: the rest was not read.`, line);
        over = true;
        return;
      }
      rows.push(row);
      lines.push(line);
      line += 1;
      for (const cell of row) if (cell.includes('\n')) line += cell.split('\n').length - 1;
    }
    for (const { code, message, row = 0 } of errors)
      if (code !== 'UndetectableDelimiter') problems.add('csv/syntax', message, lines[base + row] ?? line);
  };
  Papa.parse<string[]>(text, {
    delimiter: wanted,
    delimitersToGuess: [',', ';', '\t', '|'],
    skipEmptyLines: false,
    chunkSize: STEP,
    chunk: (results: Papa.ParseResult<string[]>, own: Papa.Parser) => {
      take(results);
      parser = own;
      if (over) own.abort();
      else own.pause();
    },
    complete: () => {
      over = true;
    },
  });
  while (!over) {
    yield Math.min(1, read / text.length);
    parser?.resume();
  }
  return { rows, lines, separator };
}

const KANA = /[\u3041-\u3096\u30a1-\u30fa]/;

/** Beside what `decodeText` tells apart: Shift_JIS, known by kana, which in Windows-1252 would be odd punctuation. */
function decodeCsv(
  input: string | Uint8Array,
  { charset, forceCharset }: ReadTableOptions,
  problems: ProblemList,
): { text: string; charset: string } {
  if (forceCharset === true && charset !== undefined && typeof input !== 'string') {
    const decoder = new TextDecoder(charset);
    return { text: decoder.decode(input), charset: decoder.encoding };
  }
  const decoded = decodeText(input, { charset });
  if (typeof input !== 'string' && decoded.problems.length > 0) {
    try {
      const japanese = new TextDecoder('shift_jis', { fatal: true }).decode(input);
      if (KANA.test(japanese)) return { text: japanese, charset: 'shift_jis' };
    } catch {
      // Not Japanese.
    }
  }
  for (const problem of decoded.problems) problems.add(problem.code, problem.message);
  return { text: decoded.text, charset: decoded.encoding };
}
