// A device's name stands in the settings, where the person's other devices find it. Whoever comes into an account that has
// been there gets its settings first: what was written before that would be lost.
import { SETTINGS_ID } from '../../domain/collections/document-id.js';
import { readAccountRecord } from '../../store/account-record.js';
import type { AppDatabase } from '../../store/database.js';
import type { AccountHost } from './account-host.js';

const RECORD = 'device-introduction';

/** Notes what this device is to be called. */
export async function noteIntroduction(db: AppDatabase, deviceName: string): Promise<void> {
  await db.local.put({ name: RECORD, value: deviceName });
}

/** Called whenever something of the account has changed: writes the name that was noted once the settings are here. */
export async function introduceDevice({ db, run }: Pick<AccountHost, 'db' | 'run'>): Promise<void> {
  const noted = await db.local.get(RECORD);
  const account = noted && (await readAccountRecord(db));
  if (noted === undefined || account === undefined) return;
  if ((await db.logs.where('collectionId').equals(SETTINGS_ID).count()) === 0) return;
  await run({ type: 'noteAccount', note: {}, device: { id: account.device, name: noted.value } });
  await db.local.delete(RECORD);
}
