// Tasks of calendars and what reminds of things: rows that are few enough to be read by shard or by month.
import type { OccurrenceQuery } from '../../domain/calendar/event-query.js';
import type { EventOccurrence, OccurrenceRef } from '../../domain/calendar/occurrence.js';
import { readEventComponents } from '../../domain/calendar/read-event-fields.js';
import type { TaskRow } from '../../domain/calendar/row-types.js';
import { seriesFacts } from '../../domain/calendar/series-facts.js';
import { isSeries } from '../../domain/items/apply-edits.js';
import { dueReminders } from '../../domain/reminders/due-reminders.js';
import type { AlarmRow, Reminder } from '../../domain/reminders/reminder.js';
import { readTaskFields } from '../../domain/tasks/read-task-fields.js';
import { listedTasks, taskOccurrences } from '../../domain/tasks/task-entries.js';
import type { TaskDetail, TaskEntry, TaskQuery } from '../../domain/tasks/task-query.js';
import type { EpochMs, Window } from '../../domain/time/types.js';
import type { CollectionRecord } from '../../store/database.js';
import type { RowStore } from '../../store/row-store.js';
import type { StoredItem } from '../../store/shard-items.js';
import type { StoreChange } from '../../store/store-change.js';
import { currentText, quartersOf, yearOf } from '../project-stored.js';
import { createRowCache, createWholeCache } from './row-cache.js';

export interface TaskReader {
  list(query: TaskQuery, collections: readonly CollectionRecord[], now: EpochMs): Promise<TaskEntry[]>;
  /** Those due in a window, as a calendar draws them. */
  occurrences(
    query: OccurrenceQuery,
    collections: readonly CollectionRecord[],
    onCut?: (row: TaskRow) => void,
  ): Promise<EventOccurrence[]>;
  /** What goes off in a window, by time, at most `MAX_REMINDERS`, the latest. */
  reminders(window: Window, timeZone: string, collections: readonly CollectionRecord[]): Promise<Reminder[]>;
  forget(change: StoreChange): void;
}

/** More than a person can look through. */
const MAX_REMINDERS = 500;
/** Keys of alarms of series are years, of others quarters, by their first month since the year 0. */
const YEARS = { first: 0, last: 9999 };

/** @returns `undefined` when the item has no such occurrence, or is no task. */
export function readTaskDetail(ref: OccurrenceRef, item: StoredItem): TaskDetail | undefined {
  const text = currentText(item);
  const fields = readTaskFields(text, ref.recurrenceId);
  if (fields === undefined) return undefined;
  const { master } = readEventComponents(text);
  const series = seriesFacts(text, ref.recurrenceId);
  return { ref, fields, recurring: master !== undefined && isSeries(master), ...(series && { series }), text };
}

const idsOf = (
  collections: readonly CollectionRecord[],
  { collectionIds }: { readonly collectionIds?: readonly string[] },
) =>
  collections
    .filter(({ id, kind, visible }) => kind === 'calendar' && (collectionIds?.includes(id) ?? visible))
    .map(({ id }) => id);

export function createTaskReader(store: RowStore): TaskReader {
  const tasks = createWholeCache<TaskRow>(store, 'tasks');
  const once = createRowCache<AlarmRow>(store, 'alarms');
  const series = createWholeCache<AlarmRow>(store, 'alarms', YEARS);

  const rowsOf = async (id: string) => (await tasks.rows(id)).flatMap(({ rows }) => rows);

  return {
    async list(query, collections, now) {
      const parts = await Promise.all(
        idsOf(collections, query).map(async (id) =>
          (await rowsOf(id)).flatMap((row) => listedTasks(row, id, query.timeZone, now)),
        ),
      );
      return parts.flat();
    },
    async occurrences(query, collections, onCut) {
      const parts = await Promise.all(
        idsOf(collections, query).map(async (id) =>
          taskOccurrences(await rowsOf(id), query, query.timeZone, id, onCut),
        ),
      );
      return parts.flat();
    },
    async reminders(window, timeZone, collections) {
      // What a calendar does not show goes off all the same: hiding is about looking.
      const ids = collections.filter(({ kind }) => kind === 'calendar').map(({ id }) => id);
      const [from, to] = [yearOf(window.from), yearOf(window.to)];
      const rows: { readonly collectionId: string; readonly rows: readonly AlarmRow[] }[] = [
        ...(await once.rows(ids, quartersOf(window))),
      ];
      for (const collectionId of ids)
        for (const { record, rows: own } of await series.rows(collectionId))
          if (record.from <= to && record.to >= from) rows.push({ collectionId, rows: own });
      const found = new Map<string, Reminder>();
      // What is near the end of a quarter is in the records of both.
      for (const { collectionId, rows: own } of rows)
        for (const reminder of dueReminders(own, window, timeZone, collectionId)) found.set(reminder.key, reminder);
      return [...found.values()].sort((a, b) => a.at - b.at).slice(-MAX_REMINDERS);
    },
    forget(change) {
      tasks.forget(change);
      once.forget(change);
      series.forget(change);
    },
  };
}
