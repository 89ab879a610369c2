// What the sync client keeps of its logs, in the profile's database.
import type { AppDatabase } from '../../store/database.js';
import type { LogRecordRow, SendRecord, StoredRecord } from '../../store/sync-records.js';
import type { KeptLog, KeptRecord, LogStore, Send } from '../../sync/client/storage.js';
import { entryTypes, isMembershipType } from '../../sync/protocol/entry-types.js';

const LAST = Number.MAX_SAFE_INTEGER;

export const logToRow = (log: KeptLog): LogRecordRow => ({ ...log });
export const recordToRow = (record: KeptRecord): StoredRecord => ({ ...record });
const sendToRow = (send: Send): SendRecord => ({ ...send, chunks: send.chunks.map(([docId, seq]) => [docId, seq]) });

export interface KeptLogStore extends LogStore {
  /** These have been dropped in a transaction of somebody else's. */
  forgetSends(log: string, numbers: readonly number[]): void;
}

/** Of one session: what waits to be sent is read once, and known from then on. */
export function createLogStore(db: AppDatabase): KeptLogStore {
  const known = new Map<string, Map<number, Send>>();
  const recordsOf = (log: string, from = 0) => db.records.where('[log+seq]').between([log, from], [log, LAST]);
  const sendsOf = (log: string) => db.sends.where('[log+n]').between([log, 0], [log, LAST]);

  return {
    logs: async () => (await db.logs.toArray()) as KeptLog[],
    async hashAt(log, seq) {
      const hash = (await db.records.get([log, seq]))?.hash as KeptRecord['hash'] | undefined;
      return hash?.length === 0 ? undefined : hash;
    },
    records: (log, from, most) => recordsOf(log, from).limit(most).toArray() as unknown as Promise<KeptRecord[]>,
    membership: (log) =>
      recordsOf(log)
        .filter(({ type }) => isMembershipType(type))
        .toArray() as unknown as Promise<KeptRecord[]>,
    snapshots: (log) =>
      recordsOf(log)
        .filter(({ type }) => type === entryTypes.snapshot)
        .toArray() as unknown as Promise<KeptRecord[]>,
    async sends(log) {
      const own = known.get(log);
      if (own !== undefined) return [...own.values()];
      const read = (await sendsOf(log).toArray()) as unknown as Send[];
      if (!known.has(log)) known.set(log, new Map(read.map((send) => [send.n, send])));
      return [...known.get(log)!.values()];
    },
    async putSend(send) {
      await db.sends.put(sendToRow(send));
      known.get(send.log)?.set(send.n, send);
    },
    async dropSend(log, n) {
      if (known.get(log)?.has(n) === false) return;
      await db.sends.delete([log, n]);
      known.get(log)?.delete(n);
    },
    forgetSends(log, numbers) {
      for (const n of numbers) known.get(log)?.delete(n);
    },
    async putLog(log) {
      await db.logs.put(logToRow(log));
    },
    dropLog: (log) =>
      db.transaction('rw', db.logs, db.records, db.sends, async () => {
        await db.logs.delete(log);
        await recordsOf(log).delete();
        await sendsOf(log).delete();
        known.delete(log);
      }),
    async trim(log, before, seq) {
      await db.records
        .where('[log+seq]')
        .between([log, 0], [log, seq])
        .filter(({ type, ts, entry }) => type === entryTypes.content && ts < before && entry !== undefined)
        .modify((record) => {
          delete record.entry;
        });
    },
  };
}
