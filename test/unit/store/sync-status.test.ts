import { expect, it } from 'vitest';
import { countWaiting, readShownStatus, writeSyncStatus } from '../../../src/store/sync-status.js';
import { testWriter } from '../../support/writer.js';

it('says that edits wait to go out only where there is an account', async () => {
  const writer = testWriter();
  const { db } = writer;
  await writer.run('make', { type: 'createCollection', collection: { kind: 'calendar', name: 'Home', hue: 20 } });
  expect(await countWaiting(db)).toBe(1);
  expect(await readShownStatus(db)).toMatchObject({ state: 'off', waiting: 0 });
  await writeSyncStatus(db, { state: 'offline', relay: 'wss://relay.example.org' });
  expect(await readShownStatus(db)).toMatchObject({ state: 'offline', waiting: 1 });
});
