/** What hostile input may cost at most. */
export interface CsvLimits {
  /** Bytes, or characters of text. */
  readonly maxInputBytes: number;
  readonly maxRows: number;
  /** Columns read of each row. */
  readonly maxColumns: number;
}

export const defaultCsvLimits: CsvLimits = { maxInputBytes: 64 * 1024 * 1024, maxRows: 250_000, maxColumns: 1000 };
