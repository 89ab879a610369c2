import type { EpochMs } from '../time/types.js';
import type { EventOccurrence } from './occurrence.js';

/** What is looked for among all events of all years. */
export interface EventSearch {
  /** Words in title, place, description or people; accents and one typo forgiven. '' for any, when `people` says whom. */
  readonly text: string;
  /** Part of a name or address of somebody who takes part; '' for anybody. */
  readonly person?: string;
  /** Calendar addresses such as `ada@example.org`, any of which takes part. */
  readonly addresses?: readonly string[];
  /** All calendars, hidden ones too, when absent. */
  readonly collectionIds?: readonly string[];
  /** Only what touches this time. */
  readonly from?: EpochMs;
  readonly to?: EpochMs;
  /** IANA zone that all-day and floating events are laid out in. */
  readonly timeZone: string;
  /** At most so many hits. */
  readonly limit: number;
}

/** Somebody who takes part: name ('' when unknown) and address without `mailto:`. */
export interface EventPerson {
  readonly name: string;
  readonly address: string;
}

/** An event that was found: once, however often it repeats. */
export interface EventHit {
  /** Its next occurrence, else its latest; in the time that was asked for. */
  readonly occurrence: EventOccurrence;
  /** The beginning of its description, or the part that was found. */
  readonly excerpt: string;
  readonly people: readonly EventPerson[];
}

export interface EventSearchResult {
  /** Best first. */
  readonly hits: readonly EventHit[];
  /** Words, as `normalizeForSearch` has them, that stand in the hits where others were typed. */
  readonly terms: readonly string[];
  /** There may be more than the limit. */
  readonly more: boolean;
}
