/** Reads little-endian values in order; behind the end, everything is `undefined` and stays so. */
export class ByteReader {
  at = 0;
  private readonly view: DataView;

  constructor(readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  u8(): number | undefined {
    return this.left < 1 ? this.end() : this.view.getUint8(this.move(1));
  }

  u16(): number | undefined {
    return this.left < 2 ? this.end() : this.view.getUint16(this.move(2), true);
  }

  u32(): number | undefined {
    return this.left < 4 ? this.end() : this.view.getUint32(this.move(4), true);
  }

  /** A view, not a copy; never more than there is. */
  take(length: number): Uint8Array | undefined {
    return length > this.left ? this.end() : this.bytes.subarray(this.at, this.move(length) + length);
  }

  /** To the next multiple of four, counted from the beginning. */
  align(): void {
    this.at = Math.min(this.bytes.length, (this.at + 3) & ~3);
  }

  private move(length: number): number {
    this.at += length;
    return this.at - length;
  }

  private end(): undefined {
    this.at = this.bytes.length;
    return undefined;
  }
}
