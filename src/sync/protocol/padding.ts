// Sizes tell what is inside. Padmé (Nikitin et al. 2019) leaves at most about 12 % more bytes and log log n sizes.
import { type Bytes, concat, u64 } from './bytes.js';
import { ProtocolError } from './errors.js';

/** Nothing is smaller than this many bytes once padded. */
export const LEAST_PADDED_BYTES = 256;
const LENGTH_BYTES = 8;

/** @returns The number of bytes that a text of `length` bytes is padded to, before encryption. */
export function paddedLength(length: number): number {
  if (length <= LEAST_PADDED_BYTES) return LEAST_PADDED_BYTES;
  const exponent = Math.floor(Math.log2(length));
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** Math.max(0, exponent - kept);
  return Math.ceil(length / step) * step;
}

/** Puts the length in front and zeros behind. */
export function pad(plain: Uint8Array): Bytes {
  const length = plain.length + LENGTH_BYTES;
  return concat(u64(plain.length), plain, new Uint8Array(paddedLength(length) - length));
}

/**
 * The inverse of `pad`; padding of another length or of other bytes than zeros is refused.
 *
 * @throws {ProtocolError} `MALFORMED`
 */
export function unpad(padded: Uint8Array): Bytes {
  const view = new DataView(padded.buffer, padded.byteOffset, padded.byteLength);
  const length = padded.length < LENGTH_BYTES ? Number.NaN : Number(view.getBigUint64(0));
  const end = LENGTH_BYTES + length;
  if (!(padded.length === paddedLength(end)) || padded.subarray(end).some((byte) => byte !== 0))
    throw new ProtocolError('MALFORMED', 'not padded');
  return new Uint8Array(padded.subarray(LENGTH_BYTES, end));
}
