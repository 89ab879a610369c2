// Numbers in as few bytes as they need: seven bits each, the last one without its eighth.

const encoder = new TextEncoder();

/** Bytes that grow. */
export class ByteWriter {
  private data: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(room = 1024) {
    this.data = new Uint8Array(room);
  }

  varint(value: number): void {
    this.reserve(6);
    let left = value;
    while (left > 127) {
      this.data[this.length++] = (left & 127) | 128;
      left >>>= 7;
    }
    this.data[this.length++] = left;
  }

  byte(value: number): void {
    this.reserve(1);
    this.data[this.length++] = value;
  }

  bytes(values: Uint8Array): void {
    this.reserve(values.length);
    this.data.set(values, this.length);
    this.length += values.length;
  }

  /** UTF-8 behind its length. Words are ASCII mostly: `encode` for each costs more than all else of an index. */
  text(value: string): void {
    const { length } = value;
    const before = this.length;
    this.varint(length);
    this.reserve(length);
    for (let at = 0; at < length; at += 1) {
      const code = value.charCodeAt(at);
      if (code > 127) {
        this.length = before;
        const encoded = encoder.encode(value);
        this.varint(encoded.length);
        this.bytes(encoded);
        return;
      }
      this.data[this.length++] = code;
    }
  }

  /** A copy. */
  take(): Uint8Array<ArrayBuffer> {
    return this.data.slice(0, this.length);
  }

  /** What was written since the last `clear`, valid until the next write. */
  view(): Uint8Array {
    return this.data.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.data.length) return;
    const room = new Uint8Array(Math.max(2 * this.data.length, this.length + more));
    room.set(this.data.subarray(0, this.length));
    this.data = room;
  }
}

/** Reads what {@link ByteWriter} wrote. Beyond the end everything is 0. */
export class ByteCursor {
  constructor(
    readonly data: Uint8Array,
    public at = 0,
    readonly end = data.length,
  ) {}

  get isDone(): boolean {
    return this.at >= this.end;
  }

  /** Short, as most numbers are of one octet: engines put it where it is called. */
  varint(): number {
    const first = this.data[this.at++] ?? 0;
    return first < 128 ? first : this.rest(first & 127);
  }

  private rest(first: number): number {
    let value = first;
    for (let shift = 7; shift < 32; shift += 7) {
      const byte = this.data[this.at++] ?? 0;
      value |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    return value >>> 0;
  }

  byte(): number {
    return this.data[this.at++] ?? 0;
  }
}
