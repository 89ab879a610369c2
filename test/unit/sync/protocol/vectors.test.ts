import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkVectors, type Vector } from '../../../support/sync/check-vectors.js';
import * as second from '../../../support/sync/second-reader.js';
import { makeVectors } from '../../../support/sync/vectors.js';

const names = ['messages', 'entries', 'chain', 'identifiers', 'seals', 'signed', 'padding', 'refused'];
const files: Readonly<Record<string, readonly Vector[]>> = Object.fromEntries(
  names.map((name) => [name, JSON.parse(readFileSync(`test/fixtures/sync/${name}.json`, 'utf8'))]),
);
const b = (hex: unknown): Buffer => Buffer.from(String(hex), 'hex');
const t = (text: string): Buffer => Buffer.from(text);
const n = Number;
const cat = Buffer.concat;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** A read value with bytes as hexadecimal text, maps as their values in order. */
function plain(value: second.Cbor): unknown {
  if (value instanceof Uint8Array) return hex(value);
  if (value instanceof Map) return [...value.values()].map(plain);
  return Array.isArray(value) ? value.map(plain) : value;
}
/** The same of a vector's fields, which stand in the order of their numbers. */
function values(fields: unknown): unknown {
  if (Array.isArray(fields)) return fields.map(values);
  return typeof fields === 'object' && fields !== null ? Object.values(fields).map(values) : fields;
}

describe('the known answers of the sync protocol', () => {
  it('are more than 200, and what the library makes today, to the byte', async () => {
    const made = await makeVectors();
    expect(Object.keys(made)).toEqual(names);
    expect(Object.values(files).flat().length).toBeGreaterThan(200);
    for (const name of names) expect(JSON.parse(JSON.stringify(made[name])), name).toEqual(files[name]);
  });

  it('are what the library reads', async () => {
    expect(await checkVectors(files)).toEqual([]);
  });
});

describe('a second reader, which shares no code, agrees on', () => {
  it('messages', () => {
    for (const { frame, request, fields, kind } of files.messages!) {
      expect(b(frame).readUInt32BE(1)).toBe(request);
      expect(plain(second.readCbor(b(frame).subarray(5))), String(kind)).toEqual(values(fields));
    }
  });

  it('entries, their hashes and signatures', () => {
    for (const { entry, header, body, hash, signed, signature, signKey, type } of files.entries!) {
      const [headerBytes, bodyBytes, signatureBytes] = second.readCbor(b(entry)) as [
        Uint8Array,
        Uint8Array,
        Uint8Array,
      ];
      expect(plain(second.readCbor(headerBytes)), String(type)).toEqual(values(header));
      expect([hex(bodyBytes), hex(signatureBytes)]).toEqual([body, signature]);
      expect(hex(second.sha256(b(entry)))).toBe(hash);
      const account = /^(account[GK]|device|pgp|email|recovery|heads)/.test(String(type));
      const message = cat([t(account ? 'gw1/acct\0' : 'gw1/doc\0'), headerBytes, second.sha256(bodyBytes)]);
      expect(hex(message)).toBe(signed);
      expect(second.isSigned(b(signKey), message, signatureBytes)).toBe(true);
    }
  });

  it('the chain and cursors', () => {
    for (const { doc, seq, ts, before, entryHash, hash, cursor } of files.chain!) {
      const chained = second.sha256(t('gw1/chain'), b(before), second.u64(n(seq)), second.u64(n(ts)), b(entryHash));
      expect(hex(chained)).toBe(hash);
      expect(hex(cat([b(doc), second.u64(n(seq)), b(hash).subarray(0, 24)]))).toBe(cursor);
    }
  });

  it('identifiers', () => {
    const made: Readonly<Record<string, (v: Vector) => Uint8Array>> = {
      account: ({ given }) => second.sha256(t('gw1/acct'), b(given)).subarray(0, 16),
      document: ({ given }) => second.sha256(t('gw1/doc'), b(given)).subarray(0, 16),
      device: ({ given }) => second.sha256(b(given)).subarray(0, 16),
      blob: ({ given }) => second.sha256(b(given)),
      address: ({ given }) => second.sha256(t('gw1/addr'), t(b(given).toString().trim().toLowerCase())).subarray(0, 16),
      actor: ({ given }) => cat([b(given).subarray(0, 12), b(given).subarray(16, 20)]),
      directory: (v) =>
        second.sha256(t('gw1/dir'), b(v.before), second.u64(n(v.seq)), second.u64(n(v.ts)), b(v.address), b(v.account)),
    };
    for (const vector of files.identifiers!) expect(hex(made[String(vector.of)]!(vector))).toBe(vector.id);
  });

  it('everything that is sealed', () => {
    const none = Buffer.alloc(0);
    const wrapInfo = (...parts: Uint8Array[]) => cat([t('gw1/wrap\0'), ...parts]);
    const checks: Readonly<Record<string, (v: Vector) => void>> = {
      content: (v) => {
        const info = cat([t('gw1/c'), b(v.doc), second.u32(n(v.epoch)), b(v.deviceId), second.u64(n(v.n))]);
        const opened = second.openOnce(b(v.key), info, b(v.headerBytes), b(v.sealed));
        expect(hex(second.unpad(opened))).toBe(v.plain);
      },
      epoch: (v) => {
        const made = v.made as { recipients: [string, number, string][]; commitment: string; back: string };
        const place = cat([b(v.doc), second.u32(n(v.epoch))]);
        const [id, generation, wrap] = made.recipients[0]!;
        const info = wrapInfo(t('epoch'), place, b(id), second.u32(generation));
        expect(hex(second.openHpke(b(v.secretKey), info, b(wrap)))).toBe(v.key);
        expect(hex(second.hmac(b(v.key), t('gw1/kc'), place).subarray(0, 16))).toBe(made.commitment);
        const key = second.hkdf(b(v.key), none, cat([t('gw1/back'), place]));
        const back = b(made.back);
        expect(hex(second.openGcm(key, back.subarray(0, 12), back.subarray(12), t('gw1/back')))).toBe(v.before);
      },
      kind: (v) => {
        const opened = second.openOnce(b(v.key), cat([t('gw1/kind'), b(v.doc)]), none, b(v.sealed));
        expect(opened.toString()).toBe(v.kind);
      },
      snapshotKey: (v) => {
        const info = cat([t('gw1/snap'), b(v.doc), second.u32(n(v.epoch)), second.u64(n(v.upTo))]);
        expect(hex(second.hkdf(b(v.key), none, info))).toBe(v.derived);
      },
      hpke: (v) => expect(hex(second.openHpke(b(v.secretKey), wrapInfo(b(v.use)), b(v.sealed)))).toBe(v.plain),
      accountKey: (v) => {
        const made = v.made as { publicKey: string; recipients: [string, string][]; back: string };
        const place = cat([b(v.account), second.u32(n(v.generation))]);
        const info = wrapInfo(t('acct'), place, b(v.device));
        expect(hex(second.openHpke(b(v.deviceSecret), info, b(made.recipients[0]![1])))).toBe(v.secretKey);
        const key = second.hkdf(b(v.secretKey), none, cat([t('gw1/acct-back'), place]));
        const back = b(made.back);
        expect(hex(second.openGcm(key, back.subarray(0, 12), back.subarray(12), t('gw1/acct-back')))).toBe(v.before);
      },
      note: (v) => {
        const info = cat([t(`gw1/acct-note\0${v.use}\0`), b(v.account), second.u32(n(v.generation))]);
        expect(hex(second.openOnce(b(v.secretKey), info, none, b(v.sealed)))).toBe(v.plain);
      },
      blob: (v) => {
        const sealed = b(v.sealed);
        const key = second.hkdf(b(v.key), sealed.subarray(0, 16), t('gw1/blob'));
        const aad = cat([second.sha256(t('gw1/blob-key'), b(v.key)), second.u32(0), Buffer.from([1]), second.u32(1)]);
        const opened = second.unpad(second.openGcm(key, Buffer.alloc(12), sealed.subarray(16), aad));
        expect(hex(opened)).toBe(hex(Uint8Array.from({ length: n(v.length) }, (_, i) => i * n(v.factor))));
      },
    };
    for (const vector of files.seals!) checks[String(vector.of)]!(vector);
  });

  it('receipts and handshakes', () => {
    for (const v of files.signed!) {
      if (v.of === 'auth') {
        expect(plain(second.readCbor(b(v.message)))).toEqual(values(v.claim));
        expect(second.isSigned(b(v.signKey), cat([t('gw1/auth\0'), b(v.message)]), b(v.signature))).toBe(true);
        continue;
      }
      const { index, size, path, signature } = v.receipt as {
        index: number;
        size: number;
        path: string[];
        signature: string;
      };
      const leaf = second.sha256(Buffer.from([0]), b(v.doc), second.u64(n(v.seq)), b(v.hash));
      const root = second.merkleRoot(leaf, index, size, path.map(b));
      expect(second.isSigned(b(v.relay), cat([t('gw1/rcpt\0'), second.u32(size), root]), b(signature))).toBe(true);
    }
  });

  it('padding', () => {
    for (const { length, padded, bytes } of files.padding!) {
      if (padded !== undefined) expect(second.paddedLength(n(length))).toBe(padded);
      else expect(hex(second.unpad(b(bytes)))).toBe('07'.repeat(n(length)));
    }
  });

  it('what is no canonical CBOR', () => {
    for (const { of, what, bytes } of files.refused!) {
      if (!/length|end|float|negative|tag|longer|short|nothing|payload/.test(String(what))) continue;
      expect(() => second.readCbor(of === 'client' ? b(bytes).subarray(5) : b(bytes)), String(what)).toThrow();
    }
  });
});
