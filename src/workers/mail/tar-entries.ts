// Files of a tar (POSIX.1-2017 pax, ustar, and GNU's long names), one after the other as they come: it has no directory.
import { AppError } from '../../domain/errors.js';

/** A file of an archive, whatever its kind. */
export interface ArchiveEntry {
  /** With its folders, `/` between them. */
  readonly name: string;
  /** Octets, as the archive claims. */
  readonly size: number;
  /** Undefined where it is encrypted, or packed in a way we do not know. */
  open(): Promise<ReadableStream<Uint8Array>> | undefined;
}

const BLOCK = 512;
/** Attack: a header of a gigabyte. Names are shorter. */
const MAX_HEADER = 1024 * 1024;
const broken = () => new AppError('input/truncated', 'The archive ends in the middle, or is none.');
const decoder = new TextDecoder();

const textAt = (block: Uint8Array, from: number, length: number) => {
  const field = block.subarray(from, from + length);
  const end = field.indexOf(0);
  return decoder.decode(end === -1 ? field : field.subarray(0, end));
};

/** Octal digits, or what is too large for them in base 256 (GNU). */
function numberAt(block: Uint8Array, from: number, length: number): number {
  if ((block[from]! & 0x80) === 0) return Number.parseInt(textAt(block, from, length).trim() || '0', 8);
  let value = block[from]! & 0x7f;
  for (let at = from + 1; at < from + length; at += 1) value = value * 256 + block[at]!;
  return value;
}

/** Whether a file begins as a tar does: by the checksum of its first header. */
export function isTar(head: Uint8Array): boolean {
  if (head.length < BLOCK || head[0] === 0) return false;
  let sum = 0;
  for (let at = 0; at < BLOCK; at += 1) sum += at >= 148 && at < 156 ? 32 : head[at]!;
  return sum === numberAt(head, 148, 8);
}

/** Octets of a stream in the pieces one wants. */
class Source {
  private piece = new Uint8Array(0);

  constructor(private readonly pieces: AsyncIterator<Uint8Array>) {}

  /** At most so many, at least one; `undefined` at the end. */
  async some(most: number): Promise<Uint8Array | undefined> {
    while (this.piece.length === 0) {
      const step = await this.pieces.next();
      if (step.done === true) return undefined;
      this.piece = step.value as Uint8Array<ArrayBuffer>;
    }
    const taken = this.piece.subarray(0, most);
    this.piece = this.piece.subarray(taken.length);
    return taken;
  }

  /** So many, or fewer where it ends. */
  async read(length: number): Promise<Uint8Array> {
    const all = new Uint8Array(length);
    let at = 0;
    while (at < length) {
      const part = await this.some(length - at);
      if (part === undefined) return all.subarray(0, at);
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}

/** `path=…` and `size=…` of a pax header: `length key=value\n`. */
function paxRecords(data: Uint8Array): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < data.length; ) {
    const space = data.indexOf(32, at);
    const length = space === -1 ? 0 : Number(decoder.decode(data.subarray(at, space)));
    if (!(length > 0) || at + length > data.length) break;
    const [, key = '', value = ''] =
      /^([^=]*)=([\s\S]*)$/.exec(decoder.decode(data.subarray(space + 1, at + length - 1))) ?? [];
    records.set(key, value);
    at += length;
  }
  return records;
}

/**
 * Each file must be read, or left, before the next one is asked for.
 *
 * @throws {AppError} `input/truncated`
 */
export async function* tarEntries(pieces: AsyncIterator<Uint8Array>): AsyncGenerator<ArchiveEntry> {
  const source = new Source(pieces);
  let next: { readonly name?: string; readonly size?: number } = {};
  for (;;) {
    const header = await source.read(BLOCK);
    if (header.length === 0 || header.every((byte) => byte === 0)) return;
    if (!isTar(header)) throw broken();
    const type = String.fromCharCode(header[156]!);
    const claimed = numberAt(header, 124, 12);
    if (type === 'x' || type === 'L') {
      if (!(claimed <= MAX_HEADER)) throw new AppError('input/limit', 'A name in the archive is too long.');
      const data = (await source.read(Math.ceil(claimed / BLOCK) * BLOCK)).subarray(0, claimed);
      if (type === 'L') next = { ...next, name: textAt(data, 0, data.length) };
      else {
        const records = paxRecords(data);
        const [path, size] = [records.get('path'), Number(records.get('size'))];
        next = { ...next, ...(path !== undefined && { name: path }), ...(size >= 0 && { size }) };
      }
      continue;
    }
    const size = next.size ?? claimed;
    if (!(size >= 0)) throw broken();
    const prefix = textAt(header, 257, 5) === 'ustar' ? textAt(header, 345, 155) : '';
    const own = textAt(header, 0, 100);
    const name = next.name ?? (prefix === '' ? own : `${prefix}/${own}`);
    next = {};
    let left = size;
    let isCut = false;
    if (/[0\0\x37]/.test(type)) {
      const take = async () => {
        const part = left > 0 ? await source.some(left) : undefined;
        isCut = part === undefined && left > 0;
        if (isCut) throw broken();
        left -= part?.length ?? 0;
        return part;
      };
      const stream = new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            const part = await take();
            if (part === undefined) controller.close();
            else controller.enqueue(part);
          },
        },
        { highWaterMark: 0 },
      );
      yield { name: name.replace(/^\.\//, ''), size, open: async () => stream };
      if (isCut) return; // whoever read it was told
    }
    for (let skip = left + ((BLOCK - (size % BLOCK)) % BLOCK); skip > 0; ) {
      const part = await source.some(skip);
      if (part === undefined) {
        if (left > 0) throw broken();
        return;
      }
      skip -= part.length;
    }
  }
}
