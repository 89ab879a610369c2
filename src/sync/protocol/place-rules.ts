// Rules that hold in every log: place, time, counters, and what was seen.

import { snapshotSchema } from './bodies.js';
import { bytesToHex, isSame } from './bytes.js';
import type { Entry, Header } from './entry.js';
import { entryTypes } from './entry-types.js';
import { type Place, type PlaceState, refuse } from './fold-state.js';
import { decodeAs } from './schema.js';

/** Before the first record of a log. */
export const EMPTY_PLACE: PlaceState = { seq: 0, ts: 0, counters: {} };

/** How a device's counter stands to its last one. */
export function counterState(state: PlaceState, { deviceId, n }: Header): 'next' | 'used' | 'gap' {
  const last = state.counters[bytesToHex(deviceId)] ?? 0;
  if (n <= last) return 'used';
  return n === last + 1 ? 'next' : 'gap';
}

/**
 * The record follows the last one, and the device's counter its own last one. Comes before every other rule, so that an
 * entry that was sent twice is told from one that came too late.
 */
export function checkPlace(state: PlaceState, { header }: Entry, { seq, ts }: Place): void {
  if (seq !== state.seq + 1) refuse('CHAIN', `record ${seq} after ${state.seq}`);
  if (ts < state.ts) refuse('CHAIN', 'time runs backwards');
  const counter = counterState(state, header);
  if (counter === 'used') refuse('DUP_OLD', `counter ${header.n} was used`);
  if (counter === 'gap') refuse('GAP', `counter ${header.n} skips one`);
}

/** What the author says to have seen is in this chain: an entry never crosses from one branch to another. */
export function checkSees({ header: { sees } }: Entry, place: Place): void {
  const [seq, hash] = sees;
  if (!isThere(place, seq, hash)) refuse('SEES_UNKNOWN', `another record ${seq}`);
}

/** Whether an earlier record of this log has this hash; before the first there are zeros. */
export function isThere(place: Place, seq: number, hash: Uint8Array): boolean {
  const there = seq === 0 ? new Uint8Array(32) : place.hashAt(seq);
  return there !== undefined && isSame(there, hash);
}

/** @returns The state's place after an entry. */
export function movePlace(state: PlaceState, { header }: Entry, { seq, ts }: Place): PlaceState {
  return { seq, ts, counters: { ...state.counters, [bytesToHex(header.deviceId)]: header.n } };
}

/** The earlier records whose hashes a fold of this entry asks for. Never throws. */
export function placesNamed({ header, body }: Entry): readonly number[] {
  const seen = header.sees[0];
  if (header.type !== entryTypes.snapshot) return [seen];
  try {
    return [seen, decodeAs(snapshotSchema, body).upTo];
  } catch {
    return [seen];
  }
}
