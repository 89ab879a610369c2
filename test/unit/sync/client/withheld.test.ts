// A relay that keeps from one device what it shows another one of the same account.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Relay } from '../../../../relay/relay.js';
import { createMemoryStore } from '../../../../relay/store/memory-store.js';
import { HEADS_MS, openHeads } from '../../../../src/sync/client/heads.js';
import { bytesToHex } from '../../../../src/sync/protocol/bytes.js';
import { readEntry } from '../../../../src/sync/protocol/entry.js';
import { entryTypes } from '../../../../src/sync/protocol/entry-types.js';
import { firstDevice, logIdOf, newDevice, nextDevice, type TestDevice } from '../../../support/sync/devices.js';
import { calendar, event, expectSame, titles } from '../../../support/sync/on-devices.js';
import { testRelay } from '../../../support/sync/relay-in-process.js';
import { withhold } from '../../../support/sync/withhold.js';

let relay: Relay;
let ahead: number;
const devices: TestDevice[] = [];
const use = (device: TestDevice) => {
  devices.push(device);
  return device;
};
beforeEach(async () => {
  ahead = 0;
  relay = await testRelay(createMemoryStore(), 0, () => Date.now() + ahead);
});
afterEach(async () => {
  for (const device of devices.splice(0)) await device.stop();
  await relay.close();
});
const healthOf = async ({ writer }: TestDevice, doc: string) => (await writer.db.logs.get(doc))!.health;

/** What a device has said of how far it is: documents of each time. */
async function toldBy(device: TestDevice): Promise<string[][]> {
  const { access, account } = { access: device.session.access, account: bytesToHex(device.account) };
  const records = await device.writer.db.records.where('[log+seq]').between([account, 0], [account, 1e9]).toArray();
  const own = records.filter((one) => one.type === entryTypes.heads && one.device === bytesToHex(device.id));
  const secret = (await access.accountSecret())!;
  const opened = await Promise.all(own.map(({ entry }) => openHeads(secret, readEntry(entry!))));
  return opened.map((heads) => (heads?.docs ?? []).map(([doc]) => bytesToHex(doc)).sort());
}

describe('A-16 the newest entries are kept from one device', () => {
  it('which hears of them with the next word of another one, and has everything when the relay shows it', async () => {
    const a = use(await firstDevice(relay.url));
    const id = await calendar(a);
    await event(a, id, 'One');
    await a.settled();
    const b = use(await nextDevice(relay.url, a));
    await expectSame(a, b);
    const doc = await logIdOf(a, id);
    const { seq } = (await b.writer.db.logs.get(doc))!;
    withhold(b.line, new Map([[doc, seq]]));
    await event(a, id, 'Withheld');
    await a.settled();
    await b.settled();
    expect(await titles(b)).toEqual(['One']);
    // Nothing looks wrong until the day is over and the other device says how far it is.
    expect(await healthOf(b, doc)).toBe('ok');
    ahead = HEADS_MS + 60_000;
    a.line.cut();
    await a.settled();
    await b.settled();
    await expect.poll(() => healthOf(b, doc)).toBe('behind');
    b.line.relaySays = undefined;
    b.line.cut();
    await expectSame(a, b);
    expect(await titles(b)).toEqual(['One', 'Withheld']);
    expect(await healthOf(b, doc)).toBe('ok');
  });

  it('said once a day of what has grown, once a week of the rest, and not at all when nothing is new', async () => {
    const a = use(await firstDevice(relay.url));
    const [busy, quiet] = [await calendar(a), await calendar(a, 'Quiet')];
    await a.settled();
    const b = use(await nextDevice(relay.url, a));
    await expectSame(a, b);
    const [first, second] = [await logIdOf(a, busy), await logIdOf(a, quiet)];
    const day = async (days: number) => {
      ahead = days * (HEADS_MS + 60_000);
      a.line.cut();
      await a.settled();
      await a.settled();
      return toldBy(a);
    };
    const [all] = await day(0);
    expect(all).toEqual(expect.arrayContaining([first, second]));
    expect(await day(1)).toEqual([all]);
    await event(a, busy, 'Two');
    await a.settled();
    expect(await day(2)).toEqual([all, [first]]);
    expect(await day(3)).toEqual([all, [first]]);
    // A week after the first word the rest is due again; the busy one is not, it was told of since.
    const rest = all!.filter((doc) => doc !== first);
    expect(await day(7)).toEqual([all, [first], rest]);
  });
});

describe('the account comes after its documents', () => {
  it('a new device reads them all the same as soon as it has the key', async () => {
    const a = use(await firstDevice(relay.url));
    const id = await calendar(a);
    await event(a, id, 'One');
    await a.settled();
    const made = await newDevice();
    withhold(made.line, new Map([[bytesToHex(a.account), 0]]));
    const b = use(await nextDevice(relay.url, a, { made }));
    await b.settled();
    expect((await b.writer.db.logs.get(await logIdOf(a, id)))!.seq).toBeGreaterThan(0);
    expect(await titles(b)).toEqual([]);
    made.line.relaySays = undefined;
    made.line.cut();
    await expectSame(a, b);
    expect(await titles(b)).toEqual(['One']);
  });
});
