import { createEventText } from '../../domain/calendar/create-event-text.js';
import { bookedEdits, bookedEvent } from '../../domain/calendar/slots/booking.js';
import { readSlotFields, slotEdits } from '../../domain/calendar/slots/read-slots.js';
import { createSlotText } from '../../domain/calendar/slots/slot-lines.js';
import { AppError } from '../../domain/errors.js';
import { applyEdits } from '../../domain/items/apply-edits.js';
import { mergeFields } from '../../domain/items/merge-fields.js';
import type { Command } from '../sync.api.js';
import { moveItem } from './move-item.js';
import { planItems } from './plan-items.js';
import { ownAddresses, planEvents } from './plan-people.js';
import { liveCollection, type Plan, requireItem, type WriterContext } from './write-documents.js';

export type SlotCommand = Extract<Command, { type: 'createSlots' | 'updateSlots' | 'bookSlot' }>;

async function planUpdate(
  context: WriterContext,
  { ref, fields, before, collectionId = ref.collectionId }: Extract<SlotCommand, { type: 'updateSlots' }>,
): Promise<Plan> {
  const { uid } = ref;
  const item = await requireItem(context.db, ref.collectionId, uid);
  const now = readSlotFields(applyEdits(item.text, item.edits));
  if (now === undefined) throw new AppError('store/not-found', 'There is no such schedule.', { uid });
  const after = before === undefined ? fields : mergeFields(before, fields, now);
  const edits = slotEdits(item.text, item.edits, now, after, context.clock.now());
  if (collectionId === ref.collectionId) return planItems(context, [{ collectionId, uid, edits }]);
  await liveCollection(context.db, collectionId);
  return planItems(context, moveItem(context, item, edits, ref.collectionId, collectionId));
}

/** @throws {AppError} `store/not-found` */
export async function planSlotCommand(context: WriterContext, command: SlotCommand): Promise<Plan> {
  const now = context.clock.now();
  switch (command.type) {
    case 'createSlots': {
      const { collectionId, fields } = command;
      await liveCollection(context.db, collectionId);
      const uid = crypto.randomUUID();
      const [organizer] = await ownAddresses(context);
      const text = createSlotText(fields, { uid, now, organizer });
      return planItems(context, [{ collectionId, uid, text, edits: {} }], { uid });
    }
    case 'updateSlots':
      return planUpdate(context, command);
    case 'bookSlot': {
      const { ref, booking, title } = command;
      const { collectionId } = ref;
      const item = await requireItem(context.db, collectionId, ref.uid);
      const fields = readSlotFields(applyEdits(item.text, item.edits));
      if (fields === undefined) throw new AppError('store/not-found', 'There is no such schedule.', { uid: ref.uid });
      const uid = crypto.randomUUID();
      const event = createEventText(bookedEvent(fields, booking, title), { uid, now });
      const text = applyEdits(event, bookedEdits(ref.uid));
      return planEvents(context, [{ collectionId, uid, text, edits: {} }], { uid });
    }
  }
}
