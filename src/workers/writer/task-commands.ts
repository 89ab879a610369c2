import { type EditTarget, removeOccurrenceEdits } from '../../domain/calendar/event-edits.js';
import type { OccurrenceRef } from '../../domain/calendar/occurrence.js';
import { AppError } from '../../domain/errors.js';
import { applyEdits } from '../../domain/items/apply-edits.js';
import { mergeFields } from '../../domain/items/merge-fields.js';
import { createTaskText } from '../../domain/tasks/create-task-text.js';
import { moveTaskFields } from '../../domain/tasks/move-task.js';
import { readTaskFields } from '../../domain/tasks/read-task-fields.js';
import { taskEdits } from '../../domain/tasks/task-edits.js';
import { type TaskFields, withCompletion } from '../../domain/tasks/task-fields.js';
import type { Command, ItemWrite } from '../sync.api.js';
import { moveItem } from './move-item.js';
import { deletion, planItems } from './plan-items.js';
import { liveCollection, type Plan, requireItem, type WriterContext } from './write-documents.js';

export type TaskCommand = Extract<
  Command,
  { type: 'createTask' | 'updateTask' | 'completeTasks' | 'moveTask' | 'removeTasks' }
>;

async function planCreate(context: WriterContext, collectionId: string, fields: TaskFields): Promise<Plan> {
  await liveCollection(context.db, collectionId);
  const uid = crypto.randomUUID();
  const text = createTaskText(fields, { uid, now: context.clock.now() });
  return planItems(context, [{ collectionId, uid, text, edits: {} }], { uid });
}

function targetOf(ref: OccurrenceRef, scope: 'this' | 'all'): EditTarget {
  return scope === 'this' && ref.recurrenceId !== undefined
    ? { scope, recurrenceId: ref.recurrenceId }
    : { scope: 'all' };
}

/** Edits against what the person had before their eyes. */
async function writesOfChange(
  context: WriterContext,
  ref: OccurrenceRef,
  scope: 'this' | 'all',
  change: (fields: TaskFields) => TaskFields,
  target = ref.collectionId,
): Promise<readonly ItemWrite[]> {
  const { collectionId, uid } = ref;
  const item = await requireItem(context.db, collectionId, uid);
  const before = readTaskFields(applyEdits(item.text, item.edits), ref.recurrenceId);
  if (before === undefined) throw new AppError('store/not-found', 'There is no such task.', { uid });
  const now = context.clock.now();
  const edits = taskEdits(item.text, item.edits, before, change(before), targetOf(ref, scope), now);
  if (target === collectionId) return [{ collectionId, uid, edits }];
  await liveCollection(context.db, target);
  return moveItem(context, item, edits, collectionId, target);
}

async function writesOfRemoval(context: WriterContext, ref: OccurrenceRef, scope: 'this' | 'all'): Promise<ItemWrite> {
  const { collectionId, uid, recurrenceId } = ref;
  const item = await requireItem(context.db, collectionId, uid);
  const edits =
    scope === 'this' && recurrenceId !== undefined
      ? removeOccurrenceEdits(item.text, item.edits, recurrenceId, context.clock.now())
      : {};
  const isWhole = Object.keys(edits).length === 0;
  return isWhole ? deletion(context, collectionId, uid) : { collectionId, uid, edits };
}

/** @throws {AppError} `store/not-found` */
export async function planTaskCommand(context: WriterContext, command: TaskCommand): Promise<Plan> {
  switch (command.type) {
    case 'createTask':
      return planCreate(context, command.collectionId, command.fields);
    case 'updateTask': {
      const { ref, scope, fields, before, collectionId } = command;
      const change = (now: TaskFields) => (before === undefined ? fields : mergeFields(before, fields, now));
      return planItems(context, await writesOfChange(context, ref, scope, change, collectionId));
    }
    case 'completeTasks': {
      const now = context.clock.now();
      const writes: ItemWrite[] = [];
      for (const ref of command.refs)
        writes.push(
          ...(await writesOfChange(context, ref, 'this', (fields) => withCompletion(fields, command.done, now))),
        );
      return planItems(context, writes);
    }
    case 'moveTask': {
      const { ref, scope, times } = command;
      return planItems(context, await writesOfChange(context, ref, scope, (fields) => moveTaskFields(fields, times)));
    }
    case 'removeTasks': {
      const writes: ItemWrite[] = [];
      for (const ref of command.refs) writes.push(await writesOfRemoval(context, ref, command.scope));
      return planItems(context, writes);
    }
  }
}
