// What writes tasks.
import type { NewTimes } from '../domain/calendar/event-change.js';
import type { OccurrenceRef } from '../domain/calendar/occurrence.js';
import type { TaskPlace } from '../domain/tasks/arrange-task.js';
import type { TaskFields } from '../domain/tasks/task-fields.js';
import type { TaskScope } from '../domain/tasks/task-query.js';

export type TaskCommand =
  | {
      readonly type: 'createTask';
      readonly collectionId: string;
      readonly fields: TaskFields;
      /** Made along with it, as parts of it. */
      readonly parts?: readonly TaskFields[];
    }
  | {
      readonly type: 'updateTask';
      readonly ref: OccurrenceRef;
      readonly fields: TaskFields;
      /** As for events. */
      readonly before?: TaskFields;
      readonly scope: TaskScope;
      readonly collectionId?: string;
      readonly parts?: readonly TaskFields[];
    }
  /** Puts tasks below others, or elsewhere in the order made by hand. */
  | { readonly type: 'placeTasks'; readonly places: readonly TaskPlace[] }
  /** Completes tasks or takes that back; of a series one occurrence, or, without recurrence id, all of it. */
  | { readonly type: 'completeTasks'; readonly refs: readonly OccurrenceRef[]; readonly done: boolean }
  /** As a drag in a calendar says it: due then, and starting as much earlier as before. */
  | { readonly type: 'moveTask'; readonly ref: OccurrenceRef; readonly times: NewTimes; readonly scope: TaskScope }
  | { readonly type: 'removeTasks'; readonly refs: readonly OccurrenceRef[]; readonly scope: TaskScope };
