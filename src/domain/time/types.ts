/** Milliseconds since 1970-01-01T00:00Z: an instant. */
export type EpochMs = number & { readonly __brand: 'EpochMs' };

/** A wall-clock time without zone, as the milliseconds it would be since the epoch were the wall clock UTC. */
export type LocalMs = number & { readonly __brand: 'LocalMs' };

/** A calendar date: days since 1970-01-01. */
export type DayNumber = number & { readonly __brand: 'DayNumber' };

/** Half-open interval of instants: `from` belongs to it, `to` does not. */
export interface Window {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

export const MS_PER_MINUTE = 60_000;
export const MS_PER_HOUR = 3_600_000;
export const MS_PER_DAY = 86_400_000;
