// What columns hold: by their headings, and where those say nothing by their values.
import { type CsvTarget, targetOfHeading } from './headings.js';

const EMAIL = /^[^\s@]+@[^\s@]+$/;
const PHONE = /^\+?[\d\s()./-]{5,25}$/;
const WEB = /^(?:https?:\/\/|www\.)\S+$/i;
const LOOKED_AT = 50;

/** Whether the first row is headings. */
export function hasHeader(rows: readonly (readonly string[])[]): boolean {
  const [first = [], ...others] = rows;
  const looksLikeData = (cell: string) => EMAIL.test(cell) || PHONE.test(cell) || WEB.test(cell) || /^\d+$/.test(cell);
  if (first.some((cell) => looksLikeData(cell.trim()))) return false;
  if (first.some((cell) => targetOfHeading(cell) !== '')) return true;
  return others.slice(0, LOOKED_AT).some((row) => row.some((cell) => looksLikeData(cell.trim())));
}

/** A target for each column; a field that can be there once goes to the first column that names it. */
export function guessMapping(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  header: boolean,
): CsvTarget[] {
  const taken = new Set<CsvTarget>();
  const mapping = columns.map((heading) => {
    const target = header ? targetOfHeading(heading) : '';
    if (target === '' || (isSingle(target) && taken.has(target))) return '';
    taken.add(target);
    return target;
  });
  // Beside year and month, a German `Geburtstag` is the day alone.
  const day =
    taken.has('birthYear') && taken.has('birthMonth') && !taken.has('birthDay') ? mapping.indexOf('birthday') : -1;
  if (day !== -1) mapping[day] = 'birthDay';
  return guessByValues(
    mapping,
    columns,
    rows.filter((row) => row.some((cell) => cell.trim() !== '')).slice(0, LOOKED_AT),
    header,
  );
}

function isSingle(target: CsvTarget): boolean {
  return target !== 'note' && !/^(?:email|phone|url|impp)|:extended$/.test(target);
}

function guessByValues(
  mapping: readonly CsvTarget[],
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  header: boolean,
): CsvTarget[] {
  const guessed = mapping.map(
    (target, index) =>
      target ||
      kindOfValues(
        rows.map((row) => (row[index] ?? '').trim()),
        header,
      ),
  );
  if (guessed.some((target) => ['formattedName', 'given', 'family'].includes(target))) return guessed;
  const free = columns.map((_, index) => index).filter((index) => guessed[index] === '' && hasWords(rows, index));
  const [name, given, family] = findName(free, rows);
  if (name !== undefined) guessed[name] = 'formattedName';
  if (given !== undefined) guessed[given] = 'given';
  if (family !== undefined) guessed[family] = 'family';
  return guessed;
}

/** Telephone numbers are trusted only without headings: an unknown heading may name any number. */
function kindOfValues(values: readonly string[], header: boolean): CsvTarget {
  const filled = values.filter((value) => value !== '');
  const most = (pattern: RegExp) =>
    filled.length > 0 && filled.filter((value) => pattern.test(value)).length > filled.length * 0.8;
  if (most(EMAIL)) return 'email';
  if (most(WEB)) return 'url';
  return !header && most(PHONE) ? 'phone' : '';
}

function hasWords(rows: readonly (readonly string[])[], index: number): boolean {
  return rows.some((row) => /\p{L}/u.test(row[index] ?? ''));
}

/** `John Doe, John, Doe` is a name and its parts; else the first column with words is the name. */
function findName(free: readonly number[], rows: readonly (readonly string[])[]): (number | undefined)[] {
  const few = free.slice(0, 10);
  for (const name of few) {
    for (const given of few) {
      for (const family of few) {
        const isName = (row: readonly string[]) => row[name]?.trim() === `${row[given]?.trim()} ${row[family]?.trim()}`;
        if (name !== given && name !== family && given !== family && rows.every(isName)) return [name, given, family];
      }
    }
  }
  return free.slice(0, 1);
}
