import type { Interval } from '../availability/availability.js';
import type { OccurrenceRef } from '../occurrence.js';
import type { Booking } from './booking.js';
import type { SlotFields } from './slot-fields.js';

/** Where a schedule is. */
export type SlotRef = Pick<OccurrenceRef, 'collectionId' | 'uid'>;

export interface FreeSlotsRequest {
  /** As they are stored, or as a form has them: what they would offer. */
  readonly fields: SlotFields;
  /** The schedule; absent while it is new. */
  readonly ref?: SlotRef;
  readonly window: Interval;
}

export interface FreeSlots {
  /** By start. */
  readonly slots: readonly Interval[];
  /** What was looked at: between the notice and the last day that can be booked. */
  readonly window: Interval;
}

/**
 * Whoever offers times and takes bookings: this device for its owner now; a relay for guests later, which asks the same.
 */
export interface BookableSlots {
  free(request: FreeSlotsRequest): Promise<FreeSlots>;
  /**
   * Books a slot of a stored schedule.
   *
   * @param title - Of the event that is made.
   * @throws {AppError} `slot/taken` when it is not free any more.
   */
  book(ref: SlotRef, fields: SlotFields, booking: Booking, title: string): Promise<unknown>;
}

/** A stored schedule. */
export interface SlotSchedule {
  readonly ref: SlotRef;
  readonly fields: SlotFields;
  /** Calendar address of who can be booked; '' when it does not say. */
  readonly organizer: string;
  /** Its calendar is read-only. */
  readonly locked: boolean;
}

/** Hours that another program wrote (VAVAILABILITY): shown, and counted, not edited. */
export interface OtherAvailability {
  readonly ref: SlotRef;
  readonly title: string;
  /** Calendar address; '' when it does not say whose it is. */
  readonly organizer: string;
  readonly locked: boolean;
  /** Available times of the seven days that come. */
  readonly week: readonly Interval[];
}

export interface SlotOverview {
  readonly schedules: readonly SlotSchedule[];
  readonly others: readonly OtherAvailability[];
}
