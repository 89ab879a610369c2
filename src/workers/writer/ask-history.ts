// Questions about what was: answered between commands, a slice at a time, so that no command waits long.
import { placeOfDocument, splitItemKey } from '../../domain/collections/document-id.js';
import {
  type ChangeReason,
  changeReasons,
  type Difference,
  type DifferenceSlice,
  type HistoryEntry,
  type HistoryPage,
} from '../../domain/history/history.js';
import { itemChanges, summarize } from '../../domain/history/item-changes.js';
import type { ItemRef } from '../../domain/items/item.js';
import type { EpochMs } from '../../domain/time/types.js';
import { DEVICE_DIGITS, deviceNameKey, readDeviceName } from '../../store/device.js';
import { isCounted, type StoredItem } from '../../store/shard-items.js';
import type { Answer, Question } from '../history.api.js';
import { currentText } from '../project-stored.js';
import { differencesInShard, type ItemDifference, itemsOfMap } from './history.js';
import { docIdOf, liveCollection, type WriterContext } from './write-documents.js';

/** How long a command may have to wait for a slice. */
const SLICE_MS = 60;
/** Changes of an item in one answer. */
export const HISTORY_PAGE = 50;

const textOf = (item: StoredItem | undefined) => (isCounted(item) ? currentText(item) : undefined);

function toDifference({ uid, before, now }: ItemDifference): Difference[] {
  const [was, is] = [textOf(before), textOf(now)];
  const summary = summarize(is ?? was ?? '');
  if (was === undefined || is === undefined)
    return [{ uid, ...summary, change: was === undefined ? 'added' : 'deleted', names: [] }];
  const names = [...new Set(itemChanges(was, is).map(({ name }) => name))];
  // What differs is only what programs write for each other.
  return names.length === 0 ? [] : [{ uid, ...summary, change: 'changed', names }];
}

async function differences(
  context: WriterContext,
  collectionId: string,
  time: number,
  from: number,
): Promise<DifferenceSlice> {
  const { shards } = await liveCollection(context.db, collectionId);
  const found: Difference[] = [];
  const end = context.clock.now() + SLICE_MS;
  for (let shard = from; shard < shards; shard += 1) {
    if (shard > from && context.clock.now() > end) return { differences: found, next: shard, shards };
    found.push(...(await differencesInShard(context, collectionId, shard, time)).flatMap(toDifference));
  }
  return { differences: found, shards };
}

async function difference(context: WriterContext, { collectionId, uid }: ItemRef, time: number) {
  const { shard } = placeOfDocument(await docIdOf(context.db, collectionId, uid));
  if (shard === 'meta') return [];
  const found = (await differencesInShard(context, collectionId, shard, time)).find((one) => one.uid === uid);
  return found === undefined ? [] : itemChanges(textOf(found.before), textOf(found.now));
}

function kindOf(before: StoredItem | undefined, after: StoredItem | undefined): HistoryEntry['kind'] {
  const [was, is] = [isCounted(before), isCounted(after)];
  if (!is) return 'deleted';
  if (was) return 'changed';
  return (before?.text ?? '') === '' ? 'created' : 'brought-back';
}

/** The item alone out of a whole shard. */
function itemIn(map: ReadonlyMap<string, string>, uid: string): StoredItem | undefined {
  return itemsOfMap(new Map([...map].filter(([key]) => splitItemKey(key).uid === uid))).get(uid);
}

async function deviceNames(context: WriterContext): Promise<(actor: string) => { name: string; own: boolean }> {
  const own = await context.actors.device();
  const records = new Map((await context.db.settings.toArray()).map((record) => [record.name, record]));
  return (actor) => {
    const device = actor.slice(0, DEVICE_DIGITS);
    return { name: readDeviceName(records.get(deviceNameKey(device))), own: device === own };
  };
}

async function history(context: WriterContext, { collectionId, uid }: ItemRef, skip: number): Promise<HistoryPage> {
  const { document } = await context.pool.open(await docIdOf(context.db, collectionId, uid));
  const nameOf = await deviceNames(context);
  const now = textOf(itemIn(document.read(), uid));
  const entries: HistoryEntry[] = [];
  const all = document.changesOf((key) => splitItemKey(key).uid === uid).reverse();
  for (const { hash, actor, time, message } of all.slice(skip, skip + HISTORY_PAGE)) {
    const around = document.readAround(hash);
    if (around === undefined) continue;
    const [before, after] = [itemIn(around.before, uid), itemIn(around.after, uid)];
    const { name, own } = nameOf(actor);
    const by = changeReasons.find((reason): reason is ChangeReason => reason === message);
    const kind = kindOf(before, after);
    entries.push({
      id: hash,
      time: time as EpochMs,
      device: name,
      own,
      kind,
      ...(by !== undefined && { by }),
      changes: kind === 'deleted' ? [] : itemChanges(textOf(before), textOf(after)),
      current: textOf(after) === now,
    });
  }
  return { entries, more: skip + HISTORY_PAGE < all.length };
}

/** @throws {AppError} `store/not-found` */
export async function answerQuestion(context: WriterContext, question: Question): Promise<Answer> {
  switch (question.type) {
    case 'differences':
      return differences(context, question.collectionId, question.time, question.from);
    case 'difference':
      return difference(context, question.ref, question.time);
    case 'history':
      return history(context, question.ref, question.skip);
  }
}
