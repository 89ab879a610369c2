export function generateIcs(options: {
  readonly events: number;
  readonly seed?: number;
  /** ISO date. */
  readonly from?: string;
  readonly years?: number;
}): string;
