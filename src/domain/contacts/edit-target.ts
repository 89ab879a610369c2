import type { OpenCard } from './read-contact-fields.js';

/** What an edit is made of: the card as it is, and where its lines are collected. */
export interface EditTarget {
  readonly card: OpenCard;
  readonly edits: Map<string, string>;
  /** Id of a new line. Later ones sort behind earlier ones, so that lines keep the order in which they were added. */
  newWord(): string;
}
