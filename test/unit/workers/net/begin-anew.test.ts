// A relay that has lost an account: what is on the devices goes on in a new one.
import { describe, expect, it } from 'vitest';
import { readPairingCode } from '../../../../src/domain/sharing/pairing-code.js';
import { readAccountRecord } from '../../../../src/store/account-record.js';
import { readSyncStatus } from '../../../../src/store/sync-status.js';
import { readAccount } from '../../../../src/workers/reader/account-reader.js';
import { accountHandlersOf, pair } from '../../../support/sync/account-host.js';
import { freshDevices, type MadeDevice } from '../../../support/sync/fresh-devices.js';
import { calendar, event, titles } from '../../../support/sync/on-devices.js';
import { testRelay } from '../../../support/sync/relay-in-process.js';
import { commandId, projections } from '../../../support/writer.js';

const devices = freshDevices();
const { fresh } = devices;

const problemOf = async ({ writer }: MadeDevice) => (await readSyncStatus(writer.db)).problem;
const codeOf = (text: string) => readPairingCode(text) as Uint8Array<ArrayBuffer>;
async function synced(...all: MadeDevice[]) {
  for (let round = 0; round < 2; round++) for (const { session } of all) await session.syncNow();
}

/** Two devices of an account, each with an edit that the relay never got, and a relay that has lost everything. */
async function lost() {
  const [desk, phone] = [await fresh(), await fresh()];
  const [onDesk, onPhone] = [accountHandlersOf(desk), accountHandlersOf(phone)];
  await onDesk.createAccount({ relay: devices.relay.url, deviceName: 'Desk' });
  await desk.writer.run(commandId(), { type: 'noteAccount', note: { name: 'Ada', address: 'ada@example.org' } });
  const id = await calendar(desk);
  await event(desk, id, 'Shared by both');
  const empty = await calendar(desk, 'Empty');
  await synced(desk);
  await pair(onDesk, onPhone, devices.relay.url, codeOf);
  await synced(phone, desk);
  await expect.poll(() => titles(phone)).toEqual(['Shared by both']);
  const { port } = devices.relay;
  await devices.relay.close();
  await event(desk, id, 'Only on the desk');
  await event(phone, id, 'Only on the phone');
  await event(phone, empty, 'The first there');
  devices.relay = await testRelay(undefined, port);
  for (const device of [desk, phone]) await expect.poll(() => problemOf(device)).toBe('other-relay');
  return { desk, phone, onDesk, onPhone, id };
}

describe('[ID10] [ID11] an account that the relay has lost', () => {
  it('goes on as another one, with everything that is on the device, and another device comes in with its own', async () => {
    const { desk, phone, onDesk, onPhone } = await lost();
    const before = (await readAccountRecord(desk.writer.db))!;
    await onDesk.beginAnew({ relay: devices.relay.url, deviceName: 'Desk', installed: true, form: 'computer' });
    const after = (await readAccountRecord(desk.writer.db))!;
    expect(after.account).not.toBe(before.account);
    await synced(desk);
    expect(await titles(desk)).toEqual(['Only on the desk', 'Shared by both']);
    expect(await problemOf(desk)).toBeUndefined();
    expect(await desk.writer.db.outbox.count()).toBe(0);
    const view = (await readAccount(desk.writer.db))!;
    expect(view).toMatchObject({ name: 'Ada', address: '', recovery: { confirmed: false, shown: true } });
    expect(view.devices).toMatchObject([{ isThis: true, kind: 'app' }]);

    await onPhone.signOut({});
    await pair(onDesk, onPhone, devices.relay.url, codeOf);
    await synced(phone, desk, phone);
    const all = ['Only on the desk', 'Only on the phone', 'Shared by both', 'The first there'];
    await expect.poll(() => titles(phone)).toEqual(all);
    await synced(phone, desk);
    await expect.poll(() => titles(desk)).toEqual(all);
    expect(await phone.writer.db.outbox.count()).toBe(0);
    const collections = (await desk.writer.db.collections.toArray()).filter(({ kind }) => kind === 'calendar');
    expect(collections.map(({ name }) => name).sort()).toEqual(['Empty', 'Work']);
    expect(await projections(phone.writer.db)).toEqual(await projections(desk.writer.db));
  });

  it('stays as it is when the new one cannot be made', async () => {
    const { desk, onDesk } = await lost();
    const before = await readAccountRecord(desk.writer.db);
    const secrets = await desk.writer.db.secrets.toArray();
    desk.line.isUp = false;
    await expect(onDesk.beginAnew({ relay: devices.relay.url, deviceName: 'Desk' })).rejects.toMatchObject({
      code: 'sync/offline',
    });
    expect(await readAccountRecord(desk.writer.db)).toEqual(before);
    expect(await desk.writer.db.secrets.toArray()).toEqual(secrets);
    expect(await titles(desk)).toEqual(['Only on the desk', 'Shared by both']);
  });
});
