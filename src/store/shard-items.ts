import { DELETED, splitItemKey } from '../domain/collections/document-id.js';
import type { Edits } from '../domain/items/item.js';
import type { TextsRecord } from './database.js';

/** An item as its document has it: its text ('' while only edits of it have arrived) and its edits. */
export interface StoredItem {
  readonly uid: string;
  readonly text: string;
  readonly edits: Edits;
}

/** Keys of a document that changed, with their values after the change; `undefined` for a key that is gone. */
export type KeyChanges = ReadonlyMap<string, string | undefined>;

export interface ItemChange {
  readonly before: StoredItem | undefined;
  readonly after: StoredItem | undefined;
}

export const noEdits: Edits = Object.freeze(Object.create(null) as Edits);

export function isDeleted(item: StoredItem): boolean {
  return (item.edits[DELETED] ?? '') !== '';
}

/** Whether it is an item of its collection: its text is here and it is not deleted. */
export function isCounted(item: StoredItem | undefined): item is StoredItem {
  return item !== undefined && item.text !== '' && !isDeleted(item);
}

/** Edits without prototype, so that no edit key can be taken for a method, in one order. */
export function makeEdits(entries: Iterable<readonly [string, string]>): Edits {
  const edits = Object.create(null) as Record<string, string>;
  for (const [key, value] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) edits[key] = value;
  return edits;
}

export function emptyTexts(collectionId: string, shard: number): TextsRecord {
  return { collectionId, shard, uids: [], texts: [], edits: [] };
}

export function itemAt(record: TextsRecord, index: number): StoredItem {
  const edits = record.edits[index];
  return {
    uid: record.uids[index] ?? '',
    text: record.texts[index] ?? '',
    edits: edits == null ? noEdits : makeEdits(Object.entries(edits)),
  };
}

/** Index of a uid in the record's order; where it would be, as -1 - index, when it is not there. */
function indexOfUid(uids: readonly string[], uid: string): number {
  let low = 0;
  let high = uids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((uids[middle] as string) < uid) low = middle + 1;
    else high = middle;
  }
  return uids[low] === uid ? low : -1 - low;
}

export function findItem(record: TextsRecord | undefined, uid: string): StoredItem | undefined {
  if (record === undefined) return undefined;
  const index = indexOfUid(record.uids, uid);
  return index < 0 ? undefined : itemAt(record, index);
}

function changeItem(item: StoredItem | undefined, uid: string, changes: KeyChanges): StoredItem | undefined {
  let text = item?.text ?? '';
  const edits = new Map(Object.entries(item?.edits ?? noEdits));
  for (const [key, value] of changes) {
    if (key === '') text = value ?? '';
    else if (value === undefined) edits.delete(key);
    else edits.set(key, value);
  }
  return text === '' && edits.size === 0 ? undefined : { uid, text, edits: makeEdits(edits) };
}

/** Changes of one document by item; the item's own text stands under ''. */
function changesByUid(changes: KeyChanges): Map<string, Map<string, string | undefined>> {
  const byUid = new Map<string, Map<string, string | undefined>>();
  for (const [key, value] of changes) {
    const { uid, editKey } = splitItemKey(key);
    let own = byUid.get(uid);
    if (own === undefined) {
      own = new Map();
      byUid.set(uid, own);
    }
    own.set(editKey ?? '', value);
  }
  return byUid;
}

function putItem(record: TextsRecord, item: StoredItem | undefined, uid: string): void {
  const index = indexOfUid(record.uids, uid);
  if (item === undefined) {
    if (index < 0) return;
    record.uids.splice(index, 1);
    record.texts.splice(index, 1);
    record.edits.splice(index, 1);
    return;
  }
  const edits = Object.keys(item.edits).length === 0 ? null : item.edits;
  const at = index < 0 ? -1 - index : index;
  record.uids.splice(at, index < 0 ? 0 : 1, uid);
  record.texts.splice(at, index < 0 ? 0 : 1, item.text);
  record.edits.splice(at, index < 0 ? 0 : 1, edits);
}

/** Many new items at once: sorted in, instead of one splice each. */
function putNewItems(record: TextsRecord, items: readonly StoredItem[]): void {
  if (items.length === 0) return;
  const all = record.uids.map((_, index) => itemAt(record, index)).concat(items);
  all.sort((a, b) => (a.uid < b.uid ? -1 : 1));
  record.uids = all.map(({ uid }) => uid);
  record.texts = all.map(({ text }) => text);
  record.edits = all.map(({ edits }) => (Object.keys(edits).length === 0 ? null : edits));
}

/**
 * Writes a document's changes into its record, in place.
 *
 * @returns What changed, by uid.
 */
export function changeTexts(record: TextsRecord, changes: KeyChanges): Map<string, ItemChange> {
  const changed = new Map<string, ItemChange>();
  const fresh: StoredItem[] = [];
  for (const [uid, own] of changesByUid(changes)) {
    const before = findItem(record, uid);
    const after = changeItem(before, uid, own);
    if (before === undefined && after === undefined) continue;
    changed.set(uid, { before, after });
    if (before === undefined && after !== undefined) fresh.push(after);
    else putItem(record, after, uid);
  }
  putNewItems(record, fresh);
  return changed;
}
