import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type BackupHeader,
  type BackupKeys,
  backupKeys,
  createSealer,
  MAX_HEADER,
  newNonce,
  openPieces,
  PIECE,
  readHeader,
  SEALED_PIECE,
  writeHeader,
} from '../../../../src/formats/backup/container.js';

let keys: BackupKeys;
let header: BackupHeader;
beforeAll(async () => {
  keys = await backupKeys(new Uint8Array(32).fill(7));
  header = { salt: new Uint8Array(16), memory: 19_456, passes: 2, nonce: newNonce(), check: keys.check };
});

async function seal(parts: readonly Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> {
  const start = writeHeader(header);
  const sealer = createSealer(keys.key, header, start);
  const pieces: Uint8Array<ArrayBuffer>[] = [start];
  for (const part of parts) pieces.push(...(await sealer.add(part)));
  pieces.push(await sealer.end());
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

async function open(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const head = readHeader(bytes);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of openPieces(new Blob([bytes]), keys.key, head)) parts.push(piece);
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

const refused = (why: string) => ({ code: 'backup/refused', detail: { why } });
const why = async (bytes: Uint8Array<ArrayBuffer>) => {
  const error = await open(bytes).catch((caught: unknown) => caught);
  return (error as { readonly detail?: { readonly why?: string } }).detail?.why;
};

describe('the outside of a backup', () => {
  it('gives back what was put in, at every length around a piece [BK1]', async () => {
    for (const length of [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE]) {
      const bytes = new Uint8Array(length).map((_, at) => at * 31);
      const sealed = await seal([bytes.subarray(0, length >> 1), bytes.subarray(length >> 1)]);
      expect(Buffer.compare(await open(sealed), bytes)).toBe(0); // `toEqual` looks at each byte for a second
      expect(sealed.length).toBe(writeHeader(header).length + length + 16 * Math.max(1, Math.ceil(length / PIECE)));
    }
  });

  it('says of any byte that was altered, and of any cut, that it is not what was written [BK5]', async () => {
    const sealed = await seal([new Uint8Array(300).fill(1)]);
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const altered = sealed.slice();
        altered[at] = altered[at]! ^ flip;
        expect(['foreign', 'newer', 'damaged']).toContain(await why(altered));
        expect(['foreign', 'damaged']).toContain(await why(sealed.slice(0, at)));
      }),
      { numRuns: 150 },
    );
    expect(await why(new Uint8Array([...sealed, 0]))).toBe('damaged');
  });

  it('lets no piece be moved, doubled or left out [BK5]', async () => {
    const sealed = await seal([new Uint8Array(2 * PIECE + 5)]);
    const from = writeHeader(header).length;
    const piece = (at: number) => sealed.slice(from + at * SEALED_PIECE, from + (at + 1) * SEALED_PIECE);
    const of = async (...pieces: Uint8Array<ArrayBuffer>[]) =>
      why(new Uint8Array(await new Blob([sealed.slice(0, from), ...pieces]).arrayBuffer()));
    expect(await of(piece(0), piece(1), piece(2))).toBe(undefined);
    expect(await of(piece(1), piece(0), piece(2))).toBe('damaged');
    expect(await of(piece(0), piece(0), piece(2))).toBe('damaged');
    expect(await of(piece(0), piece(2))).toBe('damaged');
    expect(await of(piece(0), piece(1))).toBe('damaged'); // cut between two pieces
  });

  it('knows files of others, and of newer versions [BK5]', async () => {
    const sealed = await seal([]);
    expect(() => readHeader(new TextEncoder().encode('BEGIN:VCALENDAR') as Uint8Array<ArrayBuffer>)).toThrow(
      expect.objectContaining(refused('foreign')),
    );
    expect(() => readHeader(new Uint8Array())).toThrow(expect.objectContaining(refused('foreign')));
    const newer = sealed.slice();
    newer[9] = 2;
    expect(() => readHeader(newer.slice(0, 13))).toThrow(expect.objectContaining(refused('newer')));
  });

  it('reads no header that is longer than ours can be [BK6]', () => {
    const start = (length: number) => {
      const bytes = new Uint8Array(12 + length);
      bytes.set(writeHeader(header));
      new DataView(bytes.buffer).setUint16(10, length);
      const json = new TextDecoder().decode(writeHeader(header).subarray(12));
      bytes.fill(0x20, 12);
      bytes.set(new TextEncoder().encode(json), 12);
      return bytes;
    };
    expect(readHeader(start(MAX_HEADER)).header).toEqual(header);
    expect(() => readHeader(start(MAX_HEADER + 1))).toThrow(expect.objectContaining(refused('damaged')));
    expect(() => readHeader(writeHeader(header).slice(0, 12))).toThrow(expect.objectContaining(refused('damaged')));
  });
});
