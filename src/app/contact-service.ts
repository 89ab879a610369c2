import { AppError } from '../domain/errors.js';
import { keepMedia, readPhoto } from './contacts/photos.js';
import type { Engine } from './engine.js';
import type { ContactService } from './services.js';
import { watchQuery } from './watch.js';

export function createContactService(engine: Engine): ContactService {
  return {
    watchList(query) {
      const wanted = query.collectionIds === undefined ? undefined : new Set(query.collectionIds);
      return watchQuery(
        engine.changes,
        () => engine.query((api) => api.contactList(query)),
        ({ items, collections, settings }) =>
          // The locale, which sorts, is a setting.
          collections || settings || items.some(({ collectionId }) => wanted?.has(collectionId) ?? true),
      );
    },
    rows: (query, from, to) => engine.query((api) => api.contactRows(query, from, to)),
    indexOf: (query, ref) => engine.query((api) => api.contactIndex(query, ref)),
    read: (ref) => engine.query((api) => api.readContact(ref)),
    photo: (row) => readPhoto(engine, row),
    byUri: (uris) => engine.query((api) => api.contactsByUri(uris)),
    watchGroups: () =>
      watchQuery(
        engine.changes,
        () => engine.query((api) => api.contactGroups()),
        ({ items, collections }) => collections || items.length > 0,
      ),
    groupsOf: (refs) => engine.query((api) => api.contactGroupsOf(refs)),
    changeGroups: (refs, { add, remove }) => engine.run({ type: 'changeGroups', refs, add, remove }),
    createGroup: (collectionId, name) => engine.run({ type: 'createGroup', collectionId, name }),
    renameGroup: (collectionId, name, newName) => engine.run({ type: 'renameGroup', collectionId, name, newName }),
    removeGroup: (collectionId, name, { withContacts }) =>
      engine.run({ type: 'deleteGroup', collectionId, name, withContacts }),
    async copy(refs, target) {
      const { undo, changed = 0 } = await engine.run({ type: 'copyContacts', refs, ...target });
      return { undo, changed };
    },
    async create(collectionId, fields) {
      const done = await engine.run({
        type: 'createContact',
        collectionId,
        fields: await keepMedia(engine, fields),
      });
      if (done.uid === undefined) throw new AppError('store/failed', 'No contact was made.');
      return { undo: done.undo, ref: { collectionId, uid: done.uid } };
    },
    async update(ref, fields, options = {}) {
      const { before } = options;
      const kept = before === undefined ? fields : await keepMedia(engine, fields, before);
      return engine.run({ type: 'updateContact', ref, fields: kept, ...options });
    },
    setFavourite: (ref, favourite) => engine.run({ type: 'setFavourite', ref, favourite }),
    remove: (refs) => engine.run({ type: 'removeContacts', refs }),
    exportCsv: (what) => engine.format.call((api) => api.exportContactsCsv(what)),
    exportVcf: (what, version) => engine.format.call((api) => api.exportVcf(what, version)),
  };
}
