// What nobody sees first.
import type { AccountService } from './account/account.js';
import type { ActivityService, WorkFollower } from './activity/activity.js';
import type { ActivityRegistry } from './activity/activity-registry.js';
import type { ActivitySources } from './activity/activity-service.js';
import type { BackupService } from './backup/backup.js';
import { notesOfBrowser } from './browser-notes.js';
import type { SlotService } from './calendar/slots.js';
import type { InvitationService, SubscriptionService } from './calendar-services.js';
import type { ContactService, DuplicateService } from './contact-services.js';
import type { Engine } from './engine.js';
import { createLater, loadOnce } from './later.js';
import type { PublicLinkService } from './public-link-service.js';
import type { RoomService } from './rooms/rooms.js';
import type { SharingService } from './sharing/sharing.js';
import type { FileService, HistoryService, ImportService, StorageService } from './store-services.js';

type Load<T> = () => Promise<T>;

/** Comes with the first thing that takes long, or with whoever looks. */
export const createLateRegistry = (): Load<ActivityRegistry> =>
  loadOnce(async () => (await import('./activity/activity-registry.js')).createActivityRegistry());

export const createLateActivity = (registry: Load<ActivityRegistry>, sources: ActivitySources): ActivityService =>
  createLater(
    loadOnce(async () => {
      const { createActivityService } = await import('./activity/activity-service.js');
      return createActivityService(await registry(), sources);
    }),
    {
      watch: 'watch',
      stop: 'call',
      hold: 'call',
      tryAgain: 'call',
      dismiss: 'call',
      noteAct: 'call',
      undone: 'call',
      undoOf: 'call',
      forgetRefused: 'call',
    },
  );

export const createLateHistory = (engine: Engine, follower: Load<WorkFollower>): HistoryService => ({
  ...createLater<Omit<HistoryService, 'nameDevice'>>(
    loadOnce(async () => (await import('./history-service.js')).createHistoryService(engine, await follower())),
    {
      differences: 'call',
      changes: 'call',
      restore: 'call',
      ofItem: 'call',
      restoreVersion: 'call',
      watchDeleted: 'watch',
      bringBack: 'call',
      watchDeviceName: 'watch',
    },
  ),
  // Noted at once: who types a name and leaves the page may be gone before the rest is loaded.
  nameDevice: (name) => engine.run({ type: 'nameDevice', name }),
});

/** @param closeOthers - Ends all other services of this page. */
export const createLateBackup = (
  database: string,
  closeOthers: () => void,
  follower: Load<WorkFollower>,
): BackupService =>
  createLater(
    loadOnce(async () => {
      const { createBackupService } = await import('./backup/backup-service.js');
      return createBackupService(database, closeOthers, await follower());
    }),
    { make: 'call', check: 'call', restore: 'call' },
  );

export const createLateStorage = (engine: Engine, follower: Load<WorkFollower>): StorageService =>
  createLater(
    loadOnce(async () => (await import('./storage-service.js')).createStorageService(engine, await follower())),
    { info: 'call', persist: 'call', exportAll: 'call', rebuild: 'call' },
  );

export const createLateFiles = (engine: Engine): FileService =>
  createLater(
    loadOnce(async () => (await import('./file-service.js')).createFileService(engine)),
    { put: 'call', read: 'call' },
  );

export const createLateSubscriptions = (engine: Engine, database: string): SubscriptionService =>
  createLater(
    loadOnce(async () => (await import('./subscription-service.js')).createSubscriptionService(engine, database)),
    { preview: 'call', subscribe: 'call', refresh: 'call', start: 'call', holidayIndex: 'call' },
  );

export const createLateContacts = (engine: Engine): ContactService =>
  createLater(
    loadOnce(async () => (await import('./contact-service.js')).createContactService(engine)),
    {
      watchList: 'watch',
      rows: 'call',
      indexOf: 'call',
      read: 'call',
      photo: 'call',
      byUri: 'call',
      watchGroups: 'watch',
      groupsOf: 'call',
      changeGroups: 'call',
      createGroup: 'call',
      renameGroup: 'call',
      removeGroup: 'call',
      copy: 'call',
      create: 'call',
      update: 'call',
      setFavourite: 'call',
      remove: 'call',
      exportVcf: 'call',
      exportCsv: 'call',
    },
  );

export const createLateImports = (engine: Engine, follower: Load<WorkFollower>): ImportService =>
  createLater(
    loadOnce(async () => {
      const [{ createImportService }, { createTableLayouts }] = await Promise.all([
        import('./import-service.js'),
        import('./contacts/table-layouts.js'),
      ]);
      return createImportService(engine, createTableLayouts(notesOfBrowser()), await follower());
    }),
    {
      prepare: 'call',
      preview: 'call',
      readTable: 'call',
      tableRows: 'call',
      samples: 'call',
      knownPeople: 'call',
      failedRows: 'call',
      pause: 'call',
      commit: 'call',
      discard: 'call',
    },
  );

export const createLateInvitations = (engine: Engine): InvitationService =>
  createLater(
    loadOnce(async () => (await import('./calendar/invitation-service.js')).createInvitationService(engine)),
    {
      read: 'call',
      receive: 'call',
      answer: 'call',
      propose: 'call',
      answerTo: 'call',
      requestOf: 'call',
      write: 'call',
    },
  );

/** @param origin - Of the app: where links lead. */
export const createLateSharing = (engine: Engine, origin: string): SharingService =>
  createLater(
    loadOnce(async () => (await import('./sharing/sharing-service.js')).createSharingService(engine, origin)),
    {
      watch: 'watch',
      watchInvites: 'watch',
      watchRejected: 'watch',
      watchNews: 'watch',
      watchPeople: 'watch',
      invite: 'call',
      inviteBusy: 'call',
      watchBusy: 'watch',
      withdraw: 'call',
      resend: 'call',
      link: 'call',
      setRole: 'call',
      remove: 'call',
      confirm: 'call',
      transfer: 'call',
      leave: 'call',
      leaveCollection: 'call',
      readLink: 'call',
      answer: 'call',
      compare: 'call',
      keepRejected: 'call',
      dropRejected: 'call',
      forgetNews: 'call',
    },
  );

export const createLateDuplicates = (engine: Engine): DuplicateService =>
  createLater(
    loadOnce(async () => (await import('./contacts/duplicate-service.js')).createDuplicateService(engine)),
    {
      watch: 'watch',
      groups: 'call',
      merge: 'call',
      mergeCertain: 'call',
      markDistinct: 'call',
      countHits: 'call',
      watchCount: 'watch',
    },
  );

export const createLateSlots = (engine: Engine): SlotService =>
  createLater(
    loadOnce(async () => (await import('./calendar/slot-service.js')).createSlotService(engine)),
    {
      watch: 'watch',
      watchFree: 'watch',
      free: 'call',
      create: 'call',
      update: 'call',
      remove: 'call',
      book: 'call',
      share: 'call',
    },
  );

export const createLateRooms = (engine: Engine): RoomService =>
  createLater(
    loadOnce(async () => (await import('./rooms/room-service.js')).createRoomService(engine)),
    {
      watch: 'watch',
      watchBookings: 'watch',
      watchFor: 'watch',
      watchLost: 'watch',
      find: 'call',
      create: 'call',
      update: 'call',
      remove: 'call',
      book: 'call',
      eventOf: 'call',
      decide: 'call',
      checkIn: 'call',
      limit: 'call',
    },
  );

/** @param page - Address of `public.html` beside the app. */
export const createLatePublicLinks = (engine: Engine, page: string): PublicLinkService =>
  createLater(
    loadOnce(async () => (await import('./public-link-service.js')).createPublicLinkService(engine, page)),
    { watch: 'watch', publish: 'call', unpublish: 'call' },
  );

export function createLateAccount(engine: Engine): AccountService {
  const load = loadOnce(async () => (await import('./account/account-service.js')).createAccountService(engine));
  return {
    ...createLater<Omit<AccountService, 'recovery'>>(load, {
      watch: 'watch',
      offeredRelay: 'call',
      create: 'call',
      beginAnew: 'call',
      rename: 'call',
      renameDevice: 'call',
      signOut: 'call',
      revoke: 'call',
      watchPairing: 'watch',
      startJoin: 'call',
      startAdmit: 'call',
      answerDigits: 'call',
      stopPairing: 'call',
    }),
    recovery: createLater(async () => (await load()).recovery, {
      show: 'call',
      confirm: 'call',
      renew: 'call',
      read: 'call',
      suggest: 'call',
      restore: 'call',
    }),
  };
}
