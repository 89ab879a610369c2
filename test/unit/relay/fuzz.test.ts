// Anything on the socket that is not exactly a message: a refusal of the closed set, bounded work, and a relay that goes on.
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { DEFAULT_CONFIG } from '../../../relay/config.js';
import { type Relay, startRelay } from '../../../relay/relay.js';
import { createMemoryStore } from '../../../relay/store/memory-store.js';
import { clientCodec } from '../../../src/sync/protocol/client-messages.js';
import { MAX_FRAME_BYTES } from '../../../src/sync/protocol/limits.js';
import { connect, said } from '../../support/relay-client.js';
import { createLog } from '../../support/sync/log.js';
import { clientSamples } from '../../support/sync/messages.js';
import { createPerson, realSign } from '../../support/sync/people.js';

/** Frames per run; the tests run in three time zones, each with another seed: more than 20,000 in all. */
const FRAMES = Number(process.env.RELAY_FUZZ ?? 7_000);
/** A connection is ended after ten frames that are no message. */
const PER_CONNECTION = 9;

const UNLIMITED = { perSecond: 1e9, burst: 1e9 };
const ann = createPerson('ann', realSign);
const doc = createLog(ann);
let relay: Relay;
const logged: string[] = [];

beforeAll(async () => {
  relay = await startRelay({
    config: { ...DEFAULT_CONFIG, port: 0, connectionsPerAccount: 1_000 },
    store: createMemoryStore(),
    log: (level, event, fields) => logged.push(JSON.stringify([level, event, fields])),
    rates: { messages: UNLIMITED, failures: UNLIMITED, device: UNLIMITED, account: UNLIMITED, membership: UNLIMITED },
  });
  const client = await connect(relay.url);
  await client.enter(ann);
  await client.ask('append', { entry: doc.records[0]!.entry.bytes });
  client.socket.terminate();
});
afterAll(() => relay.close());

/** Frames to begin from: one of each kind, and entries that are nearly right. */
const frames: readonly Uint8Array[] = [
  ...clientSamples.filter(({ kind }) => kind !== 'credit').map((message) => clientCodec.encode(message)),
  ...['content', 'freeze', 'snapshot'].map((type) => {
    const body = type === 'freeze' ? { frozen: 0 } : new Uint8Array(80);
    const { bytes } = doc.make(type as 'content', { person: ann }, type === 'snapshot' ? new Uint8Array(80) : body, {
      sees: [0, new Uint8Array(32)],
      ...(type === 'snapshot' ? { refs: [new Uint8Array(randomBytes(32))] } : {}),
    });
    return clientCodec.encode({ kind: 'append', request: 7, entry: bytes });
  }),
];

const mutated = fc
  .record({
    from: fc.constantFrom(...frames),
    changes: fc.array(fc.tuple(fc.double({ min: 0, max: 0.9999, noNaN: true }), fc.nat(255)), { maxLength: 6 }),
    cut: fc.oneof({ weight: 5, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1, noNaN: true })),
    more: fc.oneof({ weight: 5, arbitrary: fc.constant(new Uint8Array()) }, fc.uint8Array({ maxLength: 40 })),
  })
  .map(({ from, changes, cut, more }) => {
    const bytes = Buffer.concat([from.subarray(0, Math.floor(from.length * cut)), more]);
    for (const [at, value] of changes) if (bytes.length > 0) bytes[Math.floor(at * bytes.length)] = value;
    return bytes;
  });
const noise = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
/** Deep, long, and the largest there is. */
const heavy: readonly Buffer[] = [
  Buffer.concat([Buffer.from([5, 0, 0, 0, 1]), Buffer.alloc(100_000, 0x81)]),
  Buffer.concat([Buffer.from([3, 0, 0, 0, 1, 0xa1, 0, 0x5a, 0xff, 0xff, 0xff, 0xff]), Buffer.alloc(1_000)]),
  Buffer.concat([Buffer.from([2, 0, 0, 0, 1]), Buffer.alloc(MAX_FRAME_BYTES - 5, 0xa1)]),
  Buffer.alloc(MAX_FRAME_BYTES, 0xff),
];

/** Sends frames on one connection and waits until all are dealt with: for the pong, or for the end. */
async function throwAt(batch: readonly Uint8Array[], isMember: boolean) {
  const client = await connect(relay.url);
  if (isMember) expect(said(await client.signIn(ann))).toBe('welcome');
  for (const bytes of batch) client.socket.send(bytes);
  const answer = await client.ask('ping', {}).then(said, () => 'ended');
  expect(['pong', 'ended']).toContain(answer);
  client.socket.terminate();
}

describe('whatever comes on the socket', () => {
  it('I-16: gets a refusal or an answer, and the relay goes on', { timeout: 120_000 }, async () => {
    const batches = fc.sample(
      fc.array(fc.oneof({ weight: 4, arbitrary: mutated }, noise), {
        minLength: PER_CONNECTION,
        maxLength: PER_CONNECTION,
        size: 'max',
      }),
      Math.ceil(FRAMES / PER_CONNECTION),
    );
    for (let i = 0; i < batches.length; i += 10)
      await Promise.all(batches.slice(i, i + 10).map((batch, j) => throwAt(batch, j % 3 !== 0)));
    for (const frame of heavy) await throwAt([frame], true);
    expect(logged.filter((line) => line.includes('"error"'))).toEqual([]);
    const client = await connect(relay.url);
    expect(said(await client.signIn(ann))).toBe('welcome');
    client.socket.terminate();
  });

  it('ends what speaks something else, or too much of it', async () => {
    const text = await connect(relay.url);
    text.socket.send('GET / HTTP/1.1');
    expect(await text.closed).toBe(1003);
    const large = await connect(relay.url);
    large.socket.send(Buffer.alloc(MAX_FRAME_BYTES + 1));
    expect(await large.closed).toBe(1009);
    const noisy = await connect(relay.url);
    for (let i = 0; i < 10; i++) noisy.socket.send(Buffer.from([255, i]));
    expect(await noisy.closed).toBe(1008);
  });

  it('does not take compressed frames: a small one could hold a large one', async () => {
    const socket = new WebSocket(relay.url, { perMessageDeflate: true });
    await new Promise((open) => socket.on('open', open));
    expect(socket.extensions).toBe('');
    socket.terminate();
  });
});
