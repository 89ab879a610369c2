// Times that others can book, out of the calendars on this device.
import type { Interval } from '../../domain/calendar/availability/availability.js';
import { expandOne } from '../../domain/calendar/expand-fairly.js';
import { projectCalendarItem } from '../../domain/calendar/rows.js';
import { readAvailabilities } from '../../domain/calendar/slots/available-times.js';
import type {
  FreeSlots,
  FreeSlotsRequest,
  OtherAvailability,
  SlotOverview,
  SlotSchedule,
} from '../../domain/calendar/slots/bookable-slots.js';
import { bookedBy, mayBeBooked } from '../../domain/calendar/slots/booking.js';
import { bookableWindow, freeSlots } from '../../domain/calendar/slots/free-slots.js';
import { readSlotFields } from '../../domain/calendar/slots/read-slots.js';
import { createSlotText } from '../../domain/calendar/slots/slot-lines.js';
import type { Settings } from '../../domain/settings/settings.js';
import type { Clock } from '../../domain/time/clock.js';
import { type EpochMs, MS_PER_DAY, MS_PER_MINUTE } from '../../domain/time/types.js';
import { isLocked } from '../../store/collection-record.js';
import type { CollectionRecord } from '../../store/database.js';
import type { RowStore } from '../../store/row-store.js';
import { isCounted, itemAt, type StoredItem } from '../../store/shard-items.js';
import { currentText } from '../project-stored.js';
import { createDeviceAvailability } from './device-availability.js';
import type { OccurrenceReader } from './occurrence-reader.js';

export interface SlotSources {
  readonly store: RowStore;
  readonly collections: () => Promise<CollectionRecord[]>;
  readonly settings: () => Promise<Settings>;
  readonly occurrences: OccurrenceReader;
  readonly clock: Clock;
}

export interface SlotReader {
  /** @param timeZone - IANA; of times without zone. */
  slotOverview(timeZone: string): Promise<SlotOverview>;
  freeSlots(request: FreeSlotsRequest): Promise<FreeSlots>;
}

/** Schedules that are shown; nobody has as many. */
const MAX_SCHEDULES = 200;

export function createSlotReader({ store, collections, settings, occurrences, clock }: SlotSources): SlotReader {
  /** Of all texts those that hold some letters: ten times as fast as reading. */
  async function* itemsWith(wanted: (text: string) => boolean) {
    for (const collection of (await collections()).filter(({ kind }) => kind === 'calendar'))
      for (const record of await store.allTexts(collection))
        for (const index of record.uids.keys()) {
          const item = itemAt(record, index);
          if (isCounted(item) && wanted(item.text)) yield { collection, item };
        }
  }

  function otherOf(collection: CollectionRecord, item: StoredItem, timeZone: string): OtherAvailability[] {
    const window = { start: clock.now(), end: clock.now() + 7 * MS_PER_DAY };
    const ref = { collectionId: collection.id, uid: item.uid };
    return readAvailabilities(currentText(item), window, timeZone)
      .slice(0, 1)
      .map(({ title, organizer, available }) => ({
        ...{ ref, title, organizer, week: available },
        locked: isLocked(collection),
      }));
  }

  /** What has been booked by a schedule, by start. */
  async function bookedTimes(uid: string, window: Interval, timeZone: string): Promise<number[]> {
    const starts: number[] = [];
    const bounds = { from: window.start as EpochMs, to: window.end as EpochMs };
    for await (const { item } of itemsWith(mayBeBooked)) {
      const text = currentText(item);
      if (bookedBy(text) !== uid) continue;
      const found = expandOne(projectCalendarItem({ uid: item.uid, text }), bounds, timeZone, '').found;
      starts.push(...found.filter(({ status }) => status !== 'CANCELLED').map(({ start }) => start));
    }
    return starts;
  }

  return {
    async slotOverview(timeZone) {
      const schedules: SlotSchedule[] = [];
      const others: OtherAvailability[] = [];
      for await (const { collection, item } of itemsWith((text) => text.includes('BEGIN:VAVAILABILITY'))) {
        if (schedules.length + others.length >= MAX_SCHEDULES) break;
        const fields = readSlotFields(currentText(item));
        if (fields === undefined) others.push(...otherOf(collection, item, timeZone));
        else {
          const ref = { collectionId: collection.id, uid: item.uid };
          const [organizer = ''] = (await settings()).addresses;
          schedules.push({ ref, fields, organizer, locked: isLocked(collection) });
        }
      }
      const byTitle = (a: SlotSchedule, b: SlotSchedule) =>
        a.fields.title.localeCompare(b.fields.title) || (a.ref.uid < b.ref.uid ? -1 : 1);
      return { schedules: schedules.sort(byTitle), others };
    },

    async freeSlots({ fields, ref, window: asked }) {
      const now = clock.now();
      const { timeZone, calendars, bufferBefore, bufferAfter } = fields;
      const window = bookableWindow({ fields, now, window: asked });
      if (window.start >= window.end) return { slots: [], window: { start: window.start, end: window.start } };
      const text = createSlotText(fields, { uid: ref?.uid ?? 'new', now: now as EpochMs });
      // All of the days at its ends: hours begin before the notice, and a day's bookings count together.
      const around = { start: window.start - MS_PER_DAY, end: window.end + MS_PER_DAY };
      const open = readAvailabilities(text, around, timeZone)[0]?.available ?? [];
      const wanted = new Set(calendars);
      const checked = (await collections())
        .filter(({ kind, source }) => kind === 'calendar' && source === undefined)
        .filter(({ id }) => wanted.size === 0 || wanted.has(id))
        .map((collection) => ({ ...collection, visible: true }));
      const { addresses: own } = await settings();
      const source = createDeviceAvailability({ store, collections: async () => checked, occurrences, own, timeZone });
      const buffered = {
        start: around.start - bufferAfter * MS_PER_MINUTE,
        end: around.end + bufferBefore * MS_PER_MINUTE,
      };
      const [mine] = await source.availability([''], buffered);
      const booked = ref === undefined || fields.perDay === 0 ? [] : await bookedTimes(ref.uid, around, timeZone);
      const slots = freeSlots({ fields, open, busy: mine?.busy ?? [], booked, now, window: asked });
      return { slots, window };
    },
  };
}
