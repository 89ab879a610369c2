// Content of other devices, and our own as it comes back: into documents, rows and what is kept of the log, all at once.
import { type Along, commit } from '../../store/commit.js';
import type { AppDatabase } from '../../store/database.js';
import { noteClaims } from '../../store/room-claims.js';
import { mergeStoreChanges, type StoreChange } from '../../store/store-change.js';
import type { Content, Followed } from '../../sync/client/storage.js';
import { followChanges } from '../writer/apply-remote.js';
import type { WriterContext } from '../writer/write-documents.js';
import { applyContents, Broken, type Taken, takenNothing } from './apply-content.js';
import { docIdOfShard } from './document-of-shard.js';
import { logToRow, recordToRow } from './log-store.js';
import { noteNews } from './sharing/news.js';

/** What is kept of the log, written along with the documents. */
export function alongLog(
  db: AppDatabase,
  { log, records, confirmed, lapsed }: Followed,
  taken: Pick<Taken, 'confirmed' | 'voided'> & Partial<Pick<Taken, 'claims'>>,
): Along {
  const claims = taken.claims ?? [];
  return {
    tables: [db.logs, db.records, db.sends, db.outbox, ...(claims.length > 0 ? [db.local] : [])],
    async write() {
      const rows = records.map((record) => {
        const voided = taken.voided.get(record.seq);
        return voided === undefined ? recordToRow(record) : { ...recordToRow(record), voided };
      });
      const known = new Set(records.map(({ seq }) => seq));
      const late = [...taken.voided].filter(([seq]) => !known.has(seq));
      const chunks = [...taken.confirmed, ...confirmed.flatMap((send) => send.chunks.map((key) => [...key] as const))];
      const sends = [...confirmed, ...lapsed].map(({ n }): [string, number] => [log.id, n]);
      await Promise.all([
        noteClaims(db, claims),
        db.logs.put(logToRow(log)),
        rows.length > 0 && db.records.bulkPut(rows),
        ...late.map(([seq, voided]) => db.records.update([log.id, seq], { voided })),
        chunks.length > 0 && db.outbox.bulkDelete(chunks.map(([docId, seq]): [string, number] => [docId, seq])),
        sends.length > 0 && db.sends.bulkDelete(sends),
      ]);
    },
  };
}

/** One turn of the writer. */
export async function takeContent(context: WriterContext, followed: Followed): Promise<StoreChange> {
  const { db, pool, project } = context;
  const { log, contents } = followed;
  const { collectionId } = log;
  const broken = new Set<Content>();
  for (let together = true; ; ) {
    try {
      const taken: Taken =
        contents.length === 0 || collectionId === undefined
          ? takenNothing()
          : await applyContents(context, collectionId, contents, { broken, together });
      const change = await commit(db, project, { writes: taken.writes, along: alongLog(db, followed, taken) });
      const hasNews = await noteNews(context, followed, taken);
      const told = { ...change, ...(hasNews && { sync: true }) };
      return mergeStoreChanges([told, ...(await followChanges(context, taken.writes))]);
    } catch (error) {
      const shards = contents.flatMap(({ changes }) => changes.map(({ shard }) => shard));
      pool.drop(new Set(shards.flatMap((shard) => docIdOfShard(collectionId ?? '', shard) ?? []))); // they may be ahead of the disk
      if (!(error instanceof Broken)) throw error;
      if (error.content === undefined) together = false;
      else broken.add(error.content);
    }
  }
}
