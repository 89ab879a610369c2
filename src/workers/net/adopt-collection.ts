// A collection that came from a log, put in whole.
import { metaDocId, SETTINGS_ID } from '../../domain/collections/document-id.js';
import { type Along, commit, type DocumentWrite } from '../../store/commit.js';
import { dropCollection } from '../../store/drop-collection.js';
import { mergeStoreChanges, type StoreChange } from '../../store/store-change.js';
import type { KeptLog, KeptRecord, SavedCollection } from '../../sync/client/storage.js';
import type { Document } from '../../sync/document.js';
import { bytesToHex } from '../../sync/protocol/bytes.js';
import type { OpenDocument } from '../writer/document-pool.js';
import { touchedUids, type WriterContext } from '../writer/write-documents.js';
import { docIdOfShard } from './document-of-shard.js';
import { changeToSend, chunksOf, keysOf, localDocuments } from './keep-local.js';
import { logToRow, recordToRow } from './log-store.js';

/** Heads of a shard as the snapshot says them, sorted. */
function headsOf(heads: SavedCollection['heads'], shard: number): string {
  return heads
    .flatMap(([of, head]) => (of === shard ? [bytesToHex(head)] : []))
    .sort()
    .join();
}

/**
 * One turn of the writer. Settings of this device make room for the account's.
 *
 * @returns `undefined` when it is not what it says it is.
 */
export async function adoptCollection(
  context: WriterContext,
  log: KeptLog,
  { shards, heads }: Omit<SavedCollection, 'chunks'>,
  records: readonly KeptRecord[] = [],
): Promise<StoreChange | undefined> {
  const { db, pool, project, clock, actors } = context;
  const collectionId = log.collectionId!;
  const module = await pool.prepare();
  const actor = await actors.session();
  const isBound = (await db.logs.where('collectionId').equals(collectionId).count()) > 0;
  if (collectionId === SETTINGS_ID && !isBound) {
    pool.drop([metaDocId(SETTINGS_ID)]);
    await dropCollection(db, SETTINGS_ID);
  }
  /** Here from before, and in no log of this account: what the log lacks is still to be sent. */
  const isHere = !isBound && collectionId !== SETTINGS_ID && (await db.collections.get(collectionId)) !== undefined;
  const known = new Set((await keysOf(context, collectionId)).map(([docId]) => docId));
  const writes: DocumentWrite[] = [];
  const opened: string[] = [];
  /** New here, and open: what comes after it is applied to it. */
  const fresh: OpenDocument[] = [];
  let isIn = false;
  try {
    for (const { shard, bytes } of shards) {
      const docId = docIdOfShard(collectionId, shard);
      if (docId === undefined) return undefined;
      let own: Document | undefined;
      try {
        own = module.openDocument(isHere ? await actors.fresh() : actor, [{ kind: 'snapshot', bytes }]);
        if (own.heads().join() !== headsOf(heads, shard)) return undefined;
        const isNew = !known.has(docId);
        opened.push(docId);
        if (isNew && !isHere) fresh.push({ docId, document: own, size: bytes.length, nextSeq: 2 });
        const open = isNew ? undefined : await pool.open(docId);
        const changes = open === undefined ? own.read() : open.document.merge(bytes);
        const chunk = {
          docId,
          seq: open?.nextSeq ?? 1,
          time: clock.now(),
          uids: touchedUids(docId, changes.keys()),
          // Beside chunks that were here, it does not stand for those before it.
          kind: isNew || isHere ? 'snapshot' : 'change',
          data: bytes, // saved documents are compressed by Automerge: DEFLATE would take 1 % more off
          deflated: false,
        } as const;
        writes.push({ chunk, changes, local: false });
        const wanted = isHere ? open?.document.read() : undefined;
        const more = wanted && (await changeToSend(context, docId, { base: own, wanted, seq: chunk.seq + 1 }));
        if (more !== undefined) writes.push(more);
      } catch {
        return undefined;
      } finally {
        if (fresh.at(-1)?.document !== own) own?.free();
      }
    }
    const adopted = new Set(opened);
    const local = isHere ? await localDocuments(context, collectionId, adopted) : { writes: [], old: [] };
    writes.push(...local.writes);
    const old = [...local.old, ...(isHere ? await chunksOf(context, collectionId, adopted) : [])];
    const along: Along = {
      tables: [db.logs, db.records],
      async write() {
        await db.chunks.bulkDelete(old);
        await db.outbox.bulkDelete(old);
        await db.logs.put(logToRow(log));
        await db.records.bulkPut(records.map(recordToRow));
      },
    };
    const change = await commit(db, project, { writes, along });
    isIn = true;
    return mergeStoreChanges([change, { items: [], collections: true, settings: false }]);
  } finally {
    pool.drop(opened);
    for (const one of fresh) {
      if (isIn) pool.take(one);
      else one.document.free();
    }
    pool.trim();
  }
}
