import { type EditTarget, removeOccurrenceEdits } from '../../domain/calendar/event-edits.js';
import type { OccurrenceRef } from '../../domain/calendar/occurrence.js';
import { endSeriesEdits } from '../../domain/calendar/split-series.js';
import { AppError } from '../../domain/errors.js';
import { applyEdits } from '../../domain/items/apply-edits.js';
import { mergeFields } from '../../domain/items/merge-fields.js';
import type { TaskPlace } from '../../domain/tasks/arrange-task.js';
import { changeFollowingTasks } from '../../domain/tasks/change-following-tasks.js';
import { createTaskText } from '../../domain/tasks/create-task-text.js';
import { moveTaskFields } from '../../domain/tasks/move-task.js';
import { readTaskFields } from '../../domain/tasks/read-task-fields.js';
import { taskEdits } from '../../domain/tasks/task-edits.js';
import { type TaskFields, withCompletion } from '../../domain/tasks/task-fields.js';
import type { TaskScope } from '../../domain/tasks/task-query.js';
import type { ItemWrite } from '../item-commands.api.js';
import type { Command } from '../sync.api.js';
import { moveItem } from './move-item.js';
import { deletion, planItems } from './plan-items.js';
import { endWrites, freeOfParts, partWrites, planPart } from './series-parts.js';
import { subtaskWrites } from './task-parts.js';
import { liveCollection, type Plan, readStored, requireItem, type WriterContext } from './write-documents.js';

export type TaskCommand = Extract<
  Command,
  { type: 'createTask' | 'updateTask' | 'placeTasks' | 'completeTasks' | 'moveTask' | 'removeTasks' }
>;

/** The write that makes a task. */
function creation(context: WriterContext, collectionId: string, fields: TaskFields): ItemWrite {
  const uid = crypto.randomUUID();
  return { collectionId, uid, text: createTaskText(fields, { uid, now: context.clock.now() }), edits: {} };
}

async function planCreate(
  context: WriterContext,
  { collectionId, fields, parts = [] }: Extract<Command, { type: 'createTask' }>,
): Promise<Plan> {
  await liveCollection(context.db, collectionId);
  const task = creation(context, collectionId, fields);
  const below = parts.map((part) => creation(context, collectionId, { ...part, parent: task.uid }));
  return planItems(context, [task, ...below], { uid: task.uid });
}

function targetOf({ recurrenceId }: OccurrenceRef, scope: TaskScope): EditTarget {
  if (recurrenceId === undefined) return { scope: 'all' };
  return scope === 'this' ? { scope, recurrenceId } : { scope: 'all', recurrenceId };
}

interface TaskChange {
  readonly ref: OccurrenceRef;
  readonly scope: TaskScope;
  readonly change: (fields: TaskFields) => TaskFields;
  /** The calendar it is to be in. */
  readonly target?: string;
}

/** Edits against what the person had before their eyes; and the UID that the task has afterwards. */
async function writesOfChange(
  context: WriterContext,
  { ref, scope, change, target = ref.collectionId }: TaskChange,
): Promise<{ readonly uid: string; readonly writes: readonly ItemWrite[] }> {
  const { collectionId, uid, recurrenceId } = ref;
  const item = await requireItem(context.db, collectionId, uid);
  const before = readTaskFields(applyEdits(item.text, item.edits), recurrenceId);
  if (before === undefined) throw new AppError('store/not-found', 'There is no such task.', { uid });
  const changed = change(before);
  // Nothing is a part of itself.
  const after = changed.parent === uid ? { ...changed, parent: before.parent } : changed;
  const now = context.clock.now();
  if (target !== collectionId) await liveCollection(context.db, target);
  const subtasks = (newUid: string) =>
    subtaskWrites(context, { from: collectionId, to: target, uid, newUid, openOnly: newUid !== uid });
  if (scope === 'following' && recurrenceId !== undefined) {
    const part = await planPart(context, item, { collectionId, uid, recurrenceId }, target);
    const following = { recurrenceId, before, after };
    const split = part && changeFollowingTasks(item.text, item.edits, following, { uid: part.uid, now });
    if (part !== undefined && split !== undefined) {
      const fresh = { collectionId: target, text: split.text, changes: split.changes, recurrenceId };
      const writes = partWrites(part, { collectionId, uid, edits: split.edits }, fresh);
      return { uid: part.uid, writes: [...writes, ...(await subtasks(part.uid))] };
    }
  }
  const free = scope !== 'this' && before.rrule !== after.rrule ? freeOfParts(item) : {};
  const edits = { ...taskEdits(item.text, item.edits, before, after, targetOf(ref, scope), now), ...free };
  if (target === collectionId) return { uid, writes: [{ collectionId, uid, edits }] };
  const there = await readStored(context.db, target, uid);
  return { uid, writes: [...moveItem(context, item, edits, collectionId, target, there), ...(await subtasks(uid))] };
}

async function planUpdate(
  context: WriterContext,
  { ref, scope, fields, before, collectionId = ref.collectionId, parts = [] }: Extract<Command, { type: 'updateTask' }>,
): Promise<Plan> {
  const change = (now: TaskFields) => (before === undefined ? fields : mergeFields(before, fields, now));
  const { uid, writes } = await writesOfChange(context, { ref, scope, change, target: collectionId });
  const below = parts.map((part) => creation(context, collectionId, { ...part, parent: uid }));
  return planItems(context, [...writes, ...below], uid === ref.uid ? {} : { uid });
}

/** Parent and place are of a series as a whole. */
async function writesOfPlace(context: WriterContext, place: TaskPlace): Promise<readonly ItemWrite[]> {
  const { collectionId, uid, ...where } = place;
  const change = (fields: TaskFields) => ({ ...fields, ...where });
  return (await writesOfChange(context, { ref: { collectionId, uid }, scope: 'all', change })).writes;
}

async function writesOfRemoval(context: WriterContext, ref: OccurrenceRef, scope: TaskScope): Promise<ItemWrite[]> {
  const { collectionId, uid, recurrenceId } = ref;
  const item = await requireItem(context.db, collectionId, uid);
  const now = context.clock.now();
  const whole = [deletion(context, collectionId, uid)];
  if (scope === 'all' || recurrenceId === undefined) return whole;
  if (scope === 'following') {
    const edits = endSeriesEdits(item.text, item.edits, recurrenceId, now);
    const part = edits && (await planPart(context, item, { collectionId, uid, recurrenceId }, collectionId));
    return edits && part ? endWrites(part, { collectionId, uid, edits }) : whole;
  }
  const edits = removeOccurrenceEdits(item.text, item.edits, recurrenceId, now);
  return Object.keys(edits).length === 0 ? whole : [{ collectionId, uid, edits }];
}

/** @throws {AppError} `store/not-found` */
export async function planTaskCommand(context: WriterContext, command: TaskCommand): Promise<Plan> {
  switch (command.type) {
    case 'createTask':
      return planCreate(context, command);
    case 'updateTask':
      return planUpdate(context, command);
    case 'placeTasks': {
      const writes: ItemWrite[] = [];
      for (const place of command.places) writes.push(...(await writesOfPlace(context, place)));
      return planItems(context, writes);
    }
    case 'completeTasks': {
      const now = context.clock.now();
      const change = (fields: TaskFields) => withCompletion(fields, command.done, now);
      const writes: ItemWrite[] = [];
      for (const ref of command.refs)
        writes.push(...(await writesOfChange(context, { ref, scope: 'this', change })).writes);
      return planItems(context, writes);
    }
    case 'moveTask': {
      const { ref, scope, times } = command;
      const change = (fields: TaskFields) => moveTaskFields(fields, times);
      return planItems(context, (await writesOfChange(context, { ref, scope, change })).writes);
    }
    case 'removeTasks': {
      const writes: ItemWrite[] = [];
      for (const ref of command.refs) writes.push(...(await writesOfRemoval(context, ref, command.scope)));
      return planItems(context, writes);
    }
  }
}
