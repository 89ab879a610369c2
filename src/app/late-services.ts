// What nobody sees first.
import type { DuplicateService } from './contact-services.js';
import type { Engine } from './engine.js';
import { createLater, loadOnce } from './later.js';
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
