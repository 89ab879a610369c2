import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../relay/config.js';
import { type Relay, startRelay } from '../../../relay/relay.js';
import { openSqliteStore } from '../../../relay/store/sqlite-store.js';
import type { RelayStore } from '../../../relay/store/store.js';
import { createLog as createRelayLog } from '../../../server/log.js';
import { sealBlob } from '../../../src/sync/protocol/blobs.js';
import { type Bytes, bytesToHex, utf8 } from '../../../src/sync/protocol/bytes.js';
import { connect, type RelayClient, said } from '../../support/relay-client.js';
import { createLog } from '../../support/sync/log.js';
import { createPerson, realSign } from '../../support/sync/people.js';

const ICS = 'BEGIN:VCALENDAR\r\nX-CANARY:quince-harvest\r\nEND:VCALENDAR\r\n';
const names = { at: 0 };
let folder: string;
let store: RelayStore;
let relay: Relay;
let clock: { ahead: number };
let output: string;
const clients: RelayClient[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ikebana-links-'));
  clock = { ahead: 0 };
  output = '';
  store = await openSqliteStore({ folder });
  const now = () => Date.now() + clock.ahead;
  relay = await startRelay({
    config: { ...DEFAULT_CONFIG, port: 0 },
    store,
    log: createRelayLog(
      'debug',
      (line) => {
        output += line;
      },
      now,
    ),
    now,
  });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.terminate();
  await relay.close();
  await rm(folder, { recursive: true, force: true });
});

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const http = () => relay.url.replace('ws:', 'http:');

async function member() {
  const person = createPerson(`links ${++names.at}`, realSign);
  const client = await connect(relay.url);
  clients.push(client);
  expect(said(await client.enter(person))).toBe('welcome');
  const doc = createLog(person);
  expect(said(await client.ask('append', { entry: doc.records[0]!.entry.bytes }))).toBe('accepted');
  return {
    client,
    async upload(bytes: Bytes) {
      const blob = new Uint8Array(createHash('sha256').update(bytes).digest());
      await client.ask('blobBegin', { blob, size: bytes.length, doc: doc.id });
      expect(said(await client.ask('blobPart', { blob, offset: 0, bytes }))).toBe('blobState');
      return blob;
    },
  };
}
type Member = Awaited<ReturnType<typeof member>>;

/** A calendar made public by somebody. */
async function published({ client, upload }: Member, form: 1 | 2 = 1, text = ICS) {
  const [link, key] = [new Uint8Array(randomBytes(16)), new Uint8Array(randomBytes(32))];
  const blob = await upload(await sealBlob(key, utf8(text)));
  expect(said(await client.ask('publish', { link, form, blob }))).toBe('done');
  return {
    link,
    key,
    blob,
    ics: `${http()}/ics/${base64(link)}/${base64(key)}.ics`,
    sealed: `${http()}/public/${base64(link)}`,
  };
}

describe('a public link', () => {
  it('serves the calendar to everybody who has the whole address, and to nobody else', async () => {
    const { ics, link } = await published(await member());
    const answer = await fetch(ics);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(ICS);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    for (const wrong of [
      `${http()}/ics/${base64(link)}/${base64(randomBytes(32))}.ics`,
      `${http()}/ics/${base64(randomBytes(16))}/${base64(randomBytes(32))}.ics`,
      `${http()}/ics/${base64(link)}/`,
      `${http()}/ics/${base64(link)}`,
      `${http()}/ics/../relay.db`,
      `${http()}/public/${base64(link)}`,
    ]) {
      const refusal = await fetch(wrong);
      expect([wrong, refusal.status, refusal.headers.get('etag')]).toEqual([wrong, 404, null]);
      expect(await refusal.text()).not.toContain('quince');
    }
  });

  it('answers 304 while nothing has changed, and HEAD without a body', async () => {
    const owner = await member();
    const { ics, link, key } = await published(owner);
    const etag = (await fetch(ics)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^".+"$/);
    expect((await fetch(ics, { headers: { 'If-None-Match': etag } })).status).toBe(304);
    expect((await fetch(ics, { headers: { 'If-None-Match': `"other", W/${etag}` } })).status).toBe(304);
    const head = await fetch(ics, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, String(ICS.length), '']);
    const blob = await owner.upload(await sealBlob(key, utf8('BEGIN:VCALENDAR newer')));
    expect(said(await owner.client.ask('publish', { link, form: 1, blob }))).toBe('done');
    const newer = await fetch(ics, { headers: { 'If-None-Match': etag } });
    expect([newer.status, await newer.text()]).toEqual([200, 'BEGIN:VCALENDAR newer']);
    expect((await fetch(ics, { method: 'POST' })).status).toBe(405);
  });

  it('for a browser hands out ciphertext that only the key behind the # opens', async () => {
    const { sealed, blob, ics } = await published(await member(), 2);
    const answer = await fetch(sealed);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(bytesToHex(blob));
    expect((await fetch(ics)).status).toBe(404);
  });

  it('I-11: is gone as soon as it is switched off, with what it showed', async () => {
    const owner = await member();
    const { ics, link, blob } = await published(owner);
    expect((await fetch(ics)).status).toBe(200);
    expect(said(await owner.client.ask('unpublish', { link }))).toBe('done');
    expect((await fetch(ics)).status).toBe(404);
    expect(await store.blobs.size(bytesToHex(blob))).toBeUndefined();
    expect(said(await owner.client.ask('unpublish', { link }))).toBe('done');
  });

  it('keeps only what it shows now', async () => {
    const owner = await member();
    const first = await published(owner);
    const blob = await owner.upload(await sealBlob(first.key, utf8(ICS)));
    await owner.client.ask('publish', { link: first.link, form: 1, blob });
    expect(await store.blobs.size(bytesToHex(first.blob))).toBeUndefined();
    expect(await store.blobs.size(bytesToHex(blob))).toBeGreaterThan(0);
    clock.ahead = 40 * 86_400_000;
    await relay.upkeep();
    expect(await store.blobs.size(bytesToHex(blob))).toBeGreaterThan(0);
  });

  it('stays its owner’s, also once it is off: nobody else publishes for its readers', async () => {
    const [owner, eve] = [await member(), await member()];
    const { link, blob } = await published(owner);
    const own = await eve.upload(await sealBlob(new Uint8Array(32), utf8('lies')));
    expect(said(await eve.client.ask('publish', { link, form: 1, blob: own }))).toBe('WRONG_TARGET');
    expect(said(await eve.client.ask('unpublish', { link }))).toBe('WRONG_TARGET');
    await owner.client.ask('unpublish', { link });
    expect(said(await eve.client.ask('publish', { link, form: 1, blob: own }))).toBe('WRONG_TARGET');
    const other = new Uint8Array(randomBytes(16));
    expect(said(await eve.client.ask('publish', { link: other, form: 1, blob }))).toBe('UNKNOWN');
  });

  it('is fetched sixty times an hour, and says when to come again', async () => {
    const owner = await member();
    const [one, other] = [await published(owner), await published(owner)];
    const seen: number[] = [];
    for (let i = 0; i < 61; i++) seen.push((await fetch(one.ics)).status);
    expect(seen.filter((status) => status === 200)).toHaveLength(60);
    const refused = await fetch(one.ics);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetch(other.ics)).status).toBe(200);
  });
});

it('A-58, I-20: neither key nor contents of a public link stand in the log or on the disk', async () => {
  const { ics, key, link } = await published(await member());
  expect((await fetch(ics)).status).toBe(200);
  await fetch(`${ics}?utm=1`);
  await fetch(`${http()}/ics/${base64(link)}/${base64(key)}.ics.bak`);
  for (const client of clients.splice(0)) client.socket.terminate();
  await relay.close();
  const needles = [Buffer.from('quince'), Buffer.from(key), Buffer.from(base64(key)), Buffer.from(bytesToHex(key))];
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
  expect(files.length).toBeGreaterThan(1);
  const all = [
    Buffer.from(output),
    ...(await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name))))),
  ];
  for (const bytes of all) for (const needle of needles) expect(bytes.includes(needle)).toBe(false);
});
