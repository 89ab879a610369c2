import type { Collection } from '../domain/collections/collection.js';
import { DEFAULT_DATABASE } from '../workers/channels.js';
import type { NewCollection } from '../workers/collection-commands.api.js';
import { createAddressService } from './account/address-service.js';
import { notesOfBrowser } from './browser-notes.js';
import { createCalendarService } from './calendar-service.js';
import { createCollectionService } from './collection-service.js';
import { createDayPictureService } from './day-picture-service.js';
import { createEngine } from './engine.js';
import {
  createLateAccount,
  createLateActivity,
  createLateBackup,
  createLateContacts,
  createLateDuplicates,
  createLateFiles,
  createLateHistory,
  createLateImports,
  createLateInvitations,
  createLatePublicLinks,
  createLateRegistry,
  createLateRooms,
  createLateSharing,
  createLateSlots,
  createLateStorage,
  createLateSubscriptions,
} from './late-services.js';
import { createLockService } from './lock/lock-service.js';
import { createLazyMailService } from './mail/lazy-mail-service.js';
import type { Services } from './services.js';
import { createSettingsService } from './settings-service.js';
import { createSyncService } from './sync/sync-service.js';
import { createReminderService, createTaskService } from './task-service.js';

export interface ServicesOptions {
  /** Name of the database, and of what tabs share: another name is another profile. */
  readonly database?: string;
  /** A command of an earlier page, closed before it was carried out, was refused now. */
  readonly onEarlierFailure?: (error: unknown) => void;
  /**
   * What a new profile begins with, names in the person's language; asked for only when the profile is new.
   * `personalCollections('Personal')` when absent.
   */
  readonly firstCollections?: readonly NewCollection[] | (() => Promise<readonly NewCollection[]>);
}

export interface ClosableServices extends Services {
  /** Ends the workers; calls fail with `store/closed`. For pages that stay when the app goes, and tests. */
  close(): void;
}

/** OKLCH hue of the first calendar and address book. */
const FIRST_HUE = 265;

/** A calendar and an address book of one's own. */
export function personalCollections(name: string): readonly NewCollection[] {
  return [
    { kind: 'calendar', name, hue: FIRST_HUE },
    { kind: 'addressbook', name, hue: FIRST_HUE },
  ];
}

/** Longer than the first view takes to be drawn. */
const IDLE_MS = 1500;

/**
 * The services over real workers. Returns at once: workers start with the first call, the one that reads right away, so
 * that the first view waits for nothing else.
 */
export function createServices(options: ServicesOptions = {}): ClosableServices {
  const database = options.database ?? DEFAULT_DATABASE;
  const engine = createEngine(database);
  const registry = createLateRegistry();
  const mail = createLazyMailService(database, engine, registry);
  const { firstCollections = personalCollections('Personal') } = options;
  const start = async () => {
    const collections = typeof firstCollections === 'function' ? await firstCollections() : firstCollections;
    if (collections.length > 0) await engine.run({ type: 'firstRun', collections });
  };
  /** Whoever has mail has not come with a calendar to bring: what reading a sample leaves behind would lie beside it for nothing. */
  const warmUp = async (found: readonly Collection[]) => {
    const isEmpty = found.every(({ itemCount }) => itemCount === 0);
    engine.warmUp(isEmpty && !(await engine.query((api) => api.hasMail()).catch(() => true)));
  };
  engine.finishEarlier(options.onEarlierFailure ?? (() => {}));
  engine
    .query((api) => api.collections())
    .then(
      (found) => {
        if (found.length === 0) start().catch(() => {}); // the next command says what is wrong
        // By then the first view is drawn: the first edit finds its workers ready, and so does the file that a person with
        // nothing here yet is about to bring.
        setTimeout(() => void warmUp(found), IDLE_MS);
      },
      () => {}, // whoever asks next gets the error
    );
  const close = () => {
    engine.close();
    mail.close();
  };
  // First of all who hear of a change: what they do after it finds the picture gone.
  const dayPicture = createDayPictureService(engine, database === DEFAULT_DATABASE ? notesOfBrowser() : undefined);
  const collections = createCollectionService(engine);
  const sharing = createLateSharing(engine, location.origin);
  const sync = createSyncService(engine);
  return {
    account: createLateAccount(engine),
    activity: createLateActivity(registry, { collections, mail, mailServers: mail.servers, sharing, sync }),
    addresses: createAddressService(engine),
    backup: createLateBackup(database, close, registry),
    collections,
    dayPicture,
    subscriptions: createLateSubscriptions(engine, database),
    calendar: createCalendarService(engine),
    tasks: createTaskService(engine),
    reminders: createReminderService(engine),
    invitations: createLateInvitations(engine),
    meetings: { find: (request) => engine.query((api) => api.meetingTimes(request)) },
    slots: createLateSlots(engine),
    rooms: createLateRooms(engine),
    contacts: createLateContacts(engine),
    duplicates: createLateDuplicates(engine),
    imports: createLateImports(engine, registry),
    history: createLateHistory(engine, registry),
    lock: createLockService(engine),
    sharing,
    settings: createSettingsService(engine),
    storage: createLateStorage(engine, registry),
    sync,
    files: createLateFiles(engine),
    publicLinks: createLatePublicLinks(engine, new URL('/public.html', document.baseURI).href),
    mail,
    mailServers: mail.servers,
    assistant: mail.assistant,
    mailRules: mail.ruleService,
    close,
  };
}
