// What readers answer about rooms.
import type { EventFields } from '../calendar/event-fields.js';
import type { RoomChoice } from './choose-rooms.js';
import type { Room } from './room.js';
import type { PolicyProblem, Slot } from './room-policy.js';
import type { BookingState } from './settle-bookings.js';

/** A list of rooms: an organisation's, or one's own. */
export interface RoomList {
  readonly id: string;
  readonly name: string;
  readonly manageable: boolean;
  /** How many rooms it has at most; 0 for any number. */
  readonly limit: number;
}

export interface RoomsOverview {
  /** By name. */
  readonly rooms: readonly Room[];
  readonly lists: readonly RoomList[];
  /** Rooms this person booked last by uid, the newest first. */
  readonly lastBooked: readonly string[];
}

/** One occurrence of a booking, as a timeline shows it. */
export interface RoomBooking extends Slot {
  readonly key: string;
  readonly room: string;
  readonly uid: string;
  readonly recurrenceId?: string;
  /** Start in its own zone, iCalendar form: what a check-in names. */
  readonly local: string;
  /** '' where the room does not tell, or nobody wrote one. */
  readonly title: string;
  /** '' where nobody said it, or the room does not tell. */
  readonly by: string;
  /** This person's. */
  readonly mine: boolean;
  readonly recurring: boolean;
  readonly state: BookingState;
  /** All guests have declined, which frees this room. */
  readonly declined?: true;
  /** Who holds the room instead, of one that has lost: as above. */
  readonly holder?: { readonly title: string; readonly by: string; readonly mine?: true };
  readonly checkedIn: boolean;
  /** Other software, or an older version, booked against what the room allows. */
  readonly odd: readonly PolicyProblem[];
}

/** A booking of this person that an earlier one has taken the room from, or that was declined. */
export interface LostBooking {
  readonly room: Room;
  /** Of a series the first such occurrence. */
  readonly booking: RoomBooking;
  /** Such occurrences. */
  readonly times: number;
  /** Free then; those that are free at all times of its series come first, then the best. */
  readonly others: readonly OtherRoom[];
}

/** A room that may be had instead. */
export interface OtherRoom {
  readonly room: Room;
  /** Also at all other times of a series that has lost more than one (RM45). */
  readonly always: boolean;
}

export interface BookingsQuery extends Slot {
  /** By uid. */
  readonly rooms: readonly string[];
  /** IANA. */
  readonly timeZone: string;
}

/** Rooms for an event that is being written. */
export interface RoomsRequest {
  readonly fields: Pick<
    EventFields,
    'allDay' | 'start' | 'end' | 'zone' | 'rrule' | 'moreRules' | 'rdates' | 'exdates'
  >;
  /** IANA, of the person. */
  readonly timeZone: string;
  /** The event, when it is there already: its own bookings are not in its way. */
  readonly uid?: string;
  /** Only these, by uid; all when absent. */
  readonly rooms?: readonly string[];
  /** By uid: of a series these are looked at as a whole, however many others there are. */
  readonly chosen?: readonly string[];
}

export interface RoomsAnswer {
  readonly choices: readonly RoomChoice[];
  readonly lastBooked: readonly string[];
}
