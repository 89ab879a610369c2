// A relay that has lost something gets it back from its clients, word for word.
import { type Bytes, hexToBytes } from '../protocol/bytes.js';
import type { PlaceState } from '../protocol/fold-state.js';
import { MAX_FRAME_BYTES } from '../protocol/limits.js';
import type { LogRecord } from '../protocol/record.js';
import type { ClientContext } from './context.js';
import type { Log } from './log.js';
import { refusalOf } from './refusal.js';

/** Records in one message, and their bytes. */
const MOST_RECORDS = 256;
const MOST_BYTES = MAX_FRAME_BYTES / 2;

/**
 * Brings back what the relay has lost after record `from`.
 *
 * @returns whether it has taken it: not when it never lost it, or others came first.
 */
export async function bringBack(context: ClientContext, log: Log<PlaceState>, from: number): Promise<boolean> {
  const doc = hexToBytes(log.id) as Bytes;
  if (from > 0) await log.become('behind');
  let next = from + 1;
  while (next <= log.kept.seq) {
    const records: LogRecord[] = [];
    let bytes = 0;
    for (const { seq, ts, entry } of await context.store.records(log.id, next, MOST_RECORDS)) {
      // What was dropped here cannot be brought back from here.
      if (entry === undefined || (records.length > 0 && bytes + entry.length > MOST_BYTES)) break;
      records.push({ seq, ts, entry });
      bytes += entry.length;
    }
    if (records.length === 0) return false;
    try {
      await context.ask('resubmit', { doc, records });
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === undefined) throw error;
      // Others have written where this device has something else: two histories, and it keeps its own.
      if (refusal === 'CHAIN') await log.become('fork');
      return false;
    }
    next = records.at(-1)!.seq + 1;
  }
  return true;
}
