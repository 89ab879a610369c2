// When people are busy, as far as somebody knows (RFC 5545 §3.6.4, §3.2.9).

/** Half-open, milliseconds since the epoch. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

export interface BusyInterval extends Interval {
  /** `away` is out of office (BUSY-UNAVAILABLE). */
  readonly kind: 'busy' | 'tentative' | 'away';
}

export interface Availability {
  /** Calendar address, as it was asked for. */
  readonly address: string;
  /** By start. */
  readonly busy: readonly BusyInterval[];
  /** Where everything is known: outside of these, what is not busy is unknown, never free. */
  readonly known: readonly Interval[];
}

/** Whoever can say when people are busy: calendars on this device now, others later. */
export interface AvailabilitySource {
  /** One answer for each address, in the order asked. */
  availability(addresses: readonly string[], window: Interval): Promise<readonly Availability[]>;
}

const overlaps = (a: Interval, b: Interval) => a.start < b.end && b.start < a.end;

/** The gravest of what somebody has in an interval. */
export function stateIn({ busy, known }: Availability, interval: Interval): BusyInterval['kind'] | 'free' | 'unknown' {
  const kinds = new Set(busy.filter((one) => overlaps(one, interval)).map(({ kind }) => kind));
  if (kinds.has('away')) return 'away';
  if (kinds.has('busy')) return 'busy';
  if (kinds.has('tentative')) return 'tentative';
  return known.some(({ start, end }) => start <= interval.start && interval.end <= end) ? 'free' : 'unknown';
}
