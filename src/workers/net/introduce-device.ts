// A device's name stands in the settings, where the person's other devices find it. Whoever comes into an account that has
// been there gets its settings first: what was written before that would be lost.
import { readAccountRecord } from '../../store/account-record.js';
import type { AppDatabase } from '../../store/database.js';
import type { AccountHost } from './account-host.js';

const RECORD = 'device-introduction';

/** Notes what this device is to be called. */
export async function noteIntroduction(db: AppDatabase, deviceName: string): Promise<void> {
  await db.local.put({ name: RECORD, value: deviceName });
}

/** Called when all that the relay has is here: writes the name that was noted, once. */
export async function introduceDevice({ db, run }: Pick<AccountHost, 'db' | 'run'>): Promise<void> {
  const noted = await db.local.get(RECORD);
  const account = noted && (await readAccountRecord(db));
  if (noted === undefined || account === undefined) return;
  await run({ type: 'noteAccount', note: {}, device: { id: account.device, name: noted.value } });
  await db.local.delete(RECORD);
}
