import type {
  BookableSlots,
  FreeSlots,
  FreeSlotsRequest,
  SlotOverview,
  SlotRef,
} from '../../domain/calendar/slots/bookable-slots.js';
import type { Booking } from '../../domain/calendar/slots/booking.js';
import type { SlotFields } from '../../domain/calendar/slots/slot-fields.js';
import type { Watchable } from '../../domain/watchable.js';
import type { Done } from '../done.js';

/** Times that others can book. Only this device's owner books, for others, until a relay asks the same for guests. */
export interface SlotService extends BookableSlots {
  /** @param timeZone - IANA; of times without zone. */
  watch(timeZone: string): Watchable<SlotOverview>;
  watchFree(request: FreeSlotsRequest): Watchable<FreeSlots>;
  create(collectionId: string, fields: SlotFields): Promise<Done & { readonly ref: SlotRef }>;
  /** As for events. */
  update(
    ref: SlotRef,
    fields: SlotFields,
    options?: { readonly before?: SlotFields; readonly collectionId?: string },
  ): Promise<Done>;
  /** Also hours that another program wrote. */
  remove(ref: SlotRef): Promise<Done>;
  book(ref: SlotRef, fields: SlotFields, booking: Booking, title: string): Promise<Done>;
  /** iCalendar text (VFREEBUSY) of free slots, for others' programs. @param organizer - Calendar address, or ''. */
  share(title: string, organizer: string, free: FreeSlots): Promise<string>;
}
