// A device that was let in holds the relay to what the device that let it in had.
import { describe, expect, it, vi } from 'vitest';
import { readPairingCode } from '../../../../src/domain/sharing/pairing-code.js';
import { HANDED_RECORD } from '../../../../src/store/forget-account.js';
import { readSyncStatus } from '../../../../src/store/sync-status.js';
import { accountHandlersOf, pair } from '../../../support/sync/account-host.js';
import { firstDevice, logIdOf } from '../../../support/sync/devices.js';
import { freshDevices, type MadeDevice } from '../../../support/sync/fresh-devices.js';
import { calendar, event, titles } from '../../../support/sync/on-devices.js';
import { withhold } from '../../../support/sync/withhold.js';

const devices = freshDevices();
const { fresh } = devices;

const problemOf = async ({ writer }: MadeDevice) => (await readSyncStatus(writer.db)).problem;
const codeOf = (text: string) => readPairingCode(text) as Uint8Array<ArrayBuffer>;

/** A device with a calendar of two events, and one more that is about to be let in. */
async function two() {
  const [desk, phone] = [await fresh(), await fresh()];
  const device = await firstDevice(devices.relay.url, { made: desk });
  const id = await calendar(device);
  await event(device, id, 'One');
  await device.settled();
  const doc = await logIdOf(device, id);
  const { seq } = (await desk.writer.db.logs.get(doc))!;
  await event(device, id, 'Two');
  await device.settled();
  const letIn = () => pair(accountHandlersOf(desk), accountHandlersOf(phone), devices.relay.url, codeOf);
  return { desk, phone, device, id, doc, seq, letIn };
}

describe('[ID8] I-11: a device that is let in', () => {
  it('finds everything as the other one had it, and asks no further', async () => {
    const { phone, letIn } = await two();
    await letIn();
    await phone.session.syncNow();
    await expect.poll(() => titles(phone)).toEqual(['One', 'Two']);
    expect(await problemOf(phone)).toBeUndefined();
    await expect.poll(() => phone.writer.db.local.get(HANDED_RECORD)).toBeUndefined();
  });

  it('is told when the relay shows an older log, also after its tab was closed, until it shows all', async () => {
    const { phone, doc, seq, letIn } = await two();
    withhold(phone.line, new Map([[doc, seq]]));
    await letIn();
    await phone.session.syncNow();
    await expect.poll(() => titles(phone)).toEqual(['One']);
    await expect.poll(async () => (await phone.writer.db.logs.get(doc))?.health).toBe('behind');
    await expect.poll(() => problemOf(phone)).toBe('behind');
    await phone.session.begin();
    await phone.session.syncNow();
    await expect.poll(() => problemOf(phone)).toBe('behind');
    phone.line.relaySays = undefined;
    phone.line.cut();
    await expect.poll(() => titles(phone)).toEqual(['One', 'Two']);
    await expect.poll(() => problemOf(phone)).toBeUndefined();
    await expect.poll(() => phone.writer.db.local.get(HANDED_RECORD)).toBeUndefined();
  });

  it('follows each document once, however many ask for it at the same time', async () => {
    const { phone, doc, letIn } = await two();
    const put = vi.spyOn(phone.writer.db.logs, 'put');
    await letIn();
    await Promise.all([1, 2, 3].map(() => phone.session.syncNow()));
    await expect.poll(() => titles(phone)).toEqual(['One', 'Two']);
    const begun = put.mock.calls.filter(([log]) => log.id === doc && log.seq === 0);
    expect(begun.length).toBe(1);
  });

  it('is told when the relay keeps a whole calendar to itself', async () => {
    const { phone, doc, letIn } = await two();
    withhold(phone.line, new Map([[doc, 0]]));
    await letIn();
    await phone.session.syncNow();
    await expect.poll(() => problemOf(phone)).toBe('behind');
    expect(await titles(phone)).toEqual([]);
  });
});
