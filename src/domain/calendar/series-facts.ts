import { isSeries } from '../items/apply-edits.js';
import { readEventComponents } from './read-event-fields.js';
import { isFirstOccurrence, isOverrideFrom } from './split-series.js';

/** What a person wants to know before they change a series at one of its occurrences. */
export interface SeriesFacts {
  /** Nothing of the series is before this occurrence: *this and following* would be *all*. */
  readonly first: boolean;
  /** Other occurrences with changes of their own: of the series, and from this occurrence on. */
  readonly exceptions: { readonly all: number; readonly following: number };
}

/** @returns undefined where there is no series, or no occurrence is named. */
export function seriesFacts(value: string, recurrenceId: string | undefined): SeriesFacts | undefined {
  const components = readEventComponents(value);
  const { master, overrides } = components;
  if (recurrenceId === undefined || master === undefined || !isSeries(master)) return undefined;
  const others = overrides.filter((one) => isOverrideFrom(components, one, recurrenceId) !== 'same');
  const following = others.filter((one) => isOverrideFrom(components, one, recurrenceId) === 'later');
  return {
    first: isFirstOccurrence(value, recurrenceId),
    exceptions: { all: others.length, following: following.length },
  };
}
