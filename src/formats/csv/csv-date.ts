// Dates as people and programs write them in tables.

/** `31.1.1972`, `1/31/1972`, `1972-01-31` as `1972-01-31`; '' for no date; anything else as it stands. */
export function readCsvDate(text: string, dayFirst: boolean): string {
  const value = text.trim();
  if (value === '' || /^0+[/.-]0+[/.-]0+$/.test(value)) return '';
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(value);
  if (iso !== null) return isoDate(iso[1], iso[2], iso[3]) ?? value;
  const yearless = /^--(\d{2})-?(\d{2})$/.exec(value);
  if (yearless !== null) return `--${yearless[1]}-${yearless[2]}`;
  const parts = /^(\d{1,2})([/.-])\s?(\d{1,2})[/.-]\s?(\d{4})(?:[T ].*)?$/.exec(value);
  if (parts === null) return value;
  const [, first, separator, second, year] = parts;
  const dayIsFirst = separator === '.' || Number(first) > 12 || (dayFirst && Number(second) <= 12);
  return (dayIsFirst ? isoDate(year, second, first) : isoDate(year, first, second)) ?? value;
}

/** Whether a column of dates with slashes puts the day first: only where no month can come first. */
export function isDayFirst(values: Iterable<string>, otherwise: boolean): boolean {
  for (const value of values) {
    const parts = /^(\d{1,2})\/(\d{1,2})\/\d{4}/.exec(value.trim());
    if (parts !== null && Number(parts[1]) > 12) return true;
    if (parts !== null && Number(parts[2]) > 12) return false;
  }
  return otherwise;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `undefined` when there is no such day in any year. */
export function isoDate(year = '', month = '', day = ''): string | undefined {
  const [m, d] = [Number(month), Number(day)];
  if (!(m >= 1 && m <= 12 && d >= 1 && d <= (DAYS[m - 1] ?? 0))) return undefined;
  const rest = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return year === '' ? `--${rest}` : `${year.padStart(4, '0')}-${rest}`;
}
