// Time travel: what a collection's items were at a moment, how they differ from now, and the writes that restore them.
import { shardDocId, shardOf, splitItemKey } from '../../domain/collections/document-id.js';
import { AppError } from '../../domain/errors.js';
import { applyEdits } from '../../domain/items/apply-edits.js';
import type { ItemRef } from '../../domain/items/item.js';
import { isCounted, itemAt, makeEdits, noEdits, type StoredItem } from '../../store/shard-items.js';
import { getTexts } from '../../store/texts.js';
import type { ItemWrite } from '../item-commands.api.js';
import { createItemReader } from './item-reader.js';
import { deletion } from './plan-items.js';
import { docIdOf, liveCollection, readStored, type WriterContext } from './write-documents.js';

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

async function itemsInShardAt(
  context: WriterContext,
  collectionId: string,
  shard: number,
  time: number,
): Promise<StoredItem[]> {
  const then = await shardThen(context, shardDocId(collectionId, shard), time);
  return [...(then ?? (await shardNow(context, collectionId, shard))).values()].filter(isCounted);
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
    all.push(...(await itemsInShardAt(context, collectionId, shard, time)));
  }
  return all.sort((a, b) => (a.uid < b.uid ? -1 : 1));
}

function sameItem(a: StoredItem, b: StoredItem): boolean {
  return a.text === b.text && JSON.stringify(Object.entries(a.edits)) === JSON.stringify(Object.entries(b.edits));
}

/** What differs in one shard between a moment and now; nothing when nothing was written there since. */
export async function differencesInShard(
  context: WriterContext,
  collectionId: string,
  shard: number,
  time: number,
): Promise<ItemDifference[]> {
  const thenItems = await shardThen(context, shardDocId(collectionId, shard), time);
  if (thenItems === undefined) return [];
  const nowItems = await shardNow(context, collectionId, shard);
  const differences: ItemDifference[] = [];
  for (const uid of new Set([...thenItems.keys(), ...nowItems.keys()])) {
    const then = thenItems.get(uid);
    const now = nowItems.get(uid);
    const was = isCounted(then) ? then : undefined;
    const is = isCounted(now) ? now : undefined;
    if (was === undefined && is === undefined) continue;
    if (was !== undefined && is !== undefined && sameItem(was, is)) continue;
    differences.push({ uid, before: was, now: is });
  }
  return differences;
}

/**
 * What differs between a moment and now, by uid.
 *
 * @param uids - Only these items; only their shards are opened.
 */
export async function differencesSince(
  context: WriterContext,
  collectionId: string,
  time: number,
  uids?: readonly string[],
): Promise<ItemDifference[]> {
  const { shards } = await liveCollection(context.db, collectionId);
  const wanted = uids && new Set(uids);
  const places = wanted && new Set([...wanted].map((uid) => shardOf(uid, shards)));
  const differences: ItemDifference[] = [];
  for (let shard = 0; shard < shards; shard += 1) {
    if (places?.has(shard) === false) continue;
    const found = await differencesInShard(context, collectionId, shard, time);
    differences.push(...found.filter(({ uid }) => wanted?.has(uid) ?? true));
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

export interface RestoreRequest {
  readonly collectionId: string;
  /** Epoch ms. */
  readonly time: number;
  readonly uids?: readonly string[];
  readonly shard?: number;
  readonly target?: string;
}

/** Writes of items as they were, in another collection; those that were not there then are left out. */
async function writesElsewhere(context: WriterContext, request: RestoreRequest, target: string): Promise<ItemWrite[]> {
  const { collectionId, time, uids, shard } = request;
  const then =
    shard === undefined
      ? (await differencesSince(context, collectionId, time, uids)).flatMap(({ before }) => before ?? [])
      : await itemsInShardAt(context, collectionId, shard, time);
  const writes: ItemWrite[] = [];
  const reader = createItemReader(context.db);
  for (const { uid, text, edits } of then) {
    const item = { uid, text: applyEdits(text, edits), edits: noEdits };
    writes.push(restoring(context, target, uid, item, await reader.read(target, uid)));
  }
  return writes;
}

/** Writes that bring items back to what they were at a moment. */
export async function writesToRestore(context: WriterContext, request: RestoreRequest): Promise<ItemWrite[]> {
  const { collectionId, time, uids, target } = request;
  if (target !== undefined && target !== collectionId) return writesElsewhere(context, request, target);
  const writes: ItemWrite[] = [];
  const reader = createItemReader(context.db);
  for (const { uid, before } of await differencesSince(context, collectionId, time, uids)) {
    // With its deletion, if it is deleted now: that edit has to go, too.
    writes.push(restoring(context, collectionId, uid, before, await reader.read(collectionId, uid)));
  }
  return writes;
}

/** The write that makes an item what a change left. @throws {AppError} `store/not-found` */
export async function writeToRestoreVersion(
  context: WriterContext,
  { collectionId, uid }: ItemRef,
  entryId: string,
): Promise<ItemWrite> {
  const { document } = await context.pool.open(await docIdOf(context.db, collectionId, uid));
  const around = document.readAround(entryId);
  if (around === undefined) throw new AppError('store/not-found', 'There is no such change.', { uid });
  const then = itemsOfMap(around.after).get(uid);
  return restoring(context, collectionId, uid, then, await readStored(context.db, collectionId, uid));
}
