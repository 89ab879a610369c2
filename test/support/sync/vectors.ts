// Makes the known answers of docs/sync-protocol.md: the same files every time. `node scripts/sync-vectors.mjs` writes them.
import * as accountKeys from '../../../src/sync/protocol/account-keys.js';
import { sealBlob } from '../../../src/sync/protocol/blobs.js';
import { type Bytes, bytesToHex, concat, utf8 } from '../../../src/sync/protocol/bytes.js';
import { clientCodec } from '../../../src/sync/protocol/client-messages.js';
import { type Entry, entryMessage } from '../../../src/sync/protocol/entry.js';
import { entryTypeName } from '../../../src/sync/protocol/entry-types.js';
import * as epochs from '../../../src/sync/protocol/epoch-keys.js';
import { stateDigest } from '../../../src/sync/protocol/fold-state.js';
import { authMessage } from '../../../src/sync/protocol/handshake.js';
import * as ids from '../../../src/sync/protocol/identifiers.js';
import { pad, paddedLength } from '../../../src/sync/protocol/padding.js';
import { makeReceipts } from '../../../src/sync/protocol/receipts.js';
import { chainHash, packCursor } from '../../../src/sync/protocol/record.js';
import { relayCodec } from '../../../src/sync/protocol/relay-messages.js';
import { type Random, sealKeyPairFromSeed, sealTo } from '../../../src/sync/protocol/seal.js';
import { signerFromSeed } from '../../../src/sync/protocol/signatures.js';
import { createLog, epochFor, type TestLog, without } from './log.js';
import { clientSamples, relaySamples, showBytes } from './messages.js';
import { createPerson, type Person, publicKeyOf, realSign, relaySeed, seedOf } from './people.js';

type Vector = Readonly<Record<string, unknown>>;

/** Numbered bytes in the place of random ones. */
function counting(...words: (string | number)[]): Random {
  let made = 0;
  return (length) => {
    const parts = Array.from({ length: Math.ceil(length / 32) }, () => seedOf('random', ...words, made++));
    return concat(...parts).slice(0, length) as Bytes;
  };
}
const id = (...words: (string | number)[]): Bytes => seedOf(...words).slice(0, 16) as Bytes;

function messageVectors(): Vector[] {
  const one = (direction: string, message: object, frame: Uint8Array) => {
    const { kind, request, ...fields } = message as { kind: string; request: number };
    return { direction, kind, request, fields: showBytes(fields), frame: bytesToHex(frame) };
  };
  return [
    ...clientSamples.map((message) => one('client', message, clientCodec.encode(message))),
    ...relaySamples.map((message) => one('relay', message, relayCodec.encode(message))),
  ];
}

const entryVector = (key: Uint8Array, entry: Entry): Vector => ({
  type: entryTypeName(entry.header.type),
  signKey: bytesToHex(key),
  header: showBytes(entry.header),
  body: bytesToHex(entry.body),
  signed: bytesToHex(entryMessage(entry)),
  signature: bytesToHex(entry.signature),
  entry: bytesToHex(entry.bytes),
  hash: bytesToHex(entry.hash),
});

function accountEntryVectors(): Vector[] {
  const person = createPerson('vector account', realSign);
  const authors = new Map(
    [person.recovery, ...person.devices].map((device) => [bytesToHex(device.id), device.signKey]),
  );
  const know = () => {
    for (const device of [person.recovery, ...person.devices]) authors.set(bytesToHex(device.id), device.signKey);
  };
  person.addDevice();
  person.bindEmail('vector@example.org');
  person.addDevice();
  know();
  person.revoke(person.devices[0]!);
  person.replaceRecovery();
  know();
  person.newKey();
  return person.entries.map((entry) => entryVector(authors.get(bytesToHex(entry.header.deviceId))!, entry));
}

/** One log with an entry of every kind, as the fold takes it. */
function shareLog(): {
  readonly log: TestLog;
  readonly people: readonly Person[];
  readonly digests: readonly string[];
} {
  const people = ['vera', 'will', 'xena', 'yuri'].map((name) => createPerson(`vector ${name}`, realSign));
  const [vera, will, xena, yuri] = people as [Person, Person, Person, Person];
  const log = createLog(vera);
  const digests = [stateDigest(log.state)];
  const then = (...of: Parameters<TestLog['must']>) => {
    log.now += 1_000;
    digests.push(stateDigest(log.must(...of)));
  };
  const rotate = (by: Person) => then('epoch', by, { epoch: epochFor(log.state, log.state.epoch + 1) });
  then('content', vera);
  then('invite', vera, log.inviteOf(will, 3));
  then('accept', will, { inviteId: id(will.name, 'invite'), generation: 1 });
  then('invite', will, log.inviteOf(xena, 2));
  then('decline', xena, { inviteId: id(xena.name, 'invite'), generation: 1 });
  rotate(will);
  then('invite', will, log.inviteOf(xena, 2, { inviteId: id('again') }));
  then('uninvite', vera, { inviteId: id('again') });
  rotate(vera);
  const link = seedOf('vector link');
  const sealKey = seedOf('vector link seal').map((byte, i) => (i === 31 ? byte & 127 : byte));
  const signKey = publicKeyOf(link);
  const invited = {
    inviteId: id('link'),
    role: 3,
    expires: log.now + 86_400_000,
    link: [signKey, sealKey],
    sealed: new Uint8Array(120),
  };
  then('invite', will, invited);
  const message = ids.linkMessage(log.id, id('link'), yuri.id, yuri.active()[0]!.id, 'accept');
  const linkSignature = realSign(link, 'invite', message);
  then('accept', yuri, { inviteId: id('link'), generation: 1, evidence: yuri.evidence(), linkSignature });
  then('confirm', will, { account: yuri.id });
  rotate(yuri);
  then('content', yuri);
  const hash = log.records[3]!.hash;
  const blob = seedOf('vector blob');
  const snapshot = {
    upTo: 4,
    hash,
    membership: hash,
    heads: [[0, seedOf('head')]],
    blob,
    size: 1_000,
    state: seedOf('state'),
  };
  then('snapshot', yuri, snapshot, { refs: [blob] });
  then('attest', will, { kind: 0, about: log.records.length });
  then('role', vera, { account: yuri.id, role: 1 });
  yuri.addDevice();
  yuri.newKey();
  then('accountUpdate', will, { account: yuri.id, evidence: yuri.evidence(3) });
  rotate(will);
  then('repair', will, { entries: [log.records[1]!.entry.bytes] });
  then('freeze', vera, { frozen: 1 });
  then('freeze', vera, { frozen: 0, restored: 5 });
  then('remove', vera, { account: yuri.id, epoch: epochFor(without(log.state, yuri.key), log.state.epoch + 1) });
  then('transfer', vera, { account: will.id });
  then('leave', vera, {});
  return { log, people, digests };
}

function documentVectors(): { readonly entries: Vector[]; readonly chain: Vector[] } {
  const { log, people, digests } = shareLog();
  const keys = new Map(
    people.flatMap(({ devices }) => devices.map(({ id: each, signKey }) => [bytesToHex(each), signKey])),
  );
  let before: Bytes = ids.NO_HASH;
  const chain = log.records.map(({ seq, ts, hash, entry }, i) => {
    const made = chainHash(before, seq, ts, entry.hash);
    const vector = {
      doc: bytesToHex(log.id),
      seq,
      ts,
      before: bytesToHex(before),
      entryHash: bytesToHex(entry.hash),
      hash: bytesToHex(made),
      cursor: bytesToHex(packCursor(log.id, seq, hash)),
      state: digests[i],
    };
    before = made;
    return vector;
  });
  const entries = log.records.map(({ entry }) => entryVector(keys.get(bytesToHex(entry.header.deviceId))!, entry));
  return { entries, chain };
}

function identifierVectors(): Vector[] {
  const bytesOf = (i: number) => concat(...Array.from({ length: i }, (_, at) => seedOf('root', i, at)));
  const pairs = [1, 2, 3, 4].flatMap((i) => {
    const given = bytesOf(i);
    return [
      { of: 'account', given: bytesToHex(given), id: bytesToHex(ids.accountIdOf(given)) },
      { of: 'document', given: bytesToHex(given), id: bytesToHex(ids.documentIdOf(given)) },
      { of: 'device', given: bytesToHex(given), id: bytesToHex(ids.deviceIdOf(given)) },
      { of: 'blob', given: bytesToHex(given), id: bytesToHex(ids.blobIdOf(given)) },
    ];
  });
  const addresses = ['ann@example.org', ' Ann@Example.ORG ', 'jörg@exämple.de', 'ΣΊΣΥΦΟΣ@example.gr'].map(
    (address) => ({
      of: 'address',
      given: bytesToHex(utf8(address)),
      id: bytesToHex(ids.addressHash(address)),
    }),
  );
  const actors = [1, 2, 3].map((i) => {
    const given = concat(id('device', i), seedOf('session', i).slice(0, 4));
    return { of: 'actor', given: bytesToHex(given), id: ids.actorOf(given.subarray(0, 16), given.subarray(16)) };
  });
  let hash: Bytes = ids.NO_HASH;
  const directory = [1, 2, 3].map((seq) => {
    const given = {
      before: hash,
      seq,
      ts: 1_764_000_000_000 + seq,
      address: id('address', seq),
      account: id('account', seq),
    };
    hash = ids.directoryHash(given.before, given.seq, given.ts, given.address, given.account);
    return { of: 'directory', ...(showBytes(given) as object), id: bytesToHex(hash) };
  });
  return [...pairs, ...addresses, ...actors, ...directory];
}

async function sealVectors(): Promise<Vector[]> {
  const made: Vector[] = [];
  for (let i = 1; i <= 8; i++) {
    const secret = { doc: id('doc', i), epoch: i * i * 1_000, key: seedOf('epoch key', i) };
    const place = { deviceId: id('device', i), n: i ** 12, headerBytes: seedOf('header', i) };
    const plain = new Uint8Array(i * i * 40).map((_, at) => at);
    const body = await epochs.sealContent(secret, place, plain, counting('content', i));
    const next = { ...secret, epoch: secret.epoch + 1, key: seedOf('next key', i) };
    const pair = await sealKeyPairFromSeed(seedOf('pair', i));
    const recipient = { id: bytesToHex(id('reader', i)), generation: i, sealKey: bytesToHex(pair.publicKey) };
    const epoch = await epochs.makeEpoch(next, [recipient], secret.key, counting('epoch', i));
    made.push(
      { of: 'content', ...(showBytes({ ...secret, ...place, plain, sealed: body }) as object) },
      {
        of: 'epoch',
        ...(showBytes({ ...next, before: secret.key, secretKey: pair.secretKey, ...recipient, made: epoch }) as object),
      },
      {
        of: 'kind',
        ...(showBytes({
          ...secret,
          kind: 'calendar',
          sealed: await epochs.sealKind(secret, 'calendar', counting('kind', i)),
        }) as object),
      },
      {
        of: 'snapshotKey',
        ...(showBytes({ ...secret, upTo: i * 77, derived: epochs.snapshotKey(secret, i * 77) }) as object),
      },
    );
    const use = utf8(`use ${i}`);
    const sealed = await sealTo(pair.publicKey, use, plain, seedOf('ephemeral', i));
    made.push({ of: 'hpke', ...(showBytes({ seed: seedOf('pair', i), ...pair, use, plain, sealed }) as object) });
    const device = await sealKeyPairFromSeed(seedOf('device pair', i));
    const account = { account: id('account', i), generation: i + 1, ...pair };
    const devices = [{ id: bytesToHex(id('device', i)), sealKey: bytesToHex(device.publicKey) }];
    const key = await accountKeys.makeAccountKey(account, devices, seedOf('before', i), counting('account', i));
    const note = await accountKeys.sealNote(account, 'name', utf8('Laptop'), counting('note', i));
    made.push(
      {
        of: 'accountKey',
        ...(showBytes({
          ...account,
          before: seedOf('before', i),
          device: id('device', i),
          deviceSecret: device.secretKey,
          made: key,
        }) as object),
      },
      { of: 'note', ...(showBytes({ ...account, use: 'name', plain: utf8('Laptop'), sealed: note }) as object) },
    );
  }
  for (const length of [0, 1, 300, 70_000]) {
    const plain = new Uint8Array(length).map((_, at) => at * 7);
    const sealed = await sealBlob(seedOf('blob key', length), plain, counting('blob', length));
    made.push({
      of: 'blob',
      key: bytesToHex(seedOf('blob key', length)),
      length,
      factor: 7,
      sealed: bytesToHex(sealed),
    });
  }
  return made;
}

async function signedVectors(): Promise<Vector[]> {
  const relay = await signerFromSeed(relaySeed);
  const records = [1, 2, 3, 4, 5, 6, 7].map((i) => ({ doc: id('doc', i), seq: i * 9, hash: seedOf('record', i) }));
  const receipts = await makeReceipts(records, relay);
  const rcpt = records.map((record, i) => ({
    of: 'receipt',
    relay: bytesToHex(relay.publicKey),
    ...(showBytes({ ...record, receipt: receipts[i] }) as object),
  }));
  const auth = [1, 2, 3].map((i) => {
    const claim = {
      account: id('a', i),
      device: id('d', i),
      accountHead: seedOf('h', i),
      nonce: seedOf('n', i),
      origin: `wss://relay${i}.example`,
      expires: 1_764_000_000_000 + i,
    };
    const message = authMessage(claim);
    const signature = realSign(seedOf('signer', i), 'auth', message);
    return {
      of: 'auth',
      signKey: bytesToHex(publicKeyOf(seedOf('signer', i))),
      ...(showBytes({ claim, message, signature }) as object),
    };
  });
  return [...rcpt, ...auth];
}

function paddingVectors(): Vector[] {
  const lengths = [
    0, 8, 255, 256, 257, 300, 1_000, 1_024, 1_025, 4_097, 65_535, 65_537, 1_000_000, 5_000_001, 104_857_599,
  ];
  return [
    ...lengths.map((length) => ({ length, padded: paddedLength(length) })),
    ...[0, 3, 249].map((length) => ({ length, bytes: bytesToHex(pad(new Uint8Array(length).fill(7))) })),
  ];
}

/** Bytes that are almost something, and what they are refused as. */
function refusedVectors(): Vector[] {
  const frameOf = (kind: string) => [...clientCodec.encode(clientSamples.find((each) => each.kind === kind)!)];
  const ping = frameOf('ping');
  const read = frameOf('read');
  const made: [string, string, number[], string][] = [
    ['client', 'nothing', [], 'MALFORMED'],
    ['client', 'a head that is too short', ping.slice(0, 4), 'MALFORMED'],
    ['client', 'a number of no message', [250, ...ping.slice(1)], 'MALFORMED'],
    ['client', 'a message of a relay', [...relayCodec.encode(relaySamples[2]!)], 'MALFORMED'],
    ['client', 'a payload that is missing', ping.slice(0, 5), 'MALFORMED'],
    ['client', 'a byte behind the end', [...ping, 0], 'MALFORMED'],
    ['client', 'a map of unknown length', [...ping.slice(0, 5), 0xbf, 0xff], 'MALFORMED'],
    ['client', 'an array in the place of a map', [...ping.slice(0, 5), 0x80], 'MALFORMED'],
    ['client', 'an unknown field', [...ping.slice(0, 5), 0xa1, 0, 0], 'MALFORMED'],
    ['client', 'a missing field', [...read.slice(0, 5), 0xa2, ...read.slice(6, 24)], 'MALFORMED'],
    ['client', 'a number longer than needed', [...read.slice(0, -5), 0x1b, 0, 0, 0, 0, ...read.slice(-4)], 'MALFORMED'],
    ['client', 'a length longer than needed', [...read.slice(0, 7), 0x58, 16, ...read.slice(8)], 'MALFORMED'],
    ['client', 'a float', [...read.slice(0, -5), 0xfa, ...read.slice(-4)], 'MALFORMED'],
    ['client', 'a negative number', [...read.slice(0, -5), 0x3a, ...read.slice(-4)], 'MALFORMED'],
    ['client', 'a tag', [...ping.slice(0, 5), 0xc0, 0xa0], 'MALFORMED'],
  ];
  const content = shareLog().log.records[1]!.entry;
  const entry = [...content.bytes];
  const at = entry.indexOf(0xa8);
  const with_ = (index: number, value: number) => entry.map((byte, i) => (i === index ? value : byte));
  made.push(
    ['entry', 'suite 2', with_(at + 2, 2), 'SUITE'],
    ['entry', 'no such type', with_(at + 22, 15), 'MALFORMED'],
    ['entry', 'a membership type without the entry before', with_(at + 22, 23), 'MALFORMED'],
    ['entry', 'two parts', [0x82, ...entry.slice(1)], 'MALFORMED'],
    ['entry', 'cut short', entry.slice(0, -1), 'MALFORMED'],
    ['entry', 'a byte behind the end', [...entry, 0], 'MALFORMED'],
  );
  return made.map(([of, what, given, refusal]) => ({ of, what, bytes: bytesToHex(Uint8Array.from(given)), refusal }));
}

/** Every vector, by the file it stands in. */
export async function makeVectors(): Promise<Readonly<Record<string, readonly Vector[]>>> {
  const { entries, chain } = documentVectors();
  return {
    messages: messageVectors(),
    entries: [...accountEntryVectors(), ...entries],
    chain,
    identifiers: identifierVectors(),
    seals: await sealVectors(),
    signed: await signedVectors(),
    padding: paddingVectors(),
    refused: refusedVectors(),
  };
}
