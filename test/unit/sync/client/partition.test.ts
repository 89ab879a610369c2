// Devices that were away for two weeks, while the others went on; and what is left of what was deleted or left meanwhile.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Relay } from '../../../../relay/relay.js';
import { createMemoryStore } from '../../../../relay/store/memory-store.js';
import { countWaiting } from '../../../../src/store/sync-status.js';
import { rotateMaker } from '../../../../src/sync/client/membership/keys.js';
import { leaveMaker, removeMaker, roleMaker } from '../../../../src/sync/client/membership/members.js';
import { bytesToHex } from '../../../../src/sync/protocol/bytes.js';
import type { DocumentState } from '../../../../src/sync/protocol/fold-state.js';
import { firstDevice, logIdOf, nextDevice, shareWith, type TestDevice } from '../../../support/sync/devices.js';
import { calendar, event, expectSame, fill, titles } from '../../../support/sync/on-devices.js';
import { testRelay } from '../../../support/sync/relay-in-process.js';
import { commandId } from '../../../support/writer.js';

/** Edits that each makes meanwhile: `IK_SOAK=20` is the full size of five hundred. */
const EDITS = 25 * Number(process.env.IK_SOAK ?? 1);
const DAY = 86_400_000;

let relay: Relay;
/** Of everybody's clock. */
let clock: { ahead: number };
const devices: TestDevice[] = [];
const use = (device: TestDevice) => {
  devices.push(device);
  return device;
};
beforeEach(async () => {
  clock = { ahead: 0 };
  relay = await testRelay(createMemoryStore(), 0, () => Date.now() + clock.ahead);
});
afterEach(async () => {
  for (const device of devices.splice(0)) await device.stop();
  await relay.close();
});

const goAway = ({ line }: TestDevice) => {
  line.isUp = false;
  line.cut();
};
const waitingOf = ({ writer }: TestDevice) => countWaiting(writer.db);
const rejectedOf = async ({ writer }: TestDevice) =>
  (await writer.db.rejected.toArray()).map(({ reason, text }) => [reason, /SUMMARY:(.*)/.exec(text)?.[1]?.trim()]);

describe('two weeks without a line (F5)', () => {
  it('I-1 and I-18 cost nobody an edit, whatever keys, roles and snapshots came meanwhile', {
    timeout: 60_000 + EDITS * 2_000,
  }, async () => {
    const owner = use(await firstDevice(relay.url, { clock }));
    const id = await calendar(owner);
    await event(owner, id, 'Before');
    await owner.settled();
    const doc = await logIdOf(owner, id);
    const away = use(await nextDevice(relay.url, owner, { clock }));
    const editor = use(await firstDevice(relay.url, { clock }));
    const demoted = use(await firstDevice(relay.url, { clock }));
    const removed = use(await firstDevice(relay.url, { clock }));
    for (const guest of [editor, demoted, removed]) await shareWith(owner, guest, doc, 2);
    for (const device of devices) await device.settled();

    const offline = [away, editor, demoted, removed];
    for (const device of offline) goAway(device);
    const names = new Map(offline.map((device, at) => [device, ['Away', 'Editor', 'Demoted', 'Removed'][at]!]));
    const titlesOf = (device: TestDevice) =>
      Array.from({ length: EDITS }, (_, at) => `${names.get(device)} ${String(at).padStart(3, '0')}`);
    for (const device of offline)
      for (const title of titlesOf(device)) await event(device, device === away ? id : doc, title);

    const { access } = owner.session;
    for (let week = 0; week < 3; week++) {
      clock.ahead += 4 * DAY;
      owner.line.cut();
      await owner.settled();
      await access.append(doc, rotateMaker);
      await event(owner, id, `Owner ${week}`);
      await owner.settled();
    }
    await access.append(doc, roleMaker(bytesToHex(demoted.account), 1));
    await access.append(doc, removeMaker(bytesToHex(removed.account)));
    await fill(owner, doc, 200);
    await event(owner, id, 'Owner 3');
    await owner.settled();
    const state = (await access.document(doc)) as DocumentState;
    expect(state.snapshots.length).toBeGreaterThan(1);
    expect(state.epoch).toBeGreaterThanOrEqual(5);
    clock.ahead = 14 * DAY;

    for (const device of offline) {
      device.line.isUp = true;
      await device.settled();
    }
    const others = ['Before', 'Owner 0', 'Owner 1', 'Owner 2', 'Owner 3'];
    const wanted = [...titlesOf(away), ...titlesOf(editor), ...others].sort();
    await expectSame(owner, away);
    for (const device of [editor, demoted]) await device.settled();
    for (const device of [owner, away, editor, demoted]) expect(await titles(device)).toEqual(wanted);
    // Those who may not write any more have theirs to keep as a copy, each once.
    expect((await rejectedOf(demoted)).sort()).toEqual(titlesOf(demoted).map((title) => ['role', title]));
    expect((await rejectedOf(removed)).sort()).toEqual(titlesOf(removed).map((title) => ['removed', title]));
    for (const device of offline) expect(await waitingOf(device)).toBe(0);
  });
});

describe('I-18 nothing waits for ever', () => {
  it('of a calendar that was made and deleted without a line', async () => {
    const a = use(await firstDevice(relay.url));
    await a.settled();
    goAway(a);
    const id = await calendar(a, 'Short');
    await event(a, id, 'Gone');
    await a.writer.run(commandId(), { type: 'deleteCollection', id, deleted: true });
    a.line.isUp = true;
    await a.settled();
    expect(await waitingOf(a)).toBe(0);
    // Taken back it goes out, with all that is in it.
    await a.writer.run(commandId(), { type: 'deleteCollection', id, deleted: false });
    a.session.nudge();
    await a.settled();
    const b = use(await nextDevice(relay.url, a));
    await expectSame(a, b);
    expect(await titles(b)).toEqual(['Gone']);
  });

  it('of a calendar that was deleted, on another device, while one edited it', async () => {
    const a = use(await firstDevice(relay.url));
    const id = await calendar(a);
    await event(a, id, 'One');
    await a.settled();
    const b = use(await nextDevice(relay.url, a));
    await b.settled();
    goAway(b);
    await event(b, id, 'Meanwhile');
    await a.writer.run(commandId(), { type: 'deleteCollection', id, deleted: true });
    await a.settled();
    b.line.isUp = true;
    await expectSame(a, b);
    expect(await waitingOf(b)).toBe(0);
  });

  it('of something shared that another device of one’s own has left: it is kept, and said', async () => {
    const owner = use(await firstDevice(relay.url));
    const id = await calendar(owner);
    await owner.settled();
    const doc = await logIdOf(owner, id);
    const guest = use(await firstDevice(relay.url));
    await shareWith(owner, guest, doc, 2);
    const second = use(await nextDevice(relay.url, guest));
    await second.settled();
    goAway(second);
    await event(second, doc, 'Too late');
    await guest.session.access.append(doc, leaveMaker);
    second.line.isUp = true;
    await second.settled();
    await expect.poll(() => waitingOf(second)).toBe(0);
    expect(await rejectedOf(second)).toEqual([['removed', 'Too late']]);
    expect((await second.writer.db.sends.toArray()).filter(({ log }) => log === doc)).toEqual([]);
  });

  it('of something shared that one leaves while edits wait', async () => {
    const owner = use(await firstDevice(relay.url));
    const id = await calendar(owner);
    await owner.settled();
    const doc = await logIdOf(owner, id);
    const guest = use(await firstDevice(relay.url));
    await shareWith(owner, guest, doc, 2);
    goAway(guest);
    await event(guest, doc, 'Waits');
    guest.line.isUp = true;
    await guest.session.access.forget(doc);
    await guest.settled().catch(() => {});
    expect(await waitingOf(guest)).toBe(0);
    expect(await guest.writer.db.sends.where({ log: doc }).count()).toBe(0);
  });
});
