import type { Problem } from '../../domain/errors.js';
import type { ContactItem } from '../../domain/items/item.js';
import { createProblemList } from '../text/problem-list.js';
import type { CsvTarget } from './headings.js';
import { type CsvLayoutOptions, layOutTable } from './lay-out-table.js';
import { type CsvLimits, defaultCsvLimits } from './limits.js';
import { type ReadTableOptions, readTableSteps } from './read-table.js';
import { tableToContactsSteps } from './table-to-contacts.js';

export interface ParseContactsCsvOptions extends ReadTableOptions, CsvLayoutOptions {
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
  const table = toEnd(readTableSteps(input, options, limits, problems));
  if (table === undefined) return { columns: [], mapping: [], items: [], problems: problems.problems };
  const layout = layOutTable(table, options, limits.maxColumns);
  const { items } = toEnd(tableToContactsSteps(table, layout, problems));
  return { columns: layout.columns, mapping: layout.mapping, items, problems: problems.problems };
}

function toEnd<Result>(steps: Generator<unknown, Result>): Result {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}
