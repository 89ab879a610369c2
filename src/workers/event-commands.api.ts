// What writes events, times that can be booked, and answers to invitations.
import type { NewTimes, Scope } from '../domain/calendar/event-change.js';
import type { EventFields } from '../domain/calendar/event-fields.js';
import type { Answer as Partaking } from '../domain/calendar/itip/answer.js';
import type { ItipMessage } from '../domain/calendar/itip/message.js';
import type { OccurrenceRef } from '../domain/calendar/occurrence.js';
import type { Booking } from '../domain/calendar/slots/booking.js';
import type { SlotFields } from '../domain/calendar/slots/slot-fields.js';
import type { ItemRef } from '../domain/items/item.js';

/** How a person takes part. */
export interface GivenAnswer {
  /** Their calendar address. */
  readonly address: string;
  readonly status: Partaking;
  /** For the organiser. */
  readonly comment: string;
}

/** What a person decided about a message. */
export interface MessageDecision {
  /** Where something new goes. */
  readonly collectionId: string;
  /** The reasons against it are known. */
  readonly insist: boolean;
  readonly answer?: GivenAnswer;
  /** Takes the times a guest proposes. */
  readonly takeProposal?: boolean;
  /** Of a cancellation: takes the event out of the calendar. */
  readonly remove?: boolean;
}

export type EventCommand =
  | { readonly type: 'createEvent'; readonly collectionId: string; readonly fields: EventFields }
  | {
      readonly type: 'updateEvent';
      readonly ref: OccurrenceRef;
      readonly fields: EventFields;
      /** What the fields were when the form was opened; what others changed since then is kept. */
      readonly before?: EventFields;
      readonly scope: Scope;
      readonly collectionId?: string;
    }
  | { readonly type: 'moveEvent'; readonly ref: OccurrenceRef; readonly times: NewTimes; readonly scope: Scope }
  /** A new event, or series, like this one at other times. */
  | {
      readonly type: 'copyEvent';
      readonly ref: OccurrenceRef;
      readonly times: NewTimes;
      readonly scope: Scope;
      readonly collectionId?: string;
    }
  | { readonly type: 'removeEvent'; readonly ref: OccurrenceRef; readonly scope: Scope }
  /** Times that others can book (docs/rules/availability.md). */
  | { readonly type: 'createSlots'; readonly collectionId: string; readonly fields: SlotFields }
  | {
      readonly type: 'updateSlots';
      readonly ref: ItemRef;
      readonly fields: SlotFields;
      /** As for events. */
      readonly before?: SlotFields;
      readonly collectionId?: string;
    }
  /** Makes the event of a booking, in the schedule's calendar. */
  | { readonly type: 'bookSlot'; readonly ref: ItemRef; readonly booking: Booking; readonly title: string }
  /** Events of a calendar that only shows when the person is busy; `null` takes one out. */
  | {
      readonly type: 'putBusy';
      readonly collectionId: string;
      readonly items: readonly { readonly uid: string; readonly text: string | null }[];
    }
  | { readonly type: 'receiveMessage'; readonly message: ItipMessage; readonly decision: MessageDecision }
  | { readonly type: 'answerEvent'; readonly ref: OccurrenceRef; readonly answer: GivenAnswer };
