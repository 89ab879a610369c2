import type { NewTimes, Scope } from '../domain/calendar/event-change.js';
import type { EventFields } from '../domain/calendar/event-fields.js';
import type { EventDetail, OccurrenceQuery } from '../domain/calendar/event-query.js';
import type { EventSearch, EventSearchResult } from '../domain/calendar/event-search.js';
import type { HolidayIndex } from '../domain/calendar/holidays.js';
import type { ItipMessage } from '../domain/calendar/itip/message.js';
import type { OutgoingMessage } from '../domain/calendar/itip/outgoing.js';
import type { InvitationView } from '../domain/calendar/itip/view.js';
import type { EventOccurrence, OccurrenceRef } from '../domain/calendar/occurrence.js';
import type { CalendarSource } from '../domain/collections/calendar-source.js';
import type { Collection, CollectionKind } from '../domain/collections/collection.js';
import type { GroupChange } from '../domain/contacts/category-edits.js';
import type { ContactFields } from '../domain/contacts/contact-fields.js';
import type { BookGroups } from '../domain/contacts/contact-groups.js';
import type { ContactDetail, ContactListInfo, ContactQuery } from '../domain/contacts/contact-query.js';
import type { ContactRow } from '../domain/contacts/contact-row.js';
import type { DuplicateGroup, DuplicateInfo, DuplicateQuery } from '../domain/contacts/duplicates/duplicate.js';
import type { MergeRequest } from '../domain/contacts/merging/merge-choices.js';
import type { DeletedCollection, Difference, HistoryEntry, HistoryPage } from '../domain/history/history.js';
import type { PropertyChange } from '../domain/history/item-changes.js';
import type { ImportPreview, ImportTarget, Progress, TableOptions } from '../domain/items/import.js';
import type { ItemRef } from '../domain/items/item.js';
import type { Reminder, ReminderQuery } from '../domain/reminders/reminder.js';
import type { Settings, SettingsChange } from '../domain/settings/settings.js';
import type { Summary } from '../domain/summary/summary.js';
import type { TaskFields } from '../domain/tasks/task-fields.js';
import type { TaskDetail, TaskEntry, TaskQuery, TaskScope } from '../domain/tasks/task-query.js';
import type { Watchable } from '../domain/watchable.js';
import type { MeetingRequest, MeetingTimes, ProposalRequest } from '../workers/query.api.js';
import type { GivenAnswer, MessageDecision } from '../workers/sync.api.js';
import type { SlotService } from './calendar/slots.js';

/** A command's answer: it is durable on this device, and can be taken back. */
export interface Done {
  /** Takes the command back by a new edit. */
  undo(): Promise<void>;
  /** The same when others have been told of it already. @returns what they should be told now. */
  takeBack?(): Promise<readonly OutgoingMessage[]>;
  /** What the guests, or the organiser, should be told of it. */
  readonly messages?: readonly OutgoingMessage[];
}

/** What a person may change of a collection. */
export type CollectionChange = Partial<
  Pick<Collection, 'name' | 'hue' | 'description' | 'order' | 'visible' | 'source'>
> & {
  /** Reminders of new events; `null` for those of the settings. */
  readonly alarms?: readonly number[] | null;
};

export interface CollectionService {
  watch(kind: CollectionKind): Watchable<readonly Collection[]>;
  create(
    kind: CollectionKind,
    name: string,
    hue: number,
    more?: Pick<Partial<Collection>, 'description' | 'source' | 'alarms'>,
  ): Promise<Collection>;
  update(id: string, change: CollectionChange): Promise<void>;
  /** Several together; undo gives each what it had. */
  updateAll(changes: readonly { readonly id: string; readonly change: CollectionChange }[]): Promise<Done>;
  /** With everything in it; undo brings all of it back. */
  remove(id: string): Promise<Done>;
}

/** Calendars that are kept in step with somewhere else: addresses on the web, the app's own holidays. */
export interface SubscriptionService {
  /**
   * Asks the source once; nothing is stored. Only for addresses the person agreed to ask.
   * Rejects with AppError `net/*`, `input/*`, or `cancelled` when the signal fires.
   */
  preview(source: CalendarSource, options?: { readonly signal?: AbortSignal }): Promise<ImportPreview>;
  /** Makes a read-only calendar of what the preview holds, and keeps it up to date from now on. */
  subscribe(
    previewId: string,
    calendar: { readonly name: string; readonly hue: number; readonly source: CalendarSource },
  ): Promise<ImportReport>;
  /** Looks now. How it went stands in the calendar's `refresh`. */
  refresh(id: string): Promise<void>;
  /** Looks whenever a calendar's time has come, as long as the app runs. In one tab at a time. @returns stops it. */
  start(): () => void;
  /** Countries and regions there are holidays of. Rejects with AppError `net/*`. */
  holidayIndex(): Promise<HolidayIndex>;
}

export type {
  BookGroups,
  ContactDetail,
  ContactListInfo,
  ContactQuery,
  DeletedCollection,
  Difference,
  DuplicateGroup,
  DuplicateInfo,
  DuplicateQuery,
  EventDetail,
  GivenAnswer,
  HistoryEntry,
  HistoryPage,
  ImportPreview,
  ImportTarget,
  InvitationView,
  ItipMessage,
  MeetingRequest,
  MeetingTimes,
  MergeRequest,
  MessageDecision,
  NewTimes,
  OccurrenceQuery,
  OutgoingMessage,
  Progress,
  PropertyChange,
  ProposalRequest,
  Reminder,
  ReminderQuery,
  Scope,
  SlotService,
  TableOptions,
  TaskDetail,
  TaskEntry,
  TaskFields,
  TaskQuery,
  TaskScope,
};

export interface CalendarService {
  /** Sorted by start, longer first. */
  watchOccurrences(query: OccurrenceQuery): Watchable<readonly EventOccurrence[]>;
  /** How many events touch each day of the window, cancelled ones left out: what a year shows. */
  watchDayCounts(query: OccurrenceQuery): Watchable<readonly number[]>;
  /** Next or latest occurrence of each matching event; at most `limit`. Title, place, description, people; accents and one typo forgiven. */
  search(
    text: string,
    options: { readonly timeZone: string; readonly limit?: number },
  ): Promise<readonly EventOccurrence[]>;
  /** Each matching event once, best first, with what shows why it was found. All calendars, hidden ones too. */
  find(query: EventSearch): Promise<EventSearchResult>;
  /** Events these e-mail addresses take part in: the next occurrence of each, soonest first, then those of the past. */
  watchEventsWith(
    addresses: readonly string[],
    options: { readonly timeZone: string; readonly limit?: number },
  ): Watchable<readonly EventOccurrence[]>;
  read(ref: OccurrenceRef): Promise<EventDetail | undefined>;
  create(collectionId: string, fields: EventFields): Promise<Done & { readonly ref: OccurrenceRef }>;
  /**
   * Writes only what differs from the stored event, or, with `before`, from what the fields were when they were read:
   * what others changed meanwhile is kept. Another `collectionId` moves the whole event there.
   */
  update(
    ref: OccurrenceRef,
    fields: EventFields,
    scope: Scope,
    options?: { readonly before?: EventFields; readonly collectionId?: string },
  ): Promise<Done>;
  move(ref: OccurrenceRef, times: NewTimes, scope: Scope): Promise<Done>;
  /** A new event, or with another scope than `this` a new series, like this one at other times. */
  copy(
    ref: OccurrenceRef,
    times: NewTimes,
    scope: Scope,
    collectionId: string,
  ): Promise<Done & { readonly ref: OccurrenceRef }>;
  remove(ref: OccurrenceRef, scope: Scope): Promise<Done>;
  /** iCalendar text of these calendars, VTIMEZONEs included. */
  exportIcs(collectionIds: readonly string[]): Promise<string>;
}

export interface TaskService {
  /** Tasks of the visible calendars, in no order; of series what is to be done now, and what was done lately. */
  watch(query: TaskQuery): Watchable<readonly TaskEntry[]>;
  read(ref: OccurrenceRef): Promise<TaskDetail | undefined>;
  create(collectionId: string, fields: TaskFields): Promise<Done & { readonly ref: OccurrenceRef }>;
  /** As for events. */
  update(
    ref: OccurrenceRef,
    fields: TaskFields,
    scope: TaskScope,
    options?: { readonly before?: TaskFields; readonly collectionId?: string },
  ): Promise<Done>;
  /** Done, or to be done again. Of a series only the occurrence that is named: the series goes on. */
  complete(refs: readonly OccurrenceRef[], done: boolean): Promise<Done>;
  /** Due at other times, as a drag in a calendar says it. */
  move(ref: OccurrenceRef, times: NewTimes, scope: TaskScope): Promise<Done>;
  remove(refs: readonly OccurrenceRef[], scope: TaskScope): Promise<Done>;
}

export interface ReminderService {
  /** What goes off in the window, by time, of all calendars. */
  watch(query: ReminderQuery): Watchable<readonly Reminder[]>;
  /** What this device remembers; `undefined` when nothing yet. */
  readState(): Promise<string | undefined>;
  /** @returns false when another tab has kept something since `before` was read. */
  keepState(before: string | undefined, state: string): Promise<boolean>;
}

/** Where contacts are copied or moved to. */
export interface CopyTarget {
  readonly collectionId: string;
  /** Groups they join there; made when they are not there. */
  readonly groups: readonly string[];
  /** They are in the groups of their book there, too, by name. */
  readonly keepGroups: boolean;
  /** They leave the book they were in. */
  readonly move: boolean;
}

/** Something was done that others may have to hear of. */
export interface Told extends Done {
  readonly messages: readonly OutgoingMessage[];
}

/**
 * Invitations (iTIP, RFC 5546). Messages come and go as files until mail carries them (iMIP, RFC 6047).
 */
export interface InvitationService {
  /** What a message says, and what it would do. @param timeZone - IANA. */
  read(message: ItipMessage, timeZone: string): Promise<InvitationView>;
  /** Carries it out as the person decided. Rejects with `invite/refused` when it may not be. */
  receive(message: ItipMessage, decision: MessageDecision): Promise<Told>;
  /** Answers an invitation that is in a calendar. */
  answer(ref: OccurrenceRef, answer: GivenAnswer): Promise<Told>;
  /** The message that proposes other times. It changes nothing here. */
  propose(request: ProposalRequest): Promise<OutgoingMessage | undefined>;
  /** The message that refuses a proposal, or asks the organiser for the whole event. */
  answerTo(message: ItipMessage, comment: string): Promise<OutgoingMessage | undefined>;
  /** The invitation to an event one organises. */
  requestOf(ref: ItemRef): Promise<readonly OutgoingMessage[]>;
  /** iCalendar text of a message. */
  write(message: OutgoingMessage): Promise<string>;
}

export interface MeetingService {
  /** When people are busy, and the best times to meet; computed in a worker. */
  find(request: MeetingRequest): Promise<MeetingTimes>;
}

export interface ContactService {
  watchList(query: ContactQuery): Watchable<ContactListInfo>;
  /** Rows `[from, to)` of the query's list. */
  rows(query: ContactQuery, from: number, to: number): Promise<readonly ContactRow[]>;
  /** Index of a contact in the query's list, -1 when it is not in it. */
  indexOf(query: ContactQuery, ref: ItemRef): Promise<number>;
  read(ref: ItemRef): Promise<ContactDetail | undefined>;
  /** The contacts of this device that these URIs name (MEMBER, RELATED), by URI; those that are not here are left out. */
  byUri(uris: readonly string[]): Promise<Readonly<Record<string, ContactRow>>>;
  /** Groups of every address book, in the books' order; a book's groups in no order. */
  watchGroups(): Watchable<readonly BookGroups[]>;
  /** How many of these contacts are in each group, by name. */
  groupsOf(refs: readonly ItemRef[]): Promise<Readonly<Record<string, number>>>;
  /** Puts contacts into groups of their books and takes them out of others; a group that is not there is made. */
  changeGroups(refs: readonly ItemRef[], change: GroupChange): Promise<Done>;
  createGroup(collectionId: string, name: string): Promise<Done>;
  /** A group whose new name is there already becomes one with it. */
  renameGroup(collectionId: string, name: string, newName: string): Promise<Done>;
  removeGroup(collectionId: string, name: string, options: { readonly withContacts: boolean }): Promise<Done>;
  /**
   * Copies or moves contacts to a book, all in one step. Those that are in it already only join the groups.
   *
   * @returns `changed`: how many were copied or moved.
   */
  copy(refs: readonly ItemRef[], target: CopyTarget): Promise<Done & { readonly changed: number }>;
  create(collectionId: string, fields: ContactFields): Promise<Done & { readonly ref: ItemRef }>;
  /** As for events. */
  update(
    ref: ItemRef,
    fields: ContactFields,
    options?: { readonly before?: ContactFields; readonly collectionId?: string },
  ): Promise<Done>;
  setFavourite(ref: ItemRef, favourite: boolean): Promise<Done>;
  remove(refs: readonly ItemRef[]): Promise<Done>;
  /** vCard text of whole address books, or of single contacts. */
  exportVcf(
    what: { readonly collectionIds: readonly string[] } | { readonly refs: readonly ItemRef[] },
    version: '3.0' | '4.0',
  ): Promise<string>;
  /** The same as a table (CSV) that spreadsheets and other address books read; photos are not in it. */
  exportCsv(
    what: { readonly collectionIds: readonly string[] } | { readonly refs: readonly ItemRef[] },
  ): Promise<string>;
}

/** Contacts that may be one person twice (docs/rules/contacts.md). */
export interface DuplicateService {
  /**
   * Follows how many there are. While they are looked for, `onProgress` is told; when nobody follows any more, the search
   * stops.
   */
  watch(query: DuplicateQuery, onProgress?: (progress: Progress) => void): Watchable<DuplicateInfo>;
  /** Groups `[from, to)`, the surest first. */
  groups(query: DuplicateQuery, from: number, to: number): Promise<readonly DuplicateGroup[]>;
  /** All in one step. @returns `changed`: how many merges were made. */
  merge(merges: readonly MergeRequest[]): Promise<Done & { readonly changed: number }>;
  /** Merges every group that is certain: nothing is lost, nothing has to be chosen. */
  mergeCertain(query: DuplicateQuery): Promise<Done & { readonly changed: number }>;
  /** These are different people: they are not found together again, on no device. @param group - With more cards than are shown. */
  markDistinct(
    refs: readonly ItemRef[],
    group?: { readonly query: DuplicateQuery; readonly id: string },
  ): Promise<Done>;
  /** How many of contacts that have just come may be people who were there already; namesakes are not counted. */
  countHits(collectionId: string, uids: readonly string[]): Promise<number>;
}

export interface ImportReport extends Done {
  readonly collectionId: string;
  readonly added: number;
  readonly replaced: number;
  readonly skipped: number;
  /** Of contacts: who has come. */
  readonly uids?: readonly string[];
}

/** How long work is followed, and stopped. */
export interface WorkOptions {
  readonly signal?: AbortSignal;
  onProgress?(progress: Progress): void;
}

export interface ImportService {
  /** A file may come in a moment: what reads it gets ready. */
  prepare(): void;
  /** Reads the file in a worker. Rejects with AppError `input/*`, or `cancelled` when the signal fires. */
  preview(
    file: Blob & { readonly name?: string },
    options?: WorkOptions & {
      /** The preview's id, by which reading can be held. */
      onBegin?(previewId: string): void;
    },
  ): Promise<ImportPreview>;
  /** Reads a table (CSV) again as the person says: its separator, its headings, what its columns hold. */
  readTable(previewId: string, table: TableOptions, options?: WorkOptions): Promise<ImportPreview>;
  /** Rows of a table below its headings. */
  tableRows(previewId: string, from: number, count: number): Promise<readonly (readonly string[])[]>;
  /** Items of a file, to look through. */
  samples(previewId: string, from: number, count: number): Promise<ImportPreview['samples']>;
  /** CSV of the rows that could not be taken. */
  failedRows(previewId: string): Promise<string>;
  /** Holds the reading or storing of a file, or lets it go on. */
  pause(previewId: string, paused: boolean): void;
  /** All or nothing. Rejects with `store/quota` when the disk is full, `cancelled` when the signal fires in time. */
  commit(previewId: string, target: ImportTarget, options?: WorkOptions): Promise<ImportReport>;
  /** Forgets a preview that is not wanted. */
  discard(previewId: string): void;
}

export interface WorkOptions {
  readonly signal?: AbortSignal;
  onProgress?(progress: Progress): void;
}

export interface RestoreRequest {
  readonly collectionId: string;
  /** Epoch ms: how the items were then. */
  readonly time: number;
  /** Those that differ, by uid; `all` with a target is everything that was there, changed since or not. */
  readonly uids: readonly string[] | 'all';
  /** Another collection, where nothing is deleted. Where they were when absent. */
  readonly target?: string;
}

/** What was, and how to have it again. Reading it never holds up a command for long. */
export interface HistoryService {
  /** What of a collection is not as it was. Rejects with `cancelled` when the signal fires. */
  differences(collectionId: string, time: number, options?: WorkOptions): Promise<readonly Difference[]>;
  /** One item then and now, property by property. */
  changes(ref: ItemRef, time: number): Promise<readonly PropertyChange[]>;
  /** A new change, and one undo for all of it. When it is cancelled or fails, what was done is taken back. */
  restore(request: RestoreRequest, options?: WorkOptions): Promise<Done>;
  /** Who changed an item when and how, the newest first. @param skip - Entries of pages before. */
  ofItem(ref: ItemRef, skip?: number): Promise<HistoryPage>;
  /** The item as an entry of its history left it. */
  restoreVersion(ref: ItemRef, entryId: string): Promise<Done>;
  watchDeleted(kind: CollectionKind): Watchable<readonly DeletedCollection[]>;
  bringBack(collectionId: string): Promise<Done>;
  /** What this device is called in histories; '' while it has no name. */
  watchDeviceName(): Watchable<string>;
  nameDevice(name: string): Promise<Done>;
}

export interface SettingsService {
  watch(): Watchable<Settings>;
  update(change: SettingsChange): Promise<void>;
  /** Makes a daily summary, or changes the one of this id. */
  putSummary(summary: Summary): Promise<Done>;
  removeSummary(id: string): Promise<Done>;
}

export interface StorageInfo {
  /** Bytes. */
  readonly usage: number;
  readonly quota: number;
  readonly persisted: boolean;
}

export interface StorageService {
  info(): Promise<StorageInfo>;
  /** Asks the browser not to evict our data; its answer. */
  persist(): Promise<boolean>;
  /** Zip of every calendar as .ics, every book as .vcf, settings as .json. */
  exportAll(): Promise<Blob>;
  /** Drops all rows and projects them anew from the documents. */
  rebuild(): Promise<void>;
}

/** Files that hang on events, kept once each by what is in them. */
export interface FileService {
  /**
   * Keeps a file on this device.
   *
   * @param file - At most `MAX_FILE_BYTES`.
   * @returns Its name by content, `ni:///sha-256;…` (RFC 6920): what an ATTACH says.
   */
  put(file: Blob): Promise<string>;
  /** `undefined` when it is not on this device. */
  read(uri: string): Promise<Blob | undefined>;
}

/** Everything a view may ask for. */
export interface Services {
  readonly collections: CollectionService;
  readonly subscriptions: SubscriptionService;
  readonly calendar: CalendarService;
  readonly tasks: TaskService;
  readonly reminders: ReminderService;
  readonly invitations: InvitationService;
  readonly meetings: MeetingService;
  readonly slots: SlotService;
  readonly contacts: ContactService;
  readonly duplicates: DuplicateService;
  readonly imports: ImportService;
  readonly history: HistoryService;
  readonly settings: SettingsService;
  readonly storage: StorageService;
  readonly files: FileService;
}
