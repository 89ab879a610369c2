// Relays and members that do what they may not, devices that have forgotten, and relays that have.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Relay } from '../../../../relay/relay.js';
import { openSqliteStore } from '../../../../relay/store/sqlite-store.js';
import { shardDocId } from '../../../../src/domain/collections/document-id.js';
import { makeHeads } from '../../../../src/sync/client/heads.js';
import type { DocumentAuthor } from '../../../../src/sync/client/ports.js';
import type { KeptLog } from '../../../../src/sync/client/storage.js';
import { openDocument } from '../../../../src/sync/document.js';
import { type Bytes, bytesToHex } from '../../../../src/sync/protocol/bytes.js';
import { contentSchema } from '../../../../src/sync/protocol/content.js';
import { entryTypes } from '../../../../src/sync/protocol/entry-types.js';
import { sealContent } from '../../../../src/sync/protocol/epoch-keys.js';
import { encodeAs } from '../../../../src/sync/protocol/schema.js';
import { writeEntry } from '../../../../src/sync/protocol/write-entry.js';
import { firstDevice, logIdOf, nextDevice, reopened, type TestDevice } from '../../../support/sync/devices.js';
import { calendar, event, expectSame, titles } from '../../../support/sync/on-devices.js';
import { testRelay } from '../../../support/sync/relay-in-process.js';

let relay: Relay;
let folder: string;
const devices: TestDevice[] = [];
const use = (device: TestDevice) => {
  devices.push(device);
  return device;
};
const start = async (port = 0) => {
  relay = await testRelay(await openSqliteStore({ folder: join(folder, 'data') }), port);
};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ikebana-trust-'));
  await start();
});
afterEach(async () => {
  for (const device of devices.splice(0)) await device.stop();
  await relay.close();
  await rm(folder, { recursive: true, force: true });
});

async function twoDevices() {
  const a = use(await firstDevice(relay.url));
  const id = await calendar(a);
  await event(a, id, 'One');
  await a.settled();
  const b = use(await nextDevice(relay.url, a));
  await b.settled();
  return { a, b, id, doc: await logIdOf(a, id) };
}

/** Content as a program writes it that does not care what is right. */
async function content(author: DocumentAuthor, plain: Uint8Array<ArrayBuffer>) {
  const header = author.header(entryTypes.content);
  const { deviceId, n } = header;
  const seal = (headerBytes: Bytes) => sealContent(author.key, { deviceId, n, headerBytes }, plain);
  return writeEntry(header, seal, author.credentials.signer);
}
const changes = (...all: readonly Uint8Array[]) =>
  encodeAs(contentSchema, {
    changes: all.map((change) => ({ shard: 0, packing: 0 as const, change: change as Bytes })),
  });
const changeBy = (actor: string, title: string, ...before: readonly Uint8Array[]) => {
  const document = openDocument(
    actor,
    before.map((bytes) => ({ kind: 'change', bytes }) as const),
  );
  return document.change(new Map([[title, title]]), 0)!.bytes;
};

describe('poison', () => {
  it('I-2 and I-17 is void alike on every device, keeps its place, and stops nothing that comes after (F16)', async () => {
    const { a, b, id, doc } = await twoDevices();
    const { access } = a.session;
    const own = `${bytesToHex(a.id).slice(0, 24)}00000001`;
    const stranger = 'ee'.repeat(16);
    const first = changeBy(own, 'first');
    const second = changeBy(own, 'second', first);
    const poison = [
      new Uint8Array(300) as Bytes,
      changes(new Uint8Array([1, 2, 3])),
      changes(changeBy(stranger, 'stranger')),
      // Builds on what nobody has; the good one beside it goes with it.
      changes(changeBy(`${own.slice(0, 31)}2`, 'beside'), second),
      encodeAs(contentSchema, { changes: [{ shard: 600, packing: 0, change: first as Bytes }] }),
      encodeAs(contentSchema, { changes: [{ shard: 0, packing: 1, change: new Uint8Array(20) as Bytes }] }),
      encodeAs(contentSchema, { changes: [{ shard: 0, packing: 2, change: new Uint8Array(63) as Bytes }] }),
    ];
    for (const plain of poison) await access.append(doc, (author) => content(author, plain));
    await event(b, id, 'After');
    await expectSame(a, b);
    expect(await titles(a)).toEqual(['After', 'One']);
    const voided = async ({ writer }: TestDevice) =>
      (await writer.db.records.toArray())
        .filter((each) => each.log === doc && each.voided)
        .map((each) => [each.seq, each.voided]);
    expect((await voided(a)).map(([, why]) => why)).toEqual([
      ...['MALFORMED', 'change', 'actor', 'missing', 'shard', 'MALFORMED', 'MALFORMED'],
    ]);
    expect(await voided(b)).toEqual(await voided(a));
    const c = use(await nextDevice(relay.url, a));
    await expectSame(a, c);
    expect(await voided(c)).toEqual(await voided(a));
    expect((await a.writer.context.store.read(shardDocId(id, 600))).length).toBe(0);
  });
});

describe('a device that was put back to what it was before', () => {
  it('I-4 reads what it had written itself, and goes on after it (F10)', async () => {
    const { a, b, id } = await twoDevices();
    const tables = [...b.writer.db.tables];
    const kept = await Promise.all(tables.map(async (table) => [table, await table.toArray()] as const));
    await event(b, id, 'Forgotten');
    await b.settled();
    await b.stop();
    for (const [table, rows] of kept) {
      await table.clear();
      await table.bulkPut(rows as never[]);
    }
    const again = use(await reopened(b));
    await event(again, id, 'New');
    await expectSame(a, again);
    expect(await titles(a)).toEqual(['Forgotten', 'New', 'One']);
  });
});

describe('a relay that was put back to what it was before', () => {
  async function restored(since: () => Promise<void>) {
    const { port } = relay;
    await relay.close();
    await cp(join(folder, 'data'), join(folder, 'backup'), { recursive: true });
    await start(port);
    await since();
    await relay.close();
    await rm(join(folder, 'data'), { recursive: true });
    await cp(join(folder, 'backup'), join(folder, 'data'), { recursive: true });
    await start(port);
  }

  it('I-11 gets back what it had confirmed and lost (F11)', async () => {
    const { a, b, id, doc } = await twoDevices();
    await restored(async () => {
      await event(a, id, 'Confirmed');
      await expectSame(a, b);
    });
    const before = (await a.writer.db.logs.get(doc))!;
    await expectSame(a, b);
    const c = use(await nextDevice(relay.url, a));
    await expectSame(a, c);
    expect(await titles(c)).toEqual(['Confirmed', 'One']);
    const after = (await a.writer.db.logs.get(doc))!;
    expect([after.seq, after.health]).toEqual([before.seq, 'ok']);
    expect(bytesToHex(after.hash)).toBe(bytesToHex(before.hash));
  });

  it('I-9 and I-10 shows another history than one knows: nothing of it is taken, and it is said', async () => {
    const { a, b, id, doc } = await twoDevices();
    b.line.isUp = false;
    b.line.cut();
    await restored(async () => {
      await event(a, id, 'In this history');
      await a.settled();
      await a.stop();
    });
    b.line.isUp = true;
    await event(b, id, 'In the other');
    await b.settled();
    const again = use(await reopened(a));
    await again.settled();
    const row = (await again.writer.db.logs.get(doc))!;
    expect(row.health).toBe('fork');
    expect(await titles(again)).toEqual(['In this history', 'One']);
    await expect(event(again, id, 'Not here')).rejects.toMatchObject({ code: 'store/read-only' });
  });
});

describe('what an account’s devices tell each other', () => {
  /** An account of where a device has followed to, by a device that may say anything. */
  async function tell(by: TestDevice, doc: string, seq: number, hash: Uint8Array): Promise<void> {
    const { access } = by.session;
    const secret = (await access.accountSecret())!;
    const log = { id: doc, seq, hash: hash as Bytes } as KeptLog;
    await access.appendToAccount((author) => makeHeads(author, secret, [log]));
  }
  const healthOf = async ({ writer }: TestDevice, doc: string) => (await writer.db.logs.get(doc))!.health;

  it('is said as soon as there is another one, and holds when the relay shows all the same', async () => {
    const { a, b, doc } = await twoDevices();
    await expectSame(a, b);
    const own = await a.writer.db.records
      .where('[log+seq]')
      .between([bytesToHex(a.account), 0], ['~', 0])
      .toArray();
    const said = own.filter(({ type, log }) => type === entryTypes.heads && log === bytesToHex(a.account));
    expect(said.map(({ device }) => device).sort()).toEqual([a, b].map(({ id }) => bytesToHex(id)).sort());
    expect([await healthOf(a, doc), await healthOf(b, doc)]).toEqual(['ok', 'ok']);
  });

  it('I-10 another history under the same number is found out', async () => {
    const { a, b, doc } = await twoDevices();
    await expectSame(a, b);
    await tell(a, doc, 2, new Uint8Array(32));
    await b.settled();
    await expect.poll(() => healthOf(b, doc)).toBe('fork');
  });

  it('I-11 less than another device has seen is found out, until it is there', async () => {
    const { a, b, id, doc } = await twoDevices();
    await expectSame(a, b);
    const { seq } = (await b.writer.db.logs.get(doc))!;
    await tell(a, doc, seq + 1, new Uint8Array(32));
    await b.settled();
    await expect.poll(() => healthOf(b, doc)).toBe('behind');
    await event(a, id, 'There it is');
    await a.settled();
    await b.settled();
    await expect.poll(() => healthOf(b, doc)).toBe('ok');
  });
});
