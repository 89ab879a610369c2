// A blob: a salt and chunks, each encrypted with its place, so that none can be exchanged, moved, or left out at the end.
import { type Bytes, concat, sha256, u32, utf8 } from './bytes.js';
import { ProtocolError } from './errors.js';
import { BLOB_CHUNK_BYTES, MAX_BLOB_BYTES } from './limits.js';
import { pad, unpad } from './padding.js';
import { decryptAes, deriveKey, encryptAes, type Random, systemRandom } from './seal.js';

const SALT_BYTES = 16;
const TAG_BYTES = 16;
const SEALED_CHUNK_BYTES = BLOB_CHUNK_BYTES + TAG_BYTES;

/** The nonce may be the chunk's number: the salt makes the key one that is used for this blob only. */
const nonceOf = (index: number): Bytes => concat(new Uint8Array(8), u32(index));

/** Names the key, so that a chunk that opens under two keys fits only one of them. */
const aadOf = (key: Uint8Array, index: number, total: number): Bytes =>
  concat(sha256(utf8('gw1/blob-key'), key), u32(index), new Uint8Array([index === total - 1 ? 1 : 0]), u32(total));

const chunkKey = (key: Uint8Array, salt: Uint8Array): Bytes => deriveKey(key, salt, utf8('gw1/blob'));

/**
 * Encrypts a blob; its id is `blobIdOf` of the result.
 *
 * @param key - 32 random bytes of this blob's own, kept in the document.
 * @throws {ProtocolError} `TOO_LARGE`
 */
export async function sealBlob(key: Uint8Array, plain: Uint8Array, random: Random = systemRandom): Promise<Bytes> {
  if (plain.length > MAX_BLOB_BYTES) throw new ProtocolError('TOO_LARGE', `blob of ${plain.length} bytes`);
  const padded = pad(plain);
  const total = Math.ceil(padded.length / BLOB_CHUNK_BYTES);
  if (SALT_BYTES + padded.length + total * TAG_BYTES > MAX_BLOB_BYTES)
    throw new ProtocolError('TOO_LARGE', `blob of ${plain.length} bytes`);
  const salt = random(SALT_BYTES);
  const own = chunkKey(key, salt);
  const parts: Bytes[] = [salt];
  for (let i = 0; i < total; i++) {
    const chunk = padded.subarray(i * BLOB_CHUNK_BYTES, (i + 1) * BLOB_CHUNK_BYTES);
    parts.push(await encryptAes(own, nonceOf(i), chunk, aadOf(key, i, total)));
  }
  return concat(...parts);
}

/**
 * The inverse of `sealBlob`.
 *
 * @throws {ProtocolError} `TOO_LARGE`, `BAD_SIG` or `MALFORMED`
 */
export async function openBlob(key: Uint8Array, sealed: Uint8Array): Promise<Bytes> {
  if (sealed.length > MAX_BLOB_BYTES) throw new ProtocolError('TOO_LARGE', `blob of ${sealed.length} bytes`);
  const own = chunkKey(key, sealed.subarray(0, SALT_BYTES));
  const total = Math.ceil((sealed.length - SALT_BYTES) / SEALED_CHUNK_BYTES);
  const parts: Bytes[] = [];
  for (let i = 0; i < total; i++) {
    const at = SALT_BYTES + i * SEALED_CHUNK_BYTES;
    parts.push(await decryptAes(own, nonceOf(i), sealed.subarray(at, at + SEALED_CHUNK_BYTES), aadOf(key, i, total)));
  }
  return unpad(concat(...parts));
}
