// Documents as they lie on the disk: the only file besides commit.ts and import-batch.ts that touches `chunks`.
import { placeOfDocument } from '../domain/collections/document-id.js';
import type { AppDatabase, BinaryChunk, ChunkRecord, PendingChunk } from './database.js';
import { textsOfPending } from './texts.js';

type Key = [string, number];
const LAST = Number.MAX_SAFE_INTEGER;

/** A pending chunk that has got its encoding. */
export interface EncodedChunk {
  readonly docId: string;
  readonly seq: number;
  readonly data: Uint8Array;
  readonly deflated: boolean;
}

export interface DocumentStore {
  /** In order. */
  read(docId: string): Promise<ChunkRecord[]>;
  chunk(docId: string, seq: number): Promise<ChunkRecord | undefined>;
  /** Number of a document's last chunk; 0 when it has none. */
  lastSeq(docId: string): Promise<number>;
  docIds(): Promise<string[]>;
  /** Documents with a change that Automerge has not seen yet. */
  pendingDocIds(): Promise<string[]>;
  /** Puts encodings in the place of pending chunks; a chunk that was encoded meanwhile is left. */
  replacePending(encoded: readonly EncodedChunk[]): Promise<void>;
  /**
   * Adds a snapshot and drops the data it covers, but for what a relay has not got yet. Not while something waits in a
   * collection that has a log: what is in a snapshot cannot be taken out again (docs/decisions/0010).
   *
   * @returns whether it was added.
   */
  addSnapshot(chunk: BinaryChunk): Promise<boolean>;
  /** Chunks of an import, in order of document and number. */
  readImport(importId: string): Promise<ChunkRecord[]>;
  /** Whether a shard's items changed after a moment, by what was written here. */
  changedSince(docId: string, time: number): Promise<boolean>;
}

export function createDocumentStore(db: AppDatabase): DocumentStore {
  const ofDocument = (docId: string) => db.chunks.where('[docId+seq]').between([docId, 0], [docId, LAST]);

  return {
    read: (docId) => ofDocument(docId).toArray(),
    chunk: (docId, seq) => db.chunks.get([docId, seq]),
    lastSeq: async (docId) =>
      ((await ofDocument(docId).reverse().limit(1).primaryKeys())[0] as Key | undefined)?.[1] ?? 0,
    async docIds() {
      const keys = (await db.chunks.toCollection().primaryKeys()) as Key[];
      return [...new Set(keys.map(([docId]) => docId))];
    },
    async pendingDocIds() {
      // Imports, new collections and edits made before Automerge was there: all have an import id.
      const docIds = new Set<string>();
      await db.chunks
        .where('importId')
        .above('')
        .each((chunk) => {
          if (chunk.kind === 'pending') docIds.add(chunk.docId);
        });
      return [...docIds];
    },
    replacePending: (encoded) =>
      db.transaction('rw', db.chunks, db.texts, async () => {
        for (const { docId, seq, data, deflated } of encoded) {
          const chunk = await db.chunks.get([docId, seq]);
          if (chunk?.kind !== 'pending') continue;
          const texts = textsOfPending(chunk);
          if (texts !== undefined && (await db.texts.get([texts.collectionId, texts.shard])) === undefined)
            await db.texts.add(texts);
          const { actor: _actor, keys: _keys, values: _values, ...rest } = chunk satisfies PendingChunk;
          await db.chunks.put({ ...rest, kind: 'change', data, deflated });
        }
      }),
    addSnapshot: (chunk) =>
      db.transaction('rw', db.chunks, db.outbox, db.logs, async () => {
        const waiting = new Set(
          (
            (await db.outbox.where('[docId+seq]').between([chunk.docId, 0], [chunk.docId, LAST]).primaryKeys()) as Key[]
          ).map(([, seq]) => seq),
        );
        const { collectionId } = placeOfDocument(chunk.docId);
        if (waiting.size > 0 && (await db.logs.where('collectionId').equals(collectionId).count()) > 0) return false;
        await db.chunks.add(chunk);
        await ofDocument(chunk.docId).modify((old) => {
          if (old.kind !== 'pending' && old.seq < chunk.seq && !waiting.has(old.seq)) delete old.data;
        });
        return true;
      }),
    readImport: (importId) => db.chunks.where('importId').equals(importId).sortBy('seq'),
    changedSince: async (docId, time) =>
      (await ofDocument(docId)
        .filter((chunk) => chunk.kind !== 'snapshot' && chunk.time > time)
        .count()) > 0,
  };
}
