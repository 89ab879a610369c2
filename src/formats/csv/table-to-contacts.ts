// Rows of a table as contacts.
import { foldCardLine } from '../../domain/contacts/card-lines.js';
import { writeCardLine } from '../../domain/contacts/write-card-line.js';
import { escapeText } from '../../domain/items/content-line.js';
import { deriveUid } from '../../domain/items/derive-uid.js';
import type { ContactItem } from '../../domain/items/item.js';
import type { ProblemList } from '../text/problem-list.js';
import { isDayFirst } from './csv-date.js';
import { normalizeHeading } from './headings.js';
import type { CsvLayout } from './lay-out-table.js';
import type { CsvTable } from './read-table.js';
import { createRowReader } from './row-to-fields.js';
import { writeNewCard } from './write-new-card.js';

export interface TableContacts {
  readonly items: ContactItem[];
  /** Indexes of rows that could not be taken; blank rows are none of them. */
  readonly failed: readonly number[];
}

const ROWS_PER_STEP = 50;

/** @yields how many rows are read, 0–1. */
export function* tableToContactsSteps(
  { rows, lines }: CsvTable,
  { columns, mapping, first }: CsvLayout,
  problems: ProblemList,
): Generator<number, TableContacts> {
  const english = columns.some((column) => /^(?:first name|last name|name|company|birthday)$/i.test(column));
  const dayFirst = mapping.map((target, index) => isDate(target) && isDayFirst(valuesOf(rows, first, index), !english));
  const readRow = createRowReader({ mapping, dayFirst });
  const others = otherColumns(columns, mapping);
  const seen = new Map<string, number>();
  const items: ContactItem[] = [];
  const failed: number[] = [];
  for (let index = first; index < rows.length; index += 1) {
    if ((index - first) % ROWS_PER_STEP === 0) yield index / rows.length;
    const row = (rows[index] ?? []).map(unprotect);
    if (row.length > columns.length)
      problems.add('csv/columns', `More than ${columns.length} cells: the rest was not read.`, lines[index]);
    const fields = readRow(row);
    const rest = otherLines(row, others);
    if (fields === undefined && rest === '') continue;
    if (fields === undefined) {
      failed.push(index);
      problems.add('csv/row', 'A row in which no column is known was left out.', lines[index], row.join(','));
      continue;
    }
    const derived = deriveUid(row.join('\n'));
    const count = (seen.get(derived) ?? 0) + 1;
    seen.set(derived, count);
    const uid = count === 1 ? derived : `${derived}-${count}`;
    items.push({ kind: 'contact', uid, text: writeNewCard(fields, uid, rest) });
  }
  return { items, failed };
}

const isDate = (target: string) => target === 'birthday' || target === 'anniversary';

function* valuesOf(rows: CsvTable['rows'], first: number, column: number): Generator<string> {
  for (let index = first; index < rows.length; index += 1) yield rows[index]?.[column] ?? '';
}

/** An apostrophe before what a spreadsheet would take for a formula, as `writeContactsCsv` and others put it. */
function unprotect(cell: string): string {
  return cell.charCodeAt(0) === 39 && /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

interface OtherColumn {
  readonly index: number;
  /** X- property, named by the heading. */
  readonly name: string;
}

/** Columns without target. */
function otherColumns(columns: readonly string[], mapping: readonly string[]): OtherColumn[] {
  return columns.flatMap((column, index) => {
    if ((mapping[index] ?? '') !== '') return [];
    const name = normalizeHeading(column)
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    return [{ index, name: `X-${name || index + 1}` }];
  });
}

/** Nothing is lost: what we have no field for is kept. */
function otherLines(row: readonly string[], others: readonly OtherColumn[]): string {
  let lines = '';
  for (const { index, name } of others) {
    const value = (row[index] ?? '').trim();
    if (value === '') continue;
    const line = writeCardLine({ group: '', name, params: [], value: escapeText(value) }, '4.0');
    lines += `${foldCardLine(line)}\r\n`;
  }
  return lines;
}
