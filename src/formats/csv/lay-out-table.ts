// Where a table begins, whether it has headings, and what its columns hold.
import { guessMapping, hasHeader } from './guess-mapping.js';
import type { CsvTarget } from './headings.js';
import type { CsvTable } from './read-table.js';

export interface CsvLayoutOptions {
  /** Whether the first row is headings; found out when absent. */
  readonly header?: boolean;
  /** 1-based row to begin with; blank rows and titles before the table are skipped when absent. */
  readonly startLine?: number;
  /** A target for each column; found out when absent. */
  readonly mapping?: readonly CsvTarget[];
}

export interface CsvLayout {
  readonly header: boolean;
  /** 1-based row of the headings, or of the first contact. */
  readonly startLine: number;
  /** Headings, or `Column 1` … */
  readonly columns: readonly string[];
  readonly mapping: readonly CsvTarget[];
  /** Index of the first row that is a contact. */
  readonly first: number;
}

/** Rows looked at to find where a table begins. */
const LOOKED_AT = 100;

/** @param maxColumns - What is further right is not read. */
export function layOutTable({ rows }: CsvTable, options: CsvLayoutOptions, maxColumns: number): CsvLayout {
  const start = options.startLine === undefined ? findStart(rows) : Math.max(0, options.startLine - 1);
  const table = start === 0 ? rows : rows.slice(start);
  const header = options.header ?? hasHeader(table);
  let width = 0;
  for (const row of table) if (row.length > width) width = row.length;
  const headings = header ? (table[0] ?? []) : [];
  const columns = Array.from(
    { length: Math.min(maxColumns, width) },
    (_, index) => headings[index]?.trim() || `Column ${index + 1}`,
  );
  const first = start + (header ? 1 : 0);
  const mapping = options.mapping ?? guessMapping(columns, rows.slice(first), header);
  return { header, startLine: start + 1, columns, mapping, first };
}

/** Index of the first row of the table: before it there may be blank rows and a title that fills one cell. */
function findStart(rows: readonly (readonly string[])[]): number {
  const filled = (row: readonly string[]) => row.filter((cell) => cell.trim() !== '').length;
  const head = rows.slice(0, LOOKED_AT).map(filled);
  const most = Math.max(0, ...head);
  const enough = most > 2 ? 2 : 1;
  return Math.max(
    0,
    rows.findIndex((row, index) => (head[index] ?? filled(row)) >= enough),
  );
}
