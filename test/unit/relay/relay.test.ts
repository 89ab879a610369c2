import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, type RelayConfig } from '../../../relay/config.js';
import { type Relay, startRelay } from '../../../relay/relay.js';
import { createMemoryStore } from '../../../relay/store/memory-store.js';
import { type RelayStore, StoreWriteError } from '../../../relay/store/store.js';
import { type Bytes, bytesToHex } from '../../../src/sync/protocol/bytes.js';
import { receiptCheck } from '../../../src/sync/protocol/receipts.js';
import { EMPTY_CHAIN, nextHead } from '../../../src/sync/protocol/record.js';
import { cursorStates, notices } from '../../../src/sync/protocol/relay-messages.js';
import { isSigned } from '../../../src/sync/protocol/signatures.js';
import { connect, type RelayClient, said } from '../../support/relay-client.js';
import { createLog, DAY, epochFor, type TestLog, without } from '../../support/sync/log.js';
import { createPerson, type Person, realSign } from '../../support/sync/people.js';

const names = { at: 0 };
/** Somebody with an account that no other test has. */
const somebody = () => createPerson(`person ${++names.at}`, realSign);

let relay: Relay;
let store: RelayStore;
let clock: { ahead: number; stoodAt?: number } = { ahead: 0 };
let logged: string[] = [];
const clients: RelayClient[] = [];

async function start(config: Partial<RelayConfig> = {}, over: Partial<RelayStore> = {}) {
  store = Object.assign(createMemoryStore(), over);
  relay = await startRelay({
    config: { ...DEFAULT_CONFIG, port: 0, ...config },
    store,
    log: (level, event, fields) => logged.push(JSON.stringify([level, event, fields])),
    now: () => (clock.stoodAt ?? Date.now()) + clock.ahead,
  });
}
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
/** A document of somebody's, begun at the relay. */
async function begun(client: RelayClient, person: Person): Promise<TestLog> {
  const doc = createLog(person);
  expect(said(await client.ask('append', { entry: doc.records[0]!.entry.bytes }))).toBe('accepted');
  return doc;
}
/** The relay gives times and so hashes: the test's own log follows it. */
async function say(
  client: RelayClient,
  doc: TestLog,
  type: Parameters<TestLog['make']>[0],
  person: Person,
  body?: object,
) {
  const entry = doc.make(type, { person }, body, { sees: [0, new Uint8Array(32)] });
  const answer = await client.ask('append', { entry: entry.bytes });
  if (answer.kind === 'accepted') {
    doc.now = Math.max(doc.now, answer.ts);
    const step = doc.append(entry);
    if (!step.ok) throw new Error(step.why);
  }
  return answer;
}

beforeEach(async () => {
  clock = { ahead: 0 };
  logged = [];
  await start();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.terminate();
  await relay.close();
});

describe('signing in', () => {
  it('takes who signs the challenge of this connection, and serves nobody else', async () => {
    const [ann, client] = [somebody(), await guest()];
    expect(said(await client.ask('mine', {}))).toBe('AUTH');
    expect(said(await client.signIn(ann))).toBe('UNKNOWN');
    expect(said(await client.ask('register', { entries: ann.evidence() }))).toBe('done');
    expect(said(await client.ask('register', { entries: ann.evidence() }))).toBe('done');
    expect(said(await client.signIn(ann))).toBe('welcome');
    expect(said(await client.ask('mine', {}))).toBe('mine');
    expect(said(await client.signIn(ann))).toBe('AUTH');
  });

  it.each([
    ['another connection’s challenge', { nonce: new Uint8Array(32) }],
    ['another relay', { origin: 'wss://elsewhere.example' }],
    ['a time long past', { expires: Date.now() - 60_000 }],
    ['a time far ahead', { expires: Date.now() + 10 * DAY }],
  ])('refuses a claim for %s', async (_, other) => {
    const ann = somebody();
    await member(ann);
    const client = await guest();
    expect(said(await client.signIn(ann, undefined, other))).toBe('AUTH');
  });

  it('refuses another’s signature, and ends the connection after three tries', async () => {
    const [ann, eve] = [somebody(), somebody()];
    await member(ann);
    const client = await guest();
    const asAnn = { ...eve.active()[0]!, id: ann.active()[0]!.id };
    for (let i = 0; i < 3; i++) expect(said(await client.signIn(ann, asAnn))).toBe('BAD_SIG');
    expect(await client.closed).toBe(1008);
  });

  it('cuts a revoked device off at once, and keeps it out', async () => {
    const ann = somebody();
    const client = await member(ann);
    const second = ann.addDevice();
    expect(said(await client.ask('append', { entry: ann.entries.at(-1)!.bytes }))).toBe('accepted');
    const other = await guest();
    expect(said(await other.signIn(ann, second))).toBe('welcome');
    ann.revoke(second);
    expect(said(await client.ask('append', { entry: ann.entries.at(-1)!.bytes }))).toBe('accepted');
    expect(await other.closed).toBe(1008);
    expect(said(await (await guest()).signIn(ann, second))).toBe('DEVICE_REVOKED');
  });

  it('asks for the code to sign up where the operator wants one', async () => {
    await relay.close();
    await start({ signUp: 'code', signUpCode: 'open sesame' });
    const [ann, client] = [somebody(), await guest()];
    expect(said(await client.ask('register', { entries: ann.evidence() }))).toBe('NOT_MEMBER');
    expect(said(await client.ask('register', { entries: ann.evidence(), code: 'open sesame' }))).toBe('done');
  });

  it('refuses pages of other origins where the operator names some', async () => {
    await relay.close();
    await start({ allowOrigins: ['https://app.example'] });
    await expect(connect(relay.url, { origin: 'https://evil.example' })).rejects.toThrow();
    clients.push(await connect(relay.url, { origin: 'https://app.example' }));
    await guest(); // programs send none
  });
});

describe('appending', () => {
  it('answers with the place, the chain’s hash and a receipt that is the relay’s word', async () => {
    const ann = somebody();
    const client = await member(ann);
    const doc = createLog(ann);
    const entry = doc.records[0]!.entry;
    const answer = await client.ask('append', { entry: entry.bytes });
    if (answer.kind !== 'accepted') throw new Error(said(answer));
    expect(answer.seq).toBe(1);
    expect(bytesToHex(answer.hash)).toBe(
      bytesToHex(nextHead(EMPTY_CHAIN, { seq: 1, ts: answer.ts, entry: entry.bytes }).hash),
    );
    const check = receiptCheck({ doc: doc.id, seq: 1, hash: answer.hash }, answer.receipt, client.hello.relay);
    expect(check && (await isSigned(check))).toBe(true);
  });

  it('I-4: gives the same place to the same entry, however often and however late', async () => {
    const ann = somebody();
    const client = await member(ann);
    const doc = await begun(client, ann);
    const entry = doc.make('content', { person: ann }, undefined, { sees: [0, new Uint8Array(32)] });
    const both = await Promise.all([1, 2].map(() => client.ask('append', { entry: entry.bytes })));
    expect(both.map((answer) => answer.kind === 'accepted' && answer.seq)).toEqual([2, 2]);
    doc.now = Date.now();
    doc.append(entry);
    expect((await say(client, doc, 'freeze', ann, { frozen: 1 })).kind).toBe('accepted');
    const late = await client.ask('append', { entry: entry.bytes });
    expect(late.kind === 'accepted' && late.seq).toBe(2);
    expect((await store.head(bytesToHex(doc.id)))?.seq).toBe(3);
  });

  it('I-15: a refusal changes nothing and uses no counter', async () => {
    const ann = somebody();
    const client = await member(ann);
    const doc = await begun(client, ann);
    const make = (other: object) =>
      doc.make('content', { person: ann }, undefined, { sees: [0, new Uint8Array(32)], ...other });
    const gap = await client.ask('append', { entry: make({ n: 3 }).bytes });
    expect([said(gap), gap.kind === 'refused' && gap.expected]).toEqual(['GAP', 2]);
    const stale = await client.ask('append', { entry: make({ epoch: 2 }).bytes });
    expect([said(stale), stale.kind === 'refused' && stale.expected]).toEqual(['STALE_EPOCH', 1]);
    expect(said(await client.ask('append', { entry: make({ sees: [1, randomBytes(32)] }).bytes }))).toBe(
      'SEES_UNKNOWN',
    );
    expect(said(await client.ask('append', { entry: make({ refs: [randomBytes(32)] }).bytes }))).toBe('UNKNOWN');
    const forged = make({}).bytes.slice();
    forged[forged.length - 1]! ^= 1;
    expect(said(await client.ask('append', { entry: forged }))).toBe('BAD_SIG');
    expect(said(await client.ask('append', { entry: make({}).bytes }))).toBe('accepted');
    expect(
      said(
        await client.ask('append', {
          entry: doc.make('content', { person: ann }, new Uint8Array(70), { sees: [0, new Uint8Array(32)] }).bytes,
        }),
      ),
    ).toBe('EQUIVOCATION');
  });

  it('refuses entries of others, and members’ content from strangers', async () => {
    const [ann, bob] = [somebody(), somebody()];
    const [a, b] = [await member(ann), await member(bob)];
    const doc = await begun(a, ann);
    const entry = doc.make('content', { person: ann }, undefined, { sees: [0, new Uint8Array(32)] });
    expect(said(await b.ask('append', { entry: entry.bytes }))).toBe('WRONG_TARGET');
    const own = doc.make('content', { person: bob }, undefined, { sees: [0, new Uint8Array(32)] });
    expect(said(await b.ask('append', { entry: own.bytes }))).toBe('NOT_MEMBER');
  });

  it('F7: answers BUSY while the disk is full, keeps nothing of it, and goes on when there is room', async () => {
    await relay.close();
    const memory = createMemoryStore();
    let isFull = false;
    await start(
      {},
      {
        append: (appends) =>
          isFull ? Promise.reject(new StoreWriteError('database or disk is full')) : memory.append(appends),
        head: memory.head,
        counters: memory.counters,
        recordOf: memory.recordOf,
      },
    );
    const ann = somebody();
    const client = await member(ann);
    const doc = await begun(client, ann);
    const make = (n: number) =>
      doc.make('content', { person: ann }, undefined, { n, sees: [0, new Uint8Array(32)] }).bytes;
    isFull = true;
    const full = await Promise.all([2, 3, 4].map((n) => client.ask('append', { entry: make(n) })));
    // One that comes after the failure finds that the entry before it is not there.
    expect(full.map(said)[0]).toBe('BUSY');
    expect(full.map(said).filter((word) => word !== 'BUSY' && word !== 'GAP')).toEqual([]);
    isFull = false;
    const after = await Promise.all([2, 3, 4].map((n) => client.ask('append', { entry: make(n) })));
    expect(after.map((answer) => answer.kind === 'accepted' && answer.seq)).toEqual([2, 3, 4]);
  });

  it('lets nobody write more than the account has room for', async () => {
    await relay.close();
    await start({ quota: 10_000 });
    const ann = somebody();
    const client = await member(ann);
    const doc = await begun(client, ann);
    const big = doc.make('content', { person: ann }, new Uint8Array(9_000), { sees: [0, new Uint8Array(32)] });
    expect(said(await client.ask('append', { entry: big.bytes }))).toBe('QUOTA');
  });

  it('slows down a device that writes without end', async () => {
    clock.stoodAt = Date.now();
    const ann = somebody();
    const client = await member(ann);
    const doc = await begun(client, ann);
    const entry = doc.make('content', { person: ann }, undefined, { n: 9, sees: [0, new Uint8Array(32)] }).bytes;
    const passed = async () => {
      const answers: string[] = [];
      for (let i = 0; i < 220; i++) answers.push(said(await client.ask('append', { entry })));
      expect(answers.at(-1)).toBe('RATE');
      return answers.filter((answer) => answer === 'GAP').length;
    };
    expect(await passed()).toBe(199);
    clock.ahead = 2_000;
    expect(await passed()).toBe(40);
  });
});

describe('watching', () => {
  it('brings what is new to all who watch, in order, and what they missed before', async () => {
    const ann = somebody();
    const client = await member(ann);
    const doc = await begun(client, ann);
    for (let i = 0; i < 3; i++) await say(client, doc, 'content', ann);
    const watcher = await guest();
    await watcher.signIn(ann);
    const synced = await watcher.sync({ id: doc.id });
    expect(synced.kind === 'synced' && synced.docs.map(([id, state, seq]) => [bytesToHex(id), state, seq])).toEqual([
      [bytesToHex(doc.id), cursorStates.ok, 4],
    ]);
    expect((await watcher.records(doc.id, 4)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    for (let i = 0; i < 3; i++) await say(client, doc, 'content', ann);
    const found = await watcher.records(doc.id, 3);
    expect(found.map(({ seq }) => seq)).toEqual([5, 6, 7]);
  });

  it('says which cursors fit, which are of another history and which are ahead', async () => {
    const ann = somebody();
    const client = await member(ann);
    const doc = await begun(client, ann);
    const accepted = await say(client, doc, 'content', ann);
    const head = accepted.kind === 'accepted' ? accepted.hash : new Uint8Array(32);
    const states = async (...places: { id: Bytes; seq?: number; hash?: Uint8Array }[]) => {
      const synced = await client.sync(...places);
      return synced.kind === 'synced' && synced.docs.map(([, state, seq]) => [state, seq]);
    };
    expect(await states({ id: doc.id, seq: 2, hash: head })).toEqual([]);
    expect(await states({ id: doc.id, seq: 2, hash: randomBytes(32) })).toEqual([[cursorStates.fork, 2]]);
    expect(await states({ id: doc.id, seq: 1, hash: randomBytes(32) })).toEqual([[cursorStates.fork, 2]]);
    expect(await states({ id: doc.id, seq: 9, hash: head })).toEqual([[cursorStates.behind, 2]]);
    expect(await states({ id: randomBytes(16) as Bytes })).toEqual([[cursorStates.unknown, 0]]);
  });

  it('tells a slow client that it lags, and pushes again once it has read to the end', async () => {
    const ann = somebody();
    const client = await member(ann);
    const doc = await begun(client, ann);
    const watcher = await guest();
    await watcher.signIn(ann);
    await watcher.sync({ id: doc.id });
    await watcher.records(doc.id, 1);
    const body = new Uint8Array(100_000);
    for (let i = 0; i < 3; i++) await say(client, doc, 'content', ann, body);
    const lag = await watcher.push('lag');
    expect(lag.head).toBe(4);
    await say(client, doc, 'content', ann, body);
    const read = await watcher.ask('read', { doc: doc.id, from: 2, most: 1_000_000 });
    expect(read.kind === 'records' && read.records.map(({ seq }) => seq)).toEqual([2, 3, 4, 5]);
    await watcher.ask('ping', {});
    watcher.socket.send(Buffer.from([8, 0, 0, 0, 0, 0xa1, 0, 0x1a, 0, 6, 0, 0])); // credit of 393,216 bytes
    watcher.pushes.length = 0;
    await say(client, doc, 'content', ann, body);
    expect((await watcher.records(doc.id, 1)).map(({ seq }) => seq)).toEqual([6]);
  });

  it('I-19: an invited account gets the membership and nothing else before it accepts, and nothing after it left', async () => {
    const [ann, bob] = [somebody(), somebody()];
    const [a, b] = [await member(ann), await member(bob)];
    const doc = await begun(a, ann);
    await say(a, doc, 'content', ann);
    const inviteId = randomBytes(16);
    expect(said(await b.ask('membership', { doc: doc.id, from: 1 }))).toBe('UNKNOWN');
    await say(a, doc, 'invite', ann, doc.inviteOf(bob, 2, { inviteId }));
    expect((await b.push('notice')).about).toBe(notices.invited);
    const mine = await b.ask('mine', {});
    expect(mine.kind === 'mine' && mine.invites.map(([id]) => bytesToHex(id))).toEqual([bytesToHex(doc.id)]);
    expect(said(await b.ask('read', { doc: doc.id, from: 1, most: 1_000 }))).toBe('UNKNOWN');
    expect((await b.sync({ id: doc.id })).kind === 'synced').toBe(true);
    const shown = await b.ask('membership', { doc: doc.id, from: 1 });
    expect(shown.kind === 'records' && shown.records.map(({ seq }) => seq)).toEqual([1, 3]);
    expect(said(await say(b, doc, 'accept', bob, { inviteId, generation: bob.generation }))).toBe('accepted');
    await b.sync({ id: doc.id });
    expect((await b.records(doc.id, 4)).length).toBe(4);
    const next = doc.state.epoch + 1;
    await say(a, doc, 'remove', ann, { account: bob.id, epoch: epochFor(without(doc.state, bob.key), next) });
    // It is told of the document that it has now, for its other devices' sake, and then that it has it no more.
    expect((await b.push('notice')).about).toBe(notices.accountChanged);
    expect((await b.push('notice')).about).toBe(notices.removed);
    await say(a, doc, 'content', ann);
    expect(said(await b.ask('read', { doc: doc.id, from: 1, most: 1_000 }))).toBe('UNKNOWN');
    await b.ask('ping', {});
    expect(b.pushes.filter(({ kind }) => kind === 'records')).toEqual([]);
  });

  it('tells documents of a revoked device, so that their next key is not for it', async () => {
    const ann = somebody();
    const client = await member(ann);
    const doc = await begun(client, ann);
    const second = ann.addDevice();
    await client.ask('append', { entry: ann.entries.at(-1)!.bytes });
    await client.sync({ id: doc.id });
    await client.records(doc.id, 1);
    ann.revoke(second);
    await client.ask('append', { entry: ann.entries.at(-1)!.bytes });
    const [update] = await client.records(doc.id, 1);
    expect(update?.seq).toBe(2);
    const late = doc.make('content', { person: ann }, undefined, { sees: [0, new Uint8Array(32)] });
    expect(said(await client.ask('append', { entry: late.bytes }))).toBe('ROTATE_FIRST');
  });
});

describe('blobs', () => {
  it('come up in parts, go on after a break, and come down for members only', async () => {
    const [ann, eve] = [somebody(), somebody()];
    const [a, e] = [await member(ann), await member(eve)];
    const doc = await begun(a, ann);
    const bytes = randomBytes(700_000);
    const blob = createHash('sha256').update(bytes).digest();
    const state = (answer: Awaited<ReturnType<RelayClient['ask']>>) =>
      answer.kind === 'blobState' ? answer.have : said(answer);
    expect(state(await e.ask('blobBegin', { blob, size: bytes.length, doc: doc.id }))).toBe('UNKNOWN');
    expect(state(await a.ask('blobPart', { blob, offset: 0, bytes: bytes.subarray(0, 10) as Bytes }))).toBe('UNKNOWN');
    expect(state(await a.ask('blobBegin', { blob, size: bytes.length, doc: doc.id }))).toBe(0);
    const part = (from: number, to: number) => ({
      blob,
      offset: from,
      bytes: Uint8Array.from(bytes.subarray(from, to)),
    });
    expect(state(await a.ask('blobPart', part(0, 400_000)))).toBe(400_000);
    const again = await guest();
    await again.signIn(ann);
    expect(state(await again.ask('blobBegin', { blob, size: bytes.length, doc: doc.id }))).toBe(400_000);
    expect(state(await again.ask('blobPart', part(0, 10)))).toBe(400_000);
    expect(state(await again.ask('blobPart', part(400_000, 700_000)))).toBe(700_000);
    const read = { blob, doc: doc.id, offset: 600_000, length: 200_000 };
    expect(said(await a.ask('blobRead', read))).toBe('UNKNOWN');
    const entry = doc.make('content', { person: ann }, undefined, { refs: [blob], sees: [0, new Uint8Array(32)] });
    expect(said(await a.ask('append', { entry: entry.bytes }))).toBe('accepted');
    const got = await a.ask('blobRead', read);
    expect(got.kind === 'blobBytes' && Buffer.from(got.bytes).equals(bytes.subarray(600_000))).toBe(true);
    expect(said(await e.ask('blobRead', read))).toBe('UNKNOWN');
  });

  it('that are not what their name says are refused', async () => {
    const ann = somebody();
    const client = await member(ann);
    const doc = await begun(client, ann);
    const blob = new Uint8Array(randomBytes(32));
    await client.ask('blobBegin', { blob, size: 10, doc: doc.id });
    expect(said(await client.ask('blobPart', { blob, offset: 0, bytes: new Uint8Array(10) }))).toBe('BAD_SIG');
  });
});

describe('the rest', () => {
  it('lets two devices meet before one has an account, and no third', async () => {
    const [one, two, three] = [await guest(), await guest(), await guest()];
    const point = new Uint8Array(randomBytes(16));
    expect(said(await one.ask('tell', { point, bytes: new Uint8Array(1) }))).toBe('UNKNOWN');
    await one.ask('meet', { point });
    await one.ask('tell', { point, bytes: Uint8Array.of(1) });
    await two.ask('meet', { point });
    expect((await two.push('told')).bytes).toEqual(Uint8Array.of(1));
    await two.ask('tell', { point, bytes: Uint8Array.of(2) });
    expect((await one.push('told')).bytes).toEqual(Uint8Array.of(2));
    expect(said(await three.ask('meet', { point }))).toBe('LIMIT');
  });

  it('proves an account’s devices to whoever wants to share with it', async () => {
    const [ann, bob] = [somebody(), somebody()];
    const [a] = [await member(ann), await member(bob)];
    const all = await a.ask('account', { account: bob.id });
    expect(all.kind === 'evidence' && all.entries.map(bytesToHex)).toEqual(bob.evidence().map(bytesToHex));
    const news = await a.ask('account', { account: bob.id, after: bob.entries[0]!.hash });
    expect(news.kind === 'evidence' && news.entries.length).toBe(bob.entries.length - 1);
    expect(said(await a.ask('account', { account: new Uint8Array(randomBytes(16)) }))).toBe('UNKNOWN');
  });

  it('takes back records that it has lost, at their old places', async () => {
    const ann = somebody();
    let client = await member(ann);
    const doc = await begun(client, ann);
    await say(client, doc, 'content', ann);
    const kept = await client.ask('read', { doc: doc.id, from: 1, most: 1_000_000 });
    const records = kept.kind === 'records' ? kept.records : [];
    await relay.close();
    await start();
    client = await member(ann);
    expect(said(await client.ask('resubmit', { doc: doc.id, records }))).toBe('done');
    expect(said(await client.ask('resubmit', { doc: doc.id, records }))).toBe('done');
    const again = await client.ask('read', { doc: doc.id, from: 1, most: 1_000_000 });
    expect(again.kind === 'records' && again.records).toEqual(records);
    const wrong = records.map((record) => ({ ...record, seq: record.seq + 2 }));
    expect(said(await client.ask('resubmit', { doc: doc.id, records: wrong }))).toBe('CHAIN');
  });

  it('says on /health that it is well, and on /metrics what it does, without saying who', async () => {
    const ann = somebody();
    const client = await member(ann);
    const doc = await begun(client, ann);
    const http = relay.url.replace('ws:', 'http:');
    expect((await fetch(`${http}/health`)).status).toBe(200);
    expect((await fetch(`${http}/elsewhere`)).status).toBe(404);
    expect((await fetch(`${http}/health`, { method: 'POST' })).status).toBe(405);
    const metrics = await (await fetch(`${http}/metrics`)).text();
    expect(metrics).toMatch(/^ikebana_relay_appends_total 4$/m);
    expect(metrics).toMatch(/^ikebana_relay_connections 1$/m);
    const proxied = { headers: { 'x-forwarded-for': '203.0.113.9' } };
    expect((await fetch(`${http}/metrics`, proxied)).status).toBe(404);
    const words = [ann.key, bytesToHex(doc.id), bytesToHex(ann.active()[0]!.id)];
    for (const word of words) expect(`${metrics}${logged.join()}`).not.toContain(word);
  });
});
