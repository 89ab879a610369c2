import { createEventText } from '../../domain/calendar/create-event-text.js';
import { moveFields } from '../../domain/calendar/event-change.js';
import { type EditTarget, eventEdits, removeOccurrenceEdits } from '../../domain/calendar/event-edits.js';
import type { EventFields } from '../../domain/calendar/event-fields.js';
import { mergeEventFields } from '../../domain/calendar/merge-event-fields.js';
import type { OccurrenceRef } from '../../domain/calendar/occurrence.js';
import { readEventFields } from '../../domain/calendar/read-event-fields.js';
import { AppError } from '../../domain/errors.js';
import { applyEdits } from '../../domain/items/apply-edits.js';
import type { StoredItem } from '../../store/shard-items.js';
import type { Command } from '../sync.api.js';
import { moveItem } from './move-item.js';
import { deletion, planItems } from './plan-items.js';
import { liveCollection, type Plan, requireItem, type WriterContext } from './write-documents.js';

export type CalendarCommand = Extract<Command, { type: 'createEvent' | 'updateEvent' | 'moveEvent' | 'removeEvent' }>;

async function planCreate(context: WriterContext, collectionId: string, fields: EventFields): Promise<Plan> {
  await liveCollection(context.db, collectionId);
  const uid = crypto.randomUUID();
  const text = createEventText(fields, { uid, now: context.clock.now() });
  return planItems(context, [{ collectionId, uid, text, edits: {} }], { uid });
}

function readOccurrence(item: StoredItem, ref: OccurrenceRef): EventFields {
  const fields = readEventFields(applyEdits(item.text, item.edits), ref.recurrenceId);
  if (fields === undefined) throw new AppError('store/not-found', 'There is no such occurrence.', { uid: ref.uid });
  return fields;
}

function targetOf(ref: OccurrenceRef, scope: 'this' | 'all'): EditTarget {
  return scope === 'this' && ref.recurrenceId !== undefined
    ? { scope, recurrenceId: ref.recurrenceId }
    : { scope: 'all' };
}

/** Edits against what the person had before their eyes: the occurrence they opened or dragged. */
async function planChange(
  context: WriterContext,
  ref: OccurrenceRef,
  scope: 'this' | 'all',
  change: (fields: EventFields) => EventFields,
  target = ref.collectionId,
): Promise<Plan> {
  const { collectionId, uid } = ref;
  const item = await requireItem(context.db, collectionId, uid);
  const before = readOccurrence(item, ref);
  const now = context.clock.now();
  const edits = eventEdits(item.text, item.edits, before, change(before), targetOf(ref, scope), now);
  if (target !== collectionId) {
    await liveCollection(context.db, target);
    return planItems(context, moveItem(context, item, edits, collectionId, target));
  }
  return planItems(context, [{ collectionId, uid, edits }]);
}

async function planRemove(context: WriterContext, ref: OccurrenceRef, scope: 'this' | 'all'): Promise<Plan> {
  const { collectionId, uid, recurrenceId } = ref;
  const item = await requireItem(context.db, collectionId, uid);
  const edits =
    scope === 'this' && recurrenceId !== undefined
      ? removeOccurrenceEdits(item.text, item.edits, recurrenceId, context.clock.now())
      : {};
  // An occurrence without a series, or the whole: the item itself goes.
  if (Object.keys(edits).length === 0) return planItems(context, [deletion(context, collectionId, uid)]);
  return planItems(context, [{ collectionId, uid, edits }]);
}

export async function planCalendarCommand(context: WriterContext, command: CalendarCommand): Promise<Plan> {
  switch (command.type) {
    case 'createEvent':
      return planCreate(context, command.collectionId, command.fields);
    case 'updateEvent': {
      const { ref, scope, fields, before, collectionId } = command;
      const change = (now: EventFields) => (before === undefined ? fields : mergeEventFields(before, fields, now));
      return planChange(context, ref, scope, change, collectionId);
    }
    case 'moveEvent':
      return planChange(context, command.ref, command.scope, (fields) => moveFields(fields, command.times));
    case 'removeEvent':
      return planRemove(context, command.ref, command.scope);
  }
}
