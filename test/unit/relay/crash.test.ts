// The relay as the program that people run, killed in the middle of its work.
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSqliteStore } from '../../../relay/store/sqlite-store.js';
import { buildRelay } from '../../../scripts/build-relay.mjs';
import { bytesToHex } from '../../../src/sync/protocol/bytes.js';
import { MAX_UNSNAPPED } from '../../../src/sync/protocol/limits.js';
import { EMPTY_CHAIN, nextHead } from '../../../src/sync/protocol/record.js';
import { connect, type RelayClient, said } from '../../support/relay-client.js';
import { spawnRelay } from '../../support/relay-process.mjs';
import { createLog, type TestLog } from '../../support/sync/log.js';
import { createPerson, type Person, realSign } from '../../support/sync/people.js';

/** Kills: `RELAY_KILLS=500` is the full size. */
const KILLS = Number(process.env.RELAY_KILLS ?? 4);
/** Of the full size, which may run beside other work for an hour; milliseconds. */
const HOUR = 3_600_000;
const isFull = process.env.RELAY_KILLS !== undefined;
const WRITERS = 3;

let folder: string;
let program: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ikebana-crash-'));
  // Packages are found from where the file lies.
  const built = `node_modules/.cache/relay-${process.pid}`;
  await buildRelay(built);
  program = join(process.cwd(), built, 'index.js');
}, 60_000);
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await rm(join(program, '..'), { recursive: true, force: true });
});

interface Writer {
  readonly person: Person;
  readonly doc: TestLog;
  /** By counter, as they were first sent. */
  readonly entries: Map<number, Uint8Array>;
  /** Counter to the place that the relay has confirmed. */
  readonly places: Map<number, number>;
  next: number;
}

/** Entries of one log, after which another is begun: it takes no more content without a snapshot (`SNAPSHOT_FIRST`). */
const ENOUGH = MAX_UNSNAPPED / 2;

/** A log of its own. @param salt - Tells several of one person apart. */
async function beginLog(url: string, person: Person, salt: number): Promise<Writer> {
  const client = await connect(url);
  expect(said(await client.enter(person))).toBe('welcome');
  const doc = createLog(person, 0, undefined, salt);
  expect(said(await client.ask('append', { entry: doc.records[0]!.entry.bytes }))).toBe('accepted');
  await client.close();
  return { person, doc, entries: new Map(), places: new Map(), next: 2 };
}

/** Writes until the connection breaks; what was not answered is sent again the next time, the same bytes. */
async function write(url: string, writer: Writer) {
  const { entries } = writer;
  let client: RelayClient;
  try {
    client = await connect(url);
    const welcome = await client.signIn(writer.person, undefined, { origin: url });
    if (said(welcome) !== 'welcome') throw new Error(said(welcome));
  } catch {
    return; // it was killed before
  }
  const send = async (n: number) => {
    let entry = entries.get(n);
    if (entry === undefined) {
      const sees = [0, new Uint8Array(32)] as const;
      entry = writer.doc.make('content', { person: writer.person }, new Uint8Array(200 + n), {
        n,
        sees: [...sees],
      }).bytes;
      entries.set(n, entry);
    }
    const answer = await client.ask('append', { entry: entry as Uint8Array<ArrayBuffer> });
    if (answer.kind === 'accepted') {
      const before = writer.places.get(n);
      if (before !== undefined) expect(answer.seq).toBe(before);
      writer.places.set(n, answer.seq);
    } else if (said(answer) === 'RATE') await new Promise((later) => setTimeout(later, 20));
  };
  try {
    for (;;) {
      // Four at once, in order: several entries of a device are on their way when it is cut.
      const base = writer.next;
      await Promise.all([0, 1, 2, 3].map((more) => send(base + more)));
      while (writer.places.has(writer.next)) writer.next++;
    }
  } catch {
    client.socket.terminate();
  }
}

/** Goes on with another connection until it is killed: on a machine that stood still for a while, connections end before. */
async function writeUntil(isKilled: () => boolean, ...how: Parameters<typeof write>): Promise<void> {
  while (!isKilled()) {
    await write(...how);
    await new Promise((later) => setTimeout(later, 20));
  }
}

describe('the relay, killed', () => {
  it('F1, I-5: has every acknowledged entry once, in an unbroken chain, whenever it was killed', {
    timeout: isFull ? HOUR : 600_000,
  }, async () => {
    const data = join(folder, 'kills');
    const people = Array.from({ length: WRITERS }, (_, i) => createPerson(`writer ${i}`, realSign));
    let relay = await spawnRelay(program, data);
    const port = Number(new URL(relay.url).port);
    const all: Writer[] = [];
    let writers: readonly Writer[] = [];
    const acknowledged = () => all.reduce((sum, { places }) => sum + places.size, 0);
    for (let kill = 0; kill < KILLS; kill++) {
      if (writers.some(({ places }) => places.size > ENOUGH) || kill === 0) {
        writers = await Promise.all(people.map((person) => beginLog(relay.url, person, kill)));
        all.push(...writers);
      }
      let isKilled = false;
      const { url } = relay;
      const working = Promise.all(writers.map((writer) => writeUntil(() => isKilled, url, writer)));
      // Somewhere in the middle of the work, each time elsewhere, however slow the machine is.
      const before = acknowledged();
      await vi.waitUntil(() => writers.every(({ places }) => places.size > 0) && acknowledged() > before, {
        timeout: isFull ? HOUR : 60_000,
        interval: 5,
      });
      await new Promise((later) => setTimeout(later, 60 + ((kill * 37) % 90)));
      isKilled = true;
      await relay.kill();
      await working;
      relay = await spawnRelay(program, data, port);
    }
    expect(await relay.end()).toBe(0);
    const store = await openSqliteStore({ folder: data });
    for (const { doc, places } of all) {
      expect(places.size).toBeGreaterThan(0);
      const { records } = await store.read(bytesToHex(doc.id), 1, { bytes: 1e9, records: 1e6 });
      let head = EMPTY_CHAIN;
      for (const record of records) {
        head = nextHead(head, { seq: record.seq, ts: record.ts, entry: record.entry as Uint8Array<ArrayBuffer> });
        expect(bytesToHex(record.h)).toBe(bytesToHex(head.hash));
      }
      expect(new Set(records.map(({ n }) => n)).size).toBe(records.length);
      const found = new Map(records.map(({ n, seq }) => [n, seq]));
      for (const [n, seq] of places) expect(found.get(n)).toBe(seq);
    }
    await store.close();
  });

  it('I-14: ends in order when asked to, and leaves no readable word behind', { timeout: 120_000 }, async () => {
    const data = join(folder, 'words');
    const canaries = ['kingfisher', 'dentist-1430', 'Käthe'];
    const person = createPerson(`name ${canaries[0]}`, realSign);
    const relay = await spawnRelay(program, data);
    const client = await connect(relay.url);
    await client.enter(person);
    const doc = createLog(person);
    await client.ask('append', { entry: doc.records[0]!.entry.bytes });
    // What a client encrypts is no part of this test: that the relay adds no word of what it hears around it, is.
    await client.ask('register', { entries: [new Uint8Array(10)], code: canaries[1] });
    await client.ask('bindStart', { address: `${canaries[2]}@example.org` });
    client.socket.send(`{"title":"${canaries[0]}"}`);
    expect(await client.closed).toBe(1003);
    expect(await relay.end()).toBe(0);
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const bytes = readFileSync(join(file.parentPath ?? file.path, file.name));
      for (const canary of canaries) expect(bytes.includes(Buffer.from(canary))).toBe(false);
    }
    for (const canary of canaries) expect(relay.output()).not.toContain(canary);
  });
});
