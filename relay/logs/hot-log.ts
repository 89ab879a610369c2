import { EMPTY_CHAIN } from '../../src/sync/protocol/record.js';
import type { RelayStore } from '../store/store.js';
import { decodeState, type LogState } from './log-state.js';

/** Hashes of so many last records are kept in memory: what entries say to have seen is nearly always among them. */
const HASHES_KEPT = 256;

/** A log in memory. `state`, `hash` are what the next entry follows; `durable` is what others may see. */
export interface HotLog {
  readonly id: string;
  state: LogState | undefined;
  hash: Uint8Array;
  durable: { seq: number; ts: number; hash: Uint8Array; snapshot: number };
  readonly hashes: Map<number, Uint8Array>;
  /** Entries that are decided and not yet durable, by device and counter. */
  readonly pending: Map<string, { readonly entryHash: Uint8Array; readonly done: Promise<unknown> }>;
  /** A write failed: what is in memory is no longer what is on the disk. */
  isVoid: boolean;
}

export function rememberHash(log: HotLog, seq: number, hash: Uint8Array): void {
  log.hashes.set(seq, hash);
  log.hashes.delete(seq - HASHES_KEPT);
}

/** @returns The log as the store has it; one without a state when it has not begun. */
export async function loadLog(store: RelayStore, id: string): Promise<HotLog> {
  // Both are asked for whether there is such a log or not: whoever tries ids learns nothing from the time it takes.
  const [head, counters] = await Promise.all([store.head(id), store.counters(id)]);
  const state = head && decodeState(head, counters);
  const hash = head?.h ?? EMPTY_CHAIN.hash;
  const durable = { seq: head?.seq ?? 0, ts: head?.ts ?? 0, hash, snapshot: head?.snapshot ?? 0 };
  return { id, state, hash, durable, hashes: new Map(), pending: new Map(), isVoid: false };
}
