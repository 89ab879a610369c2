import { randomHex } from '../../domain/collections/random-hex.js';
import { contactEdits } from '../../domain/contacts/contact-edits.js';
import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import { createContactText } from '../../domain/contacts/create-contact-text.js';
import { mergeContactFields } from '../../domain/contacts/merge-contact-fields.js';
import { readContactFields } from '../../domain/contacts/read-contact-fields.js';
import type { ItemRef } from '../../domain/items/item.js';
import type { Command } from '../sync.api.js';
import { keepGroups } from './group-commands.js';
import { groupCardWrites, readGroups } from './group-rows.js';
import { createItemReader } from './item-reader.js';
import { moveItem } from './move-item.js';
import { deletion, planItems } from './plan-items.js';
import { liveCollection, type Plan, readStored, requireItem, type WriterContext } from './write-documents.js';

export type ContactCommand = Extract<
  Command,
  { type: 'createContact' | 'updateContact' | 'setFavourite' | 'removeContacts' }
>;

const newId = () => `n${randomHex(6)}`;

async function planCreate(context: WriterContext, collectionId: string, fields: ContactFields): Promise<Plan> {
  await liveCollection(context.db, collectionId);
  const uid = crypto.randomUUID();
  const text = createContactText(fields, { uid, now: context.clock.now() });
  return planItems(context, [{ collectionId, uid, text, edits: {} }], { uid });
}

async function planUpdate(
  context: WriterContext,
  ref: ItemRef,
  change: (fields: ContactFields) => ContactFields,
  target = ref.collectionId,
  /** What a form showed and what it was left with: its groups may be of cards of groups. */
  form?: readonly [ContactFields, ContactFields],
): Promise<Plan> {
  const { collectionId, uid } = ref;
  const item = await requireItem(context.db, collectionId, uid);
  const before = readContactFields(item.text, item.edits);
  const edits = contactEdits(item.text, before, change(before), newId, context.clock.now(), item.edits);
  if (target !== collectionId) {
    const there = await readStored(context.db, target, uid);
    return planItems(context, moveItem(context, item, edits, collectionId, target, there));
  }
  const writes = [{ collectionId, uid, edits }];
  const [old, now] = form ?? [before, before];
  const add = now.categories.filter((name) => !old.categories.includes(name));
  const remove = old.categories.filter((name) => !now.categories.includes(name));
  if (add.length + remove.length === 0) return planItems(context, writes);
  const reader = createItemReader(context.db);
  const view = await readGroups(context.db, collectionId);
  const cards = await groupCardWrites(context, reader, view, collectionId, { uids: [uid], add, remove });
  const properties = await keepGroups(reader, collectionId, [...add, ...remove]);
  return planItems(context, [...writes, ...cards], {}, { reader, properties });
}

export async function planContactCommand(context: WriterContext, command: ContactCommand): Promise<Plan> {
  switch (command.type) {
    case 'createContact':
      return planCreate(context, command.collectionId, command.fields);
    case 'updateContact': {
      const { ref, fields, before, collectionId } = command;
      const change = (now: ContactFields) => (before === undefined ? fields : mergeContactFields(before, fields, now));
      return planUpdate(context, ref, change, collectionId, before === undefined ? undefined : [before, fields]);
    }
    case 'setFavourite':
      return planUpdate(context, command.ref, (fields) => ({ ...fields, favourite: command.favourite }));
    case 'removeContacts':
      return planItems(
        context,
        command.refs.map(({ collectionId, uid }) => deletion(context, collectionId, uid)),
      );
  }
}
