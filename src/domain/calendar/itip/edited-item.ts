// What messages are made of: an item before and after an edit, and who made it.
import type { EpochMs } from '../../time/types.js';
import type { Instances } from './message.js';

export interface SendOptions {
  /** Calendar addresses of this person. */
  readonly own: readonly string[];
  /** For DTSTAMP. */
  readonly now: EpochMs;
  /** A guest's words to the organiser. */
  readonly comment?: string;
}

/** Before and after an edit. */
export interface EditedItem {
  readonly uid: string;
  readonly before: Instances | undefined;
  readonly after: Instances | undefined;
}
