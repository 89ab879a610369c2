import { AppError } from '../domain/errors.js';
import type { Engine } from './engine.js';
import type { ReminderService, TaskService } from './services.js';
import { watchQuery } from './watch.js';

export function createTaskService(engine: Engine): TaskService {
  return {
    watch(query) {
      const wanted = query.collectionIds === undefined ? undefined : new Set(query.collectionIds);
      return watchQuery(
        engine.changes,
        () => engine.query((api) => api.tasks(query)),
        ({ items, collections }) => collections || items.some(({ collectionId }) => wanted?.has(collectionId) ?? true),
      );
    },
    read: (ref) => engine.query((api) => api.readTask(ref)),
    async create(collectionId, fields, parts = []) {
      const done = await engine.run({ type: 'createTask', collectionId, fields, parts });
      if (done.uid === undefined) throw new AppError('store/failed', 'No task was made.');
      return { undo: done.undo, ref: { collectionId, uid: done.uid } };
    },
    update: (ref, fields, scope, options = {}) => engine.run({ type: 'updateTask', ref, fields, scope, ...options }),
    arrange: (places) => engine.run({ type: 'placeTasks', places }),
    complete: (refs, done) => engine.run({ type: 'completeTasks', refs, done }),
    move: (ref, times, scope) => engine.run({ type: 'moveTask', ref, times, scope }),
    remove: (refs, scope) => engine.run({ type: 'removeTasks', refs, scope }),
  };
}

export function createReminderService(engine: Engine): ReminderService {
  return {
    watch: (query) =>
      watchQuery(
        engine.changes,
        () => engine.query((api) => api.reminders(query)),
        ({ items, collections }) => collections || items.length > 0,
        { isPatient: true },
      ),
    readState: () => engine.query((api) => api.reminderState()),
    async keepState(before, state) {
      const { kept } = await engine.run({ type: 'keepReminders', before, state });
      return kept === true;
    },
  };
}
