import { msg, str } from '@lit/localize';
import type { Done, NewTimes, Services, TaskScope } from '../../app/services.js';
import type { OccurrenceRef } from '../../domain/calendar/occurrence.js';
import type { TaskPlace } from '../../domain/tasks/arrange-task.js';
import type { TaskEntry } from '../../domain/tasks/task-entry.js';
import type { TaskFields } from '../../domain/tasks/task-fields.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';

/** Which task something is about. */
export function taskRef({ collectionId, uid, recurrenceId }: OccurrenceRef): OccurrenceRef {
  return recurrenceId === undefined ? { collectionId, uid } : { collectionId, uid, recurrenceId };
}

/** What pages do to tasks. Each says what it did, offers to take it back, and reports failures. */
export interface TaskActions {
  /** Rejects when it could not be stored: the form keeps the input. @param parts - Made along with it. */
  create(collectionId: string, fields: TaskFields, parts?: readonly TaskFields[]): Promise<void>;
  update(ref: OccurrenceRef, fields: TaskFields, scope: TaskScope, options: UpdateTaskOptions): Promise<void>;
  /** @param message - What the person is told. @returns Whether it was done. */
  place(places: readonly TaskPlace[], message: string): Promise<boolean>;
  complete(task: OccurrenceRef & { readonly title: string }, done: boolean): Promise<boolean>;
  move(task: OccurrenceRef & { readonly title: string }, times: NewTimes, scope: TaskScope): Promise<boolean>;
  remove(ref: OccurrenceRef, scope: TaskScope): Promise<boolean>;
}

export type UpdateTaskOptions = Parameters<Services['tasks']['update']>[3];

/** @param host - Notices are dispatched from it. */
export function createTaskActions(host: HTMLElement, services: () => Services): TaskActions {
  const tell = (message: string, done: Done) =>
    host.dispatchEvent(new NoticeEvent(message, { undo: () => done.undo() }));
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      host.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
      return false;
    }
  };
  return {
    async create(collectionId, fields, parts = []) {
      tell(msg('Task created.'), await services().tasks.create(collectionId, fields, parts));
    },
    async update(ref, fields, scope, options) {
      tell(msg('Task saved.'), await services().tasks.update(ref, fields, scope, options));
    },
    place: (places, message) => attempt(async () => tell(message, await services().tasks.arrange(places))),
    complete: (task, done) =>
      attempt(async () => {
        const { title } = task;
        const message = done ? msg(str`“${title}” is done.`) : msg(str`“${title}” is to be done again.`);
        tell(message, await services().tasks.complete([taskRef(task)], done));
      }),
    move: (task, times, scope) =>
      attempt(async () =>
        tell(msg(str`“${task.title}” moved.`), await services().tasks.move(taskRef(task), times, scope)),
      ),
    remove: (ref, scope) =>
      attempt(async () => tell(msg('Task deleted.'), await services().tasks.remove([taskRef(ref)], scope))),
  };
}

export type { TaskEntry };
