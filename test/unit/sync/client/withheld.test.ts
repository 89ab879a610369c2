// A relay that keeps from one device what it shows another one of the same account.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Relay } from '../../../../relay/relay.js';
import { createMemoryStore } from '../../../../relay/store/memory-store.js';
import { HEADS_MS } from '../../../../src/sync/client/heads.js';
import { firstDevice, logIdOf, nextDevice, type TestDevice } from '../../../support/sync/devices.js';
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
    // Nothing looks wrong until the week is over and the other device says how far it is.
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
});
