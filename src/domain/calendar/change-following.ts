import { applyEdits } from '../items/apply-edits.js';
import type { Edits } from '../items/item.js';
import type { EpochMs } from '../time/types.js';
import { eventEdits, removeOccurrenceEdits } from './event-edits.js';
import type { EventFields } from './event-fields.js';
import { lineOfPart, readEventComponents, readEventFields } from './read-event-fields.js';
import { rulePart, withRulePart } from './rule-parts.js';
import { isOnwardsOverride, type SplitSeries, splitSeries } from './split-series.js';

/** What a person changed at one occurrence for that one and all later ones. */
export interface FollowingChange {
  readonly recurrenceId: string;
  /** The occurrence as it was before their eyes, and as they want it. */
  readonly before: EventFields;
  readonly after: EventFields;
}

/**
 * A series divided at an occurrence, the second half changed.
 *
 * @param text - The item's text without edits.
 * @param existing - Its edits.
 * @param options.uid - Of the new series.
 * @param options.now - For its stamps.
 * @returns undefined where *all* is meant (SS1).
 */
export function changeFollowing(
  text: string,
  existing: Edits,
  { recurrenceId, before, after }: FollowingChange,
  options: { readonly uid: string; readonly now: EpochMs },
): SplitSeries | undefined {
  const split = splitSeries(text, existing, recurrenceId, options);
  const series = split && readEventFields(split.text);
  if (split === undefined || series === undefined) return undefined;
  const target = { scope: 'all', recurrenceId } as const;
  const { SEQUENCE: _first, ...edits } = eventEdits(
    split.text,
    {},
    before,
    { ...after, rrule: ruleAfter(before.rrule, after.rrule, series.rrule) },
    target,
    options.now,
  );
  return { ...split, changes: edits };
}

/** The rule the person wrote; a COUNT they left alone goes on being that of both halves together (SS9). */
export function ruleAfter(before: string, after: string, series: string): string {
  if (after === before) return before;
  const count = rulePart(after, 'COUNT');
  if (count === '' || count !== rulePart(before, 'COUNT')) return after;
  return withRulePart(after, 'COUNT', rulePart(series, 'COUNT'));
}

/**
 * A change of, or without `change` the removal of, an occurrence whose override says what holds from it on: the series
 * is divided there, so that the change is of this one alone.
 *
 * @returns undefined where the occurrence is an ordinary one, or the first.
 */
export function changeOnwardsOverride(
  text: string,
  existing: Edits,
  recurrenceId: string,
  change: Pick<FollowingChange, 'before' | 'after'> | undefined,
  options: { readonly uid: string; readonly now: EpochMs },
): SplitSeries | undefined {
  if (!isOnwardsOverride(applyEdits(text, existing), recurrenceId)) return undefined;
  const split = splitSeries(text, existing, recurrenceId, options);
  const { master } = readEventComponents(split?.text ?? '');
  const first = master && lineOfPart(master, 'DTSTART')?.value.trim();
  if (split === undefined || first === undefined) return undefined;
  const edits =
    change === undefined
      ? removeOccurrenceEdits(split.text, {}, first, options.now)
      : eventEdits(split.text, {}, change.before, change.after, { scope: 'this', recurrenceId: first }, options.now);
  return { ...split, changes: edits };
}
