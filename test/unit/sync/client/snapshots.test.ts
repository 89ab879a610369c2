// Long logs: snapshots, what is compacted, and devices that come late.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Relay } from '../../../../relay/relay.js';
import { createMemoryStore } from '../../../../relay/store/memory-store.js';
import type { DocumentState } from '../../../../src/sync/protocol/fold-state.js';
import {
  firstDevice,
  logIdOf,
  newDevice,
  nextDevice,
  shareWith,
  type TestDevice,
} from '../../../support/sync/devices.js';
import { calendar, event, expectSame, fill, titles } from '../../../support/sync/on-devices.js';
import { testRelay } from '../../../support/sync/relay-in-process.js';

const DAY = 86_400_000;
let relay: Relay;
let time: { ahead: number };
const devices: TestDevice[] = [];
const use = (device: TestDevice) => {
  devices.push(device);
  return device;
};
beforeEach(async () => {
  time = { ahead: 0 };
  relay = await testRelay(createMemoryStore(), 0, () => Date.now() + time.ahead);
});
afterEach(async () => {
  for (const device of devices.splice(0)) await device.stop();
  await relay.close();
});

const stateOf = async (device: TestDevice, doc: string) => (await device.session.access.document(doc)) as DocumentState;

describe('a log that has become long', () => {
  it('I-12 and I-13 gets a snapshot, from which devices begin when what was before is compacted', {
    timeout: 60_000,
  }, async () => {
    const a = use(await firstDevice(relay.url));
    const id = await calendar(a);
    await a.settled();
    const doc = await logIdOf(a, id);
    const late = use(await nextDevice(relay.url, a));
    await late.settled();
    const before = (await stateOf(late, doc)).seq;
    late.line.isUp = false;
    late.line.cut();
    await event(late, id, 'Written offline');
    const guest = use(await firstDevice(relay.url));
    await shareWith(a, guest, doc, 2);
    await fill(a, doc, 200);
    await event(a, id, 'Written often');
    await a.settled();
    const state = await stateOf(a, doc);
    expect(state.snapshots).toHaveLength(2);
    expect(state.covered).toBeGreaterThan(200);
    // The guest, who has followed it all, finds the snapshot right.
    await guest.settled();
    await a.settled();
    expect((await stateOf(a, doc)).snapshots[1]).toMatchObject({
      byOwner: true,
      attests: [Object.keys(state.members)[1]],
      disputes: [],
    });

    time.ahead = 36 * DAY;
    expect(await relay.upkeep()).toMatchObject({ purged: expect.any(Number) });
    const made = await newDevice();
    const b = use(await nextDevice(relay.url, a, { made }));
    await expectSame(a, b);
    const begun = (await b.writer.db.logs.get(doc))!;
    expect(begun.begins).toBe(state.covered);
    expect(await b.writer.db.records.where('[log+seq]').between([doc, 0], [doc, state.covered]).count()).toBeLessThan(
      20,
    );
    await event(b, id, 'After');
    await expectSame(a, b);

    late.line.isUp = true;
    await late.settled();
    expect((await stateOf(late, doc)).seq).toBeGreaterThan(before);
    await expectSame(a, late);
    await expectSame(late, b);
    expect(await titles(b)).toEqual(['After', 'Written offline', 'Written often']);
  });
});
