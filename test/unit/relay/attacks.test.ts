// What strangers and members try against a running relay (docs/attacks.md).
import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { connect as connectSocket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../relay/config.js';
import { type Relay, startRelay } from '../../../relay/relay.js';
import { createMemoryStore } from '../../../relay/store/memory-store.js';
import type { Bytes } from '../../../src/sync/protocol/bytes.js';
import { addressHash } from '../../../src/sync/protocol/identifiers.js';
import { countedStore, type StoreCalls } from '../../support/counted-store.js';
import { connect, type RelayClient, said } from '../../support/relay-client.js';
import { createLog, epochFor, type TestLog, without } from '../../support/sync/log.js';
import { createPerson, type Person, realSign } from '../../support/sync/people.js';

const NOTHING = { sees: [0, new Uint8Array(32)] as [number, Bytes] };
const names = { at: 0 };
const somebody = () => createPerson(`attacks ${++names.at}`, realSign);
let relay: Relay;
/** Where the relay's clock stands still, in a test that counts what a time lets through. */
let stoodAt: number | undefined;
let calls: StoreCalls;
let store: ReturnType<typeof countedStore>;
const codes = new Map<string, string>();
const clients: RelayClient[] = [];

async function start() {
  relay = await startRelay({
    config: { ...DEFAULT_CONFIG, port: 0, allowOrigins: ['https://app.example'] },
    store,
    log: () => undefined,
    now: () => stoodAt ?? Date.now(),
    async sendCode(address, code) {
      codes.set(address, code);
    },
  });
}
beforeEach(async () => {
  stoodAt = undefined;
  calls = [];
  store = countedStore(createMemoryStore(), calls);
  await start();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.terminate();
  await relay.close();
});

async function guest() {
  const client = await connect(relay.url);
  clients.push(client);
  return client;
}
async function member(person: Person) {
  const client = await guest();
  expect(said(await client.enter(person))).toBe('welcome');
  return client;
}
/** Appends at the relay and, when it was taken, in the test's own log. */
async function say(
  client: RelayClient,
  doc: TestLog,
  type: Parameters<TestLog['make']>[0],
  person: Person,
  body?: object,
) {
  const entry = doc.make(type, { person }, body, NOTHING);
  const answer = await client.ask('append', { entry: entry.bytes });
  if (answer.kind === 'accepted') {
    doc.now = Math.max(doc.now, answer.ts);
    doc.append(entry);
  }
  return said(answer);
}
async function shared(role: 1 | 2 | 3 | 4) {
  const [ann, bob] = [somebody(), somebody()];
  const [a, b] = [await member(ann), await member(bob)];
  const doc = createLog(ann);
  await a.ask('append', { entry: doc.records[0]!.entry.bytes });
  doc.now = Date.now();
  const inviteId = randomBytes(16);
  expect(await say(a, doc, 'invite', ann, doc.inviteOf(bob, role, { inviteId }))).toBe('accepted');
  expect(await say(b, doc, 'accept', bob, { inviteId, generation: bob.generation })).toBe('accepted');
  return { ann, bob, a, b, doc };
}

it('A-02 takes no entry that is not signed by whom it names', async () => {
  const { ann, a, doc } = await shared(2);
  const entry = doc.make('content', { person: ann }, undefined, NOTHING);
  const forged = entry.bytes.slice();
  forged[forged.length - 1]! ^= 1;
  expect(said(await a.ask('append', { entry: forged as Bytes }))).toBe('BAD_SIG');
  expect(said(await a.ask('append', { entry: entry.bytes }))).toBe('accepted');
});

it('A-21 takes nothing of who was removed, also what was written before, and serves them nothing', async () => {
  const { ann, bob, a, b, doc } = await shared(2);
  const queued = doc.make('content', { person: bob }, undefined, NOTHING);
  const epoch = epochFor(without(doc.state, bob.key), doc.state.epoch + 1);
  expect(await say(a, doc, 'remove', ann, { account: bob.id, epoch })).toBe('accepted');
  expect(said(await b.ask('append', { entry: queued.bytes }))).toMatch(/NOT_MEMBER|STALE_EPOCH/);
  expect(said(await b.ask('read', { doc: doc.id, from: 1, most: 100_000 }))).toBe('UNKNOWN');
});

it('A-24 takes nothing of who may only look', async () => {
  const { bob, b, doc } = await shared(1);
  expect(await say(b, doc, 'content', bob)).toBe('ROLE');
  const blob = createHash('sha256').update('x').digest();
  expect(said(await b.ask('blobBegin', { blob: new Uint8Array(blob), size: 1, doc: doc.id }))).toBe('ROLE');
});

it('A-28 keeps the last owner', async () => {
  const { ann, a, doc } = await shared(3);
  expect(await say(a, doc, 'leave', ann, {})).toBe('LAST_OWNER');
});

it('A-35 slows down whoever invites or changes membership without end', async () => {
  stoodAt = Date.now();
  const { ann, a, doc } = await shared(2);
  const answers: string[] = [];
  for (let i = 0; i < 40; i++) answers.push(await say(a, doc, 'freeze', ann, { frozen: (i % 2) as 0 | 1 }));
  // Twenty in one go, of which its making and Bob's invitation are two.
  expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(18);
  expect(answers.at(-1)).toBe('RATE');
});

it('A-39 gives an invitation by link to the first in its order', async () => {
  const { ann, bob, a, b, doc } = await shared(2);
  const eve = somebody();
  const e = await member(eve);
  const inviteId = randomBytes(16);
  expect(await say(a, doc, 'invite', ann, doc.inviteOf(eve, 2, { inviteId }))).toBe('accepted');
  const accept = { inviteId, generation: eve.generation };
  const twice = await Promise.all(
    [e, e].map((client) => client.ask('append', { entry: doc.make('accept', { person: eve }, accept, NOTHING).bytes })),
  );
  expect(twice.map(said)).toEqual(['accepted', 'accepted']);
  expect(new Set(twice.map((answer) => answer.kind === 'accepted' && answer.seq)).size).toBe(1);
  expect(
    said(
      await b.ask('append', {
        entry: doc.make('accept', { person: bob }, { ...accept, generation: bob.generation }, NOTHING).bytes,
      }),
    ),
  ).not.toBe('accepted');
});

it('A-42 lets nobody in with what another connection signed', async () => {
  const ann = somebody();
  const client = await member(ann);
  const other = await guest();
  expect(said(await other.signIn(ann, undefined, { nonce: client.hello.nonce }))).toBe('AUTH');
});

it('A-54 lets no page of another site in, whatever that browser has', async () => {
  await expect(connect(relay.url, { origin: 'https://evil.example' })).rejects.toThrow();
  await expect(connect(relay.url, { origin: 'null' })).rejects.toThrow();
  clients.push(await connect(relay.url, { origin: 'https://app.example' }));
});

it('A-55 is taken for no other relay: a challenge that was passed on is of no use', async () => {
  const ann = somebody();
  await member(ann);
  const client = await guest();
  for (const origin of ['wss://evil.example', relay.url.replace('localhost', 'relay.example')])
    expect(said(await client.signIn(ann, undefined, { origin }))).toBe('AUTH');
});

it('A-56 answers for an account that is not there as for one that is somebody else’s', async () => {
  const { ann, doc } = await shared(2);
  const eve = somebody();
  const client = await member(eve);
  const nobody = randomBytes(16) as Bytes;
  for (const kind of ['read', 'membership'] as const) {
    const ask = (id: Bytes) => client.ask(kind, { doc: id, from: 1, most: 10 } as never);
    expect(said(await ask(doc.id))).toBe(said(await ask(nobody)));
    expect(said(await ask(ann.id))).toBe(said(await ask(nobody)));
  }
});

describe('A-56 the work is the same', () => {
  /** What a request makes the relay look up, and what is answered. */
  async function workOf(ask: () => ReturnType<RelayClient['ask']>) {
    calls.length = 0;
    const answer = said(await ask());
    return { answer, calls: [...calls] };
  }

  it('whether a log is somebody else’s or nobody’s, right after the relay has started', async () => {
    const { ann, doc } = await shared(2);
    const eve = somebody();
    await member(eve);
    for (const kind of ['read', 'membership', 'blobBegin'] as const) {
      const found: unknown[] = [];
      for (const id of [doc.id, ann.id, randomBytes(16) as Bytes]) {
        // Nothing of earlier questions is in its memory.
        for (const each of clients.splice(0)) each.socket.terminate();
        await relay.close();
        await start();
        const client = await guest();
        expect(said(await client.signIn(eve))).toBe('welcome');
        const ask = { doc: id, from: 1, most: 10, blob: new Uint8Array(32), size: 1 };
        found.push(await workOf(() => client.ask(kind, ask as never)));
      }
      expect(found[0], kind).toEqual(found[2]);
      expect(found[1], kind).toEqual(found[2]);
    }
  });

  it('whether an address is anybody’s, for whoever asks for it or for a code to it', async () => {
    const ann = somebody();
    const a = await member(ann);
    const [known, unknown] = ['ann@example.org', 'nobody@example.org'];
    await a.ask('bindStart', { address: known });
    expect(said(await a.ask('bindFinish', { address: known, code: codes.get(known)! }))).toBe('bound');
    const client = await member(somebody());
    const look = (address: string) => workOf(() => client.ask('lookup', { address: addressHash(address) }));
    const [there, not] = [await look(known), await look(unknown)];
    // That somebody has it is what is asked for; sixty times an hour.
    expect([there.answer, not.answer]).toEqual(['found', 'UNKNOWN']);
    expect(there.calls).toEqual(not.calls);
    const send = (address: string) => workOf(() => client.ask('bindStart', { address }));
    expect(await send(known)).toEqual(await send(unknown));
    const prove = (address: string) =>
      workOf(() => client.ask('bindFinish', { address, code: codes.get(address) === '000000' ? '1' : '000000' }));
    expect(await prove(known)).toEqual(await prove(unknown));
  });
});

it('A-59 is not held up by connections that say nothing, half a request, or too much', async () => {
  const ann = somebody();
  const idle = Array.from({ length: 150 }, () => connectSocket(relay.port, 'localhost'));
  for (const socket of idle) socket.on('error', () => undefined);
  await Promise.all(idle.map((socket) => new Promise((done) => socket.once('connect', done))));
  for (const socket of idle) socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
  expect(said(await (await guest()).ask('ping', {}))).toBe('pong');
  const headers = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`x-${i}`, 'y'.repeat(200)]));
  const status = await new Promise((done) =>
    request({ port: relay.port, headers }, (response) => done(response.statusCode))
      .on('error', () => done('closed'))
      .end(),
  );
  expect([431, 'closed', 200]).toContain(status);
  const loud = await guest();
  loud.socket.send(Buffer.alloc(1_048_577));
  expect(await loud.closed).toBe(1009);
  expect(said(await (await member(ann)).ask('ping', {}))).toBe('pong');
  for (const socket of idle) socket.destroy();
});
