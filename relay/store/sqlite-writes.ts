import { SCHEMA_VERSION, schemas } from './schema.js';
import { createStatements, type Database, openDatabase, type Row } from './sqlite.js';
import { createSqlWriter } from './sqlite-append.js';
import { type AddressRecord, type Append, type AppendOutcome, type PublicLink, StoreWriteError } from './store.js';

/** Everything that changes the database. Arguments and answers go through structured clone: it may be in a thread. */
export interface SqliteWrites {
  append(appends: readonly Append[]): Promise<readonly AppendOutcome[]>;
  purge(doc: string, covered: { snapshot: number; upTo: number; before: number }): Promise<number>;
  forget(doc: string, upTo: number, before: number): Promise<number>;
  addBlob(id: string, size: number, owner: string, ts: number): Promise<void>;
  dropBlob(id: string): Promise<void>;
  setValue(key: string, value: Uint8Array): Promise<void>;
  appendAddress(record: AddressRecord): Promise<AppendOutcome>;
  setLink(link: PublicLink): Promise<void>;
  close(): Promise<void>;
}

const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, 'hex');

function migrate(db: Database) {
  const version = (db.prepare('PRAGMA user_version').get() as Row).user_version as number;
  if (version === SCHEMA_VERSION) return;
  if (version > SCHEMA_VERSION)
    throw new Error(`The relay's database is of version ${version}; this program reads ${SCHEMA_VERSION}.`);
  db.exec(`BEGIN IMMEDIATE; ${schemas.slice(version).join('')}; PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`);
}

/** The only connection that writes. Every call is one transaction, and on the disk when it is answered. */
export function openSqliteWrites(path: string, checkpoint?: number): SqliteWrites {
  const db = openDatabase(path, checkpoint);
  migrate(db);
  const sql = createStatements(db);
  const writer = createSqlWriter(sql);
  const idOf = (doc: string) =>
    (sql('SELECT id FROM doc WHERE doc = ?').get(bytesOf(doc)) as Row | undefined)?.id as number | undefined;

  function write<Answer>(work: () => Answer): Answer {
    try {
      db.exec('BEGIN IMMEDIATE');
      const answer = work();
      db.exec('COMMIT');
      return answer;
    } catch (error) {
      try {
        db.exec('ROLLBACK');
      } catch {
        // No transaction was open, or SQLite has ended it already, as it does when the disk is full.
      }
      throw new StoreWriteError(error instanceof Error ? error.message : String(error), { cause: error });
    }
  }

  return {
    append: async (appends) => write(() => appends.map((append) => writer.append(append))),
    purge: async (doc, covered) => write(() => writer.purge(idOf(doc), covered)),
    forget: async (doc, upTo, before) => write(() => writer.forget(idOf(doc), upTo, before)),
    async addBlob(id, size, owner, ts) {
      write(() => sql('INSERT OR IGNORE INTO blob VALUES (?, ?, ?, ?)').run(bytesOf(id), size, bytesOf(owner), ts));
    },
    async dropBlob(id) {
      write(() => sql('DELETE FROM blob WHERE id = ?').run(bytesOf(id)));
    },
    async setValue(key, value) {
      write(() => sql('INSERT OR REPLACE INTO relay VALUES (?, ?)').run(key, value));
    },
    appendAddress: async ({ seq, ts, address, account, before, h }) =>
      write(() => {
        const { head } = sql('SELECT coalesce(max(seq), 0) AS head FROM directory').get() as Row;
        if (seq !== (head as number) + 1) return 'moved';
        sql('INSERT INTO directory VALUES (?, ?, ?, ?, ?, ?)').run(
          seq,
          ts,
          bytesOf(address),
          bytesOf(account),
          before,
          h,
        );
        return 'done';
      }),
    async setLink({ id, owner, form, blob, ts }) {
      write(() =>
        sql('INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?, ?)').run(
          bytesOf(id),
          bytesOf(owner),
          form,
          blob === undefined ? null : bytesOf(blob),
          ts,
        ),
      );
    },
    async close() {
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      db.close();
    },
  };
}
