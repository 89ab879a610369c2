// A segment: words in their order with the messages they are in, in parts of some 32 kB; positions in parts of their own, as
// only phrases ask for them.
//
// Part of words: for each word the letters it shares with the one before, the rest of it, the length of its messages, these
// (distance to the one before × 2, + 1 when a byte with the fields follows: without it it is in the body alone), the length
// of its positions. Part of positions: for each word, for each message, the one position × 2 + 1, or the length of its positions × 2
// and these (distances).
import { BODY } from '../../../domain/mail/search/search-query.js';
import { ByteCursor, ByteWriter } from './bytes.js';

/** Octets of a part, about. */
const PART = 32 * 1024;

const decoder = new TextDecoder();

/** One message of a word. */
export interface Posting {
  email: number;
  /** Fields of it, as bits. */
  fields: number;
  /** Number of the word in the message where it is there once; else 0. */
  only: number;
  /** Where it is there more than once its numbers, rising; encoded. */
  positions: Uint8Array;
}

export interface SegmentPart {
  /** First word. */
  readonly start: string;
  readonly terms: Uint8Array<ArrayBuffer>;
  readonly positions: Uint8Array<ArrayBuffer>;
}

/** Takes words in their order, with messages in theirs, and gives parts. */
export class SegmentWriter {
  private readonly terms = new ByteWriter(2 * PART);
  private readonly positions = new ByteWriter(4 * PART);
  private readonly docs = new ByteWriter();
  private readonly encoded = new ByteWriter();
  private start: string | undefined;
  private last = '';
  private lastEmail = 0;
  private positionsFrom = 0;

  constructor(private readonly take: (part: SegmentPart) => void) {}

  /** The next message of the word, from positions that are not encoded yet: `[from, to)` of `all`, rising. */
  message(email: number, fields: number, all: readonly number[], from: number, to: number): void {
    this.doc(email, fields);
    if (to - from === 1) {
      this.positions.varint(all[from]! * 2 + 1);
      return;
    }
    const { encoded } = this;
    encoded.clear();
    let last = 0;
    for (let at = from; at < to; at += 1) {
      encoded.varint(all[at]! - last);
      last = all[at]!;
    }
    this.positions.varint(encoded.length * 2);
    this.positions.bytes(encoded.view());
  }

  private doc(email: number, fields: number): void {
    const isBody = fields === BODY;
    this.docs.varint((email - this.lastEmail) * 2 + (isBody ? 0 : 1));
    if (!isBody) this.docs.byte(fields);
    this.lastEmail = email;
  }

  posting({ email, fields, only, positions }: Posting): void {
    this.doc(email, fields);
    if (only !== 0) this.positions.varint(only * 2 + 1);
    else {
      this.positions.varint(positions.length * 2);
      this.positions.bytes(positions);
    }
  }

  /** Ends a word whose postings were given. */
  word(word: string): void {
    if (this.docs.length === 0) return;
    const previous = this.start === undefined ? '' : this.last;
    this.start ??= word;
    let shared = 0;
    while (shared < previous.length && shared < word.length && previous[shared] === word[shared]) shared += 1;
    this.terms.varint(shared);
    this.terms.text(word.slice(shared));
    this.terms.varint(this.docs.length);
    this.terms.bytes(this.docs.view());
    this.terms.varint(this.positions.length - this.positionsFrom);
    this.docs.clear();
    this.last = word;
    this.lastEmail = 0;
    this.positionsFrom = this.positions.length;
    if (this.terms.length + this.positions.length / 2 >= PART) this.end();
  }

  /** Ends the part. */
  end(): void {
    if (this.start === undefined) return;
    this.take({ start: this.start, terms: this.terms.take(), positions: this.positions.take() });
    this.start = undefined;
    this.terms.clear();
    this.positions.clear();
    this.positionsFrom = 0;
  }
}

/** A word of a part, and where its messages and positions are. */
export interface PartWord {
  readonly word: string;
  readonly docs: readonly [number, number];
  readonly positions: readonly [number, number];
}

/** All words of a part, in order. */
export function wordsOfPart(terms: Uint8Array): PartWord[] {
  const cursor = new ByteCursor(terms);
  const words: PartWord[] = [];
  let last = '';
  let position = 0;
  while (!cursor.isDone) {
    const shared = cursor.varint();
    const length = cursor.varint();
    const word = last.slice(0, shared) + textOf(terms, cursor.at, length);
    cursor.at += length;
    const docsLength = cursor.varint();
    const docs = [cursor.at, cursor.at + docsLength] as const;
    cursor.at += docsLength;
    const positionsLength = cursor.varint();
    words.push({ word, docs, positions: [position, position + positionsLength] });
    position += positionsLength;
    last = word;
  }
  return words;
}

function textOf(bytes: Uint8Array, from: number, length: number): string {
  let text = '';
  for (let at = from; at < from + length; at += 1) {
    const byte = bytes[at]!;
    if (byte > 127) return decoder.decode(bytes.subarray(from, from + length));
    text += String.fromCharCode(byte);
  }
  return text;
}

/** Messages of a word, rising, each once; the same arrays for one word after the other, as searches read thousands. */
export class PostingBuffer {
  emails = new Uint32Array(1024);
  /** Fields of each, as bits. */
  fields = new Uint8Array(1024);
  length = 0;

  /** Octets are read one by one here, not by a cursor: this is most of what a search for a frequent word takes. */
  read(terms: Uint8Array, { docs: [from, to] }: PartWord): void {
    // A message takes an octet at least.
    if (to - from > this.emails.length) {
      this.emails = new Uint32Array(2 * (to - from));
      this.fields = new Uint8Array(2 * (to - from));
    }
    const { emails, fields } = this;
    let email = 0;
    let count = 0;
    for (let at = from; at < to; ) {
      let step = terms[at++]!;
      if (step > 127) {
        step &= 127;
        for (let shift = 7; shift < 32; shift += 7) {
          const byte = terms[at++] ?? 0;
          step |= (byte & 127) << shift;
          if (byte < 128) break;
        }
      }
      email += step >>> 1;
      emails[count] = email;
      fields[count] = (step & 1) === 0 ? BODY : (terms[at++] ?? 0);
      count += 1;
    }
    this.length = count;
  }
}

/** The same with positions, still encoded. */
export function* postingsOf(terms: Uint8Array, positions: Uint8Array, word: PartWord): Generator<Posting> {
  const cursor = new ByteCursor(terms, word.docs[0], word.docs[1]);
  const places = new ByteCursor(positions, word.positions[0], word.positions[1]);
  let email = 0;
  while (!cursor.isDone) {
    const step = cursor.varint();
    email += step >>> 1;
    const fields = (step & 1) === 0 ? BODY : cursor.byte();
    const place = places.varint();
    const length = (place & 1) === 1 ? 0 : place >>> 1;
    const only = (place & 1) === 1 ? place >>> 1 : 0;
    yield { email, fields, only, positions: positions.subarray(places.at, places.at + length) };
    places.at += length;
  }
}

/** Positions by message: of the one at index i those from `starts[i]` to `starts[i + 1]` of `values`, rising. */
export interface Places {
  readonly starts: Uint32Array;
  readonly values: Uint16Array;
}

/**
 * Where a word stands in some of its messages.
 *
 * @param messages - Those of the word.
 * @param wanted - Numbers of messages, rising; what is returned is in their order.
 * @param before - If given, places right behind one of these alone.
 * @param once - The first place of each message is enough.
 */
export function placesIn(
  positions: Uint8Array,
  word: PartWord,
  messages: PostingBuffer,
  wanted: Uint32Array,
  before?: Places,
  once = false,
): Places {
  const starts = new Uint32Array(wanted.length + 1);
  // A position takes an octet at least.
  const values = new Uint16Array(word.positions[1] - word.positions[0]);
  const cursor = new ByteCursor(positions, word.positions[0], word.positions[1]);
  const { emails, length } = messages;
  let count = 0;
  let next = 0;
  for (let index = 0; index < length; index += 1) {
    const email = emails[index]!;
    while (next < wanted.length && wanted[next]! < email) starts[++next] = count;
    if (next === wanted.length) break;
    const place = cursor.varint();
    const isOne = (place & 1) === 1;
    const end = isOne ? cursor.at : cursor.at + (place >>> 1);
    if (wanted[next] === email) {
      let earlier = before?.starts[next] ?? 0;
      const last = before?.starts[next + 1] ?? 0;
      let position = isOne ? place >>> 1 : cursor.varint();
      for (;;) {
        while (earlier < last && before!.values[earlier]! < position - 1) earlier += 1;
        if (before === undefined || (earlier < last && before.values[earlier] === position - 1)) {
          values[count++] = position;
          if (once) break;
        } else if (earlier === last) break;
        if (cursor.at >= end) break;
        position += cursor.varint();
      }
    }
    cursor.at = end;
  }
  while (next < wanted.length) starts[++next] = count;
  return { starts, values };
}
