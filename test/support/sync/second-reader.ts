// A second reading of docs/sync-protocol.md that shares nothing with src/sync/protocol: CBOR by hand, and Node's crypto.
import * as node from 'node:crypto';

export const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = node.createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
export const hmac = (key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer =>
  node.createHmac('sha256', key).update(Buffer.concat(parts)).digest();
export const hkdf = (secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length = 32): Buffer =>
  Buffer.from(node.hkdfSync('sha256', secret, salt, info, length));
export const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
};
export const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

export function openGcm(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Buffer {
  const decipher = node.createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
}

/** Salt, nonce, ciphertext: docs/sync-protocol.md §6. */
export function openOnce(secret: Uint8Array, info: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Buffer {
  const key = hkdf(secret, sealed.subarray(0, 16), info);
  return openGcm(key, sealed.subarray(16, 28), sealed.subarray(28), aad);
}

export function isSigned(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]);
  return node.verify(null, message, node.createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
}

/** HPKE base mode, single shot (RFC 9180 §6.1): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
export function openHpke(secretKey: Uint8Array, info: Uint8Array, sealed: Uint8Array): Buffer {
  const suiteKem = Buffer.concat([Buffer.from('KEM'), Buffer.from([0, 0x20])]);
  const suite = Buffer.concat([Buffer.from('HPKE'), Buffer.from([0, 0x20, 0, 1, 0, 2])]);
  const version = Buffer.from('HPKE-v1');
  const extract = (id: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array) =>
    hmac(salt.length === 0 ? Buffer.alloc(32) : salt, version, id, Buffer.from(label), ikm);
  const expand = (id: Uint8Array, prk: Uint8Array, label: string, more: Uint8Array, length: number) => {
    const labeled = Buffer.concat([Buffer.from([length >> 8, length & 255]), version, id, Buffer.from(label), more]);
    const first = hmac(prk, labeled, Buffer.from([1]));
    return first.subarray(0, length);
  };
  const secretDer = Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), secretKey]);
  const privateKey = node.createPrivateKey({ key: secretDer, format: 'der', type: 'pkcs8' });
  const enc = sealed.subarray(0, 32);
  const encDer = Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), enc]);
  const publicKey = node.createPublicKey({ key: encDer, format: 'der', type: 'spki' });
  const own = node.createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  const dh = node.diffieHellman({ privateKey, publicKey });
  const eae = extract(suiteKem, Buffer.alloc(0), 'eae_prk', dh);
  const shared = expand(suiteKem, eae, 'shared_secret', Buffer.concat([enc, own]), 32);
  const empty = Buffer.alloc(0);
  const context = Buffer.concat([
    Buffer.from([0]),
    extract(suite, empty, 'psk_id_hash', empty),
    extract(suite, empty, 'info_hash', info),
  ]);
  const secret = extract(suite, shared, 'secret', empty);
  const key = expand(suite, secret, 'key', context, 32);
  return openGcm(key, expand(suite, secret, 'base_nonce', context, 12), sealed.subarray(32), empty);
}

/** What CBOR can be here: maps have numbers as keys. */
export type Cbor = number | string | Uint8Array | readonly Cbor[] | ReadonlyMap<number, Cbor>;

/** Reads one deterministic value (RFC 8949 §4.2) to the last byte; throws for everything else. */
export function readCbor(bytes: Uint8Array): Cbor {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const refuse = (why: string): never => {
    throw new Error(`${why} at ${at}`);
  };
  const head = (): [number, number] => {
    const first = view.getUint8(at++);
    const small = first & 31;
    if (small < 24) return [first >> 5, small];
    const size = small - 24;
    if (size > 3) refuse('unknown length');
    const value = [
      () => view.getUint8(at),
      () => view.getUint16(at),
      () => view.getUint32(at),
      () => Number(view.getBigUint64(at)),
    ][size]!();
    at += 1 << size;
    if (value < [24, 256, 65_536, 2 ** 32][size]!) refuse('too long a number');
    return [first >> 5, value];
  };
  const cut = (length: number): Uint8Array => {
    if (at + length > bytes.length) refuse('too short');
    at += length;
    return bytes.subarray(at - length, at);
  };
  const value = (depth: number): Cbor => {
    if (depth > 5) refuse('too deep');
    const [major, n] = head();
    if (major === 0) return n;
    if (major === 2) return cut(n);
    if (major === 3) return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(cut(n));
    if (major === 4) return Array.from({ length: n }, () => value(depth + 1));
    if (major !== 5) return refuse('not a type that is used');
    const map = new Map<number, Cbor>();
    let last = -1;
    for (let i = 0; i < n; i++) {
      const key = value(depth + 1);
      if (typeof key !== 'number' || key <= last) return refuse('keys out of order');
      map.set(key, value(depth + 1));
      last = key;
    }
    return map;
  };
  const read = value(0);
  if (at !== bytes.length) refuse('more than one value');
  return read;
}

/** Padmé (docs/sync-protocol.md §6), with whole numbers only. */
export function paddedLength(length: number): number {
  if (length <= 256) return 256;
  const exponent = length.toString(2).length - 1;
  const kept = exponent.toString(2).length;
  const mask = 2 ** (exponent - kept) - 1;
  return (length + mask) & ~mask;
}

/** Takes the length in front and the zeros behind off. */
export function unpad(padded: Uint8Array): Uint8Array {
  const length = Number(Buffer.from(padded).readBigUInt64BE(0));
  if (padded.length !== paddedLength(length + 8)) throw new Error('padded otherwise');
  return padded.subarray(8, 8 + length);
}

/** The root over a leaf and its path (RFC 9162 §2.1.3.2). */
export function merkleRoot(leaf: Uint8Array, index: number, size: number, path: readonly Uint8Array[]): Uint8Array {
  let [fn, sn, root] = [index, size - 1, leaf];
  for (const beside of path) {
    if (fn % 2 === 1 || fn === sn) {
      root = sha256(Buffer.from([1]), beside, root);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else root = sha256(Buffer.from([1]), root, beside);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return root;
}
