import { describe, expect, it } from 'vitest';
import {
  makeAccountKey,
  openAccountBack,
  openAccountKey,
  openNote,
  sealNote,
} from '../../../../src/sync/protocol/account-keys.js';
import { openBlob, sealBlob } from '../../../../src/sync/protocol/blobs.js';
import { bytesToHex, concat, hexToBytes, sha256, utf8 } from '../../../../src/sync/protocol/bytes.js';
import * as epochs from '../../../../src/sync/protocol/epoch-keys.js';
import { ProtocolError } from '../../../../src/sync/protocol/errors.js';
import { blobIdOf } from '../../../../src/sync/protocol/identifiers.js';
import { BLOB_CHUNK_BYTES } from '../../../../src/sync/protocol/limits.js';
import { pad, paddedLength, unpad } from '../../../../src/sync/protocol/padding.js';
import { isSealKey, isSignKey } from '../../../../src/sync/protocol/public-keys.js';
import { isEquivocation, makeReceipts, receiptCheck } from '../../../../src/sync/protocol/receipts.js';
import { openFrom, sealKeyPairFromSeed, sealTo } from '../../../../src/sync/protocol/seal.js';
import {
  linkKeys,
  openDeviceName,
  openInvited,
  recoveryKeys,
  sealDeviceName,
  sealInvited,
} from '../../../../src/sync/protocol/secrets.js';
import { isSigned, signerFromSeed } from '../../../../src/sync/protocol/signatures.js';
import { publicKeyOf, realSign, seedOf } from '../../../support/sync/people.js';

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error) => (error instanceof ProtocolError ? error.code : error),
  );
const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
const doc = seedOf('doc').slice(0, 16);

describe('signatures', () => {
  it('are those that Node’s own Ed25519 makes, in their context only', async () => {
    const seed = seedOf('signer');
    const signer = await signerFromSeed(seed);
    const message = utf8('message');
    const signature = await signer.sign('doc', message);
    expect(bytesToHex(signer.publicKey)).toBe(bytesToHex(publicKeyOf(seed)));
    expect(bytesToHex(signature)).toBe(bytesToHex(realSign(seed, 'doc', message)));
    const check = { context: 'doc', key: signer.publicKey, message, signature } as const;
    expect(await isSigned(check)).toBe(true);
    expect(await isSigned({ ...check, context: 'acct' })).toBe(false);
    expect(await isSigned({ ...check, message: utf8('massage') })).toBe(false);
    expect(await isSigned({ ...check, signature: flipped(signature, 0) })).toBe(false);
    expect(await isSigned({ ...check, signature: signature.slice(1) })).toBe(false);
    expect(await isSigned({ ...check, key: new Uint8Array(31) })).toBe(false);
  });

  it('[SP7] keys of small order, or written in another form, are no keys', () => {
    const p = hexToBytes(`ed${'ff'.repeat(30)}7f`);
    const one = hexToBytes(`01${'00'.repeat(31)}`);
    const weak = ['26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', `ec${'ff'.repeat(30)}7f`];
    const weakSeal = ['e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800', `ec${'ff'.repeat(30)}7f`];
    for (const key of [p, one, new Uint8Array(32), ...weak.map(hexToBytes)]) {
      expect(isSignKey(key)).toBe(false);
      expect(isSignKey(key.map((byte, i) => (i === 31 ? byte | 0x80 : byte)))).toBe(false);
    }
    for (const key of [p, one, new Uint8Array(32), ...weakSeal.map(hexToBytes)]) expect(isSealKey(key)).toBe(false);
    const seal = seedOf('seal').map((byte, i) => (i === 31 ? byte & 0x7f : byte));
    expect(isSignKey(publicKeyOf(seedOf('signer')))).toBe(true);
    expect(isSealKey(seal)).toBe(true);
    expect(isSealKey(seal.map((byte, i) => (i === 31 ? byte | 0x80 : byte)))).toBe(false);
  });
});

describe('sealing to a key', () => {
  it('opens with its secret half, for what it was sealed for', async () => {
    const pair = await sealKeyPairFromSeed(seedOf('pair'));
    const other = await sealKeyPairFromSeed(seedOf('other'));
    const sealed = await sealTo(pair.publicKey, utf8('use'), seedOf('secret'));
    expect(sealed).toHaveLength(80);
    expect(await openFrom(pair, utf8('use'), sealed)).toEqual(seedOf('secret'));
    expect(await refusal(openFrom(other, utf8('use'), sealed))).toBe('BAD_SIG');
    expect(await refusal(openFrom(pair, utf8('another'), sealed))).toBe('BAD_SIG');
    expect(await refusal(openFrom(pair, utf8('use'), flipped(sealed, 79)))).toBe('BAD_SIG');
    expect(await refusal(openFrom(pair, utf8('use'), new Uint8Array(3)))).toBe('BAD_SIG');
    expect(await refusal(sealTo(new Uint8Array(32), utf8('use'), seedOf('secret')))).toBe('MALFORMED');
  });

  it('never gives the same bytes twice', async () => {
    const { publicKey } = await sealKeyPairFromSeed(seedOf('pair'));
    const [one, two] = await Promise.all([sealTo(publicKey, utf8('u'), doc), sealTo(publicKey, utf8('u'), doc)]);
    expect(one).not.toEqual(two);
  });
});

describe('a document’s keys', () => {
  const secret = { doc, epoch: 2, key: seedOf('epoch', 2) };
  const id = seedOf('alice').slice(0, 16);

  it('reach those they are wrapped to, and lead back to the key before', async () => {
    const pair = await sealKeyPairFromSeed(seedOf('alice'));
    const recipients = [{ id: bytesToHex(id), generation: 3, sealKey: bytesToHex(pair.publicKey) }];
    const epoch = await epochs.makeEpoch(secret, recipients, seedOf('epoch', 1));
    const mine = { id, generation: 3, secretKey: pair.secretKey };
    expect(await epochs.openEpoch(secret, epoch, mine)).toEqual(secret);
    expect(await epochs.openBack(secret, epoch.back!)).toEqual(seedOf('epoch', 1));
    expect(await refusal(epochs.openEpoch(secret, epoch, { ...mine, generation: 2 }))).toBe('RECIPIENTS');
    expect(await refusal(epochs.openEpoch({ doc, epoch: 3 }, epoch, mine))).toBe('BAD_SIG');
    expect(await refusal(epochs.openBack({ ...secret, epoch: 3 }, epoch.back!))).toBe('BAD_SIG');
  });

  it('are noticed when somebody gets another one than the rest', async () => {
    const pair = await sealKeyPairFromSeed(seedOf('alice'));
    const use = epochs.epochUse(doc, 2, id, 3);
    const wrap = await sealTo(pair.publicKey, use, seedOf('another key'));
    const epoch = { recipients: [[id, 3, wrap] as const], commitment: epochs.commitmentOf(secret) };
    const opened = epochs.openEpoch(secret, epoch, { id, generation: 3, secretKey: pair.secretKey });
    expect(await refusal(opened)).toBe('BAD_SIG');
  });

  it('encrypt content for its place alone', async () => {
    const place = { deviceId: seedOf('device').slice(0, 16), n: 7, headerBytes: utf8('header') };
    const body = await epochs.sealContent(secret, place, utf8('lunch'));
    expect(new TextDecoder().decode(await epochs.openContent(secret, place, body))).toBe('lunch');
    expect(body).toHaveLength(16 + 12 + 256 + 16);
    const elsewhere = [
      epochs.openContent({ ...secret, epoch: 3 }, place, body),
      epochs.openContent({ ...secret, doc: id }, place, body),
      epochs.openContent({ ...secret, key: seedOf('x') }, place, body),
      epochs.openContent(secret, { ...place, n: 8 }, body),
      epochs.openContent(secret, { ...place, deviceId: id }, body),
      epochs.openContent(secret, { ...place, headerBytes: utf8('other') }, body),
      epochs.openContent(secret, place, flipped(body, 3)),
      epochs.openContent(secret, place, flipped(body, 20)),
      epochs.openContent(secret, place, body.slice(0, 20)),
    ];
    expect(await Promise.all(elsewhere.map(refusal))).toEqual(elsewhere.map(() => 'BAD_SIG'));
    expect(await epochs.sealContent(secret, place, utf8('lunch'))).not.toEqual(body);
  });

  it('hide what kind of collection it is', async () => {
    expect(await epochs.openKind(secret, await epochs.sealKind(secret, 'calendar'))).toBe('calendar');
  });
});

describe('an account’s keys', () => {
  it('reach its devices, lead back, and seal its notes', async () => {
    const account = seedOf('account').slice(0, 16);
    const device = await sealKeyPairFromSeed(seedOf('device'));
    const id = seedOf('device').slice(0, 16);
    const pair = await sealKeyPairFromSeed(seedOf('generation', 2));
    const secret = { account, generation: 2, ...pair };
    const before = seedOf('generation', 1);
    const key = await makeAccountKey(secret, [{ id: bytesToHex(id), sealKey: bytesToHex(device.publicKey) }], before);
    const mine = { id, secretKey: device.secretKey };
    expect(await openAccountKey(account, 2, key, mine)).toEqual(pair.secretKey);
    expect(await openAccountBack(secret, key.back!)).toEqual(before);
    expect(await refusal(openAccountKey(account, 3, key, mine))).toBe('BAD_SIG');
    expect(await refusal(openAccountKey(account, 2, key, { ...mine, id: account }))).toBe('RECIPIENTS');
    const note = await sealNote(secret, 'name', utf8('Laptop'));
    expect(await openNote(secret, 'name', note)).toEqual(utf8('Laptop'));
    expect(await refusal(openNote(secret, 'address', note))).toBe('BAD_SIG');
  });
});

describe('a secret that somebody carries', () => {
  const secret = { doc, epoch: 2, key: seedOf('epoch', 2) };
  const inviteId = seedOf('invite').slice(0, 16);

  it('signs and opens, as a link and as a recovery key, with different keys', async () => {
    const [link, again, recovery] = await Promise.all([linkKeys(inviteId), linkKeys(inviteId), recoveryKeys(inviteId)]);
    expect(link.signer.publicKey).toEqual(again.signer.publicKey);
    expect(link.seal).toEqual(again.seal);
    expect(link.signer.publicKey).not.toEqual(recovery.signer.publicKey);
    expect(link.seal.publicKey).not.toEqual(recovery.seal.publicKey);
  });

  it('opens the invitation, whose size does not tell the name, and whose key is the document’s', async () => {
    const { seal } = await linkKeys(inviteId);
    const commitment = epochs.commitmentOf(secret);
    const longest = { name: 'é'.repeat(100), from: 'x'.repeat(80), address: 'é'.repeat(50), kind: 2 as const };
    for (const words of [{ name: '' }, { name: 'Holidays' }, { name: 'Family', from: 'Ada', address: '' }, longest]) {
      const sealed = await sealInvited(seal.publicKey, secret, inviteId, words);
      expect(sealed).toHaveLength(32 + 448 + 16);
      expect(await openInvited(seal, secret, inviteId, sealed, commitment)).toEqual({ key: secret.key, ...words });
      expect(await refusal(openInvited(seal, secret, doc, sealed, commitment))).toBe('BAD_SIG');
      expect(await refusal(openInvited(seal, secret, inviteId, sealed, doc))).toBe('BAD_SIG');
    }
    expect(() => sealInvited(seal.publicKey, secret, inviteId, { name: 'x'.repeat(201) })).toThrow(ProtocolError);
  });

  it('seals a device’s name to one size', async () => {
    const pair = await sealKeyPairFromSeed(seedOf('account'));
    const account = { account: doc, generation: 1, ...pair };
    for (const name of ['', 'Ada’s phone', 'n'.repeat(120)]) {
      const sealed = await sealDeviceName(account, name);
      expect(sealed).toHaveLength(256);
      expect(await openDeviceName(account, sealed)).toBe(name);
    }
  });
});

describe('padding', () => {
  it('takes off what it put on, and nothing else', () => {
    for (const length of [0, 1, 247, 248, 249, 1_000, 70_000]) {
      const plain = new Uint8Array(length).fill(7);
      const padded = pad(plain);
      expect(unpad(padded)).toEqual(plain);
      expect(() => unpad(padded.slice(0, -1))).toThrow(ProtocolError);
      expect(() => unpad(concat(padded, new Uint8Array(1)))).toThrow(ProtocolError);
      if (padded.length > length + 8) expect(() => unpad(flipped(padded, padded.length - 1))).toThrow(ProtocolError);
    }
    expect(() => unpad(new Uint8Array(0))).toThrow(ProtocolError);
    expect(() => unpad(new Uint8Array(256).fill(255))).toThrow(ProtocolError);
  });

  it('costs at most 12 %, from 256 bytes on, and leaves few sizes', () => {
    const sizes = new Set<number>();
    for (let length = 256; length <= 65_536; length++) {
      const padded = paddedLength(length);
      sizes.add(padded);
      if (padded < length || padded > length * 1.12) expect.fail(`${length} became ${padded}`);
    }
    expect(sizes.size).toBeLessThan(150);
    expect(paddedLength(0)).toBe(256);
  });
});

describe('a blob', () => {
  const key = seedOf('blob');

  it('opens as it was, and not when anything in it is changed, moved or left out', async () => {
    const plain = new Uint8Array(2.5 * BLOB_CHUNK_BYTES).map((_, i) => i % 251);
    const sealed = await sealBlob(key, plain);
    const chunk = BLOB_CHUNK_BYTES + 16;
    expect(bytesToHex(sha256(await openBlob(key, sealed)))).toBe(bytesToHex(sha256(plain)));
    expect(blobIdOf(sealed)).toEqual(sha256(sealed));
    const first = sealed.slice(16, 16 + chunk);
    const second = sealed.slice(16 + chunk, 16 + 2 * chunk);
    const rest = sealed.slice(16 + 2 * chunk);
    const salt = sealed.slice(0, 16);
    const broken = [
      openBlob(key, concat(salt, second, first, rest)),
      openBlob(key, concat(salt, first, second)),
      openBlob(key, concat(salt, first, rest)),
      openBlob(key, flipped(sealed, 0)),
      openBlob(key, flipped(sealed, 2 * chunk)),
      openBlob(seedOf('other'), sealed),
      openBlob(key, sealed.slice(0, -1)),
    ];
    expect(await Promise.all(broken.map(refusal))).toEqual(broken.map(() => 'BAD_SIG'));
  });

  it('of nothing, or cut to nothing', async () => {
    const sealed = await sealBlob(key, new Uint8Array(0));
    expect(sealed).toHaveLength(16 + 256 + 16);
    expect(await openBlob(key, sealed)).toEqual(new Uint8Array(0));
    expect(await refusal(openBlob(key, sealed.slice(0, 16)))).toBe('MALFORMED');
    expect(await refusal(openBlob(key, new Uint8Array(0)))).toBe('MALFORMED');
  });
});

describe('receipts', () => {
  it('one signature stands for every record of a commit, and for no other', async () => {
    const relay = await signerFromSeed(seedOf('relay'));
    for (const size of [1, 2, 3, 7, 64]) {
      const records = Array.from({ length: size }, (_, i) => ({ doc, seq: i + 1, hash: seedOf('hash', i) }));
      const receipts = await makeReceipts(records, relay);
      expect(new Set(receipts.map(({ signature }) => bytesToHex(signature))).size).toBe(1);
      for (const [i, receipt] of receipts.entries()) {
        const holds = async (record: (typeof records)[0], given = receipt) => {
          const check = receiptCheck(record, given, relay.publicKey);
          return check !== undefined && (await isSigned(check));
        };
        const record = records[i]!;
        expect(await holds(record)).toBe(true);
        expect(await holds({ ...record, seq: 99 })).toBe(false);
        expect(await holds({ ...record, hash: seedOf('other') })).toBe(false);
        expect(await holds({ ...record, doc: seedOf('x').slice(0, 16) })).toBe(false);
        expect(await holds(record, { ...receipt, index: receipt.index + 1 })).toBe(false);
        expect(await holds(record, { ...receipt, size: size + 1 })).toBe(false);
        expect(await holds(record, { ...receipt, path: [...receipt.path, seedOf('y')] })).toBe(false);
      }
    }
    expect(await makeReceipts([], relay)).toEqual([]);
  });

  it('two for one place with different hashes prove a lie', () => {
    const one = { doc, seq: 5, hash: seedOf('a') };
    expect(isEquivocation(one, { ...one, hash: seedOf('b') })).toBe(true);
    expect(isEquivocation(one, one)).toBe(false);
    expect(isEquivocation(one, { ...one, seq: 6, hash: seedOf('b') })).toBe(false);
    expect(isEquivocation(one, { ...one, doc: seedOf('x').slice(0, 16), hash: seedOf('b') })).toBe(false);
  });
});
