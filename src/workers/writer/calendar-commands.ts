import { changeFollowing, changeOnwardsOverride } from '../../domain/calendar/change-following.js';
import { copyEvent } from '../../domain/calendar/copy-event.js';
import { createEventText } from '../../domain/calendar/create-event-text.js';
import { moveFields, type Scope } from '../../domain/calendar/event-change.js';
import { type EditTarget, eventEdits, removeOccurrenceEdits } from '../../domain/calendar/event-edits.js';
import type { EventFields } from '../../domain/calendar/event-fields.js';
import { mergeEventFields } from '../../domain/calendar/merge-event-fields.js';
import type { OccurrenceRef } from '../../domain/calendar/occurrence.js';
import { readEventFields } from '../../domain/calendar/read-event-fields.js';
import { endSeriesEdits, type SplitSeries } from '../../domain/calendar/split-series.js';
import { AppError } from '../../domain/errors.js';
import { applyEdits } from '../../domain/items/apply-edits.js';
import type { Edits } from '../../domain/items/item.js';
import type { EpochMs } from '../../domain/time/types.js';
import type { StoredItem } from '../../store/shard-items.js';
import type { Command } from '../sync.api.js';
import { moveItem } from './move-item.js';
import { deletion } from './plan-items.js';
import { planEvents } from './plan-people.js';
import { liveCollection, type Plan, readStored, requireItem, type WriterContext } from './write-documents.js';

export type CalendarCommand = Extract<
  Command,
  { type: 'createEvent' | 'updateEvent' | 'moveEvent' | 'copyEvent' | 'removeEvent' }
>;

async function planCreate(context: WriterContext, collectionId: string, fields: EventFields): Promise<Plan> {
  await liveCollection(context.db, collectionId);
  const uid = crypto.randomUUID();
  const text = createEventText(fields, { uid, now: context.clock.now() });
  return planEvents(context, [{ collectionId, uid, text, edits: {} }], { uid });
}

function readOccurrence(item: StoredItem, ref: OccurrenceRef): EventFields {
  const fields = readEventFields(applyEdits(item.text, item.edits), ref.recurrenceId);
  if (fields === undefined) throw new AppError('store/not-found', 'There is no such occurrence.', { uid: ref.uid });
  return fields;
}

function targetOf(ref: OccurrenceRef, scope: Scope): EditTarget {
  const { recurrenceId } = ref;
  return scope === 'this' && recurrenceId !== undefined ? { scope, recurrenceId } : { scope: 'all', recurrenceId };
}

/** Edits against what the person had before their eyes: the occurrence they opened or dragged. */
async function planChange(
  context: WriterContext,
  ref: OccurrenceRef,
  scope: Scope,
  change: (fields: EventFields) => EventFields,
  target = ref.collectionId,
): Promise<Plan> {
  const { collectionId, uid } = ref;
  const item = await requireItem(context.db, collectionId, uid);
  const before = readOccurrence(item, ref);
  const after = change(before);
  const now = context.clock.now();
  if (target !== collectionId) await liveCollection(context.db, target);
  const own = { uid: crypto.randomUUID(), now };
  const split = divided(item, ref, scope, { before, after }, own);
  if (split !== undefined) return planSplit(context, ref, split, own.uid, target);
  const edits = eventEdits(item.text, item.edits, before, after, targetOf(ref, scope), now);
  if (target !== collectionId) {
    const there = await readStored(context.db, target, uid);
    return planEvents(context, moveItem(context, item, edits, collectionId, target, there));
  }
  return planEvents(context, [{ collectionId, uid, edits }]);
}

/** Where a change divides its series. */
function divided(
  { text, edits }: StoredItem,
  { recurrenceId }: OccurrenceRef,
  scope: Scope,
  change: { readonly before: EventFields; readonly after: EventFields } | undefined,
  own: { readonly uid: string; readonly now: EpochMs },
): SplitSeries | undefined {
  if (recurrenceId === undefined || scope === 'all') return undefined;
  if (scope === 'this') return changeOnwardsOverride(text, edits, recurrenceId, change, own);
  return change && changeFollowing(text, edits, { recurrenceId, ...change }, own);
}

function planSplit(
  context: WriterContext,
  { collectionId, uid }: OccurrenceRef,
  { edits, text }: SplitSeries,
  newUid: string,
  target = collectionId,
): Promise<Plan> {
  const fresh = { collectionId: target, uid: newUid, text, edits: {} };
  return planEvents(context, [{ collectionId, uid, edits }, fresh], { uid: newUid });
}

/** Edits that take away what `scope` says; none where that is the whole item. */
function removalEdits(item: StoredItem, { recurrenceId }: OccurrenceRef, scope: Scope, now: EpochMs): Edits {
  if (scope === 'all' || recurrenceId === undefined) return {};
  if (scope === 'this') return removeOccurrenceEdits(item.text, item.edits, recurrenceId, now);
  return endSeriesEdits(item.text, item.edits, recurrenceId, now) ?? {};
}

async function planRemove(context: WriterContext, ref: OccurrenceRef, scope: Scope): Promise<Plan> {
  const { collectionId, uid } = ref;
  const item = await requireItem(context.db, collectionId, uid);
  const own = { uid: crypto.randomUUID(), now: context.clock.now() };
  const split = divided(item, ref, scope, undefined, own);
  if (split !== undefined) return planSplit(context, ref, split, own.uid);
  const edits = removalEdits(item, ref, scope, own.now);
  // An occurrence without a series, or the whole: the item itself goes.
  if (Object.keys(edits).length === 0) return planEvents(context, [deletion(context, collectionId, uid)]);
  return planEvents(context, [{ collectionId, uid, edits }]);
}

async function planCopy(
  context: WriterContext,
  { ref, times, scope, collectionId = ref.collectionId }: Extract<Command, { type: 'copyEvent' }>,
): Promise<Plan> {
  const item = await requireItem(context.db, ref.collectionId, ref.uid);
  await liveCollection(context.db, collectionId);
  const own = { uid: crypto.randomUUID(), now: context.clock.now() };
  const text = copyEvent(applyEdits(item.text, item.edits), ref.recurrenceId, scope, times, own);
  if (text === undefined) throw new AppError('store/not-found', 'There is no such occurrence.', { uid: ref.uid });
  const plan = await planEvents(context, [{ collectionId, uid: own.uid, text, edits: {} }], { uid: own.uid });
  // A guest's copy is nothing that its organiser knows of.
  const messages = plan.answer.messages?.filter(({ method }) => method !== 'REPLY');
  return { ...plan, answer: { ...plan.answer, messages } };
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
    case 'copyEvent':
      return planCopy(context, command);
    case 'removeEvent':
      return planRemove(context, command.ref, command.scope);
  }
}
