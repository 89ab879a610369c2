// History for component tests: one change of each kind, and a past of one event.
import type { Services } from '../../src/app/services.js';
import type { DeletedCollection, Difference, HistoryEntry } from '../../src/domain/history/history.js';
import type { EpochMs } from '../../src/domain/time/types.js';
import { createCell } from './cell.js';

export const exampleDifferences: readonly Difference[] = [
  {
    uid: 'lunch',
    component: 'VEVENT',
    title: 'Lunch with Sophie',
    start: 'DTSTART;TZID=Europe/Zurich:20261118T120000',
    change: 'changed',
    names: ['SUMMARY', 'LOCATION'],
  },
  {
    uid: 'gone',
    component: 'VEVENT',
    title: 'Concert',
    start: 'DTSTART;VALUE=DATE:20261120',
    change: 'deleted',
    names: [],
  },
  { uid: 'new', component: 'VTODO', title: 'Buy flowers', change: 'added', names: [] },
];

export const exampleChanges = [
  { occurrence: '', name: 'SUMMARY', before: ['SUMMARY:Lunch'], after: ['SUMMARY:Lunch with Sophie'] },
  { occurrence: '', name: 'LOCATION', before: ['LOCATION:Inn'], after: [] },
] as const;

export const exampleEntries: readonly HistoryEntry[] = [
  {
    id: 'b',
    time: Date.UTC(2026, 10, 18, 9) as EpochMs,
    device: '',
    own: true,
    kind: 'changed',
    changes: exampleChanges,
    current: true,
  },
  {
    id: 'a',
    time: Date.UTC(2026, 10, 17, 9) as EpochMs,
    device: 'Telephone',
    own: false,
    kind: 'created',
    by: 'import',
    changes: [{ occurrence: '', name: 'SUMMARY', before: [], after: ['SUMMARY:Lunch'] }],
    current: false,
  },
];

const deleted: readonly DeletedCollection[] = [
  { id: 'old', kind: 'calendar', name: 'Old job', hue: 75, itemCount: 12, deletedAt: Date.UTC(2026, 10, 1) as EpochMs },
];

export function createFakeHistory(
  log: (name: string, ...args: readonly unknown[]) => { undo(): Promise<void> },
): Services['history'] {
  return {
    differences: async (collectionId, time, options) => {
      log('history.differences', collectionId, time);
      options?.onProgress?.({ done: 1, total: 1, fraction: 1 });
      return exampleDifferences;
    },
    changes: async () => exampleChanges,
    restore: async (request) => log('history.restore', request),
    ofItem: async () => ({ entries: exampleEntries, more: false }),
    restoreVersion: async (ref, entryId) => log('history.restoreVersion', ref, entryId),
    watchDeleted: (kind) => createCell(deleted.filter((one) => one.kind === kind)),
    bringBack: async (id) => log('history.bringBack', id),
    watchDeviceName: () => createCell(''),
    nameDevice: async (name) => log('history.nameDevice', name),
  };
}
