// Several contacts become one, any number of times in one command with one undo (docs/rules/contacts.md, DU6–DU10).
import { MERGED } from '../../domain/collections/document-id.js';
import { randomHex } from '../../domain/collections/random-hex.js';
import { categoryEdits } from '../../domain/contacts/category-edits.js';
import type { GroupView } from '../../domain/contacts/contact-groups.js';
import { distinctEdits, MAX_DISTINCT } from '../../domain/contacts/duplicates/distinct-marks.js';
import { groupCardEdits } from '../../domain/contacts/group-card.js';
import { type MergeCard, mergeEdits } from '../../domain/contacts/merging/merge-cards.js';
import { type MergeRequest, refKey } from '../../domain/contacts/merging/merge-choices.js';
import { relatedEdits } from '../../domain/contacts/merging/related-edits.js';
import { readContactFields } from '../../domain/contacts/read-contact-fields.js';
import { AppError } from '../../domain/errors.js';
import type { Edits, ItemRef } from '../../domain/items/item.js';
import { memberUid } from '../../domain/items/member-id.js';
import { formatMovedTo } from '../../domain/items/moved-to.js';
import { isCounted, itemAt } from '../../store/shard-items.js';
import { getTexts } from '../../store/texts.js';
import type { ItemWrite, PropertyWrite } from '../item-commands.api.js';
import { nextTurn } from '../next-turn.js';
import type { Command } from '../sync.api.js';
import { keepGroups } from './group-commands.js';
import { readGroups } from './group-rows.js';
import { createItemReader, type ItemReader } from './item-reader.js';
import { deletion, planItems, restAfter } from './plan-items.js';
import type { Plan, WriterContext } from './write-documents.js';

type MergeCommand = Extract<Command, { type: 'mergeContacts' | 'markDistinct' }>;

const newId = () => `n${randomHex(6)}`;

/** What the merges of one command write, by item: one card may be kept, be in a group and be referred to. */
function createWrites() {
  const writes = new Map<string, ItemWrite>();
  return {
    add({ collectionId, uid, edits }: ItemWrite) {
      if (Object.keys(edits).length === 0) return;
      const key = refKey({ collectionId, uid });
      writes.set(key, { collectionId, uid, edits: { ...writes.get(key)?.edits, ...edits } });
    },
    /** What the item will have been given. */
    of(ref: ItemRef): Edits {
      return (writes.get(refKey(ref))?.edits ?? {}) as Edits;
    },
    all: () => [...writes.values()],
  };
}
type Writes = ReturnType<typeof createWrites>;

/** The cards that are there, the kept one first; `undefined` when there is nothing to merge. */
async function readCards(reader: ItemReader, { keep, others }: MergeRequest): Promise<MergeCard[] | undefined> {
  const cards: MergeCard[] = [];
  const seen = new Set<string>();
  for (const ref of [keep, ...others]) {
    const item = seen.has(refKey(ref))
      ? undefined
      : await reader.read(ref.collectionId, ref.uid).catch(() => undefined);
    seen.add(refKey(ref));
    if (isCounted(item)) cards.push({ ...ref, text: item.text, edits: item.edits });
    else if (ref === keep) return undefined;
  }
  return cards.length < 2 ? undefined : cards;
}

/** Groups by book, read once. */
function createGroupReader({ db }: WriterContext) {
  const views = new Map<string, Promise<GroupView>>();
  return (collectionId: string) => {
    const view = views.get(collectionId) ?? readGroups(db, collectionId);
    views.set(collectionId, view);
    return view;
  };
}

/** Merged cards, by UID as others name it, and what they were merged into. */
type Replaced = ReadonlyMap<string, ItemRef>;

async function planMerge(context: WriterContext, merges: readonly MergeRequest[]): Promise<Plan> {
  const reader = createItemReader(context.db);
  const viewOf = createGroupReader(context);
  const writes = createWrites();
  const properties: PropertyWrite[] = [];
  const replaced = new Map<string, Map<string, ItemRef>>();
  const now = context.clock.now();
  const taken = new Set<string>();
  let changed = 0;
  for (const [index, merge] of merges.entries()) {
    await restAfter(index);
    const refs = [merge.keep, ...merge.others].map(refKey);
    // A card is merged once; what comes later is looked at again.
    const cards = refs.some((key) => taken.has(key)) ? undefined : await readCards(reader, merge);
    const [keep, ...others] = cards ?? [];
    if (cards === undefined || keep === undefined) continue;
    for (const key of refs) taken.add(key);
    changed += 1;
    const { collectionId, uid } = keep;
    const edits = mergeEdits(cards, merge.choices ?? {}, newId, now);
    const names = await groupsElsewhere(viewOf, keep, others, merge.choices?.without ?? []);
    const joined = categoryEdits(keep.text, { ...keep.edits, ...edits }, { add: names, remove: [] }, now);
    writes.add({ collectionId, uid, edits: { ...edits, ...joined } });
    properties.push(...(await newGroups(reader, keep, others)));
    for (const other of others) {
      const gone = deletion(context, other.collectionId, other.uid);
      const word = formatMovedTo({ collectionId, uid }, other.edits);
      writes.add({ ...gone, edits: { ...gone.edits, [MERGED]: word } });
      const own = replaced.get(other.collectionId) ?? new Map<string, ItemRef>();
      replaced.set(other.collectionId, own.set(memberUid(other.uid), keep));
    }
  }
  if (changed === 0) throw new AppError('store/not-found', 'The contacts are gone.');
  await replaceMembers(context, reader, viewOf, replaced, writes);
  await replaceReferences(context, reader, new Map([...replaced.values()].flatMap((own) => [...own])), writes);
  return planItems(context, writes.all(), { changed }, { reader, properties });
}

/** Groups of other books that only their own card knew: the kept card now says so itself. */
async function groupsElsewhere(
  viewOf: (id: string) => Promise<GroupView>,
  keep: MergeCard,
  others: readonly MergeCard[],
  without: readonly string[],
): Promise<string[]> {
  const names: string[] = [];
  for (const { collectionId, uid } of others) {
    const view = await viewOf(collectionId);
    if (collectionId === keep.collectionId || view.groupCards.length === 0) continue;
    const row = view.people.find((person) => person.uid === uid);
    names.push(
      ...(row === undefined ? [] : view.groupsOf(row)).filter((name) => !without.includes(`categories\n${name}`)),
    );
  }
  return names;
}

async function newGroups(reader: ItemReader, keep: MergeCard, others: readonly MergeCard[]): Promise<PropertyWrite[]> {
  const elsewhere = others.filter(({ collectionId }) => collectionId !== keep.collectionId);
  const names = elsewhere.flatMap(({ text, edits }) => readContactFields(text, edits).categories);
  return names.length === 0 ? [] : keepGroups(reader, keep.collectionId, names);
}

/** Cards of groups name the kept card where they named the others. */
async function replaceMembers(
  context: WriterContext,
  reader: ItemReader,
  viewOf: (id: string) => Promise<GroupView>,
  replaced: ReadonlyMap<string, Replaced>,
  writes: Writes,
): Promise<void> {
  for (const [collectionId, own] of replaced) {
    for (const { uid, members = [] } of (await viewOf(collectionId)).groupCards) {
      const remove = members.filter((member) => own.has(member));
      const item = remove.length === 0 ? undefined : await reader.read(collectionId, uid);
      if (!isCounted(item)) continue;
      const kept = remove.flatMap((member) => own.get(member) ?? []);
      const add = kept.filter((ref) => ref.collectionId === collectionId).map((ref) => ref.uid);
      const edits = groupCardEdits(item.text, item.edits, { remove, add }, context.clock.now());
      writes.add({ collectionId, uid, edits });
    }
  }
}

/** RELATED lines of all books name the kept card where they named the others (RFC 6350 §6.6.6). */
async function replaceReferences(
  context: WriterContext,
  reader: ItemReader,
  replaced: Replaced,
  writes: Writes,
): Promise<void> {
  const { db } = context;
  const books = (await db.collections.toArray()).filter(({ kind, deleted }) => kind === 'addressbook' && !deleted);
  for (const { id, shards } of books) {
    if ((await reader.editable(id).catch(() => undefined)) === undefined) continue;
    for (let shard = 0; shard < shards; shard += 1) {
      const record = await getTexts(db, id, shard);
      await nextTurn();
      for (const [index, text] of (record?.texts ?? []).entries()) {
        if (record === undefined) continue;
        const ref = { collectionId: id, uid: record.uids[index] ?? '' };
        const edited = [...Object.keys(record.edits[index] ?? {}), ...Object.keys(writes.of(ref))];
        if (!text.includes('RELATED') && !edited.some((key) => key.startsWith('RELATED'))) continue;
        const item = itemAt(record, index);
        if (!isCounted(item) || replaced.has(memberUid(item.uid))) continue;
        writes.add({
          ...ref,
          edits: relatedEdits(item.text, { ...item.edits, ...writes.of(ref) }, replaced, context.clock.now()),
        });
      }
    }
  }
}

export async function planMergeCommand(context: WriterContext, command: MergeCommand): Promise<Plan> {
  if (command.type === 'mergeContacts') return planMerge(context, command.merges);
  const reader = createItemReader(context.db);
  const refs: ItemRef[] = [];
  for (const ref of command.refs.slice(0, MAX_DISTINCT))
    if (isCounted(await reader.read(ref.collectionId, ref.uid))) refs.push(ref);
  const writes = distinctEdits(refs).map(({ ref, edits }): ItemWrite => ({ ...ref, edits }));
  return planItems(context, writes, { changed: writes.length }, { reader });
}
