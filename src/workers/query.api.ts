// What the query worker answers: reading only, never held up by writing.
import type { Availability, Interval } from '../domain/calendar/availability/availability.js';
import type { Slot } from '../domain/calendar/availability/find-slots.js';
import type { EventFields } from '../domain/calendar/event-fields.js';
import type { EventDetail, NotShown, OccurrenceQuery } from '../domain/calendar/event-query.js';
import type { EventSearch, EventSearchResult } from '../domain/calendar/event-search.js';
import type { ItipMessage } from '../domain/calendar/itip/message.js';
import type { OutgoingMessage } from '../domain/calendar/itip/outgoing.js';
import type { InvitationView } from '../domain/calendar/itip/view.js';
import type { EventOccurrence, OccurrenceRef } from '../domain/calendar/occurrence.js';
import type { FreeSlots, FreeSlotsRequest, SlotOverview } from '../domain/calendar/slots/bookable-slots.js';
import type { Collection } from '../domain/collections/collection.js';
import type { BookGroups } from '../domain/contacts/contact-groups.js';
import type { ContactDetail, ContactListInfo, ContactQuery } from '../domain/contacts/contact-query.js';
import type { ContactRow } from '../domain/contacts/contact-row.js';
import type { DuplicateGroup, DuplicateInfo, DuplicateQuery } from '../domain/contacts/duplicates/duplicate.js';
import type { DeletedCollection } from '../domain/history/history.js';
import type { ItemRef } from '../domain/items/item.js';
import type { Reminder, ReminderQuery } from '../domain/reminders/reminder.js';
import type {
  BookingsQuery,
  LostBooking,
  RoomBooking,
  RoomsAnswer,
  RoomsOverview,
  RoomsRequest,
} from '../domain/rooms/room-query.js';
import type { Settings } from '../domain/settings/settings.js';
import type { AccountView } from '../domain/sharing/account.js';
import type { PublicLink } from '../domain/sharing/public-link.js';
import type {
  CollectionShare,
  Person,
  ReceivedInvite,
  RejectedEdit,
  SharedNews,
  SyncStatus,
} from '../domain/sharing/sharing.js';
import type { TaskDetail, TaskEntry, TaskQuery } from '../domain/tasks/task-query.js';
import type { StoreChange } from '../store/store-change.js';

export type { StoreChange };

/** Other times for an event one is invited to. */
export interface ProposalRequest {
  /** The invitation, as long as it is in no calendar. */
  readonly message?: ItipMessage;
  readonly uid: string;
  readonly recurrenceId?: string;
  /** One's own calendar address. */
  readonly address: string;
  readonly fields: EventFields;
  readonly comment: string;
}

/** Who is to meet, for how long, and where a time is looked for. */
export interface MeetingRequest {
  readonly people: readonly { readonly address: string; readonly required: boolean }[];
  /** Milliseconds. */
  readonly duration: number;
  /** Instants. */
  readonly window: Interval;
  /** Travel before and after, milliseconds. */
  readonly buffer: number;
  /** IANA zone of the person who asks. */
  readonly timeZone: string;
  /** The event a time is looked for. */
  readonly uid?: string;
}

export interface MeetingTimes {
  /** In the order of the people; the one who asks is first, with the address ''. */
  readonly availability: readonly Availability[];
  /** Best first. */
  readonly slots: readonly Slot[];
}

export interface SearchOptions {
  /** IANA zone that all-day and floating events are laid out in. */
  readonly timeZone: string;
  readonly limit?: number;
}

/** A file that is kept on this device. */
export interface KeptFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
}

/** What people see of sharing. */
export interface ShareQueries {
  /** Who has a collection, and who is invited; `undefined` when it has no log here. */
  share(collectionId: string): Promise<CollectionShare | undefined>;
  /** The same of the calendar that shows others only when the person is busy. */
  busyShare(calendarId: string): Promise<CollectionShare | undefined>;
  /** Invitations that wait for this person's answer. */
  receivedInvites(): Promise<readonly ReceivedInvite[]>;
  /** Edits that were refused for good, the newest first. */
  rejectedEdits(): Promise<readonly RejectedEdit[]>;
  /** What others did while the app was closed, the newest first. */
  sharedNews(): Promise<readonly SharedNews[]>;
  /** Others who have said how they are, each once, with their latest words. */
  peopleWithStatus(): Promise<readonly Person[]>;
}

/** What the person's own account is. */
export interface AccountQueries {
  /** `undefined` when there is no account on this device. */
  account(): Promise<AccountView | undefined>;
}

/** How this device and the relay stand. */
export interface SyncQueries {
  syncStatus(): Promise<SyncStatus>;
}

/** What of mail others than the mail worker need to know. */
export interface MailQueries {
  /** Whether there is any message on this device. */
  hasMail(): Promise<boolean>;
}

/** Every call rejects with AppError `store/*` when the database cannot be read. */
export interface QueryApi extends ShareQueries, AccountQueries, SyncQueries, MailQueries {
  /** Whether an address of the account is somebody else's at the relay. */
  addressLost(): Promise<boolean>;
  /** Addresses at which everybody may look at a calendar. */
  publicLinks(collectionId: string): Promise<readonly PublicLink[]>;
  /** All kinds, in their order. */
  collections(): Promise<Collection[]>;
  /** Of all kinds, the latest first. */
  deletedCollections(): Promise<DeletedCollection[]>;
  settings(): Promise<Settings>;
  /** This device's name; '' while it has none. */
  deviceName(): Promise<string>;
  occurrences(query: OccurrenceQuery): Promise<EventOccurrence[]>;
  /** How many events touch each day of the window. */
  dayCounts(query: OccurrenceQuery): Promise<readonly number[]>;
  /** Which series have more occurrences than `occurrences` and `dayCounts` give of this window. */
  notShown(query: OccurrenceQuery): Promise<NotShown>;
  searchEvents(text: string, options: SearchOptions): Promise<EventOccurrence[]>;
  /** Events these addresses take part in: the next occurrence of each, soonest first, then those of the past. */
  eventsWith(addresses: readonly string[], options: SearchOptions): Promise<EventOccurrence[]>;
  /** All calendars, years and people: what the search page shows. */
  findEvents(query: EventSearch): Promise<EventSearchResult>;
  readEvent(ref: OccurrenceRef): Promise<EventDetail | undefined>;
  tasks(query: TaskQuery): Promise<TaskEntry[]>;
  readTask(ref: OccurrenceRef): Promise<TaskDetail | undefined>;
  /** What goes off in the window, by time; all calendars, also hidden ones. */
  reminders(query: ReminderQuery): Promise<Reminder[]>;
  /** What this device remembers of reminders, JSON; `undefined` when nothing yet. */
  reminderState(): Promise<string | undefined>;
  /** What a message says and would do. @param timeZone - IANA; for what else there is at that time. */
  invitation(message: ItipMessage, timeZone: string): Promise<InvitationView>;
  /** COUNTER; undefined when the event is nowhere or nobody organises it. */
  proposal(request: ProposalRequest): Promise<OutgoingMessage | undefined>;
  /** DECLINECOUNTER to a guest's proposal, REFRESH to an organiser. */
  answerTo(message: ItipMessage, comment: string): Promise<OutgoingMessage | undefined>;
  /** The invitation to an event one organises, for everybody on its list. */
  requestOf(ref: ItemRef): Promise<readonly OutgoingMessage[]>;
  /** When people are busy, and the best times to meet. */
  meetingTimes(request: MeetingRequest): Promise<MeetingTimes>;
  /** Times that others can book, and hours of availability that other programs wrote. @param timeZone - IANA. */
  slotOverview(timeZone: string): Promise<SlotOverview>;
  /** What of a schedule is free, from now on. */
  freeSlots(request: FreeSlotsRequest): Promise<FreeSlots>;
  /** Rooms of all lists on this device. */
  roomsOverview(): Promise<RoomsOverview>;
  /** Who has these rooms when, by room and start. */
  roomBookings(query: BookingsQuery): Promise<readonly RoomBooking[]>;
  /** Which rooms are free for an event, over all of its times. */
  roomsFor(request: RoomsRequest): Promise<RoomsAnswer>;
  /** Rooms this person has lost to earlier bookings, the soonest first. @param timeZone - IANA. */
  lostBookings(timeZone: string): Promise<readonly LostBooking[]>;
  contactList(query: ContactQuery): Promise<ContactListInfo>;
  contactRows(query: ContactQuery, from: number, to: number): Promise<ContactRow[]>;
  contactIndex(query: ContactQuery, ref: ItemRef): Promise<number>;
  /** The contacts that these URIs name, by URI; those that are not on this device are left out. */
  contactsByUri(uris: readonly string[]): Promise<Record<string, ContactRow>>;
  /** Groups of every address book, in the books' order. */
  contactGroups(): Promise<BookGroups[]>;
  /** How many of these contacts are in each group, by name. */
  contactGroupsOf(refs: readonly ItemRef[]): Promise<Record<string, number>>;
  /**
   * Looks for contacts that may be one person, in turns with all other calls. Progress is posted under the id.
   *
   * @throws {AppError} `cancelled` after `stopDuplicates`.
   */
  duplicates(query: DuplicateQuery, callId: string): Promise<DuplicateInfo>;
  /** Groups `[from, to)`, the surest first. */
  duplicateGroups(query: DuplicateQuery, from: number, to: number): Promise<DuplicateGroup[]>;
  /** Cards of each group that is certain, the one that says most first. */
  certainDuplicates(query: DuplicateQuery): Promise<readonly (readonly ItemRef[])[]>;
  /** All cards of a group. */
  duplicateRefs(query: DuplicateQuery, id: string): Promise<readonly ItemRef[]>;
  /** How many contacts of these imports are probably people who were there already. */
  duplicateHits(importIds: readonly string[]): Promise<number>;
  stopDuplicates(callId: string): Promise<void>;
  readContact(ref: ItemRef): Promise<ContactDetail | undefined>;
  /** The photo of a contact, when it is in its card. */
  contactPhoto(ref: ItemRef): Promise<KeptFile | undefined>;
  /** A kept file by its name; `undefined` when it is not on this device. */
  readFile(uri: string): Promise<KeptFile | undefined>;
  /**
   * What a command of this page has just written: later calls see it. Changes of other tabs arrive by themselves.
   *
   * @param told - Under which all tabs are told of it.
   * @returns whether the page has not been told of it yet.
   */
  noteChange(change: StoreChange, told?: string): Promise<boolean>;
}

/** Posted to the page after what was read before may have changed. */
export interface ChangedMessage {
  readonly type: 'changed';
  readonly change: StoreChange;
}

export function isChangedMessage(data: unknown): data is ChangedMessage {
  return typeof data === 'object' && data !== null && (data as { type?: unknown }).type === 'changed';
}
