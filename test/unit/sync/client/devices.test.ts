import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Relay } from '../../../../relay/relay.js';
import { roleMaker } from '../../../../src/sync/client/membership/members.js';
import { revokeDevice } from '../../../../src/sync/identity/account-entries.js';
import { bytesToHex } from '../../../../src/sync/protocol/bytes.js';
import type { DocumentState } from '../../../../src/sync/protocol/fold-state.js';
import { createKeptFiles } from '../../../../src/workers/net/kept-files.js';
import { eventFields } from '../../../support/fields.js';
import {
  firstDevice,
  logIdOf,
  newDevice,
  nextDevice,
  reopened,
  shareWith,
  type TestDevice,
} from '../../../support/sync/devices.js';
import { ACCEPTED, calendar, event, expectSame, RECORDS, titles } from '../../../support/sync/on-devices.js';
import { testRelay } from '../../../support/sync/relay-in-process.js';
import { commandId } from '../../../support/writer.js';

let relay: Relay;
const devices: TestDevice[] = [];
const use = (device: TestDevice) => {
  devices.push(device);
  return device;
};
beforeEach(async () => {
  relay = await testRelay();
});
afterEach(async () => {
  for (const device of devices.splice(0)) await device.stop();
  await relay.close();
});

/** How often something stands in a relay's log: records of one device by counter. */
async function counters({ writer }: TestDevice): Promise<string[]> {
  return (await writer.db.records.toArray()).map(({ log, device, seq }) => `${log} ${device} ${seq}`);
}

describe('two devices of one account', () => {
  it('I-1 have the same collections, and what is edited on one is on the other', async () => {
    const a = use(await firstDevice(relay.url));
    const id = await calendar(a);
    await event(a, id, 'One');
    await a.settled();
    const b = use(await nextDevice(relay.url, a));
    await b.settled();
    expect((await b.writer.db.collections.toArray()).map(({ name }) => name)).toEqual(['Work']);
    await event(b, id, 'Two');
    await expectSame(a, b);
    expect(await titles(a)).toEqual(['One', 'Two']);
  });

  it('I-1 edit while both are offline, and have the same afterwards', async () => {
    const a = use(await firstDevice(relay.url));
    const id = await calendar(a);
    const { uid = '' } = await event(a, id, 'Both');
    await a.settled();
    const b = use(await nextDevice(relay.url, a));
    await b.settled();
    for (const device of [a, b]) {
      device.line.isUp = false;
      device.line.cut();
    }
    const change = (device: TestDevice, more: object) =>
      device.writer.run(commandId(), {
        type: 'updateEvent',
        ref: { collectionId: id, uid },
        before: eventFields({ title: 'Both' }),
        fields: eventFields({ title: 'Both', ...more }),
        scope: 'all',
      });
    await change(a, { title: 'Renamed' });
    await change(b, { location: 'Elsewhere' });
    await event(a, id, 'Only on a');
    await event(b, id, 'Only on b');
    for (const device of [a, b]) device.line.isUp = true;
    await expectSame(a, b);
    expect(await titles(a)).toHaveLength(3);
  });

  it('have settings in common: those of the account win over those a device began with', async () => {
    const a = use(await firstDevice(relay.url));
    await a.writer.run(commandId(), { type: 'updateSettings', change: { firstDay: 0 } });
    await a.settled();
    const made = await newDevice();
    await made.writer.run(commandId(), { type: 'updateSettings', change: { firstDay: 6 } });
    await calendar(made, 'My own');
    const b = use(await nextDevice(relay.url, a, { made }));
    await expectSame(a, b);
    expect((await b.writer.db.settings.get('firstDay'))?.value).toBe('0');
    // What was there before is one more collection.
    expect((await a.writer.db.collections.toArray()).map(({ name }) => name)).toEqual(['My own']);
  });

  it('hear of a collection that the other one makes later', async () => {
    const a = use(await firstDevice(relay.url));
    const b = use(await nextDevice(relay.url, a));
    await b.settled();
    const id = await calendar(a, 'Later');
    await event(a, id, 'One');
    a.session.nudge();
    await expectSame(a, b);
    expect(await titles(b)).toEqual(['One']);
  });
});

describe('what is sent', () => {
  it('I-4 counts once when its acknowledgement is lost, however often', async () => {
    const a = use(await firstDevice(relay.url));
    const id = await calendar(a);
    await a.settled();
    const b = use(await nextDevice(relay.url, a));
    await b.settled();
    let cuts = 3;
    a.line.onFrame = (frame, way) => !(way === 'in' && frame[0] === ACCEPTED && cuts-- > 0);
    await event(a, id, 'Once');
    await a.settled().catch(() => {});
    a.line.onFrame = undefined;
    await expectSame(a, b);
    expect(await titles(b)).toEqual(['Once']);
    const all = await counters(b);
    expect(new Set(all).size).toBe(all.length);
  });

  it('I-18 is there after the tab is closed between writing it down and hearing that it arrived', async () => {
    let a = use(await firstDevice(relay.url));
    const id = await calendar(a);
    await a.settled();
    const b = use(await nextDevice(relay.url, a));
    await b.settled();
    a.line.onFrame = (frame, way) => !(way === 'in' && (frame[0] === ACCEPTED || frame[0] === RECORDS));
    await event(a, id, 'Closed');
    await a.settled().catch(() => {});
    expect(await a.writer.db.sends.count()).toBe(1);
    a = use(await reopened(a));
    await expectSame(a, b);
    expect(await titles(b)).toEqual(['Closed']);
  });

  it('I-6 waits for the next key when a device was taken out, and makes it', async () => {
    const a = use(await firstDevice(relay.url));
    const id = await calendar(a);
    await a.settled();
    const b = use(await nextDevice(relay.url, a));
    await b.settled();
    const doc = await logIdOf(a, id);
    const { access } = a.session;
    const secret = (await access.accountSecret())!;
    await access.appendToAccount((author) => revokeDevice(author, secret, bytesToHex(b.id)));
    await event(a, id, 'After');
    await a.settled();
    const state = (await access.document(doc)) as DocumentState;
    expect(state.due).toBe(false);
    expect(state.epoch).toBe(2);
    expect(await a.writer.db.outbox.count()).toBe(0);
  });

  it('goes as a blob when it is too large for an entry', async () => {
    const a = use(await firstDevice(relay.url));
    const id = await calendar(a);
    await a.settled();
    const b = use(await nextDevice(relay.url, a));
    await b.settled();
    // Nothing that packs well.
    const noise = Array.from({ length: 40_000 }, () => Math.random().toString(36).slice(2)).join('');
    const fields = eventFields({ title: 'Large', description: noise });
    await a.writer.run(commandId(), { type: 'createEvent', collectionId: id, fields });
    await expectSame(a, b);
    expect(await titles(b)).toEqual(['Large']);
  });
});

describe('files that events name', () => {
  it('are fetched from another device when they are wanted, by whoever has the calendar, and by nobody else', async () => {
    const a = use(await firstDevice(relay.url));
    const guest = use(await firstDevice(relay.url));
    const id = await calendar(a);
    const bytes = Uint8Array.from({ length: 700_000 }, (_, at) => (at * 7_919) % 251);
    const { fileUri = '' } = await a.writer.run(commandId(), { type: 'putFile', bytes, mediaType: 'image/png' });
    const { uid = '' } = await event(a, id, 'With a file');
    const writes = [{ collectionId: id, uid, edits: { 'ATTACH;file': `ATTACH:${fileUri}` } }];
    await a.writer.run(commandId(), { type: 'writeItems', writes });
    await a.settled();
    const filesOf = ({ writer, session }: TestDevice) =>
      createKeptFiles({ db: writer.db, writer, access: session.access, onWritten: () => session.nudge() });
    await filesOf(a).publish();
    await a.settled();
    const b = use(await nextDevice(relay.url, a));
    const doc = await logIdOf(a, id);
    await shareWith(a, guest, doc, 1);
    for (const device of [b, guest]) {
      await device.settled();
      expect(await device.writer.db.blobs.count()).toBe(0);
      expect(await filesOf(device).fetch(fileUri)).toBe(true);
      const [kept] = await device.writer.db.blobs.toArray();
      expect(kept).toMatchObject({ mediaType: 'image/png', hash: (await a.writer.db.blobs.toArray())[0]!.hash });
      expect(Buffer.compare(kept!.bytes, bytes)).toBe(0);
    }
    const stranger = use(await firstDevice(relay.url));
    await stranger.settled();
    expect(await filesOf(stranger).fetch(fileUri)).toBe(false);
  });
});

describe('a file that another collection names later', () => {
  it('is handed over there, too, in the same session', async () => {
    const a = use(await firstDevice(relay.url));
    const [id, second] = [await calendar(a), await calendar(a, 'Second')];
    const { writer, session } = a;
    const bytes = Uint8Array.from({ length: 300 }, (_, at) => at % 251);
    const { fileUri = '' } = await writer.run(commandId(), { type: 'putFile', bytes, mediaType: 'image/png' });
    const files = createKeptFiles({ db: writer.db, writer, access: session.access, onWritten: () => session.nudge() });
    const attach = async (collectionId: string) => {
      const { uid = '' } = await event(a, collectionId, 'With a file');
      const writes = [{ collectionId, uid, edits: { 'ATTACH;file': `ATTACH:${fileUri}` } }];
      const { change } = await writer.run(commandId(), { type: 'writeItems', writes });
      await a.settled();
      await files.publish(change);
      await a.settled();
    };
    await attach(id);
    await attach(second);
    const guest = use(await firstDevice(relay.url));
    await shareWith(a, guest, await logIdOf(a, second), 1);
    await guest.settled();
    const theirs = createKeptFiles({
      ...{ db: guest.writer.db, writer: guest.writer },
      access: guest.session.access,
      onWritten: () => {},
    });
    expect(await theirs.fetch(fileUri)).toBe(true);
  });
});

describe('people who share', () => {
  it('I-15 edits that are refused for good change nothing there, are taken back here, and are kept', async () => {
    const a = use(await firstDevice(relay.url));
    const b = use(await firstDevice(relay.url));
    const id = await calendar(a);
    await event(a, id, 'One');
    await a.settled();
    const doc = await logIdOf(a, id);
    await shareWith(a, b, doc, 2);
    expect(await titles(b)).toEqual(['One']);
    await event(b, doc, 'Two');
    await b.settled();
    await a.settled();
    expect(await titles(a)).toEqual(['One', 'Two']);
    b.line.isUp = false;
    b.line.cut();
    await event(b, doc, 'Too late');
    await a.session.access.append(doc, roleMaker(bytesToHex(b.account), 1));
    b.line.isUp = true;
    await b.settled();
    expect(await titles(b)).toEqual(['One', 'Two']);
    expect(await b.writer.db.outbox.count()).toBe(0);
    const kept = await b.writer.db.rejected.toArray();
    expect(kept).toMatchObject([{ collectionId: doc, reason: 'role' }]);
    expect(kept[0]!.text).toContain('Too late');
    await a.settled();
    expect(await titles(a)).toEqual(['One', 'Two']);
  });
});
