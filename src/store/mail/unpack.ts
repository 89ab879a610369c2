// Small deflated records, many at a time: a stream for each would take several times as long as to unpack it.
import { inflateSync } from 'fflate';
import { inflate } from '../deflate.js';

/** Octets, packed, up to which it is done at once. */
const SMALL = 64 * 1024;

/** What `deflate` gave. */
export interface Packed {
  readonly data: Uint8Array;
  readonly deflated: boolean;
  /** Octets, unpacked. */
  readonly size: number;
}

/** @throws when it is broken */
export async function unpack(packed: Packed): Promise<Uint8Array> {
  const { data, deflated, size } = packed;
  if (!deflated) return data;
  return data.length > SMALL ? inflate(packed) : inflateSync(data, { out: new Uint8Array(size) });
}
