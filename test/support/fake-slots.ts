import type { Services } from '../../src/app/services.js';
import type { Interval } from '../../src/domain/calendar/availability/availability.js';
import type { SlotOverview } from '../../src/domain/calendar/slots/bookable-slots.js';
import { createCell } from './cell.js';

type Log = (name: string, ...args: readonly unknown[]) => { undo(): Promise<void> };

/** One list of schedules, and the same free slots for each of them. */
export function createFakeSlots(
  log: Log,
  given: { readonly overview?: SlotOverview; readonly slots?: readonly Interval[] } = {},
): Services['slots'] {
  const overview = createCell<SlotOverview>(given.overview ?? { schedules: [], others: [] });
  const free = { slots: given.slots ?? [], window: { start: 0, end: 1 } };
  const ref = { collectionId: 'work', uid: 'slots-1' };
  return {
    watch: () => overview,
    watchFree: () => createCell(free),
    free: async () => free,
    async create(collectionId, fields) {
      overview.set({
        ...overview.get(),
        schedules: [...overview.get().schedules, { ref, fields, organizer: '', locked: false }],
      });
      return { ...log('slots.create', collectionId, fields), ref };
    },
    update: async (...args) => log('slots.update', ...args),
    remove: async (...args) => log('slots.remove', ...args),
    book: async (...args) => log('slots.book', ...args),
    share: async (...args) => {
      log('slots.share', ...args);
      return 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n';
    },
  };
}
