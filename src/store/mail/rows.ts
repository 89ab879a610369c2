// Rows that lists show: 32 in a record, the last ones read are kept in memory.
import type { AppDatabase } from '../database.js';
import type { MailRow } from './records.js';

export const ROWS = 32;
const rowBlockOf = (email: number) => Math.floor(email / ROWS);

/** Records kept in memory: of 32 rows and some 16 kB each. */
const KEPT = 400;

/** Whether there is any message. */
export async function hasMail(db: AppDatabase): Promise<boolean> {
  return (await db.mailRows.limit(1).count()) > 0;
}

export interface MailRows {
  /** Those that are there, by number. */
  get(emails: readonly number[]): Promise<ReadonlyMap<number, MailRow>>;
  /** Inside a transaction: puts rows in, `null` takes one out. */
  write(changes: ReadonlyMap<number, MailRow | null>): Promise<void>;
  /** Others may have written these blocks; all when absent. */
  forget(emails?: Iterable<number>): void;
}

export function createMailRows(db: AppDatabase): MailRows {
  const cache = new Map<number, (MailRow | null)[]>();

  function keep(block: number, rows: (MailRow | null)[]): void {
    cache.delete(block);
    cache.set(block, rows);
    for (const oldest of cache.keys()) {
      if (cache.size <= KEPT) break;
      cache.delete(oldest);
    }
  }

  return {
    async get(emails) {
      const blocks = [...new Set(emails.map(rowBlockOf))];
      const found = new Map<number, (MailRow | null)[]>();
      const missing: number[] = [];
      for (const block of blocks) {
        const rows = cache.get(block);
        if (rows === undefined) missing.push(block);
        else {
          keep(block, rows);
          found.set(block, rows);
        }
      }
      if (missing.length > 0) {
        const records = await db.mailRows.bulkGet(missing);
        for (const record of records) {
          if (record === undefined) continue;
          const rows = JSON.parse(record.data) as (MailRow | null)[];
          keep(record.block, rows);
          found.set(record.block, rows);
        }
      }
      const all = new Map<number, MailRow>();
      for (const email of emails) {
        const row = found.get(rowBlockOf(email))?.[email % ROWS];
        if (row) all.set(email, row);
      }
      return all;
    },
    async write(changes) {
      const blocks = [...new Set([...changes.keys()].map(rowBlockOf))];
      const records = await db.mailRows.bulkGet(blocks);
      const rowsOf = new Map(
        blocks.map((block, index) => [block, JSON.parse(records[index]?.data ?? '[]') as (MailRow | null)[]]),
      );
      for (const [email, row] of changes) {
        const rows = rowsOf.get(rowBlockOf(email))!;
        while (rows.length < email % ROWS) rows.push(null);
        rows[email % ROWS] = row;
      }
      await db.mailRows.bulkPut([...rowsOf].map(([block, rows]) => ({ block, data: JSON.stringify(rows) })));
      for (const block of blocks) cache.delete(block);
    },
    forget(emails) {
      if (emails === undefined) cache.clear();
      else for (const email of emails) cache.delete(rowBlockOf(email));
    },
  };
}
