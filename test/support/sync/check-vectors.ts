// Holds the library against the known answers; runs in Node and in browsers, whose WebCrypto are different ones.
import { openAccountBack, openAccountKey, openNote } from '../../../src/sync/protocol/account-keys.js';
import { signatureOf } from '../../../src/sync/protocol/account-rules.js';
import { openBlob } from '../../../src/sync/protocol/blobs.js';
import { bytesToHex, hexToBytes as hex, isSame } from '../../../src/sync/protocol/bytes.js';
import { type ClientMessage, clientCodec } from '../../../src/sync/protocol/client-messages.js';
import { readEntry } from '../../../src/sync/protocol/entry.js';
import { isAccountType } from '../../../src/sync/protocol/entry-types.js';
import * as epochs from '../../../src/sync/protocol/epoch-keys.js';
import { ProtocolError } from '../../../src/sync/protocol/errors.js';
import { receiptCheck } from '../../../src/sync/protocol/receipts.js';
import { type RelayMessage, relayCodec } from '../../../src/sync/protocol/relay-messages.js';
import { openFrom } from '../../../src/sync/protocol/seal.js';
import { isSigned } from '../../../src/sync/protocol/signatures.js';
import { showBytes } from './messages.js';

export type Vector = Readonly<Record<string, unknown>>;

const b = (value: unknown) => hex(String(value));
const n = Number;
const same = (a: unknown, other: unknown) => JSON.stringify(a) === JSON.stringify(other);

/** A vector's JSON with bytes where hexadecimal text stands. */
const bytesIn = (value: unknown): unknown => {
  if (typeof value === 'string') return hex(value);
  if (Array.isArray(value)) return value.map(bytesIn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bytesIn(inner)]));
};

const seals: Readonly<Record<string, (v: Vector) => Promise<boolean>>> = {
  content: async (v) => {
    const place = { deviceId: b(v.deviceId), n: n(v.n), headerBytes: b(v.headerBytes) };
    return bytesToHex(await epochs.openContent(secretOf(v), place, b(v.sealed))) === v.plain;
  },
  epoch: async (v) => {
    const made = bytesIn(v.made) as never as Parameters<typeof epochs.openEpoch>[1];
    const mine = { id: b(v.id), generation: n(v.generation), secretKey: b(v.secretKey) };
    const opened = await epochs.openEpoch({ doc: b(v.doc), epoch: n(v.epoch) }, made, mine);
    return bytesToHex(opened.key) === v.key && bytesToHex(await epochs.openBack(opened, made.back!)) === v.before;
  },
  kind: async (v) => (await epochs.openKind(secretOf(v), b(v.sealed))) === v.kind,
  snapshotKey: async (v) => bytesToHex(epochs.snapshotKey(secretOf(v), n(v.upTo))) === v.derived,
  hpke: async (v) => bytesToHex(await openFrom({ secretKey: b(v.secretKey) }, b(v.use), b(v.sealed))) === v.plain,
  accountKey: async (v) => {
    const made = bytesIn(v.made) as never as Parameters<typeof openAccountKey>[2];
    const device = { id: b(v.device), secretKey: b(v.deviceSecret) };
    const secretKey = await openAccountKey(b(v.account), n(v.generation), made, device);
    const own = { account: b(v.account), generation: n(v.generation), publicKey: b(v.publicKey), secretKey };
    return bytesToHex(secretKey) === v.secretKey && bytesToHex(await openAccountBack(own, made.back!)) === v.before;
  },
  note: async (v) => {
    const keys = { publicKey: b(v.publicKey), secretKey: b(v.secretKey) };
    const own = { account: b(v.account), generation: n(v.generation), ...keys };
    return isSame(await openNote(own, String(v.use), b(v.sealed)), b(v.plain));
  },
  blob: async (v) => {
    const plain = Uint8Array.from({ length: n(v.length) }, (_, i) => i * n(v.factor));
    return isSame(await openBlob(b(v.key), b(v.sealed)), plain);
  },
};
const secretOf = (v: Vector) => ({ doc: b(v.doc), epoch: n(v.epoch), key: b(v.key) });

const refusalOf = (read: () => unknown): string => {
  try {
    read();
    return 'none';
  } catch (error) {
    return error instanceof ProtocolError ? error.code : String(error);
  }
};

const checks: Readonly<Record<string, (v: Vector) => boolean | Promise<boolean>>> = {
  messages({ direction, kind, request, fields, frame }) {
    const [codec, bytes] = [direction === 'client' ? clientCodec : relayCodec, b(frame)];
    const message: ClientMessage | RelayMessage = codec.decode(bytes);
    return (
      same(showBytes(message), { kind, request, ...(fields as object) }) &&
      isSame(codec.encode(message as never), bytes)
    );
  },
  async entries(v) {
    const entry = readEntry(b(v.entry));
    const check = signatureOf(entry, { signKey: String(v.signKey) });
    const right = check.context === (isAccountType(entry.header.type) ? 'acct' : 'doc');
    return (
      same(showBytes(entry.header), v.header) && bytesToHex(entry.hash) === v.hash && right && (await isSigned(check))
    );
  },
  seals: (v) => seals[String(v.of)]!(v),
  signed(v) {
    if (v.of === 'auth')
      return isSigned({ context: 'auth', key: b(v.signKey), message: b(v.message), signature: b(v.signature) });
    const record = { doc: b(v.doc), seq: n(v.seq), hash: b(v.hash) };
    const check = receiptCheck(record, bytesIn(v.receipt) as never, b(v.relay));
    return check !== undefined && isSigned(check);
  },
  refused: ({ of, bytes, refusal }) =>
    refusalOf(() => (of === 'client' ? clientCodec.decode(b(bytes)) : readEntry(b(bytes)))) === refusal,
};

/** @returns The vectors that the library reads otherwise, each with its file. */
export async function checkVectors(files: Readonly<Record<string, readonly Vector[]>>): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const [name, check] of Object.entries(checks))
    for (const [i, vector] of (files[name] ?? [{}]).entries()) {
      const right = await Promise.resolve(check(vector)).catch(() => false);
      if (!right) wrong.push(`${name} ${i}: ${vector.of ?? vector.kind ?? vector.type}`);
    }
  return wrong;
}
