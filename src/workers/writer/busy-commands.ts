import { DELETED } from '../../domain/collections/document-id.js';
import { isCounted } from '../../store/shard-items.js';
import type { ItemWrite } from '../item-commands.api.js';
import type { Command } from '../sync.api.js';
import { createItemReader } from './item-reader.js';
import { deletion, planItems, restAfter } from './plan-items.js';
import type { Plan, WriterContext } from './write-documents.js';

/**
 * Events of a calendar that is made of another one: whole texts, because nobody edits them, and every device of the person
 * makes the same ones. What is as it was is not written.
 */
export async function planBusy(
  context: WriterContext,
  { collectionId, items }: Extract<Command, { type: 'putBusy' }>,
): Promise<Plan> {
  const reader = createItemReader(context.db);
  const writes: ItemWrite[] = [];
  for (const [index, { uid, text }] of items.entries()) {
    await restAfter(index);
    const known = await reader.read(collectionId, uid);
    if (text === null) {
      if (isCounted(known)) writes.push(deletion(context, collectionId, uid));
    } else if (!isCounted(known) || known.text !== text)
      writes.push({ collectionId, uid, text, edits: known?.edits[DELETED] ? { [DELETED]: '' } : {} });
  }
  // Nothing a person did: nothing to take back.
  return { changes: (await planItems(context, writes, {}, { reader })).changes, answer: {} };
}
