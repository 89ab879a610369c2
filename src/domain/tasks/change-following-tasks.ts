import { ruleAfter } from '../calendar/change-following.js';
import { type SplitSeries, splitSeries } from '../calendar/split-series.js';
import type { Edits } from '../items/item.js';
import type { EpochMs } from '../time/types.js';
import { readTaskFields } from './read-task-fields.js';
import { taskEdits } from './task-edits.js';
import type { TaskFields } from './task-fields.js';

/**
 * A series of tasks divided at an occurrence, the second half changed (SS1–SS9, as of events).
 *
 * @param text - The item's text without edits.
 * @param existing - Its edits.
 * @param change.before - The occurrence as the person saw it.
 * @param options.uid - Of the new series.
 * @param options.now - For its stamps.
 * @returns undefined where *all* is meant (SS1).
 */
export function changeFollowingTasks(
  text: string,
  existing: Edits,
  change: { readonly recurrenceId: string; readonly before: TaskFields; readonly after: TaskFields },
  options: { readonly uid: string; readonly now: EpochMs },
): SplitSeries | undefined {
  const { recurrenceId, before, after } = change;
  const split = splitSeries(text, existing, recurrenceId, options);
  const series = split && readTaskFields(split.text);
  if (split === undefined || series === undefined) return undefined;
  const wanted = { ...after, rrule: ruleAfter(before.rrule, after.rrule, series.rrule) };
  const target = { scope: 'all', recurrenceId } as const;
  const { SEQUENCE: _first, ...edits } = taskEdits(split.text, {}, before, wanted, target, options.now);
  return { ...split, changes: edits };
}
