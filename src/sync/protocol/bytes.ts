import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';

/** Bytes over a buffer of their own, as WebCrypto wants them. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The same bytes as what they are everywhere else: Node's Buffer, which a socket hands out, cuts without copying. */
export const asPlain = (bytes: Uint8Array): Bytes =>
  new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);

/** @returns UTF-8. */
export const utf8 = (text: string): Bytes => encoder.encode(text);

/** @returns All parts, one behind the other. */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** @returns Lower-case hexadecimal digits: how ids are keys in states. */
export function bytesToHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

/** The inverse of `bytesToHex`, for texts that it made. */
export function hexToBytes(text: string): Bytes {
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Not in constant time: for what is public. */
export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** @returns Eight bytes, big end first. `value` is a whole number below 2^53. */
export function u64(value: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** @returns Four bytes, big end first. */
export function u32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

let hashOf = (parts: readonly Uint8Array[]): Bytes => {
  const hash = nobleSha256.create();
  for (const part of parts) hash.update(part);
  return hash.digest() as Bytes;
};

/**
 * Takes another SHA-256 for all of the protocol: where a platform has a quicker one that answers at once.
 *
 * @param implementation - Hashes the parts, one behind the other, to 32 bytes of their own.
 */
export function useSha256(implementation: (parts: readonly Uint8Array[]) => Bytes): void {
  hashOf = implementation;
}

/** @returns 32 bytes. */
export const sha256 = (...parts: readonly Uint8Array[]): Bytes => hashOf(parts);

/** @returns 32 bytes. */
export const hmacSha256 = (key: Uint8Array, ...parts: readonly Uint8Array[]): Bytes =>
  hmac(nobleSha256, key, concat(...parts)) as Bytes;
