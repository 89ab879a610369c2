// PDFs as bytes, well made and not (ISO 32000-2 §7.5).
import { deflateSync } from 'node:zlib';

/** What stands between `obj` and `endobj`. */
export type PdfObject = string | { readonly dictionary: string; readonly stream: Uint8Array };

const stream = (bytes: Uint8Array, more = ''): PdfObject => ({ dictionary: more, stream: bytes });
const latin = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

/** A file of these objects, the first of which is its catalogue. @param trailer - More of the trailer's dictionary. */
export function pdfOf(objects: readonly PdfObject[], trailer = ''): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  let at = parts[0]!.length;
  const places: number[] = [];
  const write = (piece: Buffer) => {
    parts.push(piece);
    at += piece.length;
  };
  for (const [index, object] of objects.entries()) {
    places.push(at);
    write(Buffer.from(`${index + 1} 0 obj\n`));
    if (typeof object === 'string') write(Buffer.from(object, 'latin1'));
    else {
      write(Buffer.from(`<<${object.dictionary}/Length ${object.stream.length}>>\nstream\n`));
      write(Buffer.from(object.stream));
      write(Buffer.from('\nendstream'));
    }
    write(Buffer.from('\nendobj\n'));
  }
  const start = at;
  const lines = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  write(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}`));
  write(Buffer.from(`trailer\n<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`));
  return new Uint8Array(Buffer.concat(parts));
}

export interface PdfOptions {
  /** What the page tree says of the count of pages. */
  readonly count?: number;
  /** Deflated content of the page instead of the lines. */
  readonly packed?: Uint8Array;
  readonly trailer?: string;
}

/** A page for each text, its lines under each other, in a font that every reader has. */
export function pdfWith(
  pages: readonly string[],
  { count = pages.length, packed, trailer }: PdfOptions = {},
): Uint8Array {
  const kids = pages.map((_, at) => `${4 + 2 * at} 0 R`).join(' ');
  return pdfOf(
    [
      '<</Type/Catalog/Pages 2 0 R>>',
      `<</Type/Pages/Count ${count}/Kids[${kids}]>>`,
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
      ...pages.flatMap((text, at) => [
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents ${5 + 2 * at} 0 R>>`,
        stream(packed ?? new Uint8Array(deflateSync(contentOf(text))), '/Filter/FlateDecode'),
      ]),
    ],
    trailer,
  );
}

const contentOf = (text: string) =>
  latin(
    `BT /F1 12 Tf 14 TL 40 800 Td ${text
      .split('\n')
      .map((line) => `(${line.replace(/[()\\]/g, '\\$&')}) Tj T*`)
      .join(' ')} ET`,
  );
