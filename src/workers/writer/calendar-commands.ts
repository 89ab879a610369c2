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
import type { EpochMs } from '../../domain/time/types.js';
import type { StoredItem } from '../../store/shard-items.js';
import type { Command } from '../sync.api.js';
import { moveItem } from './move-item.js';
import { deletion } from './plan-items.js';
import { planEvents } from './plan-people.js';
import { endWrites, freeOfParts, partWrites, planPart } from './series-parts.js';
import { liveCollection, type Plan, readStored, requireItem, type WriterContext } from './write-documents.js';

export type CalendarCommand = Extract<
  Command,
  { type: 'createEvent' | 'updateEvent' | 'moveEvent' | 'copyEvent' | 'removeEvent' }
>;

async function planCreate(context: WriterContext, collectionId: string, fields: EventFields): Promise<Plan> {
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
  const split = await planDivision(context, item, ref, scope, { before, after }, target);
  if (split !== undefined) return split;
  const free = scope !== 'this' && before.rrule !== after.rrule ? freeOfParts(item) : {};
  const edits = { ...eventEdits(item.text, item.edits, before, after, targetOf(ref, scope), now), ...free };
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

/** The plan of a change that divides its series; undefined for one that does not. */
async function planDivision(
  context: WriterContext,
  item: StoredItem,
  ref: OccurrenceRef,
  scope: Scope,
  change: { readonly before: EventFields; readonly after: EventFields } | undefined,
  target = ref.collectionId,
): Promise<Plan | undefined> {
  const { collectionId, uid, recurrenceId } = ref;
  if (recurrenceId === undefined || scope === 'all') return undefined;
  const part = await planPart(context, item, { collectionId, uid, recurrenceId }, target);
  const split = part && divided(item, ref, scope, change, { uid: part.uid, now: context.clock.now() });
  if (split === undefined) return undefined;
  const { edits, text, changes } = split;
  const fresh = { collectionId: target, text, changes, recurrenceId };
  return planEvents(context, partWrites(part!, { collectionId, uid, edits }, fresh), { uid: part!.uid });
}

async function planRemove(context: WriterContext, ref: OccurrenceRef, scope: Scope): Promise<Plan> {
  const { collectionId, uid, recurrenceId } = ref;
  const item = await requireItem(context.db, collectionId, uid);
  const split = await planDivision(context, item, ref, scope, undefined);
  if (split !== undefined) return split;
  const now = context.clock.now();
  if (scope === 'following' && recurrenceId !== undefined) {
    const edits = endSeriesEdits(item.text, item.edits, recurrenceId, now);
    const part = edits && (await planPart(context, item, { collectionId, uid, recurrenceId }, collectionId));
    if (part !== undefined) return planEvents(context, endWrites(part, { collectionId, uid, edits: edits! }));
  }
  const edits =
    scope === 'this' && recurrenceId !== undefined
      ? removeOccurrenceEdits(item.text, item.edits, recurrenceId, now)
      : {};
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
