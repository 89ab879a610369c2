// What somebody finds who has copied a device's database.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Relay } from '../../../../relay/relay.js';
import { importKey, setKeyLock } from '../../../../src/store/key-lock.js';
import { createSecretStore } from '../../../../src/store/secret-store.js';
import { countWaiting, readSyncStatus } from '../../../../src/store/sync-status.js';
import { bytesToHex } from '../../../../src/sync/protocol/bytes.js';
import { secretNames } from '../../../../src/workers/net/secret-names.js';
import { firstDevice, logIdOf, nextDevice, type TestDevice } from '../../../support/sync/devices.js';
import { calendar, event, titles } from '../../../support/sync/on-devices.js';
import { testRelay } from '../../../support/sync/relay-in-process.js';

let relay: Relay;
const devices: TestDevice[] = [];
beforeEach(async () => {
  relay = await testRelay();
});
afterEach(async () => {
  for (const device of devices.splice(0)) await device.stop();
  await relay.close();
});

/** All bytes and texts of a value, texts as UTF-8. */
function* piecesOf(value: unknown): Generator<Buffer> {
  if (typeof value === 'string') yield Buffer.from(value);
  else if (ArrayBuffer.isView(value)) yield Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  else if (value instanceof ArrayBuffer) yield Buffer.from(value);
  else if (typeof value === 'object' && value !== null && !(value instanceof CryptoKey))
    for (const part of Object.values(value)) yield* piecesOf(part);
}

/** Every way in which somebody may have written a key down. */
const spellings = (secret: Uint8Array): readonly Buffer[] => {
  const bytes = Buffer.from(secret);
  return [bytes, ...(['hex', 'base64', 'base64url'] as const).map((form) => Buffer.from(bytes.toString(form)))];
};

it('A-53, I-20: finds no key of the account, of a document or of the device in clear', async () => {
  const a = await firstDevice(relay.url);
  devices.push(a);
  const id = await calendar(a);
  await event(a, id, 'One');
  await a.settled();
  devices.push(await nextDevice(relay.url, a));
  const doc = await logIdOf(a, id);
  const { access } = a.session;
  const secrets = createSecretStore(a.writer.db);
  const found = {
    account: (await access.accountSecret())!.secretKey,
    document: (await access.documentKey(doc))!.key,
    device: (await secrets.get(secretNames.deviceSeal))!,
  };
  const tables = await Promise.all(
    a.writer.db.tables.map(async (table) => [table.name, await table.toArray()] as const),
  );
  const pieces = tables.flatMap(([name, rows]) => [...piecesOf(rows)].map((piece) => ({ name, piece })));
  // The search itself finds what is there.
  expect(pieces.some(({ piece }) => piece.includes(bytesToHex(a.account)))).toBe(true);
  const hits = Object.entries(found).flatMap(([key, secret]) =>
    spellings(secret).flatMap((spelling) =>
      pieces.filter(({ piece }) => piece.includes(spelling)).map(({ name }) => `${key} in ${name}`),
    ),
  );
  expect(hits).toEqual([]);
  const keys = tables.flatMap(([, rows]) =>
    rows.flatMap((row: { key?: unknown }) => (row.key instanceof CryptoKey ? [row.key] : [])),
  );
  expect(keys.map(({ extractable }) => extractable)).toEqual([false]);
});

it('A-53 [ID23] finds no key at all while a lock is set; locked, the device asks for none and sends nothing', async () => {
  let held: CryptoKey | undefined;
  const options = { held: (id: string) => (id === 'one' ? held : undefined) };
  const a = await firstDevice(relay.url, options);
  const id = await calendar(a);
  await a.settled();
  const b = await nextDevice(relay.url, a);
  devices.push(a, b);
  await b.settled();
  const key = await importKey(crypto.getRandomValues(new Uint8Array(32)));
  const passphrase = { memory: 65_536, passes: 3, salt: new Uint8Array(16), wrapped: new Uint8Array(60) };
  await setKeyLock(a.writer.db, { id: 'one', minutes: 0, passphrase }, key);
  held = key;
  const kept = await a.writer.db.secrets.toArray();
  expect(kept.map(({ name }) => name)).toEqual(expect.arrayContaining(['device-seal', 'device-sign']));
  expect(kept.filter((record) => record.key !== undefined)).toEqual([]);
  // It was unlocked all the time: syncing goes on.
  await a.session.keysChanged();
  await event(a, id, 'Before');
  await a.settled();

  held = undefined;
  await a.session.keysChanged();
  expect(await readSyncStatus(a.writer.db)).toMatchObject({ state: 'stopped', problem: 'locked' });
  await event(a, id, 'Meanwhile');
  await event(b, id, 'Elsewhere');
  await b.settled();
  for (const asked of [a.session.access.accountSecret(), a.session.syncNow()])
    await expect(asked).rejects.toMatchObject({ code: 'sync/locked' });
  expect(await countWaiting(a.writer.db)).toBeGreaterThan(0);

  held = key;
  await a.session.keysChanged();
  await a.settled();
  await b.settled();
  expect(await countWaiting(a.writer.db)).toBe(0);
  expect(await readSyncStatus(a.writer.db)).toMatchObject({ state: 'online' });
  expect(await titles(a)).toEqual(['Before', 'Elsewhere', 'Meanwhile']);
  expect(await titles(b)).toEqual(await titles(a));
});
