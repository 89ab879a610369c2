// Conversion between instants and wall clocks. Offsets come from Intl once and are kept as tables of transitions, so
// that a conversion is a few additions and a look into a short array.
import { type EpochMs, type LocalMs, MS_PER_DAY } from './types.js';

/** Wall clock of a place. */
export interface Zone {
  /** The platform's name for one of IANA's. */
  readonly name?: string;
  /** Milliseconds to add to an instant to get its wall clock; positive east of Greenwich. */
  offsetAt(epoch: number): number;
}

/** A stretch of time with one offset, `[from, to)`. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

// 2 ** 33 ms are 99 days: a month needs one or two blocks, and a block has one transition as a rule.
const BLOCK_MS = 2 ** 33;
// Shorter than the shortest stretch between two changes of offset that undo each other (Morocco's and Egypt's
// interruptions of summer time for Ramadan: four weeks).
const SAMPLES_PER_BLOCK = 8;
/** Before it local mean time, which does not change. */
const FIRST_RULE = Date.UTC(1800, 0, 1);
/** From here on rules only repeat, with the calendar's period of 400 years. */
const LAST_RULE = Date.UTC(2100, 0, 1);
const CALENDAR_PERIOD = 146_097 * MS_PER_DAY;

export const utcZone: Zone = { name: 'UTC', offsetAt: () => 0 };

/** The zone that all of IANA's zones are read through: one per name, filled as instants are asked for. */
class IntlZone implements Zone {
  readonly name: string;
  readonly #format: Intl.DateTimeFormat;
  readonly #blocks = new Map<number, readonly Span[]>();
  #last: Span = { from: 0, to: 0, offset: 0 };

  constructor(name: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    this.name = this.#format.resolvedOptions().timeZone;
  }

  offsetAt(epoch: number): number {
    const last = this.#last;
    if (epoch >= last.from && epoch < last.to) return last.offset;
    if (!Number.isFinite(epoch)) return 0;
    let at = epoch;
    if (at < FIRST_RULE) at = FIRST_RULE;
    else if (at >= LAST_RULE) at = LAST_RULE + ((at - LAST_RULE) % CALENDAR_PERIOD);
    const index = Math.floor(at / BLOCK_MS);
    const block = this.#blocks.get(index) ?? this.#read(index);
    const span = block.find(({ to }) => at < to) ?? last; // always found: a block's last span ends with the block
    if (at === epoch) this.#last = span;
    return span.offset;
  }

  #read(index: number): readonly Span[] {
    const spans: Span[] = [];
    const end = (index + 1) * BLOCK_MS;
    const step = BLOCK_MS / SAMPLES_PER_BLOCK;
    let from = index * BLOCK_MS;
    let offset = this.#sample(from);
    for (let sample = 1; sample <= SAMPLES_PER_BLOCK; sample += 1) {
      const at = index * BLOCK_MS + sample * step;
      const next = this.#sample(at);
      if (next === offset) continue;
      const change = this.#changeBetween(at - step, at, offset);
      spans.push({ from, to: change, offset });
      from = change;
      offset = next;
    }
    if (from < end) spans.push({ from, to: end, offset });
    this.#blocks.set(index, spans);
    return spans;
  }

  /** First second after `low` whose offset is not `offset`. */
  #changeBetween(low: number, high: number, offset: number): number {
    let before = Math.floor(low / 1000);
    let after = Math.ceil(high / 1000);
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (this.#sample(middle * 1000) === offset) before = middle;
      else after = middle;
    }
    return after * 1000;
  }

  #sample(epoch: number): number {
    const seconds = Math.floor(epoch / 1000) * 1000;
    const [month, day, year, hour, minute, second] = this.#format.format(seconds).split(/\D+/, 6).map(Number);
    return Date.UTC(year ?? 1970, (month ?? 1) - 1, day, hour, minute, second) - seconds;
  }
}

const zones = new Map<string, Zone | undefined>([
  ['UTC', utcZone],
  ['Etc/UTC', utcZone],
]);
/** More names than IANA has; hostile input may make up others without end. */
const MAX_CACHED_ZONES = 1000;
const ZONE_NAME = /^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/;

function readZone(name: string): Zone | undefined {
  if (!ZONE_NAME.test(name)) return undefined;
  try {
    return new IntlZone(name);
  } catch {
    return undefined;
  }
}

/** The zone of an IANA name as the platform knows it; `undefined` when it does not. Case is ignored, as Intl does. */
export function findZone(name: string): Zone | undefined {
  if (zones.has(name)) return zones.get(name);
  const zone = readZone(name);
  if (zones.size < MAX_CACHED_ZONES) zones.set(name, zone);
  return zone;
}

export function isKnownZone(name: string): boolean {
  return findZone(name) !== undefined;
}

/** A name the platform does not know counts as UTC: names are checked where they come in. */
function zoneOf(zone: Zone | string): Zone {
  return typeof zone === 'string' ? (findZone(zone) ?? utcZone) : zone;
}

/** Milliseconds to add to an instant to get the wall clock. */
export function offsetAt(zone: Zone | string, epoch: EpochMs): number {
  return zoneOf(zone).offsetAt(epoch);
}

/** Wall clock of a zone at an instant. */
export function epochToLocal(zone: Zone | string, epoch: EpochMs): LocalMs {
  return (epoch + zoneOf(zone).offsetAt(epoch)) as LocalMs;
}

/**
 * Instant at which a zone's wall clock shows a time. A time that comes twice is its first; one that is skipped is read
 * with the offset before the gap, so 02:30 becomes 03:30.
 *
 * @see RFC 5545 §3.3.5
 */
export function localToEpoch(zone: Zone | string, local: LocalMs): EpochMs {
  const rules = zoneOf(zone);
  const before = rules.offsetAt(local - MS_PER_DAY);
  const first = local - before;
  if (rules.offsetAt(first) === before) return first as EpochMs;
  const after = rules.offsetAt(local + MS_PER_DAY);
  const second = local - after;
  return (rules.offsetAt(second) === after ? second : first) as EpochMs;
}
