import type { MailBodyValue, MailPart } from '../../domain/mail/message.js';
import { decodeCharset } from './charset.js';
import { decodeTransfer } from './transfer-encoding.js';

/** The part's bytes as they stand in the message: what a signature covers starts at `range.start`. */
export function rawPart(bytes: Uint8Array, { range }: MailPart): Uint8Array {
  return bytes.subarray(range.body, range.end);
}

/** What the part holds, without its transfer encoding: the file, the picture, the encapsulated message. */
export function decodePart(bytes: Uint8Array, part: MailPart): Uint8Array {
  return decodeTransfer(rawPart(bytes, part), part.encoding);
}

/** A text part as text with single line feeds. `maxBytes` of it, as encoded, are read (RFC 8621 §4.1.4: bodyValues). */
export function decodeText(bytes: Uint8Array, part: MailPart, maxBytes = Number.POSITIVE_INFINITY): MailBodyValue {
  const raw = rawPart(bytes, part);
  const isTruncated = raw.length > maxBytes;
  const decoded = decodeTransfer(isTruncated ? raw.subarray(0, maxBytes) : raw, part.encoding);
  const { text, problem } = decodeCharset(decoded, part.charset);
  const value = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  const isKnown = KNOWN_ENCODINGS.has(part.encoding);
  return { value, isEncodingProblem: problem || !isKnown, isTruncated };
}

const KNOWN_ENCODINGS = new Set([
  '7bit',
  '8bit',
  'binary',
  'base64',
  'quoted-printable',
  'x-uuencode',
  'uuencode',
  'x-uue',
]);

/** Text of `format=flowed` as it was written: soft line breaks joined, stuffing gone, quote marks kept (RFC 3676 §4). */
export function unflow(text: string, deleteSpace = false): string {
  const lines: string[] = [];
  let depth = -1;
  for (const line of text.split('\n')) {
    const marks = /^>*/.exec(line)![0].length;
    const content = line.slice(marks).replace(/^ /, '');
    // A signature's line is never flowed (§4.3).
    const isSoft = content.endsWith(' ') && content !== '-- ';
    const own = isSoft && deleteSpace ? content.slice(0, -1) : content;
    const joins = depth === marks && content !== '-- ';
    if (joins) lines[lines.length - 1] += own;
    else lines.push(`${'>'.repeat(marks)}${marks > 0 && own !== '' ? ' ' : ''}${own}`);
    depth = isSoft ? marks : -1;
  }
  return lines.join('\n');
}
