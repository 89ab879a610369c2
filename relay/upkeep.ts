import type { Log } from '../server/log.js';
import { snapshotSchema } from '../src/sync/protocol/bodies.js';
import { isTrusted } from '../src/sync/protocol/document-content.js';
import { readEntry } from '../src/sync/protocol/entry.js';
import { decodeAs } from '../src/sync/protocol/schema.js';
import type { LogBook } from './logs/log-book.js';
import { isAccountLog } from './logs/log-state.js';
import type { RelayStore } from './store/store.js';

const DAY_MS = 86_400_000;
/** How long the hash of a purged entry is kept, in days. */
const SKELETON_DAYS = 90;
const STEP = 50;

export interface UpkeepResult {
  readonly purged: number;
  readonly blobs: number;
}

/**
 * Drops what nobody can need any more: bodies of content that a snapshot has covered for `keepDays` (never fewer than
 * 35), blobs that no entry names, and uploads nobody went on with. Membership and snapshot entries are kept for ever.
 */
export async function runUpkeep(options: {
  readonly store: RelayStore;
  readonly book: LogBook;
  readonly now: () => number;
  readonly keepDays: number;
  readonly log: Log;
}): Promise<UpkeepResult> {
  const { store, book, now, log } = options;
  const before = now() - Math.max(35, options.keepDays) * DAY_MS;
  const forgetBefore = now() - Math.max(SKELETON_DAYS, options.keepDays) * DAY_MS;
  let purged = 0;
  for (let after = ''; ; ) {
    const found = await store.compactable(before, after, STEP);
    for (const { doc, snapshot } of found) {
      purged += await compact(doc, snapshot);
      after = doc;
    }
    if (found.length < STEP) break;
    await new Promise((turn) => setImmediate(turn));
  }
  let blobs = 0;
  for (;;) {
    const found = await store.unreferenced(before, STEP);
    for (const { id } of found) await store.removeBlob(id);
    blobs += found.length;
    if (found.length < STEP) break;
  }
  await store.blobs.dropUnfinished(now() - 7 * DAY_MS);
  if (purged + blobs > 0) log('info', 'upkeep', { purged, blobs });
  return { purged, blobs };

  async function compact(doc: string, snapshot: number): Promise<number> {
    const { state } = await book.log(doc);
    if (state === undefined || isAccountLog(state)) return 0;
    // A snapshot that devices would not begin from covers nothing. Older ones have been judged while they were the newest.
    const judged = state.snapshots.find(({ seq }) => seq === snapshot);
    if (judged !== undefined && !isTrusted(judged)) return 0;
    const { records } = await store.read(doc, snapshot, { bytes: 1, records: 1 });
    const bytes = records[0]?.seq === snapshot ? records[0].entry : undefined;
    if (bytes === undefined) return 0;
    const { upTo } = decodeAs(snapshotSchema, readEntry(bytes).body);
    const count = await store.purge(doc, { snapshot, upTo, before });
    await store.forget(doc, upTo, forgetBefore);
    return count;
  }
}
