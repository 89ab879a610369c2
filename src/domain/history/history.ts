// What differs between two states of items, and who made them what they are: plain data between the threads.
import type { CollectionKind } from '../collections/collection.js';
import type { EpochMs } from '../time/types.js';

/** What a line in a list says of an item. */
export interface ItemSummary {
  /** Upper-case name of its component: VEVENT, VTODO, VCARD, VAVAILABILITY … */
  readonly component: string;
  /** SUMMARY or FN; '' when there is none. */
  readonly title: string;
  /** DTSTART's line, else DUE's, unfolded. */
  readonly start?: string;
}

/** A property that differs. Lines that both states have are left out of both lists. */
export interface PropertyChange {
  /** RECURRENCE-ID's value when it is of one occurrence; '' of the item itself. */
  readonly occurrence: string;
  /** Upper-case; of a component inside, its name: VALARM. */
  readonly name: string;
  /** Content lines, unfolded; a component inside as it stands. Long ones are cut. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** An item that is not what it was at a moment. */
export interface Difference extends ItemSummary {
  readonly uid: string;
  /** What happened since: restoring takes it back. */
  readonly change: 'added' | 'changed' | 'deleted';
  /** Names of the properties that differ, of a changed item. */
  readonly names: readonly string[];
}

/** Some shards' differences. */
export interface DifferenceSlice {
  readonly differences: readonly Difference[];
  /** The shard to go on with; absent when that was the last. */
  readonly next?: number;
  readonly shards: number;
}

/** One change of one item. */
export interface HistoryEntry {
  /** Names the change: {@link HistoryEntry} of the same item only. */
  readonly id: string;
  readonly time: EpochMs;
  /** '' when the device has no name that we know. */
  readonly device: string;
  /** Made on this device. */
  readonly own: boolean;
  readonly kind: 'created' | 'changed' | 'deleted' | 'brought-back';
  /** What made it, other than an edit by hand. */
  readonly by?: ChangeReason;
  readonly changes: readonly PropertyChange[];
  /** The item is as this change left it. */
  readonly current: boolean;
}

export interface HistoryPage {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  readonly more: boolean;
}

/** Said in an Automerge change's message. */
export const changeReasons = ['import', 'restore', 'undo'] as const;
export type ChangeReason = (typeof changeReasons)[number];

/** A collection that can be brought back. */
export interface DeletedCollection {
  readonly id: string;
  readonly kind: CollectionKind;
  readonly name: string;
  readonly hue: number;
  readonly itemCount: number;
  /** When it was deleted; absent when nobody wrote that down. */
  readonly deletedAt?: EpochMs;
}
