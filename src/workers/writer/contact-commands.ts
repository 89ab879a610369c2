import { randomHex } from '../../domain/collections/random-hex.js';
import { contactEdits } from '../../domain/contacts/contact-edits.js';
import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import { createContactText } from '../../domain/contacts/create-contact-text.js';
import { readContactFields } from '../../domain/contacts/read-contact-fields.js';
import type { ItemRef } from '../../domain/items/item.js';
import { mergeFields } from '../../domain/items/merge-fields.js';
import type { Command } from '../sync.api.js';
import { moveItem } from './move-item.js';
import { deletion, planItems } from './plan-items.js';
import { liveCollection, type Plan, requireItem, type WriterContext } from './write-documents.js';

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
): Promise<Plan> {
  const { collectionId, uid } = ref;
  const item = await requireItem(context.db, collectionId, uid);
  const before = readContactFields(item.text, item.edits);
  const edits = contactEdits(item.text, before, change(before), newId, context.clock.now(), item.edits);
  if (target !== collectionId) return planItems(context, moveItem(context, item, edits, collectionId, target));
  return planItems(context, [{ collectionId, uid, edits }]);
}

export async function planContactCommand(context: WriterContext, command: ContactCommand): Promise<Plan> {
  switch (command.type) {
    case 'createContact':
      return planCreate(context, command.collectionId, command.fields);
    case 'updateContact': {
      const { ref, fields, before, collectionId } = command;
      const change = (now: ContactFields) => (before === undefined ? fields : mergeFields(before, fields, now));
      return planUpdate(context, ref, change, collectionId);
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
