// An address book as its rows know it: who is in which group, without reading every card.
import { type GroupView, viewGroups } from '../../domain/contacts/contact-groups.js';
import type { ContactRow } from '../../domain/contacts/contact-row.js';
import { groupCardEdits } from '../../domain/contacts/group-card.js';
import { memberUid } from '../../domain/items/member-id.js';
import type { AppDatabase } from '../../store/database.js';
import { unpackRows } from '../../store/packed-rows.js';
import { isCounted } from '../../store/shard-items.js';
import type { ItemWrite } from '../item-commands.api.js';
import type { ItemReader } from './item-reader.js';
import type { WriterContext } from './write-documents.js';

export async function readGroups(db: AppDatabase, collectionId: string): Promise<GroupView> {
  const records = await db.contacts
    .where('[collectionId+from+to]')
    .between([collectionId, -Infinity], [collectionId, Infinity])
    .toArray();
  return viewGroups(records.flatMap((record) => unpackRows<ContactRow>(record)));
}

/** Writes that keep the cards of groups right: those that name who was taken out, and those of groups somebody came into. */
export async function groupCardWrites(
  context: WriterContext,
  reader: ItemReader,
  view: GroupView,
  collectionId: string,
  change: { readonly uids: readonly string[]; readonly add: readonly string[]; readonly remove: readonly string[] },
): Promise<ItemWrite[]> {
  const writes: ItemWrite[] = [];
  const uids = new Map(change.uids.map((uid) => [memberUid(uid), uid]));
  for (const card of view.groupCards) {
    const isLeft = change.remove.includes(card.name);
    if (!isLeft && !change.add.includes(card.name)) continue;
    const item = await reader.read(collectionId, card.uid);
    if (!isCounted(item)) continue;
    const all = [...uids.values()];
    const edits = groupCardEdits(item.text, item.edits, isLeft ? { remove: all } : { add: all }, context.clock.now());
    if (Object.keys(edits).length > 0) writes.push({ collectionId, uid: card.uid, edits });
  }
  return writes;
}
