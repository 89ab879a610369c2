import { createRequire } from 'node:module';

export type SqlValue = number | string | Uint8Array | null;
export type Row = Record<string, SqlValue>;

export interface Statement {
  get(...values: SqlValue[]): unknown;
  all(...values: SqlValue[]): unknown[];
  run(...values: SqlValue[]): { changes: number | bigint; lastInsertRowid: number | bigint };
}

/** The part of `node:sqlite` that we use. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

interface SqliteModule {
  readonly DatabaseSync: new (path: string) => Database;
}

const require = createRequire(import.meta.url);

/**
 * SQLite for this Node: a build that lies in its npm package, for the usual systems, or Node's own (from 22.13), which
 * has the same interface. Why not another library: docs/decisions/0009.
 */
function sqliteModule(): SqliteModule {
  const reasons: string[] = [];
  for (const name of ['@photostructure/sqlite', 'node:sqlite'])
    try {
      return require(name) as SqliteModule;
    } catch (error) {
      reasons.push(`${name}: ${error instanceof Error ? error.message.split('\n', 1)[0] : error}`);
    }
  throw new Error(`There is no SQLite for this system (${reasons.join('; ')}). Node 22.13 or newer brings its own.`);
}

/** Pages of the write-ahead log after which a commit moves them into the database itself. */
const OWN_CHECKPOINT = 4000;
/** The same beside a thread that does it (checkpoint-thread.ts): only should that have ended. */
export const LATE_CHECKPOINT = 16 * OWN_CHECKPOINT;

/** Opens a database that keeps what was committed through a loss of power. @param checkpoint - Pages. */
export function openDatabase(path: string, checkpoint = OWN_CHECKPOINT): Database {
  const { DatabaseSync } = sqliteModule();
  const db = new DatabaseSync(path);
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA foreign_keys = OFF;
    PRAGMA wal_autocheckpoint = ${checkpoint}; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;
    PRAGMA journal_size_limit = 134217728; PRAGMA secure_delete = ON`);
  return db;
}

/** Prepares each text once. */
export function createStatements(db: Database): (text: string) => Statement {
  const prepared = new Map<string, Statement>();
  return (text) => {
    let statement = prepared.get(text);
    if (statement === undefined) {
      statement = db.prepare(text);
      prepared.set(text, statement);
    }
    return statement;
  };
}
