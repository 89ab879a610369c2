// What the sync client keeps of its logs, in the profile's database.
import type { AppDatabase } from '../../store/database.js';
import type { LogRecordRow, SendRecord, StoredRecord } from '../../store/sync-records.js';
import type { KeptLog, KeptRecord, LogStore, Send } from '../../sync/client/storage.js';
import { entryTypes, isMembershipType } from '../../sync/protocol/entry-types.js';

const LAST = Number.MAX_SAFE_INTEGER;

export const logToRow = (log: KeptLog): LogRecordRow => ({ ...log });
export const recordToRow = (record: KeptRecord): StoredRecord => ({ ...record });
const sendToRow = (send: Send): SendRecord => ({ ...send, chunks: send.chunks.map(([docId, seq]) => [docId, seq]) });

export function createLogStore(db: AppDatabase): LogStore {
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
    sends: (log) => sendsOf(log).toArray() as unknown as Promise<Send[]>,
    async putSend(send) {
      await db.sends.put(sendToRow(send));
    },
    dropSend: (log, n) => db.sends.delete([log, n]),
    async putLog(log) {
      await db.logs.put(logToRow(log));
    },
    dropLog: (log) =>
      db.transaction('rw', db.logs, db.records, db.sends, async () => {
        await db.logs.delete(log);
        await recordsOf(log).delete();
        await sendsOf(log).delete();
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
