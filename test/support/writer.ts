// A writer over fake-indexeddb, in the test's own thread.
import { unpackRows } from '../../src/store/packed-rows.js';
import '@automerge/automerge'; // starts Automerge's WebAssembly for `/slim`, too
import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import type { EpochMs } from '../../src/domain/time/types.js';
import type { Project } from '../../src/store/commit.js';
import { AppDatabase, rowTables } from '../../src/store/database.js';
import { encodePending, openDocument, readChange, readValues } from '../../src/sync/document.js';
import { projectItem } from '../../src/workers/project-stored.js';
import { createWriter, type Writer } from '../../src/workers/writer/writer.js';

export interface TestWriter extends Writer {
  readonly db: AppDatabase;
  /** What the clock shows; set it to let time pass. */
  time: number;
  /** How often Automerge was asked for. */
  loads: number;
}

let databases = 0;

export interface TestWriterOptions {
  /** Of an existing database, to open it again. */
  readonly name?: string;
  readonly project?: Project;
  /** The session has just begun: Automerge is not there before somebody needs it. */
  readonly early?: boolean;
}

export function testWriter(options: TestWriterOptions = {}): TestWriter {
  databases += 1;
  const db = new AppDatabase(options.name ?? `db-${databases}`, { indexedDB, IDBKeyRange });
  const state = { time: Date.UTC(2026, 10, 1), loads: 0 };
  const writer = createWriter({
    db,
    clock: { now: () => state.time as EpochMs },
    project: options.project ?? projectItem,
    async loadDocuments() {
      state.loads += 1;
      return { openDocument, encodePending, readChange, readValues };
    },
  });
  const run: Writer['run'] = async (id, command) => {
    if (options.early !== true) await writer.context.pool.prepare();
    return writer.run(id, command);
  };
  return Object.assign(state, writer, { db, run });
}

let commands = 0;

/** A command id no other test uses. */
export function commandId(): string {
  commands += 1;
  return `command-${commands}`;
}

/** Every projected table, as plain values: what a rebuild must give again. */
export async function projections(db: AppDatabase): Promise<Record<string, unknown>> {
  const tables = [db.texts, db.settings, db.collections, ...rowTables.map((table) => db[table])];
  return Object.fromEntries(await Promise.all(tables.map(async (table) => [table.name, await table.toArray()])));
}

/** Everything that rows of a table say, as one text. */
export async function textOfRows(table: AppDatabase['events']): Promise<string> {
  return JSON.stringify((await table.toArray()).map((record) => unpackRows(record)));
}
