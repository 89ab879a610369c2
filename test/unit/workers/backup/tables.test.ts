import { expect, it } from 'vitest';
import { backupTables } from '../../../../src/workers/backup/tables.js';
import { BACKUP_SCHEMA } from '../../../../src/workers/backup/write-backup.js';
import { testWriter } from '../../../support/writer.js';

/** Projected from what is in it, of the account and its logs, or of this device alone. */
const leftOut = [
  ...['texts', 'events', 'series', 'contacts', 'tasks', 'alarms', 'collections', 'settings', 'applied'],
  ...['outbox', 'logs', 'records', 'sends', 'rejected', 'secrets', 'local'],
  ...['mailSegments', 'mailTerms', 'mailPositions', 'mailTexts', 'mailLog', 'junkExamples'],
];

it('BK4 every table of the database is in a backup, or is known not to be; both follow the database’s version', () => {
  const { db } = testWriter();
  expect([...backupTables, ...leftOut].sort()).toEqual(db.tables.map(({ name }) => name).sort());
  expect(BACKUP_SCHEMA).toBe(db.verno);
});
