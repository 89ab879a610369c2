import { AppError } from '../../domain/errors.js';
import type { Engine } from '../engine.js';
import type { SlotService } from '../services.js';
import { watchQuery } from '../watch.js';

export function createSlotService(engine: Engine): SlotService {
  const free: SlotService['free'] = (request) => engine.query((api) => api.freeSlots(request));
  const anything = () => true;
  return {
    watch: (timeZone) => watchQuery(engine.changes, () => engine.query((api) => api.slotOverview(timeZone)), anything),
    watchFree: (request) => watchQuery(engine.changes, () => free(request), anything),
    free,
    async create(collectionId, fields) {
      const done = await engine.run({ type: 'createSlots', collectionId, fields });
      if (done.uid === undefined) throw new AppError('store/failed', 'No schedule was made.');
      return { undo: done.undo, ref: { collectionId, uid: done.uid } };
    },
    update: (ref, fields, options = {}) => engine.run({ type: 'updateSlots', ref, fields, ...options }),
    remove: (ref) => engine.run({ type: 'removeEvent', ref, scope: 'all' }),
    async book(ref, fields, booking, title) {
      const { slot } = booking;
      const { slots } = await free({ ref, fields, window: { start: slot.start - 1, end: slot.end + 1 } });
      if (!slots.some(({ start, end }) => start === slot.start && end === slot.end))
        throw new AppError('slot/taken', 'The slot is not free any more.');
      return engine.run({ type: 'bookSlot', ref, booking, title });
    },
    share: (title, organizer, shared) => engine.format.call((api) => api.writeSlots({ title, organizer, ...shared })),
  };
}
