import { MAX_OCCURRENCES } from '../../domain/calendar/recurrence/limits.js';
import { compileSet, startsBetween } from '../../domain/calendar/recurrence/recurrence-set.js';
import { dayOf } from '../../domain/time/calendar-date.js';
import { formatIcalDate, formatIcalLocal, type IcalTime, parseIcalTime } from '../../domain/time/ical-time.js';
import { resolveZone } from '../../domain/time/resolve-zone.js';
import type { EpochMs, LocalMs } from '../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../domain/time/zone.js';

export interface ExpandRuleOptions {
  /** Zone of DTSTART, any name `resolveZone` knows. Floating when absent. */
  readonly tzid?: string;
  /** EXDATE values: local times in the zone of DTSTART, or UTC (`…Z`). A date takes away all of its day. */
  readonly exdates?: readonly string[];
  /** RDATE values, likewise. */
  readonly rdates?: readonly string[];
  /** At most so many; 10,000 when absent. */
  readonly limit?: number;
  /** Only starts from `from` on and before `to`: iCalendar local times, or epoch milliseconds. */
  readonly window?: { readonly from?: string | number; readonly to?: string | number };
  /** DTSTART belongs to the set and to COUNT even if the rule does not yield it, as in an event (rule RR3). */
  readonly includeStart?: boolean;
}

/**
 * What one rule yields from DTSTART on, in iCalendar's form and DTSTART's: `20261118T140000`, `20261118`, `…Z`. By
 * default the rule alone: a DTSTART that it does not match is not in the list. Times that a change of clocks skips are
 * moved as RFC 5545 §3.3.5 says. Empty for a rule or DTSTART that cannot be read; bounded in time for every rule.
 */
export function expandRule(rule: string, dtstart: string, options: ExpandRuleOptions = {}): string[] {
  const start = parseIcalTime(dtstart);
  if (start === undefined) return [];
  const clock = new StartClock(start, options.tzid);
  const exceptions = (options.exdates ?? []).map((value) => parseIcalTime(value)).filter((time) => time !== undefined);
  const wholeDays = exceptions.filter((time) => time.date && !start.date);
  const set = compileSet({
    start: start.local,
    allDay: start.date,
    rules: [rule.replace(/^RRULE:/i, '')],
    extras: clock.locals(options.rdates ?? []),
    exdates: exceptions.filter((time) => !wholeDays.includes(time)).map((time) => clock.local(time)),
    exdays: wholeDays.map((time) => dayOf(time.local)),
    utcToLocal: (epoch) => clock.fromUtc(epoch),
    includeStart: options.includeStart ?? false,
  });
  const { from, to } = options.window ?? {};
  const limit = options.limit ?? MAX_OCCURRENCES;
  const first = clock.bound(from) ?? Number.NEGATIVE_INFINITY;
  const end = clock.bound(to) ?? Number.POSITIVE_INFINITY;
  const starts = startsBetween(set, first, end - 1, limit).map((local) => clock.shown(local));
  return [...new Set(starts)].slice(0, limit);
}

/** Reads and writes times in the form and zone of DTSTART. */
class StartClock {
  readonly #start: IcalTime;
  readonly #zone: string | undefined;

  constructor(start: IcalTime, tzid: string | undefined) {
    this.#start = start;
    this.#zone = start.utc || start.date || tzid === undefined ? undefined : resolveZone(tzid);
  }

  fromUtc(epoch: number): number {
    return this.#zone === undefined ? epoch : epochToLocal(this.#zone, epoch as EpochMs);
  }

  local(time: IcalTime): number {
    if (this.#start.date) return dayOf(time.local) * 86_400_000;
    return time.utc ? this.fromUtc(time.local) : time.local;
  }

  locals(values: readonly string[]): number[] {
    const times = values.map((value) => parseIcalTime(value)).filter((time) => time !== undefined);
    return times.map((time) => this.local(time));
  }

  bound(value: string | number | undefined): number | undefined {
    if (typeof value === 'number') return this.fromUtc(value);
    const time = value === undefined ? undefined : parseIcalTime(value);
    return time && this.local(time);
  }

  shown(local: number): string {
    if (this.#start.date) return formatIcalDate(local);
    if (this.#zone === undefined) return formatIcalLocal(local) + (this.#start.utc ? 'Z' : '');
    return formatIcalLocal(epochToLocal(this.#zone, localToEpoch(this.#zone, local as LocalMs)));
  }
}
