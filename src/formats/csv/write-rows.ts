import Papa from 'papaparse';

/** A telephone number is no formula that could do harm, and other programs would not take the apostrophe off. */
function protect(cell: string): string {
  const isNumber = /^[+-][\d\s()./-]+$/.test(cell);
  return /^[=+\-@\t\r]/.test(cell) && !isNumber ? `'${cell}` : cell;
}

/**
 * Rows as a table. A cell that a spreadsheet would run as a formula begins with an apostrophe. Lines end with CRLF
 * (RFC 4180).
 */
export function writeRows(rows: readonly (readonly string[])[], separator: string): string {
  const safe = rows.map((row) => row.map(protect));
  return `${Papa.unparse(safe, { delimiter: separator, newline: '\r\n' })}\r\n`;
}
