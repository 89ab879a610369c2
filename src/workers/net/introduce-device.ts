// A device's name stands in the settings, where the person's other devices find it. Whoever comes into an account that has
// been there gets its settings first: what was written before that would be lost.
import { SETTINGS_ID } from '../../domain/collections/document-id.js';
import type { DeviceLooks } from '../../domain/sharing/sharing.js';
import { readAccountRecord } from '../../store/account-record.js';
import type { AppDatabase } from '../../store/database.js';
import type { AccountHost } from './account-host.js';

const RECORD = 'device-introduction';

/** What other devices are to know of this one. */
export interface Introduction extends Pick<DeviceLooks, 'form'> {
  readonly deviceName: string;
}

/** Notes what this device is to be called. */
export async function noteIntroduction(db: AppDatabase, { deviceName, form }: Introduction): Promise<void> {
  await db.local.put({ name: RECORD, value: JSON.stringify({ deviceName, ...(form && { form }) }) });
}

/** Called whenever something of the account has changed: writes the name that was noted once the settings are here. */
export async function introduceDevice({ db, run }: Pick<AccountHost, 'db' | 'run'>): Promise<void> {
  const noted = await db.local.get(RECORD);
  const account = noted && (await readAccountRecord(db));
  if (noted === undefined || account === undefined) return;
  if ((await db.logs.where('collectionId').equals(SETTINGS_ID).count()) === 0) return;
  const { deviceName: name, form } = JSON.parse(noted.value) as Introduction;
  await run({ type: 'noteAccount', note: {}, device: { id: account.device, name, ...(form && { form }) } });
  await db.local.delete(RECORD);
}
