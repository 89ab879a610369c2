// What nobody sees first.
import type { AccountService } from './account/account.js';
import type { BackupService } from './backup/backup.js';
import { notesOfBrowser } from './browser-notes.js';
import type { SlotService } from './calendar/slots.js';
import type { InvitationService } from './calendar-services.js';
import type { ContactService, DuplicateService } from './contact-services.js';
import type { Engine } from './engine.js';
import { createLater, loadOnce } from './later.js';
import type { PublicLinkService } from './public-link-service.js';
import type { RoomService } from './rooms/rooms.js';
import type { SharingService } from './sharing/sharing.js';
import type { HistoryService, ImportService } from './store-services.js';

export const createLateHistory = (engine: Engine): HistoryService =>
  createLater(
    loadOnce(async () => (await import('./history-service.js')).createHistoryService(engine)),
    {
      differences: 'call',
      changes: 'call',
      restore: 'call',
      ofItem: 'call',
      restoreVersion: 'call',
      watchDeleted: 'watch',
      bringBack: 'call',
      watchDeviceName: 'watch',
      nameDevice: 'call',
    },
  );

/** @param closeOthers - Ends all other services of this page. */
export const createLateBackup = (database: string, closeOthers: () => void): BackupService =>
  createLater(
    loadOnce(async () => (await import('./backup/backup-service.js')).createBackupService(database, closeOthers)),
    { make: 'call', check: 'call', restore: 'call' },
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

export const createLateImports = (engine: Engine): ImportService =>
  createLater(
    loadOnce(async () => {
      const [{ createImportService }, { createTableLayouts }] = await Promise.all([
        import('./import-service.js'),
        import('./contacts/table-layouts.js'),
      ]);
      return createImportService(engine, createTableLayouts(notesOfBrowser()));
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
