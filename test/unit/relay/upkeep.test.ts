import { createHash, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../relay/config.js';
import { startRelay } from '../../../relay/relay.js';
import { createMemoryStore } from '../../../relay/store/memory-store.js';
import { bytesToHex } from '../../../src/sync/protocol/bytes.js';
import { cursorStates } from '../../../src/sync/protocol/relay-messages.js';
import { connect, said } from '../../support/relay-client.js';
import { createLog, DAY } from '../../support/sync/log.js';
import { createPerson, realSign } from '../../support/sync/people.js';

it('I-13: drops bodies that a trusted snapshot has covered for 35 days, not a day earlier, and blobs that nobody names', async () => {
  const clock = { ahead: 0 };
  const store = createMemoryStore();
  const relay = await startRelay({
    config: { ...DEFAULT_CONFIG, port: 0 },
    store,
    log: () => undefined,
    now: () => Date.now() + clock.ahead,
  });
  const ann = createPerson('upkeep', realSign);
  const client = await connect(relay.url);
  await client.enter(ann);
  const doc = createLog(ann);
  const nothing = [0, new Uint8Array(32)] as const;
  const id = bytesToHex(doc.id);
  const send = async (entry: { bytes: Uint8Array<ArrayBuffer> }) => {
    const answer = await client.ask('append', { entry: entry.bytes });
    expect(said(answer)).toBe('accepted');
    return answer.kind === 'accepted' ? answer : undefined;
  };
  const upload = async (bytes: Uint8Array<ArrayBuffer>) => {
    const blob = new Uint8Array(createHash('sha256').update(bytes).digest());
    await client.ask('blobBegin', { blob, size: bytes.length, doc: doc.id });
    await client.ask('blobPart', { blob, offset: 0, bytes });
    return blob;
  };
  await send(doc.records[0]!.entry);
  const content = (n: number) => doc.make('content', { person: ann }, undefined, { n, sees: [...nothing] });
  await send(content(2));
  const covered = await send(content(3));
  const [used, unused] = [
    await upload(new Uint8Array(randomBytes(100))),
    await upload(new Uint8Array(randomBytes(90))),
  ];
  const body = {
    upTo: 3,
    hash: covered!.hash,
    membership: doc.records[0]!.entry.hash,
    heads: [],
    blob: used,
    size: 100,
    state: new Uint8Array(32),
  };
  await send(doc.make('snapshot', { person: ann }, body, { n: 4, refs: [used], sees: [...nothing] }));
  await send(content(5));
  const bodies = async () => {
    const { records } = await store.read(id, 1, { bytes: 1e6, records: 100 });
    return records.filter(({ entry }) => entry !== undefined).map(({ seq }) => seq);
  };
  clock.ahead = 34 * DAY;
  await relay.upkeep();
  expect(await bodies()).toEqual([1, 2, 3, 4, 5]);
  expect(await store.blobs.size(bytesToHex(unused))).toBe(90);
  clock.ahead = 36 * DAY;
  await relay.upkeep();
  expect(await bodies()).toEqual([1, 4, 5]);
  expect(await store.blobs.size(bytesToHex(unused))).toBeUndefined();
  expect(await store.blobs.size(bytesToHex(used))).toBe(100);
  const gone = await client.ask('read', { doc: doc.id, from: 2, most: 1_000 });
  expect(gone.kind === 'gone' && gone.snapshot).toBe(4);
  const place = async (seq: number, hash?: Uint8Array) => {
    const synced = await client.sync({ id: doc.id, seq, hash });
    return synced.kind === 'synced' && synced.docs.map(([, state]) => state);
  };
  expect(await place(1, (await store.hashAt(id, 1)) ?? undefined)).toEqual([cursorStates.gone]);
  expect(await place(0)).toEqual([cursorStates.ok]);
  expect((await client.records(doc.id, 1)).map(({ seq }) => seq)).toEqual([1]);
  expect((await client.push('lag')).head).toBe(5);
  const rest = await client.ask('read', { doc: doc.id, from: 4, most: 100_000 });
  expect(rest.kind === 'records' && rest.records.map(({ seq }) => seq)).toEqual([4, 5]);
  client.socket.terminate();
  await relay.close();
});
