// Compressed RTF ([MS-OXRTFCP]): LZ77 over a ring of 4096 bytes that begins with words of RTF.

import { ByteReader } from './byte-reader.js';

const COMPRESSED = 0x75465a4c;
const PLAIN = 0x414c454d;
const RING = 4096;
/** Longer texts are cut. */
const MAX_BYTES = 32 * 1024 * 1024;

const WORDS =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';

/** The RTF, as far as it can be read; undefined for what is none. The output is at most nine times as long as the input. */
export function decompressRtf(bytes: Uint8Array): Uint8Array | undefined {
  const reader = new ByteReader(bytes);
  reader.u32();
  const size = reader.u32();
  const kind = reader.u32();
  reader.u32();
  if (size === undefined || (kind !== COMPRESSED && kind !== PLAIN)) return undefined;
  if (kind === PLAIN) return bytes.subarray(16, Math.min(bytes.length, 16 + size));
  const out = new Uint8Array(Math.min(size, (bytes.length + 1) * 9, MAX_BYTES));
  const ring = new Uint8Array(RING).fill(32);
  for (let index = 0; index < WORDS.length; index += 1) ring[index] = WORDS.charCodeAt(index);
  let write = WORDS.length;
  let length = 0;
  const put = (byte: number) => {
    if (length < out.length) out[length] = byte;
    length += 1;
    ring[write] = byte;
    write = (write + 1) % RING;
  };
  while (reader.left > 0 && length < out.length) {
    const control = reader.u8()!;
    for (let bit = 0; bit < 8 && length < out.length; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        const byte = reader.u8();
        if (byte === undefined) return out.subarray(0, length);
        put(byte);
        continue;
      }
      const high = reader.u8();
      const low = reader.u8();
      if (high === undefined || low === undefined) return out.subarray(0, length);
      const offset = (high << 4) | (low >> 4);
      // A reference to where the next byte goes ends the text.
      if (offset === write) return out.subarray(0, length);
      for (let index = 0; index < (low & 15) + 2; index += 1) put(ring[(offset + index) % RING]!);
    }
  }
  return out.subarray(0, Math.min(length, out.length));
}
