// What a rule somebody is writing would give, without an event yet.
import { parseIcalTime } from '../time/ical-time.js';
import type { EpochMs, LocalMs } from '../time/types.js';
import { epochToLocal, findZone } from '../time/zone.js';
import { planRule } from './recurrence/plan.js';
import { parseRule } from './recurrence/rule.js';
import { untilLocal } from './recurrence/rule-range.js';
import { walkRule } from './recurrence/walk.js';

export interface SeriesDraft {
  /** RRULE values; empty ones are passed over. */
  readonly rules: readonly string[];
  readonly start: LocalMs;
  readonly allDay: boolean;
  /** IANA name; '' is floating. */
  readonly zone: string;
  /** RDATE and EXDATE values on the wall clock of `zone`, such as `20261118T140000`. */
  readonly rdates?: readonly string[];
  readonly exdates?: readonly string[];
}

export interface RulePreview {
  /** The first starts, the event's own among them unless it is left out. */
  readonly starts: readonly LocalMs[];
  /** A rule that cannot be read, or goes by another calendar (RR1, RR13). */
  readonly unreadable: boolean;
  /** A rule that gives nothing at all: the event would happen once. */
  readonly never: boolean;
}

const localOf = (value: string) => parseIcalTime(value.split('/', 1)[0] ?? '')?.local;

/** @param count - How many starts are wanted at most. */
export function previewRule(draft: SeriesDraft, count: number): RulePreview {
  const { start, allDay, zone } = draft;
  const rules = draft.rules.filter((rule) => rule !== '');
  const known = findZone(zone);
  const toLocal = (epoch: number) => (known === undefined ? epoch : epochToLocal(known, epoch as EpochMs));
  const starts = new Set<number>([start]);
  const left = new Set((draft.exdates ?? []).map(localOf));
  let unreadable = false;
  let never = rules.length > 0;
  for (const rule of rules) {
    const parsed = parseRule(rule);
    const plan = parsed && planRule(parsed, start, allDay);
    if (plan === undefined) {
      unreadable = true;
      continue;
    }
    let room = Math.min(count + left.size + 1, plan.rule.count ?? Number.POSITIVE_INFINITY);
    walkRule(plan, start, untilLocal(plan, allDay, toLocal), (local) => {
      never = false;
      // The event's own start uses up one of COUNT (RR3).
      if (room === plan.rule.count && local !== start) room -= 1;
      if (room > 0) starts.add(local);
      room -= 1;
      return room > 0;
    });
  }
  for (const value of draft.rdates ?? []) {
    const local = localOf(value);
    if (local !== undefined) starts.add(local);
  }
  const found = [...starts].filter((local) => !left.has(local as LocalMs)).sort((a, b) => a - b);
  return { starts: found.slice(0, count) as LocalMs[], unreadable, never: never && !unreadable };
}
