// Groups of contacts: CATEGORIES of the cards, the list of groups made by hand, cards of groups (docs/rules/contacts.md).
import { categoryEdits, type GroupChange, uniqueNames } from '../../domain/contacts/category-edits.js';
import type { GroupView } from '../../domain/contacts/contact-groups.js';
import { groupCardEdits } from '../../domain/contacts/group-card.js';
import { AppError } from '../../domain/errors.js';
import { groupName } from '../../domain/items/category-line.js';
import type { ItemRef } from '../../domain/items/item.js';
import { groupKey } from '../../store/collection-record.js';
import { isCounted } from '../../store/shard-items.js';
import type { ItemWrite, PropertyWrite } from '../item-commands.api.js';
import type { Command } from '../sync.api.js';
import { groupCardWrites, readGroups } from './group-rows.js';
import { createItemReader, type ItemReader } from './item-reader.js';
import { deletion, planItems, restAfter } from './plan-items.js';
import type { Plan, WriterContext } from './write-documents.js';

export type GroupCommand = Extract<Command, { type: 'changeGroups' | 'createGroup' | 'renameGroup' | 'deleteGroup' }>;

/** The UIDs wanted of each book. */
export function byCollection(refs: readonly ItemRef[]): Map<string, Set<string>> {
  const byId = new Map<string, Set<string>>();
  for (const { collectionId, uid } of refs) {
    const uids = byId.get(collectionId) ?? new Set();
    byId.set(collectionId, uids.add(uid));
  }
  return byId;
}

/** What makes groups stay where they are; nothing for those that are kept already. */
export async function keepGroups(
  reader: ItemReader,
  collectionId: string,
  names: readonly string[],
): Promise<PropertyWrite[]> {
  const { groups = [] } = await reader.collection(collectionId);
  const fresh = uniqueNames(names).filter((name) => !groups.includes(name));
  if (fresh.length === 0) return [];
  return [{ collectionId, keys: Object.fromEntries(fresh.map((name) => [groupKey(name), '1'])) }];
}

/** Writes that change the groups of some contacts of one book. */
export async function groupWrites(
  context: WriterContext,
  reader: ItemReader,
  collectionId: string,
  uids: Iterable<string>,
  change: GroupChange,
): Promise<{ readonly writes: ItemWrite[]; readonly properties: PropertyWrite[]; readonly count: number }> {
  const writes: ItemWrite[] = [];
  const all = [...uids];
  for (const [index, uid] of all.entries()) {
    const item = await reader.read(collectionId, uid);
    const edits = isCounted(item) ? categoryEdits(item.text, item.edits, change, context.clock.now()) : {};
    if (Object.keys(edits).length > 0) writes.push({ collectionId, uid, edits });
    await restAfter(index);
  }
  const view = await readGroups(context.db, collectionId);
  const cards = await groupCardWrites(context, reader, view, collectionId, { uids: all, ...change });
  // A group stays when the last has left it, until it is deleted.
  const properties = await keepGroups(reader, collectionId, [...change.add, ...change.remove]);
  return { writes: [...writes, ...cards], properties, count: all.length };
}

async function planChange(context: WriterContext, refs: readonly ItemRef[], change: GroupChange): Promise<Plan> {
  const reader = createItemReader(context.db);
  const writes: ItemWrite[] = [];
  const properties: PropertyWrite[] = [];
  let changed = 0;
  for (const [collectionId, uids] of byCollection(refs)) {
    const own = await groupWrites(context, reader, collectionId, uids, change);
    writes.push(...own.writes);
    properties.push(...own.properties);
    changed += own.count;
  }
  return planItems(context, writes, { changed }, { reader, properties });
}

const membersOf = (view: GroupView, name: string) =>
  view.people.filter((person) => view.groupsOf(person).includes(name));

async function planRename(
  context: WriterContext,
  { collectionId, name, newName }: Extract<GroupCommand, { type: 'renameGroup' }>,
): Promise<Plan> {
  const to = groupName(newName);
  if (to === '' || to === name) return planItems(context, []);
  const reader = createItemReader(context.db);
  const view = await readGroups(context.db, collectionId);
  const now = context.clock.now();
  const writes: ItemWrite[] = [];
  for (const [index, { uid, groups = [] }] of membersOf(view, name).entries()) {
    const item = groups.includes(name) ? await reader.read(collectionId, uid) : undefined;
    if (!isCounted(item)) continue;
    writes.push({ collectionId, uid, edits: categoryEdits(item.text, item.edits, { add: [to], remove: [name] }, now) });
    await restAfter(index);
  }
  for (const { uid, name: own } of view.groupCards) {
    const item = own === name ? await reader.read(collectionId, uid) : undefined;
    if (isCounted(item))
      writes.push({ collectionId, uid, edits: groupCardEdits(item.text, item.edits, { name: to }, now) });
  }
  const properties = [{ collectionId, keys: { [groupKey(name)]: '', [groupKey(to)]: '1' } }];
  return planItems(context, writes, {}, { reader, properties });
}

async function planDelete(
  context: WriterContext,
  { collectionId, name, withContacts }: Extract<GroupCommand, { type: 'deleteGroup' }>,
): Promise<Plan> {
  const reader = createItemReader(context.db);
  const view = await readGroups(context.db, collectionId);
  const now = context.clock.now();
  const members = membersOf(view, name);
  const writes: ItemWrite[] = [];
  for (const [index, { uid, groups = [] }] of members.entries()) {
    if (withContacts) writes.push(deletion(context, collectionId, uid));
    else if (groups.includes(name)) {
      const item = await reader.read(collectionId, uid);
      if (isCounted(item))
        writes.push({
          collectionId,
          uid,
          edits: categoryEdits(item.text, item.edits, { add: [], remove: [name] }, now),
        });
    }
    await restAfter(index);
  }
  for (const { uid, name: own } of view.groupCards) if (own === name) writes.push(deletion(context, collectionId, uid));
  const properties = [{ collectionId, keys: { [groupKey(name)]: '' } }];
  return planItems(context, writes, { changed: withContacts ? members.length : 0 }, { reader, properties });
}

export async function planGroupCommand(context: WriterContext, command: GroupCommand): Promise<Plan> {
  switch (command.type) {
    case 'changeGroups':
      return planChange(context, command.refs, command);
    case 'createGroup': {
      const name = groupName(command.name);
      if (name === '') throw new AppError('store/failed', 'A group needs a name.');
      const reader = createItemReader(context.db);
      return planItems(context, [], {}, { reader, properties: await keepGroups(reader, command.collectionId, [name]) });
    }
    case 'renameGroup':
      return planRename(context, command);
    case 'deleteGroup':
      return planDelete(context, command);
  }
}
