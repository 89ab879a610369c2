// A zone made of its own VTIMEZONE (RFC 5545 §3.6.5), for those that no IANA zone stands for.
import { parseIcalTime } from '../time/ical-time.js';
import { MS_PER_DAY } from '../time/types.js';
import type { Zone } from '../time/zone.js';
import { lineOf, type ScannedComponent } from './component-scan.js';
import { compileSet, lastStart, type RecurrenceSet, startsBetween } from './recurrence/recurrence-set.js';
import type { OnsetRow } from './row-types.js';

const UTC_OFFSET = /^([+-])(\d{2}):?(\d{2}):?(\d{2})?$/;
/** STANDARD and DAYLIGHT parts that are read; real zones have up to some fifty. */
const MAX_ONSETS = 400;
const MAX_RDATES = 400;

function offsetOf(component: ScannedComponent, name: string): number | undefined {
  const [match, sign, hours, minutes, seconds = '0'] =
    UTC_OFFSET.exec(lineOf(component, name)?.value.trim() ?? '') ?? [];
  if (match === undefined) return undefined;
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -size : size;
}

/** Onsets of a VTIMEZONE; parts that cannot be read are left out. */
export function readOnsets(timezone: ScannedComponent): OnsetRow[] {
  const onsets: OnsetRow[] = [];
  for (const child of timezone.children.slice(0, MAX_ONSETS)) {
    const start = parseIcalTime(lineOf(child, 'DTSTART')?.value ?? '');
    const to = offsetOf(child, 'TZOFFSETTO');
    if (start === undefined || to === undefined) continue;
    const rules = child.lines.filter(({ name }) => name === 'RRULE').map(({ value }) => value);
    const rdates = child.lines.filter(({ name }) => name === 'RDATE').flatMap(({ value }) => value.split(','));
    const times = rdates.slice(0, MAX_RDATES).map((value) => parseIcalTime(value)?.local);
    onsets.push({
      start: start.local,
      from: offsetOf(child, 'TZOFFSETFROM') ?? to,
      to,
      ...(rules.length > 0 && { rules }),
      ...(times.length > 0 && { rdates: times.filter((time) => time !== undefined) }),
    });
  }
  return onsets;
}

interface Observance {
  readonly set: RecurrenceSet;
  readonly from: number;
  readonly to: number;
  /** Instants. */
  readonly first: number;
  readonly last: number;
}

interface Transition {
  readonly at: number;
  readonly offset: number;
}

const BLOCK_MS = 2 ** 35;
const SEARCH_BACK = [400 * MS_PER_DAY, 3000 * MS_PER_DAY, 40_000 * MS_PER_DAY];
/** Onsets of one part in one stretch that are looked at. */
const MAX_TRANSITIONS = 1000;

/** @param onsets - none make a zone that is UTC. */
export function createOnsetZone(onsets: readonly OnsetRow[]): Zone {
  return new OnsetZone(onsets);
}

class OnsetZone implements Zone {
  readonly #observances: readonly Observance[];
  readonly #before: number;
  /** Transitions of a block, the one that holds at its start first. */
  readonly #blocks = new Map<number, readonly Transition[]>();

  constructor(onsets: readonly OnsetRow[]) {
    this.#observances = onsets.map(({ start, from, to, rules = [], rdates = [] }) => {
      const utcToLocal = (epoch: number) => epoch + from;
      const set = compileSet({ start, allDay: false, rules, extras: rdates, utcToLocal, includeStart: true });
      return { set, from, to, first: start - from, last: lastStart(set, MAX_TRANSITIONS) - from };
    });
    const earliest = this.#observances.toSorted((a, b) => a.first - b.first)[0];
    this.#before = earliest?.from ?? 0;
  }

  offsetAt(epoch: number): number {
    if (!Number.isFinite(epoch)) return this.#before;
    const index = Math.floor(epoch / BLOCK_MS);
    const block = this.#blocks.get(index) ?? this.#read(index);
    let { offset } = block[0]!;
    for (const transition of block) {
      if (transition.at > epoch) break;
      offset = transition.offset;
    }
    return offset;
  }

  #read(index: number): readonly Transition[] {
    const from = index * BLOCK_MS;
    const transitions: Transition[] = [];
    let latest: Transition = { at: Number.NEGATIVE_INFINITY, offset: this.#before };
    for (const observance of this.#observances) {
      const before = latestBefore(observance, from);
      if (before !== undefined && before > latest.at) latest = { at: before, offset: observance.to };
      for (const at of onsetsBetween(observance, from + 1, from + BLOCK_MS)) {
        transitions.push({ at, offset: observance.to });
      }
    }
    const block = [latest, ...transitions.sort((a, b) => a.at - b.at)];
    this.#blocks.set(index, block);
    return block;
  }
}

function onsetsBetween({ set, from }: Observance, low: number, high: number): number[] {
  return startsBetween(set, low + from, high + from, MAX_TRANSITIONS).map((local) => local - from);
}

/** Latest onset at or before an instant. */
function latestBefore(observance: Observance, epoch: number): number | undefined {
  if (epoch < observance.first) return undefined;
  const high = Math.min(epoch, observance.last);
  for (const back of SEARCH_BACK) {
    const found = onsetsBetween(observance, high - back, high).at(-1);
    if (found !== undefined) return found;
  }
  return observance.first;
}
