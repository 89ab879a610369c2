import type { OccurrenceQuery } from '../domain/calendar/event-query.js';
import { AppError } from '../domain/errors.js';
import type { QueryApi } from '../workers/query.api.js';
import type { Engine } from './engine.js';
import type { CalendarService } from './services.js';
import { watchQuery } from './watch.js';

export function createCalendarService(engine: Engine): CalendarService {
  function watchEvents<Answer>(
    { collectionIds }: Pick<OccurrenceQuery, 'collectionIds'>,
    ask: (api: QueryApi) => Promise<Answer>,
    options?: { readonly isPatient: boolean },
  ) {
    const wanted = collectionIds === undefined ? undefined : new Set(collectionIds);
    return watchQuery(
      engine.changes,
      () => engine.query(ask),
      ({ items, collections, settings }) =>
        // Which calendars are shown is a property of theirs; whether declined invitations are, a setting.
        collections || settings || items.some(({ collectionId }) => wanted?.has(collectionId) ?? true),
      options,
    );
  }

  return {
    watchOccurrences(query) {
      const watched = watchEvents(query, (api) => api.occurrences(query));
      return {
        subscribe(observer) {
          const window = { from: query.from, to: query.to };
          engine.inSight.add(window);
          const { unsubscribe } = watched.subscribe(observer);
          return {
            unsubscribe() {
              engine.inSight.delete(window);
              unsubscribe();
            },
          };
        },
      };
    },
    watchDayCounts: (query) => watchEvents(query, (api) => api.dayCounts(query)),
    watchNotShown: (query) => watchEvents(query, (api) => api.notShown(query), { isPatient: true }),
    search: (text, options) => engine.query((api) => api.searchEvents(text, options)),
    find: (query) => engine.query((api) => api.findEvents(query)),
    watchEventsWith: (addresses, options) => watchEvents({}, (api) => api.eventsWith(addresses, options)),
    read: (ref) => engine.query((api) => api.readEvent(ref)),
    async create(collectionId, fields) {
      const done = await engine.run({ type: 'createEvent', collectionId, fields });
      if (done.uid === undefined) throw new AppError('store/failed', 'No event was made.');
      const { undo, takeBack, messages, uid } = done;
      return { undo, takeBack, messages, ref: { collectionId, uid } };
    },
    update: (ref, fields, scope, options = {}) => engine.run({ type: 'updateEvent', ref, fields, scope, ...options }),
    move: (ref, times, scope) => engine.run({ type: 'moveEvent', ref, times, scope }),
    async copy(ref, times, scope, collectionId) {
      const done = await engine.run({ type: 'copyEvent', ref, times, scope, collectionId });
      if (done.uid === undefined) throw new AppError('store/failed', 'No copy was made.');
      return { undo: done.undo, ref: { collectionId, uid: done.uid } };
    },
    remove: (ref, scope) => engine.run({ type: 'removeEvent', ref, scope }),
    exportIcs: (collectionIds) => engine.format.call((api) => api.exportIcs(collectionIds)),
  };
}
