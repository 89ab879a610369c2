// Takes the bytes of a message apart into parts (RFC 2046 §5.1) in one pass, without decoding anything.

import type { MailHeader, PartRange } from '../../domain/mail/message.js';
import { readContentType } from './content-fields.js';
import type { MailLimits } from './limits.js';
import type { Parameters } from './parameters.js';
import { MailProblems } from './problems.js';
import { type LineEnd, lineEndOf, nextLine, readHeader } from './read-header.js';

const LF = 10;
const CR = 13;
const DASH = 45;
const SPACE = 32;
const TAB = 9;

const NO_PARTS = 'A multipart has no parts.';

/** A part as it stands in the bytes. */
export interface Slice {
  readonly headers: readonly MailHeader[];
  readonly contentType: Parameters;
  readonly range: PartRange;
  /** Null for what is no multipart, or was not taken apart. */
  readonly children: readonly Slice[] | null;
}

export interface SlicedMessage {
  readonly root: Slice;
  readonly problems: MailProblems;
}

interface OpenSlice {
  headers: readonly MailHeader[];
  contentType: Parameters;
  range: { start: number; body: number; end: number };
  children: OpenSlice[] | null;
}

/** A multipart whose end has not come yet. */
interface Frame {
  readonly part: OpenSlice;
  readonly boundary: Uint8Array;
  /** The child that is open, if any. */
  child: OpenSlice | undefined;
}

interface Match {
  readonly level: number;
  readonly closes: boolean;
}

/**
 * The tree of parts with exact byte ranges. Never throws; time is linear in the bytes times the depth.
 *
 * A boundary is looked for among all multiparts that are open, the innermost first, so that a missing end boundary costs
 * one part and not the rest (MF2). Encapsulated messages are not taken apart: they are messages of their own.
 */
export function sliceMessage(bytes: Uint8Array, limits: MailLimits): SlicedMessage {
  const problems = new MailProblems();
  return { root: new Slicer(bytes, limits, problems).slice(), problems };
}

class Slicer {
  private readonly frames: Frame[] = [];
  private readonly lineEnd: LineEnd;
  private readonly end: number;
  private count = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly limits: MailLimits,
    private readonly problems: MailProblems,
  ) {
    this.lineEnd = lineEndOf(bytes);
    this.end = bytes.length;
  }

  slice(): Slice {
    const root = this.open(afterEnvelopeLine(this.bytes, this.lineEnd), 'text/plain');
    let at = root.range.body;
    while (this.frames.length > 0) {
      const line = this.nextDelimiterLine(at);
      if (line === -1) break;
      const match = this.match(line);
      if (!match) {
        at = line + 2;
        continue;
      }
      const frame = this.endParts(match.level, line);
      const after = nextLine(this.bytes, line, this.end, this.lineEnd);
      at = after;
      if (match.closes) {
        if (frame.part.children?.length === 0) this.problems.add('mail/syntax', NO_PARTS, line);
        this.frames.length = match.level;
        continue;
      }
      // Nothing follows: a boundary at the very end, whose dashes are missing, begins no part.
      if (after >= this.end && frame.part.children?.length) break;
      const isDigest = frame.part.contentType.value === 'multipart/digest';
      if (this.count >= this.limits.maxParts - 1) {
        this.takeRest(frame, after);
        break;
      }
      frame.child = this.open(after, isDigest ? 'message/rfc822' : 'text/plain', frame);
      at = frame.child.range.body;
    }
    this.endAll();
    return root;
  }

  private open(start: number, byDefault: string, parent?: Frame): OpenSlice {
    this.count += 1;
    const { headers, body } = readHeader(
      this.bytes,
      start,
      this.end,
      this.lineEnd,
      this.limits,
      this.problems,
      (line) => this.match(line) !== undefined,
    );
    const contentType = readContentType(headers, byDefault);
    const part: OpenSlice = { headers, contentType, range: { start, body, end: this.end }, children: null };
    parent?.part.children?.push(part);
    if (contentType.value.startsWith('multipart/')) this.openMultipart(part);
    return part;
  }

  private openMultipart(part: OpenSlice): void {
    const boundary = (part.contentType.params.boundary ?? '').trimEnd();
    if (boundary === '') {
      this.problems.add('mail/syntax', 'A multipart names no boundary.', part.range.start);
    } else if (this.frames.length >= this.limits.maxDepth) {
      this.problems.add('input/limit', 'Parts in parts too deep to be taken apart.', part.range.start);
    } else {
      part.children = [];
      this.frames.push({ part, boundary: new TextEncoder().encode(boundary), child: undefined });
    }
  }

  /** Where the next line that begins with two dashes begins, or -1. */
  private nextDelimiterLine(from: number): number {
    const { bytes, end } = this;
    let at = from;
    while (at < end) {
      at = bytes.indexOf(DASH, at);
      if (at === -1) return -1;
      const before = at === 0 ? LF : bytes[at - 1];
      if (bytes[at + 1] === DASH && (before === this.lineEnd || before === LF)) return at;
      do at += 1;
      while (at < end && bytes[at] === DASH);
    }
    return -1;
  }

  /** The multipart this line delimits: a line that is the boundary, else the longest boundary it begins with. */
  private match(line: number): Match | undefined {
    let longest: Match | undefined;
    let length = 0;
    for (let level = this.frames.length - 1; level >= 0; level -= 1) {
      const { boundary } = this.frames[level]!;
      if (!this.hasAt(boundary, line + 2)) continue;
      const behind = line + 2 + boundary.length;
      if (this.isBlankFrom(behind)) return { level, closes: false };
      const closes = this.bytes[behind] === DASH && this.bytes[behind + 1] === DASH;
      if (closes && this.isBlankFrom(behind + 2)) return { level, closes };
      if (boundary.length > length) longest = { level, closes };
      length = Math.max(length, boundary.length);
    }
    return longest;
  }

  private hasAt(boundary: Uint8Array, at: number): boolean {
    if (at + boundary.length > this.end) return false;
    for (let index = boundary.length - 1; index >= 0; index -= 1) {
      if (this.bytes[at + index] !== boundary[index]) return false;
    }
    return true;
  }

  private isBlankFrom(from: number): boolean {
    for (let at = from; at < this.end; at += 1) {
      const byte = this.bytes[at];
      if (byte === LF || byte === this.lineEnd) return true;
      if (byte !== SPACE && byte !== TAB && byte !== CR) return false;
    }
    return true;
  }

  /** Ends what is open inside the multipart at `level`, before the boundary in `line`. */
  private endParts(level: number, line: number): Frame {
    const end = this.beforeLineEnd(line);
    if (level < this.frames.length - 1) {
      this.problems.add('mail/syntax', 'The end of a multipart is missing.', line);
    }
    for (let index = this.frames.length - 1; index >= level; index -= 1) {
      const { child } = this.frames[index]!;
      if (child) child.range.end = Math.max(child.range.body, end);
    }
    this.frames.length = level + 1;
    const frame = this.frames[level]!;
    frame.child = undefined;
    return frame;
  }

  private beforeLineEnd(line: number): number {
    const at = line > 0 && (this.bytes[line - 1] === LF || this.bytes[line - 1] === this.lineEnd) ? line - 1 : line;
    return at < line && this.bytes[at] === LF && at > 0 && this.bytes[at - 1] === CR ? at - 1 : at;
  }

  /** Everything from here on, undivided: it can still be saved. */
  private takeRest(frame: Frame, start: number): void {
    this.count += 1;
    this.problems.add('input/limit', `More than ${this.limits.maxParts} parts: the rest is kept in one piece.`, start);
    frame.part.children?.push({
      headers: [],
      contentType: readContentType([], 'application/octet-stream'),
      range: { start, body: start, end: this.end },
      children: null,
    });
    this.frames.length = 0;
  }

  private endAll(): void {
    if (this.frames.length === 0) return;
    const whole = this.frames.some(({ part }) => part.children?.length);
    this.problems.add(
      whole ? 'input/truncated' : 'mail/syntax',
      whole ? 'The message ends in the middle of a multipart.' : NO_PARTS,
      this.end,
    );
  }
}

/** mbox's `From ` line, which some programs leave before a message they save. */
function afterEnvelopeLine(bytes: Uint8Array, lineEnd: LineEnd): number {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const quoted = bytes[start] === 62 ? 1 : 0;
  const word = 'From ';
  for (let index = 0; index < word.length; index += 1) {
    if (bytes[start + quoted + index] !== word.charCodeAt(index)) return start;
  }
  return nextLine(bytes, start, bytes.length, lineEnd);
}
