// What the query worker answers: reading only, never held up by writing.
import type { EventDetail, OccurrenceQuery } from '../domain/calendar/event-query.js';
import type { EventOccurrence, OccurrenceRef } from '../domain/calendar/occurrence.js';
import type { Collection } from '../domain/collections/collection.js';
import type { BookGroups } from '../domain/contacts/contact-groups.js';
import type { ContactDetail, ContactListInfo, ContactQuery } from '../domain/contacts/contact-query.js';
import type { ContactRow } from '../domain/contacts/contact-row.js';
import type { DeletedCollection } from '../domain/history/history.js';
import type { ItemRef } from '../domain/items/item.js';
import type { Reminder, ReminderQuery } from '../domain/reminders/reminder.js';
import type { Settings } from '../domain/settings/settings.js';
import type { TaskDetail, TaskEntry, TaskQuery } from '../domain/tasks/task-query.js';
import type { StoreChange } from '../store/store-change.js';

export type { StoreChange };

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

/** Every call rejects with AppError `store/*` when the database cannot be read. */
export interface QueryApi {
  /** All kinds, in their order. */
  collections(): Promise<Collection[]>;
  /** Of all kinds, the latest first. */
  deletedCollections(): Promise<DeletedCollection[]>;
  settings(): Promise<Settings>;
  /** This device's name; '' while it has none. */
  deviceName(): Promise<string>;
  occurrences(query: OccurrenceQuery): Promise<EventOccurrence[]>;
  searchEvents(text: string, options: SearchOptions): Promise<EventOccurrence[]>;
  readEvent(ref: OccurrenceRef): Promise<EventDetail | undefined>;
  tasks(query: TaskQuery): Promise<TaskEntry[]>;
  readTask(ref: OccurrenceRef): Promise<TaskDetail | undefined>;
  /** What goes off in the window, by time; all calendars, also hidden ones. */
  reminders(query: ReminderQuery): Promise<Reminder[]>;
  /** What this device remembers of reminders, JSON; `undefined` when nothing yet. */
  reminderState(): Promise<string | undefined>;
  contactList(query: ContactQuery): Promise<ContactListInfo>;
  contactRows(query: ContactQuery, from: number, to: number): Promise<ContactRow[]>;
  contactIndex(query: ContactQuery, ref: ItemRef): Promise<number>;
  /** Groups of every address book, in the books' order. */
  contactGroups(): Promise<BookGroups[]>;
  /** How many of these contacts are in each group, by name. */
  contactGroupsOf(refs: readonly ItemRef[]): Promise<Record<string, number>>;
  readContact(ref: ItemRef): Promise<ContactDetail | undefined>;
  /** A kept file by its name; `undefined` when it is not on this device. */
  readFile(uri: string): Promise<KeptFile | undefined>;
  /** What a command of this page has just written: later calls see it. Changes of other tabs arrive by themselves. */
  noteChange(change: StoreChange): Promise<void>;
}

/** Posted to the page after what was read before may have changed. */
export interface ChangedMessage {
  readonly type: 'changed';
  readonly change: StoreChange;
}

export function isChangedMessage(data: unknown): data is ChangedMessage {
  return typeof data === 'object' && data !== null && (data as { type?: unknown }).type === 'changed';
}
