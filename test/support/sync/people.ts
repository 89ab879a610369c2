// People with accounts, for tests: real entries of real keys. Signatures are made by Node's own crypto, not by WebCrypto,
// or left out (zeros) where a test looks only at the fold.
import { createPrivateKey, createPublicKey, sign as nodeSign } from 'node:crypto';
import * as schemas from '../../../src/sync/protocol/account-bodies.js';
import { type Bytes, bytesToHex, concat, sha256, utf8 } from '../../../src/sync/protocol/bytes.js';
import {
  type Entry,
  encodeHeader,
  type Header,
  joinEntry,
  readEntry,
  type SignatureContext,
  signedBytes,
} from '../../../src/sync/protocol/entry.js';
import { entryTypes, isAccountType } from '../../../src/sync/protocol/entry-types.js';
import {
  accountIdOf,
  addressHash,
  addressMessage,
  deviceIdOf,
  joinMessage,
  NO_HASH,
} from '../../../src/sync/protocol/identifiers.js';
import { encodeAs, type Schema } from '../../../src/sync/protocol/schema.js';

const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signs with a seed, or does not. */
export type Sign = (seed: Uint8Array, context: SignatureContext, message: Uint8Array) => Bytes;

const privateKey = (seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });

export const realSign: Sign = (seed, context, message) =>
  new Uint8Array(nodeSign(null, signedBytes(context, message), privateKey(seed)));
export const noSign: Sign = () => new Uint8Array(64);

const publicKeys = new Map<string, Bytes>();

/** The Ed25519 public key of a seed. */
export function publicKeyOf(seed: Uint8Array): Bytes {
  const id = bytesToHex(seed);
  const known = publicKeys.get(id);
  if (known !== undefined) return known;
  const der = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' });
  const key = new Uint8Array(der.subarray(-32));
  publicKeys.set(id, key);
  return key;
}

/** The same 32 bytes for the same words. */
export const seedOf = (...words: readonly (string | number)[]): Bytes => sha256(utf8(words.join('/')));

export interface Device {
  readonly id: Bytes;
  readonly seed: Bytes;
  readonly signKey: Bytes;
  /** Any 32 bytes that pass for an X25519 key: nothing is sealed here. */
  readonly sealKey: Bytes;
  revoked: boolean;
}

export function createDevice(...words: readonly (string | number)[]): Device {
  const seed = seedOf('device', ...words);
  const signKey = publicKeyOf(seed);
  const sealKey = seedOf('seal', ...words);
  sealKey[31]! &= 0x7f;
  return { id: deviceIdOf(signKey), seed, signKey, sealKey, revoked: false };
}

/** Signs an entry as a device would. */
export function writeAs(device: Device, header: Header, body: Uint8Array, sign: Sign): Entry {
  const headerBytes = encodeHeader(header);
  const message = concat(headerBytes, sha256(body));
  const signature = sign(device.seed, isAccountType(header.type) ? 'acct' : 'doc', message);
  return readEntry(joinEntry(headerBytes, body as Bytes, signature));
}

/** A signature that an entry stands on, and the message that has to be signed. */
export interface Owed {
  readonly context: SignatureContext;
  readonly key: Uint8Array;
  readonly message: Uint8Array;
}

/** What an entry's own signature stands for. */
export const ownSignature = (device: Pick<Device, 'signKey'>, { header, headerBytes, body }: Entry): Owed => ({
  context: isAccountType(header.type) ? 'acct' : 'doc',
  key: device.signKey,
  message: concat(headerBytes, sha256(body)),
});

export const WRAP = new Uint8Array(80);
export const BACK = new Uint8Array(60);
export const relaySeed = seedOf('relay');
export type Person = ReturnType<typeof createPerson>;

/** An account with its own log: recovery key, one device, a first key. */
export function createPerson(name: string, sign: Sign = noSign) {
  const recovery = { current: createDevice(name, 'recovery') };
  const root = encodeAs(schemas.accountRootSchema, {
    nonce: seedOf(name, 'nonce').slice(0, 16),
    signKey: recovery.current.signKey,
    sealKey: recovery.current.sealKey,
  });
  const id = accountIdOf(root);
  const devices: Device[] = [];
  const entries: Entry[] = [];
  const owed: Owed[][] = [];
  const counters = new Map<Device, number>();
  let generation = 0;
  let made = 0;

  const header = (device: Device, type: Header['type'], epoch: number): Header => ({
    suite: 1,
    docId: id,
    type,
    accountId: id,
    deviceId: device.id,
    n: (counters.get(device) ?? 0) + 1,
    sees: [0, NO_HASH],
    epoch,
    pm: entries.at(-1)?.hash ?? NO_HASH,
  });

  function write<T>(device: Device, type: Header['type'], schema: Schema<T>, value: T, epoch = generation): Entry {
    const entry = writeAs(device, header(device, type, epoch), encodeAs(schema, value), sign);
    counters.set(device, (counters.get(device) ?? 0) + 1);
    entries.push(entry);
    owed.push([ownSignature(device, entry)]);
    return entry;
  }

  const active = () => devices.filter(({ revoked }) => !revoked);
  const byId = (a: Device, b: Device) => (bytesToHex(a.id) < bytesToHex(b.id) ? -1 : 1);
  /** A new key for everybody who is left. */
  function nextKey(): schemas.AccountKey {
    generation++;
    const publicKey = seedOf(name, 'key', generation);
    publicKey[31]! &= 0x7f;
    const recipients = [...active(), recovery.current].sort(byId).map((device) => [device.id, WRAP] as const);
    return { publicKey, recipients, ...(generation > 1 ? { back: BACK } : {}) };
  }

  const person = {
    name,
    id,
    key: bytesToHex(id),
    devices,
    entries,
    /** The signatures that each entry stands on. */
    owed,
    get recovery() {
      return recovery.current;
    },
    get generation() {
      return generation;
    },
    active,
    evidence: (from = 0, to = entries.length) => entries.slice(from, to).map(({ bytes }) => bytes),
    sign,
    addDevice(by: Device = active()[0] ?? recovery.current): Device {
      const device = createDevice(name, ++made);
      const proof = sign(device.seed, 'acct', joinMessage(id, device.signKey, device.sealKey));
      const wrap = generation > 0 ? { wrap: WRAP } : {};
      const { signKey, sealKey } = device;
      const value = { signKey, sealKey, kind: 1 as const, name: new Uint8Array(256), proof, ...wrap };
      write(by, entryTypes.deviceAdd, schemas.deviceAddSchema, value);
      owed.at(-1)!.push({ context: 'acct', key: signKey, message: joinMessage(id, signKey, sealKey) });
      devices.push(device);
      return device;
    },
    revoke(device: Device, by: Device = active().find((other) => other !== device) ?? recovery.current): void {
      device.revoked = true;
      write(by, entryTypes.deviceRevoke, schemas.deviceRevokeSchema, { device: device.id, key: nextKey() });
    },
    newKey(by: Device = active()[0] ?? recovery.current): void {
      write(by, entryTypes.accountKey, schemas.accountKeyEntrySchema, { key: nextKey() });
    },
    replaceRecovery(by: Device = active()[0] ?? recovery.current): void {
      const device = createDevice(name, 'recovery', ++made);
      const proof = sign(device.seed, 'acct', joinMessage(id, device.signKey, device.sealKey));
      recovery.current = device;
      const { signKey, sealKey } = device;
      write(by, entryTypes.recoverySet, schemas.recoverySetSchema, { signKey, sealKey, proof, key: nextKey() });
      owed.at(-1)!.push({ context: 'acct', key: signKey, message: joinMessage(id, signKey, sealKey) });
    },
    bindEmail(address: string, by: Device = active()[0]!): void {
      const hash = addressHash(address);
      const time = 1_764_000_000_000;
      const statement = sign(relaySeed, 'dir', addressMessage(hash, id, time));
      const value = { address: hash, relay: publicKeyOf(relaySeed), time, statement };
      write(by, entryTypes.emailBind, schemas.emailBindSchema, value);
      owed.at(-1)!.push({ context: 'dir', key: value.relay, message: addressMessage(hash, id, time) });
    },
  };
  write(recovery.current, entryTypes.accountGenesis, schemas.accountGenesisSchema, { root });
  person.addDevice(recovery.current);
  person.newKey();
  return person;
}
