// What the sync worker does. It is the only writer; commands reach the one that holds the profile's lock from any tab.
import type { NewTimes, Scope } from '../domain/calendar/event-change.js';
import type { EventFields } from '../domain/calendar/event-fields.js';
import type { Answer as Partaking } from '../domain/calendar/itip/answer.js';
import type { ItipMessage } from '../domain/calendar/itip/message.js';
import type { OutgoingMessage } from '../domain/calendar/itip/outgoing.js';
import type { OccurrenceRef } from '../domain/calendar/occurrence.js';
import type { Booking } from '../domain/calendar/slots/booking.js';
import type { SlotFields } from '../domain/calendar/slots/slot-fields.js';
import type { CalendarSource } from '../domain/collections/calendar-source.js';
import type { Collection, CollectionKind } from '../domain/collections/collection.js';
import type { RefreshState } from '../domain/collections/refresh.js';
import type { ContactFields } from '../domain/contacts/contact-fields.js';
import type { MergeRequest } from '../domain/contacts/merging/merge-choices.js';
import type { DifferenceSlice, HistoryPage, PropertyChange } from '../domain/history/history.js';
import type { ItemRef } from '../domain/items/item.js';
import type { RuleEntry } from '../domain/mail/rules/read-rules.js';
import type { RoomFields } from '../domain/rooms/room.js';
import type { SettingsChange } from '../domain/settings/settings.js';
import type { DeviceForm } from '../domain/sharing/sharing.js';
import type { Summary } from '../domain/summary/summary.js';
import type { TaskPlace } from '../domain/tasks/arrange-task.js';
import type { TaskFields } from '../domain/tasks/task-fields.js';
import type { TaskScope } from '../domain/tasks/task-query.js';
import type { ImportBatch, ImportCounts } from '../store/import-batch.js';
import type { NewsRecord } from '../store/shared-facts.js';
import type { StoreChange } from '../store/store-change.js';
import type { RejectedRecord } from '../store/sync-records.js';
import type { AccountNote } from './account.api.js';
import type { LockAnswer, LockRequest } from './lock.api.js';
import type { NetAnswer, NetRequest } from './net.api.js';

export interface NewCollection {
  readonly kind: CollectionKind;
  readonly name: string;
  /** OKLCH hue 0–360. */
  readonly hue: number;
  readonly description?: string;
  /** Where its items come from: it is read-only then. */
  readonly source?: CalendarSource;
  readonly alarms?: readonly number[];
}

export type CollectionChange = Partial<
  Pick<Collection, 'name' | 'hue' | 'description' | 'order' | 'visible' | 'source'>
> & {
  /** `null`: those of the settings from now on. */
  readonly alarms?: readonly number[] | null;
};

/** Of one of several collections that change together. */
export interface CollectionUpdate {
  readonly id: string;
  readonly change: CollectionChange;
}

/** New content of one item, all or part: what undo is made of. */
export interface ItemWrite {
  readonly collectionId: string;
  readonly uid: string;
  /** Absent: the text stays. */
  readonly text?: string;
  /** By edit key; `null` takes the edit back. */
  readonly edits: Readonly<Record<string, string | null>>;
}

/** New values of keys of a collection's own document: groups of contacts that were made by hand (`groupKey`). */
export interface PropertyWrite {
  readonly collectionId: string;
  readonly keys: Readonly<Record<string, string>>;
}

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

/** Everything that writes. Plain data; carried out once per command id, also when it is sent again. */
export type Command =
  /** Makes these collections unless the profile has ever had any. */
  | { readonly type: 'firstRun'; readonly collections: readonly NewCollection[] }
  | { readonly type: 'createCollection'; readonly collection: NewCollection }
  | { readonly type: 'updateCollection'; readonly id: string; readonly change: CollectionChange }
  | { readonly type: 'updateCollections'; readonly changes: readonly CollectionUpdate[] }
  /** Values as they stand in the documents: what undo of `updateCollections` is made of. */
  | {
      readonly type: 'writeProperties';
      readonly collections: readonly { readonly id: string; readonly keys: readonly (readonly [string, string])[] }[];
    }
  | { readonly type: 'deleteCollection'; readonly id: string; readonly deleted: boolean }
  /** Events of a calendar that only shows when the person is busy; `null` takes one out. */
  | {
      readonly type: 'putBusy';
      readonly collectionId: string;
      readonly items: readonly { readonly uid: string; readonly text: string | null }[];
    }
  /** Makes copies of edits that were refused, and is done with them. */
  | { readonly type: 'keepRejected'; readonly ids: readonly string[]; readonly collectionId: string }
  | { readonly type: 'dropRejected'; readonly ids: readonly string[] }
  | {
      readonly type: 'restoreRejected';
      readonly records: readonly RejectedRecord[];
      readonly writes: readonly ItemWrite[];
    }
  /** News of a shared collection, or of all, were seen. */
  | { readonly type: 'forgetNews'; readonly collectionId?: string }
  | { readonly type: 'restoreNews'; readonly news: readonly NewsRecord[] }
  | { readonly type: 'updateSettings'; readonly change: SettingsChange }
  /** Writes a daily summary, or, without one, takes it away. */
  | { readonly type: 'putSummary'; readonly id: string; readonly summary?: Omit<Summary, 'id'> }
  /** Rules of mail accounts, by the names of their settings. */
  | { readonly type: 'putMailRules'; readonly entries: readonly (readonly [string, RuleEntry])[] }
  /** Templates and signatures, by the names of their settings, as JSON. */
  | { readonly type: 'putMailTexts'; readonly entries: readonly (readonly [string, string])[] }
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
  /** Rooms (docs/rules/rooms.md): a new one gets a calendar of its own, and a list where there is none. */
  | {
      readonly type: 'createRooms';
      readonly rooms: readonly RoomFields[];
      /** Absent: the person's own list, which is made with the first room. */
      readonly listId?: string;
      /** Of a list that is made. */
      readonly listName: string;
    }
  | {
      readonly type: 'updateRoom';
      readonly ref: ItemRef;
      readonly fields: RoomFields;
      /** As for events. */
      readonly before: RoomFields;
    }
  | { readonly type: 'removeRooms'; readonly refs: readonly ItemRef[] }
  /** What somebody who manages the room says of a booking; '' takes it back. */
  | {
      readonly type: 'decideBooking';
      readonly room: string;
      readonly uid: string;
      readonly state: 'APPROVED' | 'DECLINED' | '';
    }
  /** Somebody has come. @param local - Start of the occurrence in its own zone. */
  | {
      readonly type: 'checkIn';
      readonly room: string;
      readonly uid: string;
      readonly local: string;
      readonly here: boolean;
    }
  | {
      readonly type: 'createTask';
      readonly collectionId: string;
      readonly fields: TaskFields;
      /** Made along with it, as parts of it. */
      readonly parts?: readonly TaskFields[];
    }
  | {
      readonly type: 'updateTask';
      readonly ref: OccurrenceRef;
      readonly fields: TaskFields;
      /** As for events. */
      readonly before?: TaskFields;
      readonly scope: TaskScope;
      readonly collectionId?: string;
      readonly parts?: readonly TaskFields[];
    }
  /** Puts tasks below others, or elsewhere in the order made by hand. */
  | { readonly type: 'placeTasks'; readonly places: readonly TaskPlace[] }
  /** Completes tasks or takes that back; of a series one occurrence, or, without recurrence id, all of it. */
  | { readonly type: 'completeTasks'; readonly refs: readonly OccurrenceRef[]; readonly done: boolean }
  /** As a drag in a calendar says it: due then, and starting as much earlier as before. */
  | { readonly type: 'moveTask'; readonly ref: OccurrenceRef; readonly times: NewTimes; readonly scope: TaskScope }
  | { readonly type: 'removeTasks'; readonly refs: readonly OccurrenceRef[]; readonly scope: TaskScope }
  | { readonly type: 'receiveMessage'; readonly message: ItipMessage; readonly decision: MessageDecision }
  | { readonly type: 'answerEvent'; readonly ref: OccurrenceRef; readonly answer: GivenAnswer }
  | { readonly type: 'createContact'; readonly collectionId: string; readonly fields: ContactFields }
  | {
      readonly type: 'updateContact';
      readonly ref: ItemRef;
      readonly fields: ContactFields;
      readonly before?: ContactFields;
      readonly collectionId?: string;
    }
  | { readonly type: 'setFavourite'; readonly ref: ItemRef; readonly favourite: boolean }
  | { readonly type: 'removeContacts'; readonly refs: readonly ItemRef[] }
  | {
      readonly type: 'writeItems';
      readonly writes: readonly ItemWrite[];
      readonly properties?: readonly PropertyWrite[];
      /** Others know what is taken back: the answer says what to tell them now. */
      readonly told?: true;
    }
  /** Puts contacts into groups of their book and takes them out of others; groups that are not there are made. */
  | {
      readonly type: 'changeGroups';
      readonly refs: readonly ItemRef[];
      readonly add: readonly string[];
      readonly remove: readonly string[];
    }
  | { readonly type: 'createGroup'; readonly collectionId: string; readonly name: string }
  /** A group whose new name is there already becomes one with it. */
  | { readonly type: 'renameGroup'; readonly collectionId: string; readonly name: string; readonly newName: string }
  | {
      readonly type: 'deleteGroup';
      readonly collectionId: string;
      readonly name: string;
      readonly withContacts: boolean;
    }
  /** Copies have a UID of their own; what is moved keeps it. Contacts that are in that book already only join the groups. */
  | {
      readonly type: 'copyContacts';
      readonly refs: readonly ItemRef[];
      readonly collectionId: string;
      readonly groups: readonly string[];
      /** They go on being in the groups they are in, by name. */
      readonly keepGroups: boolean;
      readonly move: boolean;
    }
  /** Several contacts become one each; those that are gone by now are left out. */
  | { readonly type: 'mergeContacts'; readonly merges: readonly MergeRequest[] }
  /** These are different people, each from each other: nobody is asked again. */
  | { readonly type: 'markDistinct'; readonly refs: readonly ItemRef[] }
  /** `create` makes the batch's collection. */
  | {
      readonly type: 'import';
      readonly batch: ImportBatch;
      readonly create?: NewCollection & { readonly shards: number };
    }
  /** What this device knows of a calendar's last refresh. No part of any document. */
  | { readonly type: 'noteRefresh'; readonly collectionId: string; readonly state: RefreshState }
  | { readonly type: 'undoImport'; readonly importId: string }
  /** Items of a collection as they were at a moment (epoch ms). A new change, not a rewind. */
  | {
      readonly type: 'restore';
      readonly collectionId: string;
      readonly time: number;
      /** All that differ when absent. */
      readonly uids?: readonly string[];
      /** All items of this shard, also those that do not differ. */
      readonly shard?: number;
      /** Where they are written; where they were when absent. Elsewhere nothing is deleted. */
      readonly target?: string;
    }
  /** Keeps a file under the name of its content; see `fileUri`. */
  | { readonly type: 'putFile'; readonly bytes: Uint8Array<ArrayBuffer>; readonly mediaType: string }
  /** What this device remembers of reminders, as it was read (`before`) and is to be. Refused when somebody was quicker. */
  | { readonly type: 'keepReminders'; readonly before: string | undefined; readonly state: string }
  /** One item as a change of it, named by its history, left it. */
  | { readonly type: 'restoreVersion'; readonly ref: ItemRef; readonly entryId: string }
  | { readonly type: 'nameDevice'; readonly name: string }
  /** What all of the person's devices are to know of the account. @param device - Names one of its devices: id, hexadecimal. */
  | {
      readonly type: 'noteAccount';
      readonly note: AccountNote;
      readonly device?: { readonly id: string; readonly name: string; readonly form?: DeviceForm };
    }
  | { readonly type: 'rebuild' };

/** What is asked of the documents' history: nothing is written. */
export type Question =
  /** From this shard on, as many as a moment allows. @see DifferenceSlice */
  | { readonly type: 'differences'; readonly collectionId: string; readonly time: number; readonly from: number }
  /** One item then and now. */
  | { readonly type: 'difference'; readonly ref: ItemRef; readonly time: number }
  | { readonly type: 'history'; readonly ref: ItemRef; readonly skip: number };

/** What each is answered with. */
export interface Answers {
  readonly differences: DifferenceSlice;
  readonly difference: readonly PropertyChange[];
  readonly history: HistoryPage;
}

export type Answer = Answers[keyof Answers];

export function isQuestion(command: Command | Question): command is Question {
  return command.type === 'differences' || command.type === 'difference' || command.type === 'history';
}

/** What a command answers once it is durable on this device. */
export interface CommandAnswer {
  /** For readers, before they look for what the command did. */
  readonly change: StoreChange;
  /** Under which all tabs are told of the change; absent when they are not. */
  readonly told?: string;
  /** Takes the command back. Absent where there is nothing to take back. */
  readonly inverse?: Command;
  /** The item or collection made. */
  readonly uid?: string;
  readonly collection?: Collection;
  readonly counts?: ImportCounts;
  /** Of a kept file. */
  readonly fileUri?: string;
  /** Of `keepReminders`: whether it was kept. */
  readonly kept?: boolean;
  /** How many contacts were copied, moved, put into groups or deleted with their group; how many merges were made. */
  readonly changed?: number;
  /** What others should be told of it (RFC 5546). */
  readonly messages?: readonly OutgoingMessage[];
}

export interface SyncApi {
  /** @throws {AppError} `store/*`. Sent again with the same id after a crash, it is carried out once. */
  run(commandId: string, command: Command): Promise<CommandAnswer>;
  /** @throws {AppError} `store/*` */
  ask(question: Question): Promise<Answer>;
  /** @throws {AppError} `sync/*`, `store/*` */
  perform(request: NetRequest): Promise<NetAnswer>;
  /** About the app's lock: answered by this tab, whichever writes. @throws {AppError} `sync/code`, `store/*` */
  lock(request: LockRequest): Promise<LockAnswer>;
  /** Where the format worker hands over what it has read. The port is transferred. */
  connectFormat(port: MessagePort): void;
}
