// Words for what may be one person twice (docs/rules/contacts.md, Duplicates).
import type { ContactRow } from '../contact-row.js';

/**
 * How sure it is. `certain`: same person by two signs, and merging loses nothing. `likely`: same person, but something has to
 * be looked at. `perhaps`: one sign alone, such as namesakes.
 */
export type DuplicateGrade = 'certain' | 'likely' | 'perhaps';

/** What two cards have in common. */
export type DuplicateSign = 'mail' | 'phone' | 'company' | 'birthday' | 'name' | 'similar-name' | 'same-card';

export interface DuplicateReason {
  readonly sign: DuplicateSign;
  /** What it is that they share, as far as it can be shown: an address, a number as digits, a date; else ''. */
  readonly value: string;
}

/** Cards, by index, that may be one person. */
export interface FoundGroup {
  readonly grade: DuplicateGrade;
  readonly reasons: readonly DuplicateReason[];
  /** The one that says most first. */
  readonly cards: readonly number[];
}

/** The same for the eye. */
export interface DuplicateGroup {
  /** The same as long as the cards are. */
  readonly id: string;
  readonly grade: DuplicateGrade;
  readonly reasons: readonly DuplicateReason[];
  /** At most `MAX_GROUP`, the one that says most first. */
  readonly rows: readonly ContactRow[];
  /** Without that limit. */
  readonly size: number;
}

/** A list of groups. */
export interface DuplicateInfo {
  readonly count: number;
  readonly certain: number;
  /** Another whenever the list may be. */
  readonly version: number;
}

export interface DuplicateQuery {
  /** All address books when absent. */
  readonly collectionIds?: readonly string[];
  /** Only groups with a contact that came with one of these imports. */
  readonly importIds?: readonly string[];
}

/** Attack: a hundred thousand cards with one address, side by side. Those beyond come when these are merged. */
export const MAX_GROUP = 50;
