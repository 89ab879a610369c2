// A zip of any size: with more than 65,535 files, or more than 4 GB, it is a ZIP64 (APPNOTE 4.3).
import { civilFromDay } from '../../domain/time/calendar-date.js';

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** A CRC-32 that goes on from an earlier one. */
function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  for (let at = 0; at < bytes.length; at += 1) crc = TABLE[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

interface Entry {
  readonly name: Uint8Array;
  readonly crc: number;
  readonly size: number;
  readonly packed: number;
  readonly offset: number;
  /** MS-DOS time and date. */
  readonly stamp: number;
}

const LIMIT = 0xffffffff;

function record(length: number, fill: (view: DataView) => void): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  fill(new DataView(bytes.buffer));
  return bytes;
}

/** In UTC; zips have no years before 1980. */
function dosStamp(time: number): number {
  const days = Math.floor(time / 86_400_000);
  const { year, month, day } = civilFromDay(days);
  const seconds = Math.floor((time - days * 86_400_000) / 1000);
  const clock = (Math.floor(seconds / 3600) << 11) | ((Math.floor(seconds / 60) % 60) << 5) | ((seconds % 60) >> 1);
  return year < 1980 || year > 2107 ? 0x00210000 : ((((year - 1980) << 9) | (month << 5) | day) << 16) | clock;
}

export interface ZipWriter {
  /** @param time - Epoch ms. */
  add(name: string, content: Blob, time: number): Promise<void>;
  finish(): Blob;
}

export function createZipWriter(): ZipWriter {
  const parts: BlobPart[] = [];
  const entries: Entry[] = [];
  let offset = 0;
  const push = (part: Blob | Uint8Array<ArrayBuffer>) => {
    parts.push(part);
    offset += part instanceof Blob ? part.size : part.byteLength;
  };

  return {
    async add(name, content, time) {
      let crc = 0;
      const counting = new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
          crc = crc32(chunk, crc);
          controller.enqueue(chunk as Uint8Array<ArrayBuffer>);
        },
      });
      const source = content.stream() as ReadableStream<Uint8Array>;
      const packed = await new Response(
        source.pipeThrough(counting).pipeThrough(new CompressionStream('deflate-raw')),
      ).blob();
      const entry: Entry = {
        name: new TextEncoder().encode(name),
        crc,
        size: content.size,
        packed: packed.size,
        offset,
        stamp: dosStamp(time),
      };
      entries.push(entry);
      push(head(entry));
      push(packed);
    },
    finish() {
      const from = offset;
      for (const entry of entries) push(directoryEntry(entry));
      push(end(entries.length, from, offset - from));
      return new Blob(parts, { type: 'application/zip' });
    },
  };
}

/** Version, flags (names are UTF-8), method, time, CRC: the same in both headers. */
function common(view: DataView, at: number, { crc, stamp }: Entry): void {
  view.setUint16(at, 45, true);
  view.setUint16(at + 2, 0x800, true);
  view.setUint16(at + 4, 8, true);
  view.setUint32(at + 6, stamp, true);
  view.setUint32(at + 10, crc, true);
}

function head(entry: Entry): Uint8Array<ArrayBuffer> {
  const { name, size, packed } = entry;
  const isLarge = size >= LIMIT || packed >= LIMIT;
  const bytes = record(30 + name.length + (isLarge ? 20 : 0), (view) => {
    view.setUint32(0, 0x04034b50, true);
    common(view, 4, entry);
    view.setUint32(18, isLarge ? LIMIT : packed, true);
    view.setUint32(22, isLarge ? LIMIT : size, true);
    view.setUint16(26, name.length, true);
    if (!isLarge) return;
    view.setUint16(28, 20, true);
    extra(view, 30 + name.length, [size, packed]);
  });
  bytes.set(name, 30);
  return bytes;
}

function extra(view: DataView, at: number, values: readonly number[]): void {
  view.setUint16(at, 1, true);
  view.setUint16(at + 2, 8 * values.length, true);
  for (const [index, value] of values.entries()) view.setBigUint64(at + 4 + 8 * index, BigInt(value), true);
}

function directoryEntry(entry: Entry): Uint8Array<ArrayBuffer> {
  const { name, size, packed, offset } = entry;
  const isLarge = Math.max(size, packed, offset) >= LIMIT;
  const bytes = record(46 + name.length + (isLarge ? 28 : 0), (view) => {
    view.setUint32(0, 0x02014b50, true);
    view.setUint16(4, 45, true);
    common(view, 6, entry);
    view.setUint32(20, isLarge ? LIMIT : packed, true);
    view.setUint32(24, isLarge ? LIMIT : size, true);
    view.setUint16(28, name.length, true);
    view.setUint16(30, isLarge ? 28 : 0, true);
    view.setUint32(42, isLarge ? LIMIT : offset, true);
    if (isLarge) extra(view, 46 + name.length, [size, packed, offset]);
  });
  bytes.set(name, 46);
  return bytes;
}

function end(count: number, from: number, size: number): Uint8Array<ArrayBuffer> {
  const isLarge = count >= 0xffff || from >= LIMIT || size >= LIMIT;
  const before = isLarge ? 76 : 0;
  return record(before + 22, (view) => {
    if (isLarge) {
      view.setUint32(0, 0x06064b50, true);
      view.setBigUint64(4, 44n, true);
      view.setUint16(12, 45, true);
      view.setUint16(14, 45, true);
      view.setBigUint64(24, BigInt(count), true);
      view.setBigUint64(32, BigInt(count), true);
      view.setBigUint64(40, BigInt(size), true);
      view.setBigUint64(48, BigInt(from), true);
      view.setUint32(56, 0x07064b50, true);
      view.setBigUint64(64, BigInt(from + size), true);
      view.setUint32(72, 1, true);
    }
    const at = before;
    view.setUint32(at, 0x06054b50, true);
    view.setUint16(at + 8, Math.min(count, 0xffff), true);
    view.setUint16(at + 10, Math.min(count, 0xffff), true);
    view.setUint32(at + 12, Math.min(size, LIMIT), true);
    view.setUint32(at + 16, Math.min(from, LIMIT), true);
  });
}
