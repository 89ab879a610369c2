// Files of a zip, one after the other, whatever its size: by its directory, without unpacking what is not wanted.
import { AppError } from '../../domain/errors.js';
import type { ArchiveEntry } from './tar-entries.js';

/** Attack: a directory of entries without end. */
const MAX_DIRECTORY = 256 * 1024 * 1024;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const ENTRY = 0x02014b50;
/** Octets that are unpacked in one go: what they grow to is seen before the next ones are read. */
const PIECE = 16 * 1024;
/** Of the end record, with the longest comment. */
const TAIL = 22 + 0xffff;

/** A zip on the disk, or one that hangs on a message and is in memory already. */
type ZipFile = Blob | Uint8Array<ArrayBuffer>;

const sizeOf = (file: ZipFile) => (file instanceof Blob ? file.size : file.length);

async function view(file: ZipFile, from: number, to: number): Promise<DataView> {
  const start = Math.max(0, from);
  if (file instanceof Blob) return new DataView(await file.slice(start, to).arrayBuffer());
  const part = file.subarray(start, Math.max(start, to));
  return new DataView(part.buffer, part.byteOffset, part.length);
}

function streamOf(file: ZipFile, from: number, to: number): ReadableStream<Uint8Array> {
  if (file instanceof Blob) return file.slice(from, to).stream() as ReadableStream<Uint8Array>;
  let at = from;
  const end = Math.min(to, file.length);
  return new ReadableStream({
    pull(controller) {
      if (at >= end) return controller.close();
      controller.enqueue(file.subarray(at, Math.min(end, at + PIECE)));
      at += PIECE;
    },
  });
}

const u64 = (data: DataView, at: number) => Number(data.getBigUint64(at, true));
const broken = () => new AppError('input/truncated', 'The zip has no directory, or only a part of it.');

async function readDirectory(file: ZipFile): Promise<DataView> {
  const fileSize = sizeOf(file);
  const tail = await view(file, fileSize - TAIL, fileSize);
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw broken();
  let size = tail.getUint32(end + 12, true);
  let from = tail.getUint32(end + 16, true);
  if ((size === 0xffffffff || from === 0xffffffff) && end >= 20) {
    const at = u64(tail, end - 20 + 8);
    const end64 = await view(file, at, at + 56);
    if (end64.byteLength < 56 || end64.getUint32(0, true) !== END_64) throw broken();
    size = u64(end64, 40);
    from = u64(end64, 48);
  }
  if (size > MAX_DIRECTORY) throw new AppError('input/limit', 'The zip has too many files.');
  if (from + size > fileSize) throw broken();
  return view(file, from, from + size);
}

/** Sizes and offset that did not fit into 32 bits (APPNOTE 4.5.3). */
function extended(directory: DataView, at: number, length: number, fields: number[]): number[] {
  for (let extra = at; extra + 4 <= at + length; extra += 4 + directory.getUint16(extra + 2, true)) {
    if (directory.getUint16(extra, true) !== 1) continue;
    let next = extra + 4;
    const last = Math.min(next + directory.getUint16(extra + 2, true), at + length);
    return fields.map((field) => {
      if (field !== 0xffffffff || next + 8 > last) return field;
      next += 8;
      return u64(directory, next - 8);
    });
  }
  return fields;
}

function opener(
  file: ZipFile,
  offset: number,
  packed: number,
  method: number,
): () => Promise<ReadableStream<Uint8Array>> {
  return async () => {
    const head = await view(file, offset, offset + 30);
    if (head.byteLength < 30) throw broken();
    const from = offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
    const stream = streamOf(file, from, from + packed);
    if (method === 0) return stream;
    return stream.pipeThrough(new DecompressionStream('deflate-raw') as ReadableWritablePair<Uint8Array, Uint8Array>);
  };
}

/** @throws {AppError} `input/truncated`, `input/limit` */
export async function* zipEntries(file: ZipFile): AsyncGenerator<ArchiveEntry> {
  const directory = await readDirectory(file);
  const decoder = new TextDecoder();
  for (let at = 0; at + 46 <= directory.byteLength && directory.getUint32(at, true) === ENTRY; ) {
    const flags = directory.getUint16(at + 8, true);
    const method = directory.getUint16(at + 10, true);
    const nameLength = directory.getUint16(at + 28, true);
    const extraLength = directory.getUint16(at + 30, true);
    const next = at + 46 + nameLength + extraLength + directory.getUint16(at + 32, true);
    if (next > directory.byteLength) throw broken();
    const name = decoder.decode(new Uint8Array(directory.buffer, directory.byteOffset + at + 46, nameLength));
    const [size = 0, packed = 0, offset = 0] = extended(directory, at + 46 + nameLength, extraLength, [
      directory.getUint32(at + 24, true),
      directory.getUint32(at + 20, true),
      directory.getUint32(at + 42, true),
    ]);
    const isReadable = (flags & 1) === 0 && (method === 0 || method === 8);
    if (!name.endsWith('/')) {
      const open = opener(file, offset, packed, method);
      yield { name: name.replace(/\\/g, '/'), size, open: () => (isReadable ? open() : undefined) };
    }
    at = next;
  }
}
