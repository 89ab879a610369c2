// The person's account as the settings show it: from the account's log, and from what the devices wrote into the settings.
import type { AccountView } from '../../domain/sharing/account.js';
import type { AccountDevice } from '../../domain/sharing/sharing.js';
import type { EpochMs } from '../../domain/time/types.js';
import { readAccountNotes } from '../../store/account-note.js';
import { readAccountRecord } from '../../store/account-record.js';
import type { AppDatabase } from '../../store/database.js';
import { DEVICE_DIGITS, deviceFormKey, deviceNameKey, readDeviceForm, readDeviceName } from '../../store/device.js';
import type { LogRecordRow } from '../../store/sync-records.js';
import { recoveryKeyOf } from '../../sync/identity/account-devices.js';
import type { AccountLogState } from '../../sync/protocol/fold-state.js';
import { secretNames } from '../net/secret-names.js';

/** Records looked through per log, the newest first, for who wrote when. */
const RECORDS_SEEN = 400;

/** When each device last wrote something that is here. */
async function lastSeen(db: AppDatabase, logs: readonly LogRecordRow[]): Promise<ReadonlyMap<string, number>> {
  const seen = new Map<string, number>();
  // From a number on and not backwards: a reading backwards fetches one record after the other.
  const newest = logs.map(({ id, seq }) =>
    db.records
      .where('[log+seq]')
      .between([id, seq - RECORDS_SEEN], [id, Infinity], false)
      .toArray(),
  );
  for (const { device, ts } of (await Promise.all(newest)).flat())
    if (ts > (seen.get(device) ?? 0)) seen.set(device, ts);
  return seen;
}

const kinds = { 1: 'browser', 2: 'app', 3: 'program' } as const;

/** @returns `undefined` when there is no account on this device. */
export function readAccount(db: AppDatabase): Promise<AccountView | undefined> {
  const tables = [db.local, db.settings, db.logs, db.records, db.secrets];
  return db.transaction('r', tables, () => read(db));
}

async function read(db: AppDatabase): Promise<AccountView | undefined> {
  const record = await readAccountRecord(db);
  if (record === undefined) return undefined;
  const [ofSettings, logs] = await Promise.all([db.settings.toArray(), db.logs.toArray()]);
  const settings = new Map(ofSettings.map((each) => [each.name, each]));
  const state = logs.find(({ id }) => id === record.account)?.state as AccountLogState | undefined;
  const seen = await lastSeen(db, logs);
  const device = (id: string, kind: AccountDevice['kind'], revoked: boolean): AccountDevice => {
    const time = seen.get(id);
    const form = readDeviceForm(settings.get(deviceFormKey(id.slice(0, DEVICE_DIGITS))));
    return {
      id,
      name: readDeviceName(settings.get(deviceNameKey(id.slice(0, DEVICE_DIGITS)))),
      kind,
      ...(form && { form }),
      isThis: id === record.device,
      revoked,
      ...(time !== undefined && { lastSeen: time as EpochMs }),
    };
  };
  const devices = Object.entries(state?.account.devices ?? {}).flatMap(([id, { kind, revoked }]) =>
    kind === 0 ? [] : [device(id, kinds[kind], revoked)],
  );
  // The log has not come yet: this one is in it all the same.
  if (!devices.some(({ isThis }) => isThis)) devices.push(device(record.device, 'browser', false));
  const { name, address, recovery } = readAccountNotes(settings);
  const current = state && recoveryKeyOf(state.account);
  const confirmed = recovery !== undefined && (current === undefined || recovery.key === current);
  const shown = (await db.secrets.get(secretNames.recovery)) !== undefined;
  return {
    id: record.account,
    name,
    address,
    relay: record.relay,
    devices: devices.sort(byUse),
    recovery: { confirmed, shown, ...(confirmed && { since: recovery.confirmed as EpochMs }) },
  };
}

const byUse = (a: AccountDevice, b: AccountDevice): number =>
  Number(a.revoked) - Number(b.revoked) || Number(b.isThis) - Number(a.isThis) || (b.lastSeen ?? 0) - (a.lastSeen ?? 0);
