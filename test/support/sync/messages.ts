// One message of every kind, with every field that it may have.
import { bytesToHex } from '../../../src/sync/protocol/bytes.js';
import type { ClientMessage } from '../../../src/sync/protocol/client-messages.js';
import type { RelayMessage } from '../../../src/sync/protocol/relay-messages.js';

/** Bytes that tell one field from another: `seed`, `seed` + 1, … */
export const some = (length: number, seed = 1) => Uint8Array.from({ length }, (_, i) => (seed + i) & 255);

const doc = some(16, 1);
const account = some(16, 17);
const device = some(16, 33);
const blob = some(32, 49);
const hash = some(32, 81);
const key = some(32, 113);
const signature = some(64, 145);
const receipt = { index: 1, size: 3, path: [some(32, 3), some(32, 4)], signature };
const record = { seq: 7, ts: 1_764_000_000_000, entry: some(300, 5) };
const skeleton = { seq: 8, ts: 1_764_000_000_001, entryHash: some(32, 6) };

type Sample<M extends { kind: string }> = {
  readonly [K in M['kind']]: Omit<Extract<M, { kind: K }>, 'kind' | 'request'>;
};

const client: Sample<ClientMessage> = {
  auth: {
    account,
    device,
    accountHead: hash,
    nonce: some(32, 9),
    origin: 'wss://relay.example:8443',
    expires: 1_764_000_060_000,
    signature,
  },
  register: { entries: [some(100, 1), some(120, 2)], code: 'straße 7' },
  sync: { cursors: some(96, 1) },
  unwatch: { docs: [doc] },
  append: { entry: some(500, 4) },
  read: { doc, from: 4_294_967_296, most: 1_000_000 },
  membership: { doc, from: 1 },
  credit: { bytes: 65_536 },
  blobBegin: { blob, size: 1_048_577, doc },
  blobPart: { blob, offset: 524_288, bytes: some(1_000, 8) },
  blobRead: { blob, doc, offset: 0, length: 524_288 },
  lookup: { address: some(16, 4) },
  account: { account, after: hash },
  bindStart: { address: 'jörg@example.org' },
  bindFinish: { address: 'jörg@example.org', code: '123456' },
  meet: { point: some(16, 5) },
  tell: { point: some(16, 5), bytes: some(200, 6) },
  resubmit: { doc, records: [record, skeleton] },
  publish: { link: some(16, 7), form: 2, blob },
  unpublish: { link: some(16, 7) },
  mine: {},
  ping: {},
  wake: { endpoint: 'https://push.example/abc', key: some(65, 4), auth: some(16, 3) },
};

const relay: Sample<RelayMessage> = {
  hello: { relay: key, nonce: some(32, 9), time: 1_764_000_000_000 },
  welcome: { account, time: 1_764_000_000_000 },
  done: {},
  refused: { code: 18, retryAfter: 250, doc, expected: 12 },
  accepted: { doc, seq: 7, ts: 1_764_000_000_000, hash, receipt },
  records: { doc, records: [record, skeleton], head: 8 },
  synced: { docs: [[doc, 1, 9, some(24, 2)]] },
  lag: { doc, head: 99 },
  gone: { doc, snapshot: 500 },
  mine: { docs: [[doc, 3, 12, hash]], invites: [[doc, some(16, 8)]] },
  evidence: { account, entries: [some(90, 2)] },
  found: { address: some(16, 4), account, seq: 3, ts: 1_764_000_000_000, before: hash, signature },
  blobState: { blob, have: 10, size: 1_000 },
  blobBytes: { blob, offset: 0, size: 1_000, bytes: some(1_000, 8) },
  told: { point: some(16, 5), bytes: some(100, 6) },
  notice: { about: 1, doc },
  pong: {},
  bound: { address: some(16, 4), time: 1_764_000_000_000, statement: signature },
};

const toMessages = <M>(samples: object): readonly M[] =>
  Object.entries(samples).map(([kind, fields], i) => ({ kind, request: i, ...fields }) as M);

export const clientSamples = toMessages<ClientMessage>(client);
export const relaySamples = toMessages<RelayMessage>(relay);

/** A message with its bytes as hexadecimal text, for comparing and for vectors. */
export const showBytes = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return bytesToHex(value);
  if (Array.isArray(value)) return value.map(showBytes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, showBytes(inner)]));
};
