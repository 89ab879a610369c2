// Many texts as one run of bytes. A file of thousands of items goes from worker to worker and into the database this way:
// bytes are handed over or copied as they are, strings are written out and read again one by one, each time.

/** Texts one after the other. */
export interface PackedTexts {
  /** UTF-8. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of each text, in UTF-16 code units. */
  readonly lengths: readonly number[];
}

const encoder = new TextEncoder();
// A text may begin with U+FEFF: it is part of it.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Half a surrogate pair, which no encoding of a file can give, becomes U+FFFD. */
export function packTexts(texts: readonly string[]): PackedTexts {
  return { bytes: encoder.encode(texts.join('')), lengths: texts.map(({ length }) => length) };
}

export function unpackTexts({ bytes, lengths }: PackedTexts): string[] {
  const all = decoder.decode(bytes);
  let at = 0;
  return lengths.map((length) => {
    at += length;
    return all.slice(at - length, at);
  });
}
