import { createHash } from 'node:crypto';
import type { Log } from '../server/log.js';
import { isSame } from '../src/sync/protocol/bytes.js';
import { chainHash } from '../src/sync/protocol/record.js';
import type { RelayStore } from './store/store.js';

/** Where the last look ended: the next one goes on from there. */
const PLACE = 'scrub-place';
const STEP = 500;
const BLOB_STEP = 1_048_576;

export interface ScrubResult {
  readonly documents: number;
  readonly blobs: number;
  /** What is not as it was written. Devices notice by themselves: nothing of it passes for valid. */
  readonly broken: number;
}

interface ScrubOptions {
  readonly store: RelayStore;
  /** Part of all documents, and of all blobs, that is looked at. */
  readonly share: number;
  readonly log: Log;
}

/** Whether a document's records are as they were chained. What was compacted away leaves its hash, later a gap. */
async function isWhole(store: RelayStore, doc: string): Promise<boolean> {
  const head = await store.head(doc);
  let before: { seq: number; h: Uint8Array } = { seq: 0, h: new Uint8Array(32) };
  for (let from = 1; ; from = before.seq + 1) {
    const { records } = await store.read(doc, from, { bytes: 1_000_000, records: 500 });
    for (const { seq, ts, entry, entryHash, h } of records) {
      if (entry !== undefined && !isSame(createHash('sha256').update(entry).digest(), entryHash)) return false;
      if (seq === before.seq + 1 && !isSame(chainHash(before.h, seq, ts, entryHash), h)) return false;
      before = { seq, h };
    }
    if (records.length === 0) break;
    await new Promise((turn) => setImmediate(turn));
  }
  // What came while it was looked at makes it longer, never another.
  return head === undefined || before.seq >= head.seq;
}

async function isBlobWhole({ blobs }: RelayStore, id: string, size: number): Promise<boolean> {
  const hash = createHash('sha256');
  for (let at = 0; at < size; at += BLOB_STEP) {
    const bytes = await blobs.get(id, at, BLOB_STEP);
    if (bytes === undefined) return false;
    hash.update(bytes);
  }
  return hash.digest('hex') === id;
}

/** Looks through a part of what is kept, and goes on the next time: bits that have turned are found before they are needed. */
export async function scrub({ store, share, log }: ScrubOptions): Promise<ScrubResult> {
  const kept = await store.value(PLACE);
  const place = (kept ? JSON.parse(Buffer.from(kept).toString()) : {}) as { doc?: string; blob?: string };
  const look = async (
    after: string,
    list: (after: string, limit: number) => Promise<readonly { readonly id: string; readonly all: number }[]>,
    isRight: (id: string) => Promise<boolean>,
  ) => {
    let at = after;
    let seen = 0;
    let broken = 0;
    for (let most = 1; seen < most; ) {
      const found = await list(at, STEP);
      if (found.length === 0) return { at: '', seen, broken };
      most = Math.max(1, Math.ceil((found[0]?.all ?? 0) * share));
      for (const { id } of found.slice(0, most - seen)) {
        if (!(await isRight(id))) broken++;
        at = id;
        seen++;
      }
    }
    return { at, seen, broken };
  };
  const documents = await look(place.doc ?? '', store.documentsAfter, (id) => isWhole(store, id));
  const blobs = await look(place.blob ?? '', store.blobsAfter, async (id) => {
    const size = await store.blobs.size(id);
    return size !== undefined && isBlobWhole(store, id, size);
  });
  await store.setValue(PLACE, Buffer.from(JSON.stringify({ doc: documents.at, blob: blobs.at })));
  const broken = documents.broken + blobs.broken;
  // Which ones is not said: ids of people's documents stand in no log.
  if (broken > 0) log('error', 'broken', { documents: documents.broken, blobs: blobs.broken });
  return { documents: documents.seen, blobs: blobs.seen, broken };
}
