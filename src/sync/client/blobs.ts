// Blobs to and from a relay, in parts. An upload that was cut off goes on where the relay has it; a download is checked whole.
import { type Bytes, concat, isSame } from '../protocol/bytes.js';
import { ProtocolError } from '../protocol/errors.js';
import { blobIdOf } from '../protocol/identifiers.js';
import { MAX_BLOB_BYTES, MAX_BLOB_PART_BYTES } from '../protocol/limits.js';
import type { Ask } from './ports.js';

/** @returns The blob's id. */
export async function uploadBlob(ask: Ask, doc: Bytes, sealed: Bytes): Promise<Bytes> {
  const blob = blobIdOf(sealed);
  const size = sealed.length;
  let { have } = await ask('blobBegin', { blob, size, doc });
  while (have < size) {
    const bytes = sealed.slice(have, have + MAX_BLOB_PART_BYTES);
    const next = await ask('blobPart', { blob, offset: have, bytes });
    if (next.have <= have) throw new ProtocolError('CHAIN', 'the relay does not take the upload');
    have = next.have;
  }
  return blob;
}

/**
 * @param doc - A document that names it.
 * @throws {ProtocolError} `BAD_SIG`: it is not what its name says. And what `ask` rejects with.
 */
export async function downloadBlob(ask: Ask, doc: Bytes, blob: Bytes): Promise<Bytes> {
  const parts: Bytes[] = [];
  let offset = 0;
  for (;;) {
    const { bytes, size } = await ask('blobRead', { blob, doc, offset, length: MAX_BLOB_PART_BYTES });
    parts.push(bytes);
    offset += bytes.length;
    if (size > MAX_BLOB_BYTES || offset > size) throw new ProtocolError('TOO_LARGE', 'a blob that is too large');
    if (offset === size) break;
    if (bytes.length === 0) throw new ProtocolError('CHAIN', 'a blob that does not go on');
  }
  const whole = concat(...parts);
  if (!isSame(blobIdOf(whole), blob)) throw new ProtocolError('BAD_SIG', 'the blob is not what its name says');
  return whole;
}
