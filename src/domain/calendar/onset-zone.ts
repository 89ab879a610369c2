// A zone made of its own VTIMEZONE (RFC 5545 §3.6.5), for those that no IANA zone stands for.
import { formatIcalLocal, parseIcalTime } from '../time/ical-time.js';
import { type LocalMs, MS_PER_DAY } from '../time/types.js';
import type { Zone } from '../time/zone.js';
import { lineOf, type ScannedComponent } from './component-scan.js';
import { compileSet, type RecurrenceSet, startsBetween } from './recurrence/recurrence-set.js';
import type { OnsetRow } from './row-types.js';

/** Some programs leave out the sign, or the minutes. */
const UTC_OFFSET = /^([+-]?)(\d\d?):?(\d\d)?:?(\d\d)?$/;
/** STANDARD and DAYLIGHT parts that are read; real zones have up to some fifty. */
const MAX_ONSETS = 400;
const MAX_RDATES = 400;
/** Clocks change once a year: rules that others follow have none in the year in which those begin. */
const HALF_YEAR = 183 * MS_PER_DAY;

function offsetOf(part: ScannedComponent, name: string): number | undefined {
  const [match, sign, hours, minutes = 0, seconds = 0] = UTC_OFFSET.exec(lineOf(part, name)?.value.trim() ?? '') ?? [];
  if (match === undefined) return undefined;
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * (sign === '-' ? -1000 : 1000);
}

const timeOf = (value = '') => parseIcalTime(value)?.local;
const startOf = (part: ScannedComponent) => timeOf(lineOf(part, 'DTSTART')?.value) as LocalMs;

/** Onsets of a VTIMEZONE, the latest first; parts that cannot be read are left out. */
export function readOnsets(timezone: ScannedComponent): OnsetRow[] {
  /** By name, where the rules of the part end that comes before (TZ4). */
  const ends: Record<string, number> = {};
  const parts = timezone.children.slice(0, MAX_ONSETS).filter((part) => startOf(part) !== undefined);
  parts.sort((a, b) => startOf(b) - startOf(a));
  return parts.flatMap((part) => {
    const { name, lines } = part;
    const start = startOf(part);
    const to = offsetOf(part, 'TZOFFSETTO');
    if (to === undefined) return [];
    const valuesOf = (wanted: string) => lines.flatMap((line) => (line.name === wanted ? line.value : []));
    const end = ends[name];
    const rules = valuesOf('RRULE').map((rule) =>
      end === undefined || /COUNT|UNTIL/i.test(rule) ? rule : `${rule};UNTIL=${formatIcalLocal(end)}`,
    );
    const times = valuesOf('RDATE').flatMap((value) => value.split(','));
    const rdates = times.slice(0, MAX_RDATES).flatMap((time) => timeOf(time) ?? []);
    if (rules.length > 0) ends[name] = start - HALF_YEAR;
    return {
      start,
      from: offsetOf(part, 'TZOFFSETFROM') ?? to,
      to,
      ...(rules.length > 0 && { rules }),
      ...(rdates.length > 0 && { rdates }),
    };
  });
}

interface Observance {
  readonly set: RecurrenceSet;
  readonly from: number;
  readonly to: number;
}

interface Transition {
  readonly at: number;
  readonly offset: number;
}

const BLOCK_MS = 2 ** 35;
/** The latest onset is looked for in so much time first: nearly always it is there. */
const SEARCH_BACK = 400 * MS_PER_DAY;
/** Onsets of one part in one stretch that are looked at. */
const MAX_TRANSITIONS = 1000;

/** @param onsets - none make a zone that is UTC. */
export function createOnsetZone(onsets: readonly OnsetRow[]): Zone {
  return new OnsetZone(onsets);
}

class OnsetZone implements Zone {
  readonly #observances: readonly Observance[];
  readonly #before: number;
  /** Transitions of a block, and the ones before it. */
  readonly #blocks = new Map<number, readonly Transition[]>();

  constructor(onsets: readonly OnsetRow[]) {
    this.#observances = onsets.map(({ start, from, to, rules = [], rdates = [] }) => {
      const utcToLocal = (epoch: number) => epoch + from;
      const set = compileSet({ start, allDay: false, rules, extras: rdates, utcToLocal, includeStart: true });
      return { set, from, to };
    });
    this.#before = onsets.toSorted((a, b) => a.start - b.start)[0]?.from ?? 0;
  }

  offsetAt(epoch: number): number {
    if (!Number.isFinite(epoch)) return this.#before;
    const index = Math.floor(epoch / BLOCK_MS);
    const block = this.#blocks.get(index) ?? this.#read(index);
    return block.findLast(({ at }) => at <= epoch)?.offset ?? this.#before;
  }

  #read(index: number): readonly Transition[] {
    const from = index * BLOCK_MS;
    const block = this.#observances
      .flatMap((observance) => onsetsFor(observance, from).map((at) => ({ at, offset: observance.to })))
      .sort((a, b) => a.at - b.at);
    this.#blocks.set(index, block);
    return block;
  }
}

/** Onsets that matter from an instant on, in a block: those in it, and at least the last one before. */
function onsetsFor({ set, from }: Observance, epoch: number): number[] {
  const since = (low: number) =>
    startsBetween(set, low, epoch + BLOCK_MS + from, MAX_TRANSITIONS).map((local) => local - from);
  const late = since(epoch - SEARCH_BACK + from);
  return late[0]! <= epoch ? late : since(set.source.start);
}
