// A dropped table (CSV) becomes contacts; the person may say how it is to be read and have it read again.
import type { ImportTable, Progress, TableOptions } from '../../domain/items/import.js';
import type { ContactItem } from '../../domain/items/item.js';
import { type CsvLayout, layOutTable } from '../../formats/csv/lay-out-table.js';
import { defaultCsvLimits } from '../../formats/csv/limits.js';
import { type CsvTable, readTableSteps } from '../../formats/csv/read-table.js';
import { tableToContactsSteps } from '../../formats/csv/table-to-contacts.js';
import { writeRows } from '../../formats/csv/write-rows.js';
import { createProblemList, type ProblemList } from '../../formats/text/problem-list.js';

export interface ReadTable {
  readonly bytes: Uint8Array;
  readonly table: CsvTable;
  readonly layout: CsvLayout;
  /** Indexes of rows that could not be taken. */
  readonly failed: readonly number[];
  /** What was said while the rows were read; what their cells gave comes anew each time. */
  readonly tableProblems: ProblemList;
}

export interface TableRead {
  readonly items: readonly ContactItem[];
  readonly problems: ProblemList;
  readonly table?: ReadTable;
}

/** Of the whole work the reading of rows. */
const ROWS_PART = 0.3;
/** A cell is shown as far as it fits. */
const MAX_CELL = 200;

/** @param earlier - The file as it was read before: its rows are taken when they would be the same. */
export function* readTableFile(
  bytes: Uint8Array,
  options: TableOptions = {},
  earlier?: ReadTable,
): Generator<Progress, TableRead> {
  const problems = createProblemList();
  let tableProblems = earlier?.tableProblems ?? createProblemList();
  let table = earlier?.table;
  const asBefore =
    table !== undefined &&
    (options.separator ?? table.separator) === table.separator &&
    (options.charset ?? table.charset) === table.charset;
  if (!asBefore) {
    tableProblems = createProblemList();
    const forced = options.charset === undefined ? {} : { forceCharset: true };
    const steps = readTableSteps(bytes, { ...options, ...forced }, defaultCsvLimits, tableProblems);
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) yield { fraction: step.value * ROWS_PART, done: 0 };
    table = step.value;
  }
  for (const { code, message, line, text } of tableProblems.problems) problems.add(code, message, line, text);
  if (table === undefined) return { items: [], problems };
  const layout = layOutTable(table, options, defaultCsvLimits.maxColumns);
  const total = Math.max(0, table.rows.length - layout.first);
  const steps = tableToContactsSteps(table, layout, problems);
  let step = steps.next();
  for (; step.done !== true; step = steps.next())
    yield { fraction: ROWS_PART + step.value * (1 - ROWS_PART), done: Math.round(step.value * total), total };
  const { items, failed } = step.value;
  return { items, problems, table: { bytes, table, layout, failed, tableProblems } };
}

/** What the person sees of how it was read. */
export function describeTable({ table, layout, failed }: ReadTable): ImportTable {
  const { separator, charset, rows } = table;
  const { header, startLine, columns, mapping, first } = layout;
  const rowCount = rows.length - first - (isBlank(rows.at(-1)) ? 1 : 0);
  return {
    separator,
    charset,
    header,
    startLine,
    columns: columns.map(shorten),
    mapping,
    rowCount: Math.max(0, rowCount),
    failedCount: failed.length,
  };
}

/** Rows below the headings, for the eye. */
export function rowsOfTable({ table, layout }: ReadTable, from: number, count: number): readonly (readonly string[])[] {
  const start = layout.first + Math.max(0, from);
  return table.rows.slice(start, start + count).map((row) => row.slice(0, layout.columns.length).map(shorten));
}

/** The rows that could not be taken, below the headings, to be mended and brought again. */
export function failedRows({ table, layout, failed }: ReadTable): string {
  const rows = failed.map((index) => table.rows[index] ?? []);
  return writeRows([layout.columns, ...rows], table.separator);
}

const shorten = (cell: string) => (cell.length > MAX_CELL ? `${cell.slice(0, MAX_CELL - 1)}…` : cell);
const isBlank = (row: readonly string[] | undefined) => row?.length === 1 && row[0] === '';
