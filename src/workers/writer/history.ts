// Time travel: what a collection's items were at a moment, how they differ from now, and the writes that restore them.
import { shardDocId, splitItemKey } from '../../domain/collections/document-id.js';
import { isCounted, itemAt, makeEdits, type StoredItem } from '../../store/shard-items.js';
import { getTexts } from '../../store/texts.js';
import type { ItemWrite } from '../sync.api.js';
import { deletion } from './plan-items.js';
import { liveCollection, readStored, type WriterContext } from './write-documents.js';

/** An item then and now; absent where there was or is none, or it was or is deleted. */
export interface ItemDifference {
  readonly uid: string;
  readonly before?: StoredItem;
  readonly now?: StoredItem;
}

/** Groups a document's map into items. */
export function itemsOfMap(map: ReadonlyMap<string, string>): Map<string, StoredItem> {
  const texts = new Map<string, string>();
  const edits = new Map<string, [string, string][]>();
  for (const [key, value] of map) {
    const { uid, editKey } = splitItemKey(key);
    if (editKey === undefined) texts.set(uid, value);
    else edits.set(uid, [...(edits.get(uid) ?? []), [editKey, value]]);
  }
  const uids = new Set([...texts.keys(), ...edits.keys()]);
  return new Map(
    [...uids].map((uid) => [uid, { uid, text: texts.get(uid) ?? '', edits: makeEdits(edits.get(uid) ?? []) }]),
  );
}

async function shardNow(context: WriterContext, collectionId: string, shard: number): Promise<Map<string, StoredItem>> {
  const record = await getTexts(context.db, collectionId, shard);
  return new Map(record?.uids.map((uid, index) => [uid, itemAt(record, index)]));
}

/** Items of one shard at a moment; `undefined` when nothing changed there since. */
async function shardThen(
  context: WriterContext,
  docId: string,
  time: number,
): Promise<Map<string, StoredItem> | undefined> {
  if (!(await context.store.changedSince(docId, time))) return undefined;
  const { document } = await context.pool.open(docId);
  const items = itemsOfMap(document.readAt(time));
  context.pool.trim();
  return items;
}

/**
 * All items of a collection as they were at a moment, deleted ones left out. Only shards that changed since are opened.
 *
 * @param time - Epoch ms; what was made within that second counts.
 * @throws {AppError} `store/not-found`
 */
export async function itemsAt(context: WriterContext, collectionId: string, time: number): Promise<StoredItem[]> {
  const { shards } = await liveCollection(context.db, collectionId);
  const all: StoredItem[] = [];
  for (let shard = 0; shard < shards; shard += 1) {
    const then = await shardThen(context, shardDocId(collectionId, shard), time);
    const items = then ?? (await shardNow(context, collectionId, shard));
    all.push(...[...items.values()].filter(isCounted));
  }
  return all.sort((a, b) => (a.uid < b.uid ? -1 : 1));
}

function sameItem(a: StoredItem, b: StoredItem): boolean {
  return a.text === b.text && JSON.stringify(Object.entries(a.edits)) === JSON.stringify(Object.entries(b.edits));
}

/** What differs between a moment and now, by uid. */
export async function differencesSince(
  context: WriterContext,
  collectionId: string,
  time: number,
): Promise<ItemDifference[]> {
  const { shards } = await liveCollection(context.db, collectionId);
  const differences: ItemDifference[] = [];
  for (let shard = 0; shard < shards; shard += 1) {
    const thenItems = await shardThen(context, shardDocId(collectionId, shard), time);
    if (thenItems === undefined) continue;
    const nowItems = await shardNow(context, collectionId, shard);
    for (const uid of new Set([...thenItems.keys(), ...nowItems.keys()])) {
      const then = thenItems.get(uid);
      const now = nowItems.get(uid);
      const was = isCounted(then) ? then : undefined;
      const is = isCounted(now) ? now : undefined;
      if (was === undefined && is === undefined) continue;
      if (was !== undefined && is !== undefined && sameItem(was, is)) continue;
      differences.push({ uid, before: was, now: is });
    }
  }
  return differences.sort((a, b) => (a.uid < b.uid ? -1 : 1));
}

/** The write that makes an item what it was. */
export function restoring(
  context: WriterContext,
  collectionId: string,
  uid: string,
  then: StoredItem | undefined,
  now: StoredItem | undefined,
): ItemWrite {
  if (!isCounted(then)) return deletion(context, collectionId, uid);
  const edits: Record<string, string | null> = Object.create(null) as Record<string, string | null>;
  for (const key of Object.keys(now?.edits ?? {})) edits[key] = null;
  for (const [key, value] of Object.entries(then.edits)) edits[key] = value;
  return then.text === now?.text ? { collectionId, uid, edits } : { collectionId, uid, text: then.text, edits };
}

/** Writes that bring items back to what they were at a moment. */
export async function writesToRestore(
  context: WriterContext,
  collectionId: string,
  time: number,
  uids?: readonly string[],
): Promise<ItemWrite[]> {
  const wanted = uids === undefined ? undefined : new Set(uids);
  const differences = await differencesSince(context, collectionId, time);
  const writes: ItemWrite[] = [];
  for (const { uid, before } of differences) {
    if (wanted !== undefined && !wanted.has(uid)) continue;
    // With its deletion, if it is deleted now: that edit has to go, too.
    writes.push(restoring(context, collectionId, uid, before, await readStored(context.db, collectionId, uid)));
  }
  return writes;
}
