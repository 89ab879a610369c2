// What nobody sees first.
import type { AccountService } from './account/account.js';
import type { SlotService } from './calendar/slots.js';
import type { DuplicateService } from './contact-services.js';
import type { Engine } from './engine.js';
import { createLater, loadOnce } from './later.js';
import type { PublicLinkService } from './public-link-service.js';
import type { HistoryService } from './store-services.js';

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
