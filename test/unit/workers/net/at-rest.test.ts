// What somebody finds who has copied a device's database.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Relay } from '../../../../relay/relay.js';
import { createSecretStore } from '../../../../src/store/secret-store.js';
import { bytesToHex } from '../../../../src/sync/protocol/bytes.js';
import { secretNames } from '../../../../src/workers/net/secret-names.js';
import { firstDevice, logIdOf, nextDevice, type TestDevice } from '../../../support/sync/devices.js';
import { calendar, event } from '../../../support/sync/on-devices.js';
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

it('A-53 finds no key of the account, of a document or of the device in clear', async () => {
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
  expect(keys.map(({ extractable }) => extractable)).toEqual([false, false]);
});
