import { scanComponents } from '../../domain/calendar/component-scan.js';
import type { Occurrence } from '../../domain/calendar/occurrence.js';
import { occurrencesOf } from '../../domain/calendar/occurrences-of.js';
import { projectComponents } from '../../domain/calendar/project-item.js';
import { MAX_OCCURRENCES } from '../../domain/calendar/recurrence/limits.js';
import type { CalendarItem, Item } from '../../domain/items/item.js';
import { systemZone } from '../../domain/time/clock.js';
import type { EpochMs } from '../../domain/time/types.js';

export { type ExpandRuleOptions, expandRule } from './expand-rule.js';

/** Half-open, epoch milliseconds. */
export interface ExpandWindow {
  readonly from: number;
  readonly to: number;
}

export interface ExpandOptions {
  /** IANA zone that all-day and floating events are laid out in; the machine's when absent. */
  readonly timeZone?: string;
  /** At most so many occurrences, the earliest; 10,000 of each series when absent. */
  readonly limit?: number;
}

/**
 * Occurrences of events, tasks and journal entries that touch the window, sorted by start, longer first. Never throws
 * for bad data: a rule that cannot be read leaves its event single, a component without start has no occurrence.
 * Bounded in time, whatever the rules say (docs/rules/calendar.md, RL1–RL6).
 */
export function expand(
  items: CalendarItem | readonly CalendarItem[] | Item | readonly Item[],
  window: ExpandWindow,
  options: ExpandOptions = {},
): Occurrence[] {
  const rows = [items].flat().flatMap(({ uid, text }) => {
    const components = scanComponents(text);
    return KINDS.flatMap((kind) => projectComponents(uid, components, kind));
  });
  const limit = options.limit ?? MAX_OCCURRENCES;
  const epochs = { from: window.from as EpochMs, to: window.to as EpochMs };
  const found = occurrencesOf(rows, epochs, options.timeZone ?? systemZone(), '', limit);
  const wanted = options.limit === undefined ? found : found.slice(0, limit);
  return wanted.map(({ uid, recurrenceId, start, end, allDay, floating, zone, local }) => ({
    uid,
    ...(recurrenceId !== undefined && { recurrenceId }),
    start,
    end,
    allDay,
    floating,
    ...(zone !== undefined && { zone }),
    local,
  }));
}

const KINDS = ['VEVENT', 'VTODO', 'VJOURNAL'] as const;
