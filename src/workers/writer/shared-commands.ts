// What a person does with what others did: edits that were refused, and news of shared collections.
import { withItemUid } from '../../domain/items/with-uid.js';
import { isCounted } from '../../store/shard-items.js';
import { NEWS, type NewsRecord, readNews } from '../../store/shared-facts.js';
import type { StoreChange } from '../../store/store-change.js';
import type { RejectedRecord } from '../../store/sync-records.js';
import type { ItemWrite } from '../item-commands.api.js';
import type { Command, CommandAnswer } from '../sync.api.js';
import { createItemReader } from './item-reader.js';
import { planItems } from './plan-items.js';
import { type WriterContext, writeDocuments } from './write-documents.js';

export type SharedCommand = Extract<
  Command,
  { type: 'keepRejected' | 'dropRejected' | 'restoreRejected' | 'forgetNews' | 'restoreNews' }
>;

const told: StoreChange = { items: [], collections: false, settings: false, sync: true };

const rejectedOf = async ({ db }: WriterContext, ids: readonly string[]): Promise<RejectedRecord[]> =>
  (await db.rejected.bulkGet([...ids])).filter((record) => record !== undefined);

/** Makes items of refused edits in another collection, as they were to be. */
async function keep(
  context: WriterContext,
  id: string,
  { ids, collectionId }: Extract<SharedCommand, { type: 'keepRejected' }>,
): Promise<CommandAnswer> {
  const records = await rejectedOf(context, ids);
  const reader = createItemReader(context.db);
  const writes: ItemWrite[] = [];
  // Several edits of one item: each says all of it, and the last says the most.
  for (const { uid, text } of new Map(
    records.map((record) => [`${record.collectionId}\n${record.uid}`, record]),
  ).values()) {
    if (text === '') continue; // a deletion: nothing to keep
    const isTaken = isCounted(await reader.read(collectionId, uid)) || writes.some((write) => write.uid === uid);
    const own = isTaken ? crypto.randomUUID() : uid;
    writes.push({ collectionId, uid: own, text: isTaken ? withItemUid(text, own) : text, edits: {} });
  }
  const plan = await planItems(context, writes, { changed: writes.length }, { reader });
  const { inverse } = plan.answer;
  const back = inverse?.type === 'writeItems' ? inverse.writes : [];
  const answer = { ...plan.answer, inverse: { type: 'restoreRejected', records, writes: back } } as const;
  const applied = { id, time: context.clock.now(), answer };
  const change = await writeDocuments(context, { ...plan, answer }, applied);
  await context.db.rejected.bulkDelete([...ids]);
  return { ...answer, change: { ...change, sync: true } };
}

async function restore(
  context: WriterContext,
  { records, writes }: Extract<SharedCommand, { type: 'restoreRejected' }>,
): Promise<CommandAnswer> {
  const change = writes.length === 0 ? told : await writeDocuments(context, await planItems(context, writes));
  await context.db.rejected.bulkPut([...records]);
  return { change: { ...change, sync: true } };
}

async function writeNews({ db }: WriterContext, news: readonly NewsRecord[]): Promise<void> {
  await db.local.put({ name: NEWS, value: JSON.stringify(news) });
}

/** @param id - The command's. */
export async function runShared(context: WriterContext, id: string, command: SharedCommand): Promise<CommandAnswer> {
  const { db } = context;
  switch (command.type) {
    case 'keepRejected':
      return keep(context, id, command);
    case 'dropRejected': {
      const records = await rejectedOf(context, command.ids);
      await db.rejected.bulkDelete([...command.ids]);
      return { change: told, inverse: { type: 'restoreRejected', records, writes: [] } };
    }
    case 'restoreRejected':
      return restore(context, command);
    case 'forgetNews': {
      const all = readNews((await db.local.get(NEWS))?.value);
      const { collectionId } = command;
      await writeNews(
        context,
        collectionId === undefined ? [] : all.filter((each) => each.collectionId !== collectionId),
      );
      return { change: told, inverse: { type: 'restoreNews', news: all } };
    }
    case 'restoreNews':
      await writeNews(context, command.news);
      return { change: told };
  }
}
