import { foldLine } from '../../domain/items/content-line.js';
import { formatIcalLocal, formatIcalUtc } from '../../domain/time/ical-time.js';
import { resolveZone } from '../../domain/time/resolve-zone.js';
import { type Transition, transitionsBetween } from '../../domain/time/transitions.js';
import { type EpochMs, MS_PER_DAY } from '../../domain/time/types.js';
import { findZone, offsetAt } from '../../domain/time/zone.js';
import { type OnsetRun, onsetRuns } from './zone-rule.js';

/** Years that times of a zone are in, both included. */
export interface YearSpan {
  readonly first: number;
  readonly last: number;
}

/** Before it zones have no rules, only local mean time. */
const FIRST_YEAR = 1800;
/** Rules are looked at up to here, however near the times are: a rule that holds until then is written without end. */
const HORIZON = 2037;
/** No later year is looked at: what has no rule by then gets none, and the text of a zone stays a text one can read. */
const LAST_YEAR = 2100;
/** A change of clocks that is not taken back within this is no summer time. */
const SUMMER_MS = 330 * MS_PER_DAY;

const yearStart = (year: number) => Date.UTC(year, 0, 1) as EpochMs;

/** `+0100`, `-003408`. (RFC 5545 §3.3.14) */
function formatOffset(offset: number): string {
  const seconds = Math.abs(Math.round(offset / 1000));
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const rest = seconds % 60 === 0 ? '' : two(seconds % 60);
  return `${offset < 0 ? '-' : '+'}${two(seconds / 3600)}${two((seconds / 60) % 60)}${rest}`;
}

/** What follows a change: of summer time it is the way back. */
function isSummer(transition: Transition, all: readonly Transition[]): boolean {
  if (transition.to <= transition.from) return false;
  const next = all.find(({ at }) => at > transition.at);
  return next !== undefined && next.to < next.from && next.at - transition.at < SUMMER_MS;
}

function partOf(run: OnsetRun, all: readonly Transition[]): string[] {
  const [first] = run.transitions;
  if (first === undefined) return [];
  const { from, to } = first;
  const last = run.transitions.at(-1) ?? first;
  const name = isSummer(first, all) ? 'DAYLIGHT' : 'STANDARD';
  const local = ({ at }: Transition) => formatIcalLocal(at + from);
  const until = run.open ? '' : `;UNTIL=${formatIcalUtc(last.at)}`;
  const others = run.transitions.slice(1).map(local);
  const repeats =
    run.rule !== undefined
      ? [`RRULE:FREQ=YEARLY;${run.rule}${until}`]
      : others.length > 0
        ? [`RDATE:${others.join(',')}`]
        : [];
  return [
    `BEGIN:${name}`,
    `DTSTART:${local(first)}`,
    ...repeats,
    `TZOFFSETFROM:${formatOffset(from)}`,
    `TZOFFSETTO:${formatOffset(to)}`,
    `END:${name}`,
  ];
}

/**
 * VTIMEZONE of a zone under the name an item uses for it: the rules that hold in these years, old ones too, and those of
 * now for as long as they are known to hold.
 *
 * @param tzid - As written in TZID parameters.
 * @param years - When the times in that zone are.
 * @returns undefined when no IANA zone stands for it.
 * @see RFC 5545 §3.2.19: one for each TZID; §3.6.5
 */
export function zoneToVtimezone(tzid: string, years: YearSpan): string | undefined {
  const name = resolveZone(tzid);
  const zone = name === undefined ? undefined : findZone(name);
  if (zone === undefined) return undefined;
  const first = Math.min(Math.max(years.first - 1, FIRST_YEAR), LAST_YEAR);
  const last = Math.min(Math.max(years.last + 1, HORIZON), LAST_YEAR);
  const begin = yearStart(first);
  const offset = offsetAt(zone, begin);
  // What holds at the beginning: nothing before the first onset of a VTIMEZONE is defined.
  const initial: Transition = { at: (begin - offset) as EpochMs, from: offset, to: offset };
  const transitions = transitionsBetween(zone, begin, yearStart(last + 1));
  const runs = [{ transitions: [initial], open: false }, ...onsetRuns(transitions, last)];
  const lines = [
    'BEGIN:VTIMEZONE',
    `TZID:${tzid}`,
    ...runs.flatMap((run) => partOf(run, transitions)),
    'END:VTIMEZONE',
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}
