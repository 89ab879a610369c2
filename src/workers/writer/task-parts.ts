// Parts of a task, as rows know them: they go where it goes.

import type { TaskRow } from '../../domain/calendar/row-types.js';
import { applyEdits } from '../../domain/items/apply-edits.js';
import { partsWithin } from '../../domain/tasks/possible-parents.js';
import { readTaskFields } from '../../domain/tasks/read-task-fields.js';
import { taskEdits } from '../../domain/tasks/task-edits.js';
import { isClosed } from '../../domain/tasks/task-entry.js';
import type { AppDatabase } from '../../store/database.js';
import { unpackRows } from '../../store/packed-rows.js';
import { isCounted } from '../../store/shard-items.js';
import type { ItemWrite } from '../item-commands.api.js';
import { createItemReader } from './item-reader.js';
import { moveItem } from './move-item.js';
import type { WriterContext } from './write-documents.js';

async function readTaskRows(db: AppDatabase, collectionId: string): Promise<readonly TaskRow[]> {
  const records = await db.tasks
    .where('[collectionId+from+to]')
    .between([collectionId, -Infinity, -Infinity], [collectionId, Infinity, Infinity], true, true)
    .toArray();
  return records.flatMap((record) => unpackRows<TaskRow>(record));
}

/** From where to where parts go, and what they are parts of there. */
interface PartsMove {
  readonly from: string;
  readonly to: string;
  readonly uid: string;
  /** UID of the task they are parts of from now on. */
  readonly newUid: string;
  /** What is done stays where it was done: the series has only ended there. */
  readonly openOnly: boolean;
}

/** Writes that take a task's parts, and theirs, along with it. */
export async function subtaskWrites(context: WriterContext, move: PartsMove): Promise<ItemWrite[]> {
  const { from, to, uid, newUid, openOnly } = move;
  const rows = await readTaskRows(context.db, from);
  const direct = rows.filter(
    (row) => row.parent === uid && row.uid !== uid && !(openOnly && isClosed({ status: row.status ?? 'NEEDS-ACTION' })),
  );
  const inside = new Set(direct.flatMap((row) => [...partsWithin(rows, row.uid)]));
  inside.delete(uid);
  const reader = createItemReader(context.db);
  const writes: ItemWrite[] = [];
  for (const part of inside) {
    const item = await reader.read(from, part);
    if (!isCounted(item)) continue;
    const isDirect = direct.some((row) => row.uid === part);
    const fields = isDirect && newUid !== uid ? readTaskFields(applyEdits(item.text, item.edits)) : undefined;
    const after = fields && { ...fields, parent: newUid };
    const now = context.clock.now();
    const edits = after ? taskEdits(item.text, item.edits, fields, after, { scope: 'all' }, now) : {};
    if (to !== from) writes.push(...moveItem(context, item, edits, from, to, await reader.read(to, part)));
    else if (Object.keys(edits).length > 0) writes.push({ collectionId: from, uid: part, edits });
  }
  return writes;
}
