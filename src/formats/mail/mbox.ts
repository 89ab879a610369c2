import type { MailProblem } from '../../domain/mail/message.js';
import {
  beforeLineBreak,
  envelopeOf,
  isBareSeparator,
  isFrom,
  isSeparator,
  quoteFrom,
  SEPARATOR_LOOK_AHEAD,
  unquoteFrom,
} from './mbox-lines.js';

const LF = 10;

export interface MboxOptions {
  /** What quoted `From ` lines look like: `mboxrd` takes one `>` from `>>From ` too, `mboxo` only from `>From `. */
  readonly dialect?: 'mboxrd' | 'mboxo' | 'none';
  /** Bytes of one message; the rest of a longer one is left out and reported. */
  readonly maxMessageBytes?: number;
  readonly onProblem?: (problem: MailProblem) => void;
}

export interface MboxMessage {
  readonly bytes: Uint8Array;
  /** The separator behind `From `: `a@b.example Wed Nov 18 08:30:00 2026`; empty where the file begins without one. */
  readonly envelope: string;
}

/** What an mbox is read from: a file's stream, pieces from anywhere, or all of it. */
export type MboxInput = Uint8Array | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

const DEFAULT_MAX = 150 * 1024 * 1024;

/**
 * The messages of an mbox, one after the other, as they were before they were quoted. Reads no further ahead than the
 * message it is at; a Content-Length is trusted where a message really ends there (mboxcl2).
 */
export async function* splitMbox(input: MboxInput, options: MboxOptions = {}): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of splitMboxMessages(input, options)) yield bytes;
}

/** {@link splitMbox} with the separators. */
export async function* splitMboxMessages(input: MboxInput, options: MboxOptions = {}): AsyncGenerator<MboxMessage> {
  const splitter = new Splitter(options);
  if (input instanceof Uint8Array) {
    splitter.push(input);
  } else {
    for await (const piece of piecesOf(input)) {
      splitter.push(piece);
      yield* splitter.take(false);
    }
  }
  yield* splitter.take(true);
}

/** Streams can be iterated everywhere but in Safari. */
async function* piecesOf(input: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (!('getReader' in input)) {
    yield* input;
    return;
  }
  const reader = input.getReader();
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

class Splitter {
  private data: Uint8Array = new Uint8Array();
  /** What is not yet taken: from here … */
  private start = 0;
  /** … to here. */
  private end = 0;
  /** Up to here there is no separator. */
  private scanned = 0;
  /** The whole input is `data`: it is not ours to change. */
  private isForeign = false;
  /** How long the message is by its own word; undefined: not looked yet, 0: nothing to be trusted. */
  private length: number | undefined;
  private isCut = false;
  private hasBegun = false;
  private readonly max: number;

  constructor(private readonly options: MboxOptions) {
    this.max = options.maxMessageBytes ?? DEFAULT_MAX;
  }

  push(piece: Uint8Array): void {
    if (this.end === 0) {
      this.data = piece;
      this.end = piece.length;
      this.isForeign = true;
      return;
    }
    const left = this.end - this.start;
    if (this.isForeign || this.end + piece.length > this.data.length) {
      // Moved to the front of a buffer with room, so that every byte is moved a few times at most.
      const room = new Uint8Array(Math.max(2 * (left + piece.length), 64 * 1024));
      room.set(this.data.subarray(this.start, this.end));
      this.data = room;
      this.scanned -= this.start;
      this.start = 0;
      this.end = left;
      this.isForeign = false;
    }
    this.data.set(piece, this.end);
    this.end += piece.length;
  }

  *take(isLast: boolean): Generator<MboxMessage> {
    if (!this.hasBegun && !this.begin(isLast)) return;
    for (let next = this.nextSeparator(isLast); next !== -1; next = this.nextSeparator(isLast)) {
      yield* this.message(next);
      this.start = next;
      this.scanned = next;
      this.length = undefined;
      this.isCut = false;
    }
    if (isLast) yield* this.message(this.end);
    else if (this.end - this.start > this.max) this.cut();
  }

  /** Passes over a byte order mark and empty lines at the beginning. */
  private begin(isLast: boolean): boolean {
    if (this.end < 16 && !isLast) return false;
    if (this.data[0] === 0xef && this.data[1] === 0xbb && this.data[2] === 0xbf) this.start = 3;
    while (this.start < this.end && (this.data[this.start] === LF || this.data[this.start] === 13)) this.start += 1;
    this.scanned = this.start;
    this.hasBegun = true;
    return true;
  }

  /** Where the message behind this one begins; -1 when that is not known yet. */
  private nextSeparator(isLast: boolean): number {
    const { data, end } = this;
    const byLength = this.endByLength(isLast);
    if (byLength !== undefined) return byLength;
    for (let at = this.scanned; ; ) {
      const lineFeed = data.indexOf(LF, at);
      if (lineFeed === -1 || lineFeed >= end) {
        this.scanned = Math.max(at, end - 1);
        return -1;
      }
      const line = lineFeed + 1;
      if (end - line < SEPARATOR_LOOK_AHEAD && !isLast) {
        this.scanned = at;
        return -1;
      }
      if (isFrom(data, line) && line > this.start && this.isSeparator(line)) return line;
      at = line;
    }
  }

  private isSeparator(line: number): boolean {
    const { data, end } = this;
    return isSeparator(data, line, end) && (this.isAfterEmptyLine(line) || isBareSeparator(data, line, end));
  }

  private isAfterEmptyLine(line: number): boolean {
    const lineBreak = beforeLineBreak(this.data, line, this.start);
    return lineBreak > this.start && this.data[lineBreak - 1] === LF;
  }

  /** The end that Content-Length names, where a separator or the end of the file is; undefined to look for one. */
  private endByLength(isLast: boolean): number | undefined {
    if (this.length === 0) return undefined;
    if (this.length === undefined) {
      const found = this.readLength(isLast);
      if (found === undefined) return -1;
      this.length = found;
      if (found === 0) return undefined;
    }
    const target = this.start + this.length;
    if (this.end < target + SEPARATOR_LOOK_AHEAD && !isLast && this.end - this.start <= this.max) return -1;
    let at = target;
    while (at < Math.min(this.end, target + 4) && (this.data[at] === LF || this.data[at] === 13)) at += 1;
    const isEnd = target <= this.end && at >= this.end;
    if (isEnd && isLast) return -1;
    if (at > target - 1 && at < this.end && isFrom(this.data, at) && isSeparator(this.data, at, this.end)) return at;
    this.length = 0;
    return undefined;
  }

  /** Bytes from the separator to where Content-Length ends; 0 without one, undefined while the header is not there. */
  private readLength(isLast: boolean): number | undefined {
    const { data, start } = this;
    const limit = Math.min(this.end, start + 256 * 1024);
    let length = 0;
    for (let line = start; line < limit; ) {
      const next = data.indexOf(LF, line);
      if (next === -1 || next >= limit) break;
      if (next === line || (next === line + 1 && data[line] === 13))
        return length === 0 ? 0 : next + 1 - start + length;
      if ((data[line]! | 32) === 99 && next - line < 60) {
        const text = String.fromCharCode(...data.subarray(line, next));
        length = Number(/^content-length:\s*(\d{1,12})\s*$/i.exec(text)?.[1] ?? length);
      }
      line = next + 1;
    }
    return limit === this.end && !isLast ? undefined : 0;
  }

  private *message(end: number): Generator<MboxMessage> {
    const { data, start, options } = this;
    let body = start;
    let envelope = '';
    if (isFrom(data, start)) {
      const lineFeed = data.indexOf(LF, start);
      const lineEnd = lineFeed === -1 || lineFeed >= end ? end : lineFeed;
      envelope = envelopeOf(data, start, lineEnd);
      body = Math.min(end, lineEnd + 1);
    }
    if (end <= body || this.isCut) return;
    // The empty line before a separator belongs to it; a file may end with one, too.
    const last = beforeLineBreak(data, end, body);
    const raw = data.subarray(body, last > body && data[last - 1] === LF ? last : end);
    const isByLength = (this.length ?? 0) > 0;
    const dialect = options.dialect ?? 'mboxrd';
    const bytes = dialect === 'none' || isByLength ? raw.slice() : unquoteFrom(raw, dialect === 'mboxrd');
    if (bytes.length > this.max) this.report();
    yield { bytes: bytes.length > this.max ? bytes.slice(0, this.max) : bytes, envelope };
  }

  /** Lets go of a message that is too long; what follows is still read. */
  private cut(): void {
    if (!this.isCut) this.report();
    this.isCut = true;
    this.length = 0;
    this.start = Math.max(this.start, this.end - SEPARATOR_LOOK_AHEAD);
    this.scanned = Math.max(this.scanned, this.start);
  }

  private report(): void {
    this.options.onProblem?.({
      code: 'input/limit',
      message: `A message of more than ${this.max} bytes was left out or cut.`,
    });
  }
}

const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export interface MboxEntryOptions {
  /** Address of the sender for the separator; `MAILER-DAEMON` without one. */
  readonly sender?: string;
  /** `2026-11-18T08:30:00Z`, in UTC: when the message came. */
  readonly date?: string;
}

/**
 * One message as it stands in an mbox (mboxrd, RFC 4155): separator, message with its `From ` lines quoted, empty line.
 * Line breaks stay as they are, so that {@link splitMbox} gives the same bytes again; only a line break at the end that is
 * missing is added.
 */
export function mboxEntry(
  message: Uint8Array,
  { sender = '', date = '1970-01-01T00:00:00Z' }: MboxEntryOptions = {},
): Uint8Array {
  const quoted = quoteFrom(message);
  const lineFeed = message.indexOf(LF);
  const lineBreak = lineFeed > 0 && message[lineFeed - 1] === 13 ? '\r\n' : '\n';
  const isEnded = quoted.at(-1) === LF;
  const address = /^[\x21-\x7e]+$/.test(sender) ? sender : 'MAILER-DAEMON';
  const head = new TextEncoder().encode(`From ${address} ${asctime(date)}${lineBreak}`);
  const tail = new TextEncoder().encode(isEnded ? lineBreak : lineBreak + lineBreak);
  const entry = new Uint8Array(head.length + quoted.length + tail.length);
  entry.set(head);
  entry.set(quoted, head.length);
  entry.set(tail, head.length + quoted.length);
  return entry;
}

function asctime(date: string): string {
  const [, year = '1970', month = '01', day = '01', clock = '00:00:00'] =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(date) ?? [];
  const days = Math.floor(Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000);
  const weekday = DAYS[((days % 7) + 7) % 7];
  return `${weekday} ${MONTHS[Number(month) - 1]} ${String(Number(day)).padStart(2)} ${clock} ${year}`;
}
