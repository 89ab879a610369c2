// Contacts copied or moved to another address book, any number in one command.

import { MOVED } from '../../domain/collections/document-id.js';
import { withUid } from '../../domain/contacts/card-copy.js';
import { categoryEdits, uniqueNames } from '../../domain/contacts/category-edits.js';
import type { GroupView } from '../../domain/contacts/contact-groups.js';
import type { ContactRow } from '../../domain/contacts/contact-row.js';
import { applyEdits } from '../../domain/items/apply-edits.js';
import type { ItemRef } from '../../domain/items/item.js';
import { formatMovedTo } from '../../domain/items/moved-to.js';
import { isCounted, type StoredItem } from '../../store/shard-items.js';
import type { ItemWrite, PropertyWrite } from '../item-commands.api.js';
import type { Command } from '../sync.api.js';
import { byCollection, groupWrites } from './group-commands.js';
import { readGroups } from './group-rows.js';
import { createItemReader, type ItemReader } from './item-reader.js';
import { moveItem } from './move-item.js';
import { deletion, planItems, restAfter } from './plan-items.js';
import type { Plan, WriterContext } from './write-documents.js';

type CopyCommand = Extract<Command, { type: 'copyContacts' }>;

interface Source {
  readonly ref: ItemRef;
  readonly item: StoredItem;
  /** Names of the groups it is in. */
  readonly groups: readonly string[];
}

function copyWrites(context: WriterContext, { ref, item, groups }: Source, command: CopyCommand): ItemWrite[] {
  const { collectionId, keepGroups } = command;
  // Of groups that only their own card knew, the contact now knows itself.
  const wanted = uniqueNames([...command.groups, ...(keepGroups ? groups : [])]);
  const change = { add: wanted, remove: keepGroups ? [] : groups.filter((name) => !wanted.includes(name)) };
  const edits = categoryEdits(item.text, item.edits, change, context.clock.now());
  const uid = crypto.randomUUID();
  const text = withUid(applyEdits(item.text, { ...item.edits, ...edits }), uid);
  const copy: ItemWrite = { collectionId, uid, text, edits: {} };
  if (!command.move) return [copy];
  // The target has another card of that UID: neither is lost.
  const gone = deletion(context, ref.collectionId, ref.uid);
  const word = formatMovedTo({ collectionId, uid }, item.edits);
  return [{ ...gone, edits: { ...gone.edits, [MOVED]: word } }, copy];
}

async function moveWrites(
  context: WriterContext,
  reader: ItemReader,
  source: Source,
  command: CopyCommand,
): Promise<readonly ItemWrite[]> {
  const { ref, item, groups } = source;
  const there = await reader.read(command.collectionId, ref.uid);
  if (!command.move || isCounted(there)) return copyWrites(context, source, command);
  const wanted = uniqueNames([...command.groups, ...(command.keepGroups ? groups : [])]);
  const change = { add: wanted, remove: command.keepGroups ? [] : groups.filter((name) => !wanted.includes(name)) };
  const edits = categoryEdits(item.text, item.edits, change, context.clock.now());
  return moveItem(context, item, edits, ref.collectionId, command.collectionId, there);
}

/** Undone, a move leaves word as well: what was edited in the target meanwhile goes back with it. */
function withWayBack(plan: Plan, writes: readonly ItemWrite[]): Plan {
  const { inverse } = plan.answer;
  if (inverse?.type !== 'writeItems') return plan;
  const origins = new Map<string, { ref: ItemRef; edits: Readonly<Record<string, string>> }>();
  for (const [index, write] of writes.entries()) {
    const next = writes[index + 1];
    if (!(MOVED in write.edits) || next === undefined) continue;
    const edits = Object.fromEntries(Object.entries(next.edits).filter(([, value]) => value !== null)) as Record<
      string,
      string
    >;
    origins.set(`${next.collectionId}\n${next.uid}`, { ref: write, edits });
  }
  const undo = inverse.writes.map((write) => {
    const origin = origins.get(`${write.collectionId}\n${write.uid}`);
    if (origin === undefined) return write;
    const { collectionId, uid } = origin.ref;
    return { ...write, edits: { ...write.edits, [MOVED]: formatMovedTo({ collectionId, uid }, origin.edits) } };
  });
  return { ...plan, answer: { ...plan.answer, inverse: { ...inverse, writes: undo } } };
}

export async function planCopy(context: WriterContext, command: CopyCommand): Promise<Plan> {
  const { refs, collectionId, groups } = command;
  const reader = createItemReader(context.db);
  await reader.collection(collectionId);
  const writes: ItemWrite[] = [];
  const properties: PropertyWrite[] = [];
  const joining = uniqueNames(groups);
  if (joining.length > 0) {
    const here = byCollection(refs).get(collectionId) ?? [];
    const own = await groupWrites(context, reader, collectionId, here, { add: joining, remove: [] });
    writes.push(...own.writes);
    properties.push(...own.properties);
  }
  let changed = 0;
  for (const [from, uids] of byCollection(refs)) {
    if (from === collectionId) continue;
    const view = await readGroups(context.db, from);
    const rows = rowsByUid(view, uids);
    for (const [index, uid] of [...uids].entries()) {
      const item = await reader.read(from, uid);
      await restAfter(index);
      if (!isCounted(item)) continue;
      const row = rows.get(uid);
      const names = row === undefined ? [] : view.groupsOf(row);
      writes.push(
        ...(await moveWrites(context, reader, { ref: { collectionId: from, uid }, item, groups: names }, command)),
      );
      changed += 1;
    }
  }
  return withWayBack(await planItems(context, writes, { changed }, { reader, properties }), writes);
}

function rowsByUid(view: GroupView, uids: ReadonlySet<string>): Map<string, ContactRow> {
  return new Map(view.people.filter(({ uid }) => uids.has(uid)).map((row) => [row.uid, row]));
}
