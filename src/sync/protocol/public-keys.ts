// Public keys that no honest side makes and that implementations treat differently: whoever got one into a log could make
// relay and clients disagree about what is valid, or keep everybody from making the next key.
import { bytesToHex, hexToBytes } from './bytes.js';
import { refuse } from './fold-state.js';

const P = (1n << 255n) - 19n;
const TOP_BIT = 1n << 255n;

/** A little-endian number. */
const toNumber = (key: Uint8Array): bigint => BigInt(`0x${bytesToHex(Uint8Array.from(key).reverse())}`);
const fromHex = (text: string): bigint => toNumber(hexToBytes(text));

/** The y of Ed25519 points of order 1, 2, 4 and 8 (RFC 8032 §5.1). */
const weakSignPoints = new Set([
  0n,
  1n,
  P - 1n,
  fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'),
  fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'),
]);

/** The u of X25519 points whose shared secret is always zero (RFC 7748 §6.1). */
const weakSealPoints = new Set([
  0n,
  1n,
  P - 1n,
  fromHex('e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800'),
  fromHex('5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157'),
]);

/** Whether it is an Ed25519 key written in the one way, of full order. */
export function isSignKey(key: Uint8Array): boolean {
  const y = toNumber(key) % TOP_BIT;
  return y < P && !weakSignPoints.has(y);
}

/** Whether it is an X25519 key written in the one way that yields a secret. */
export function isSealKey(key: Uint8Array): boolean {
  const u = toNumber(key);
  return u < P && !weakSealPoints.has(u);
}

/** @throws {ProtocolError} `MALFORMED` */
export function checkKeys(keys: { readonly sign?: Uint8Array; readonly seal?: Uint8Array }): void {
  if (keys.sign !== undefined && !isSignKey(keys.sign)) refuse('MALFORMED', 'no usable Ed25519 key');
  if (keys.seal !== undefined && !isSealKey(keys.seal)) refuse('MALFORMED', 'no usable X25519 key');
}
