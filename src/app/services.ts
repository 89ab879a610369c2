// Everything a view may ask for, and the words it asks in.

import type { AccountService } from './account/account.js';
import type { AddressService } from './account/address-service.js';
import type { ActivityService } from './activity/activity.js';
import type { AssistantService } from './assistant/assistant-service.js';
import type { BackupService } from './backup/backup.js';
import type { SlotService } from './calendar/slots.js';
import type {
  CalendarService,
  InvitationService,
  MeetingService,
  ReminderService,
  SubscriptionService,
  TaskService,
} from './calendar-services.js';
import type { ContactService, DuplicateService } from './contact-services.js';
import type { DayPictureService } from './day-picture-service.js';
import type { LockService } from './lock/lock.js';
import type { MailRulesService } from './mail/mail-rules-service.js';
import type { MailServerService } from './mail/mail-server-service.js';
import type { MailService } from './mail/mail-service.js';
import type { PublicLinkService } from './public-link-service.js';
import type { RoomService } from './rooms/rooms.js';
import type { SharingService } from './sharing/sharing.js';
import type {
  CollectionService,
  FileService,
  HistoryService,
  ImportService,
  SettingsService,
  StorageService,
} from './store-services.js';
import type { SyncService } from './sync/sync.js';

export type { NewTimes, Scope } from '../domain/calendar/event-change.js';
export type { EventDetail, OccurrenceQuery } from '../domain/calendar/event-query.js';
export type { ItipMessage } from '../domain/calendar/itip/message.js';
export type { OutgoingMessage } from '../domain/calendar/itip/outgoing.js';
export type { InvitationView } from '../domain/calendar/itip/view.js';
export type { BookGroups } from '../domain/contacts/contact-groups.js';
export type { ContactDetail, ContactListInfo, ContactQuery } from '../domain/contacts/contact-query.js';
export type { DuplicateGroup, DuplicateInfo, DuplicateQuery } from '../domain/contacts/duplicates/duplicate.js';
export type { MergeRequest } from '../domain/contacts/merging/merge-choices.js';
export type {
  DeletedCollection,
  Difference,
  HistoryEntry,
  HistoryPage,
  PropertyChange,
} from '../domain/history/history.js';
export type { ImportPreview, ImportTarget, KnownPeople, Progress, TableOptions } from '../domain/items/import.js';
export type { Reminder, ReminderQuery } from '../domain/reminders/reminder.js';
export type { TaskFields } from '../domain/tasks/task-fields.js';
export type { TaskDetail, TaskEntry, TaskQuery, TaskScope } from '../domain/tasks/task-query.js';
export type { GivenAnswer, MessageDecision } from '../workers/event-commands.api.js';
export type { MeetingRequest, MeetingTimes, ProposalRequest } from '../workers/query.api.js';
export type { SlotService } from './calendar/slots.js';
export type {
  CalendarService,
  InvitationService,
  MeetingService,
  ReminderService,
  SubscriptionService,
  TaskService,
  Told,
} from './calendar-services.js';
export type { ContactService, CopyTarget, DuplicateService } from './contact-services.js';
export type { Done } from './done.js';
export type {
  AccountCopyReport,
  MailCommand,
  MailDone,
  MailImportOptions,
  MailImportReport,
  MailService,
  MailSubmission,
  MovedEmail,
  OutgoingMail,
  WaitingOperations,
  WrittenFile,
  WrittenMessage,
} from './mail/mail-service.js';
export type { PublicLinkService } from './public-link-service.js';
export type { BookRequest, RoomService } from './rooms/rooms.js';
export type {
  CollectionShare,
  PendingInvite,
  ReceivedInvite,
  RejectedEdit,
  SharedNews,
  ShareMember,
  SharingService,
} from './sharing/sharing.js';
export type {
  CollectionChange,
  CollectionService,
  FileService,
  HistoryService,
  ImportReport,
  ImportService,
  RestoreRequest,
  SettingsService,
  StorageInfo,
  StorageService,
  WorkOptions,
} from './store-services.js';

/** Everything a view may ask for. */
export interface Services {
  readonly account: AccountService;
  readonly activity: ActivityService;
  readonly addresses: AddressService;
  readonly backup: BackupService;
  readonly collections: CollectionService;
  readonly dayPicture: DayPictureService;
  readonly subscriptions: SubscriptionService;
  readonly calendar: CalendarService;
  readonly tasks: TaskService;
  readonly reminders: ReminderService;
  readonly invitations: InvitationService;
  readonly meetings: MeetingService;
  readonly slots: SlotService;
  readonly rooms: RoomService;
  readonly contacts: ContactService;
  readonly duplicates: DuplicateService;
  readonly imports: ImportService;
  readonly history: HistoryService;
  readonly lock: LockService;
  readonly sharing: SharingService;
  readonly settings: SettingsService;
  readonly storage: StorageService;
  readonly sync: SyncService;
  readonly files: FileService;
  readonly publicLinks: PublicLinkService;
  readonly mail: MailService;
  readonly mailServers: MailServerService;
  readonly assistant: AssistantService;
  readonly mailRules: MailRulesService;
}
