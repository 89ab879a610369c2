// Changes inside entries and blobs: as they are, or raw DEFLATE. What unpacks to more than it may is no change.
import { type Bytes, concat } from '../protocol/bytes.js';
import { ProtocolError } from '../protocol/errors.js';

/** Bytes of one change, unpacked: 256 KiB of DEFLATE could else be 256 MiB. */
export const MAX_CHANGE_BYTES = 32 * 1_048_576;
/** Bytes of one saved document, unpacked. */
export const MAX_SAVED_BYTES = 64 * 1_048_576;

/** Below this size DEFLATE gains nothing. */
const WORTH_PACKING = 1_024;

async function collect(stream: ReadableStream<Uint8Array>, most: number): Promise<Bytes> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concat(...parts);
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new ProtocolError('TOO_LARGE', 'unpacks to too much');
    }
    parts.push(value);
  }
}

/** Without a blob on the way: browsers keep those in another process, and a snapshot has one for each of its documents. */
function through(bytes: Uint8Array, pair: CompressionStream | DecompressionStream): ReadableStream<Uint8Array> {
  const writer = pair.writable.getWriter();
  const written = writer.write(bytes as Bytes).then(() => writer.close());
  written.catch(() => {}); // whoever reads gets the error
  return pair.readable as ReadableStream<Uint8Array>;
}

export async function pack(bytes: Uint8Array): Promise<{ readonly packing: 0 | 1; readonly data: Bytes }> {
  if (bytes.length >= WORTH_PACKING) {
    const data = await collect(through(bytes, new CompressionStream('deflate-raw')), Number.POSITIVE_INFINITY);
    if (data.length < bytes.length) return { packing: 1, data };
  }
  return { packing: 0, data: bytes as Bytes };
}

/** @throws {ProtocolError} `TOO_LARGE` or `MALFORMED` */
export async function unpack(packing: 0 | 1, data: Uint8Array, most: number): Promise<Bytes> {
  if (packing === 0) {
    if (data.length > most) throw new ProtocolError('TOO_LARGE', 'too much');
    return data as Bytes;
  }
  try {
    return await collect(through(data, new DecompressionStream('deflate-raw')), most);
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    throw new ProtocolError('MALFORMED', 'not DEFLATE', { cause: error });
  }
}
