// What writes items of any kind: undo, imports, files, what was before, what others refused.
import type { ItemRef } from '../domain/items/item.js';
import type { ImportBatch } from '../store/import-batch.js';
import type { NewsRecord } from '../store/shared-facts.js';
import type { RejectedRecord } from '../store/sync-records.js';
import type { NewCollection } from './collection-commands.api.js';

/** New content of one item, all or part: what undo is made of. */
export interface ItemWrite {
  readonly collectionId: string;
  readonly uid: string;
  /** Absent: the text stays. */
  readonly text?: string;
  /** By edit key; `null` takes the edit back. */
  readonly edits: Readonly<Record<string, string | null>>;
}

/** New values of keys of a collection's own document: groups of contacts that were made by hand (`groupKey`). */
export interface PropertyWrite {
  readonly collectionId: string;
  readonly keys: Readonly<Record<string, string>>;
}

export type ItemCommand =
  | {
      readonly type: 'writeItems';
      readonly writes: readonly ItemWrite[];
      readonly properties?: readonly PropertyWrite[];
      /** Others know what is taken back: the answer says what to tell them now. */
      readonly told?: true;
    }
  /** `create` makes the batch's collection. */
  | {
      readonly type: 'import';
      readonly batch: ImportBatch;
      readonly create?: NewCollection & { readonly shards: number };
    }
  | { readonly type: 'undoImport'; readonly importId: string }
  /** Items of a collection as they were at a moment (epoch ms). A new change, not a rewind. */
  | {
      readonly type: 'restore';
      readonly collectionId: string;
      readonly time: number;
      /** All that differ when absent. */
      readonly uids?: readonly string[];
      /** All items of this shard, also those that do not differ. */
      readonly shard?: number;
      /** Where they are written; where they were when absent. Elsewhere nothing is deleted. */
      readonly target?: string;
    }
  /** One item as a change of it, named by its history, left it. */
  | { readonly type: 'restoreVersion'; readonly ref: ItemRef; readonly entryId: string }
  /** Keeps a file under the name of its content; see `fileUri`. */
  | { readonly type: 'putFile'; readonly bytes: Uint8Array<ArrayBuffer>; readonly mediaType: string }
  /** Makes copies of edits that were refused, and is done with them. */
  | { readonly type: 'keepRejected'; readonly ids: readonly string[]; readonly collectionId: string }
  | { readonly type: 'dropRejected'; readonly ids: readonly string[] }
  | {
      readonly type: 'restoreRejected';
      readonly records: readonly RejectedRecord[];
      readonly writes: readonly ItemWrite[];
    }
  /** News of a shared collection, or of all, were seen. */
  | { readonly type: 'forgetNews'; readonly collectionId?: string }
  | { readonly type: 'restoreNews'; readonly news: readonly NewsRecord[] }
  | { readonly type: 'rebuild' };
