// What views may ask for: calendars, tasks, invitations.
import type { NewTimes, Scope } from '../domain/calendar/event-change.js';
import type { EventFields } from '../domain/calendar/event-fields.js';
import type { EventDetail, NotShown, OccurrenceQuery } from '../domain/calendar/event-query.js';
import type { EventSearch, EventSearchResult } from '../domain/calendar/event-search.js';
import type { HolidayIndex } from '../domain/calendar/holidays.js';
import type { ItipMessage } from '../domain/calendar/itip/message.js';
import type { OutgoingMessage } from '../domain/calendar/itip/outgoing.js';
import type { InvitationView } from '../domain/calendar/itip/view.js';
import type { EventOccurrence, OccurrenceRef } from '../domain/calendar/occurrence.js';
import type { CalendarSource } from '../domain/collections/calendar-source.js';
import type { ImportPreview } from '../domain/items/import.js';
import type { ItemRef } from '../domain/items/item.js';
import type { Reminder, ReminderQuery } from '../domain/reminders/reminder.js';
import type { TaskPlace } from '../domain/tasks/arrange-task.js';
import type { TaskFields } from '../domain/tasks/task-fields.js';
import type { TaskDetail, TaskEntry, TaskQuery, TaskScope } from '../domain/tasks/task-query.js';
import type { Watchable } from '../domain/watchable.js';
import type { GivenAnswer, MessageDecision } from '../workers/event-commands.api.js';
import type { MeetingRequest, MeetingTimes, ProposalRequest } from '../workers/query.api.js';
import type { Done } from './done.js';
import type { ImportReport } from './store-services.js';

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
  start(): Promise<() => void>;
  /** Countries and regions there are holidays of. Rejects with AppError `net/*`. */
  holidayIndex(): Promise<HolidayIndex>;
}

export interface CalendarService {
  /** Sorted by start, longer first. */
  watchOccurrences(query: OccurrenceQuery): Watchable<readonly EventOccurrence[]>;
  /** How many events touch each day of the window, cancelled ones left out: what a year shows. */
  watchDayCounts(query: OccurrenceQuery): Watchable<readonly number[]>;
  /** Series that have more occurrences in the window than are shown or counted: a series that comes every minute. */
  watchNotShown(query: OccurrenceQuery): Watchable<NotShown>;
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
  /** @param parts - Made along with it, as parts of it. */
  create(
    collectionId: string,
    fields: TaskFields,
    parts?: readonly TaskFields[],
  ): Promise<Done & { readonly ref: OccurrenceRef }>;
  /** As for events. Another calendar, and a series that is divided, take the parts of the task along. */
  update(
    ref: OccurrenceRef,
    fields: TaskFields,
    scope: TaskScope,
    options?: {
      readonly before?: TaskFields;
      readonly collectionId?: string;
      readonly parts?: readonly TaskFields[];
    },
  ): Promise<Done>;
  /** Puts tasks below others, or elsewhere in the order made by hand. */
  arrange(places: readonly TaskPlace[]): Promise<Done>;
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
