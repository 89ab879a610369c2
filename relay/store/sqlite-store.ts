import { join } from 'node:path';
import { openBlobFiles } from './blob-files.js';
import { ensureFolder, lockFolder } from './folder.js';
import { KINDS } from './schema.js';
import { createStatements, type Database, openDatabase, type Row } from './sqlite.js';
import { createPublicReads } from './sqlite-public.js';
import type { SqliteWrites } from './sqlite-writes.js';
import type { Head, Page, ReadLimits, RelayStore, StoredRecord } from './store.js';
import { openThreadWrites } from './thread-writes.js';

const hexOf = (bytes: unknown): string => Buffer.from(bytes as Uint8Array).toString('hex');
const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, 'hex');

function recordOf(row: Row): StoredRecord {
  return {
    seq: row.seq as number,
    ts: row.ts as number,
    kind: KINDS[row.kind as number] ?? 'membership',
    device: hexOf(row.device),
    n: row.n as number,
    entryHash: row.eh as Uint8Array,
    h: row.h as Uint8Array,
    ...(row.entry === null ? {} : { entry: row.entry as Uint8Array }),
  };
}

const RECORD = 'log.seq, log.ts, log.kind, author.device, log.n, log.eh, log.h, log.entry';
const FROM_LOG = 'FROM log JOIN author ON author.id = log.author';

/** Takes rows while they fit. */
function takeRows(rows: Iterable<Row>, { bytes, records }: ReadLimits): StoredRecord[] {
  const taken: StoredRecord[] = [];
  let size = 0;
  for (const row of rows) {
    const record = recordOf(row);
    size += record.entry?.length ?? 0;
    if (taken.length > 0 && (size > bytes || taken.length >= records)) break;
    taken.push(record);
  }
  return taken;
}

export interface SqliteStoreOptions {
  /** The relay's data folder; made when missing. One relay at a time. */
  readonly folder: string;
}

/** The store of a relay on one machine: SQLite in write-ahead mode, synced at every commit, blobs as files beside it. */
export async function openSqliteStore({ folder }: SqliteStoreOptions): Promise<RelayStore> {
  await ensureFolder(folder);
  const unlock = await lockFolder(folder);
  try {
    const path = join(folder, 'relay.db');
    const writes = await openThreadWrites(path);
    const db = openDatabase(path);
    db.exec('PRAGMA query_only = ON');
    const blobs = await openBlobFiles(join(folder, 'blobs'));
    return createStore(db, writes, blobs, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** Reads beside the connection that writes: a commit under way keeps no reader waiting. */
function createStore(
  db: Database,
  writes: SqliteWrites,
  blobs: RelayStore['blobs'],
  unlock: () => Promise<void>,
): RelayStore {
  const sql = createStatements(db);
  const rowOf = (doc: string) => sql('SELECT * FROM doc WHERE doc = ?').get(bytesOf(doc)) as Row | undefined;
  const idOf = (doc: string) => (sql('SELECT id FROM doc WHERE doc = ?').get(bytesOf(doc)) as Row | undefined)?.id;
  const firstKept = (id: number) =>
    ((sql('SELECT seq FROM log WHERE doc = ? ORDER BY seq LIMIT 1').get(id) as Row | undefined)?.seq as number) ?? 1;

  function pageOf(doc: string, where: string, from: number, limits: ReadLimits): Page {
    const id = idOf(doc) as number | undefined;
    if (id === undefined) return { records: [], firstKept: 1 };
    const statement = sql(`SELECT ${RECORD} ${FROM_LOG} WHERE log.doc = ? AND log.seq >= ? ${where}
      ORDER BY log.seq LIMIT ?`);
    const records: StoredRecord[] = [];
    let bytes = limits.bytes;
    // In steps: a document of many large entries is not read whole for its first page.
    for (let next = from; ; ) {
      const step = Math.min(64, limits.records - records.length);
      const rows = statement.all(id, next, step) as Row[];
      const taken = takeRows(rows, { bytes, records: step });
      const size = taken.reduce((sum, { entry }) => sum + (entry?.length ?? 0), 0);
      if (records.length > 0 && size > bytes) break;
      records.push(...taken);
      bytes -= size;
      const last = taken.at(-1);
      if (last === undefined || taken.length < rows.length || rows.length < step || bytes <= 0) break;
      if (records.length >= limits.records) break;
      next = last.seq + 1;
    }
    return { records, firstKept: firstKept(id) };
  }

  return {
    blobs,
    append: writes.append,
    async head(doc): Promise<Head | undefined> {
      const row = rowOf(doc);
      if (row === undefined) return undefined;
      return {
        seq: row.head as number,
        ts: row.ts as number,
        h: row.h as Uint8Array,
        state: row.state as Uint8Array,
        owner: hexOf(row.owner),
        bytes: row.bytes as number,
        snapshot: row.snap as number,
        sinceSnapshot: row.since as number,
      };
    },
    async counters(doc) {
      const id = idOf(doc) as number | undefined;
      const rows = id === undefined ? [] : (sql('SELECT device, n, seq FROM author WHERE doc = ?').all(id) as Row[]);
      return new Map(rows.map(({ device, n, seq }) => [hexOf(device), { n: n as number, seq: seq as number }]));
    },
    async recordOf(doc, device, n) {
      const id = idOf(doc) as number | undefined;
      if (id === undefined) return undefined;
      const row = sql(`SELECT ${RECORD} FROM author JOIN log ON log.author = author.id
        WHERE author.doc = ? AND author.device = ? AND log.n = ?`).get(id, bytesOf(device), n) as Row | undefined;
      return row && recordOf(row);
    },
    async hashAt(doc, seq) {
      const row = sql('SELECT log.h FROM doc JOIN log ON log.doc = doc.id WHERE doc.doc = ? AND log.seq = ?').get(
        bytesOf(doc),
        seq,
      ) as Row | undefined;
      return row?.h as Uint8Array | undefined;
    },
    read: async (doc, from, limits) => pageOf(doc, '', from, limits),
    membership: async (doc, from, limits) => pageOf(doc, 'AND log.kind = 2', from, limits),
    async membershipsOf(account) {
      const rows = sql(`SELECT doc.doc, member.role, doc.head, doc.h FROM member JOIN doc ON doc.id = member.doc
        WHERE member.account = ? ORDER BY doc.id`).all(bytesOf(account)) as Row[];
      return rows.map(({ doc, role, head, h }) => ({
        doc: hexOf(doc),
        role: role as number,
        seq: head as number,
        h: h as Uint8Array,
      }));
    },
    async invitationsOf(account) {
      const rows = sql(`SELECT doc.doc, invite.invite FROM invite JOIN doc ON doc.id = invite.doc
        WHERE invite.account = ? ORDER BY invite.doc, invite.seq`).all(bytesOf(account)) as Row[];
      return rows.map(({ doc, invite }) => ({ doc: hexOf(doc), invite: hexOf(invite) }));
    },
    purge: writes.purge,
    forget: writes.forget,
    async compactable(ts, after, limit) {
      const rows = sql(`SELECT doc.doc, max(log.seq) AS snap FROM doc JOIN log ON log.doc = doc.id
        WHERE doc.doc > ? AND log.kind = 1 AND log.seq > doc.purged AND log.ts <= ? GROUP BY doc.doc ORDER BY doc.doc
        LIMIT ?`).all(bytesOf(after), ts, limit) as Row[];
      return rows.map(({ doc, snap }) => ({ doc: hexOf(doc), snapshot: snap as number }));
    },
    addBlob: writes.addBlob,
    async documentsWith(blob) {
      const rows = sql('SELECT doc.doc FROM ref JOIN doc ON doc.id = ref.doc WHERE ref.blob = ?').all(
        bytesOf(blob),
      ) as Row[];
      return rows.map(({ doc }) => hexOf(doc));
    },
    async unreferenced(before, limit) {
      const rows = sql(`SELECT id, size FROM blob WHERE ts < ?
        AND NOT EXISTS (SELECT 1 FROM ref WHERE ref.blob = blob.id)
        AND NOT EXISTS (SELECT 1 FROM link WHERE link.blob = blob.id) LIMIT ?`).all(before, limit) as Row[];
      return rows.map(({ id, size }) => ({ id: hexOf(id), size: size as number }));
    },
    async removeBlob(id) {
      await writes.dropBlob(id);
      await blobs.delete(id);
    },
    async usage(account) {
      const owner = bytesOf(account);
      const row = sql(`SELECT (SELECT coalesce(sum(bytes), 0) FROM doc WHERE owner = ?1)
        + (SELECT coalesce(sum(size), 0) FROM blob WHERE owner = ?1) AS bytes`).get(owner) as Row;
      return row.bytes as number;
    },
    async value(key) {
      const row = sql('SELECT value FROM relay WHERE key = ?').get(key) as Row | undefined;
      return row?.value as Uint8Array | undefined;
    },
    setValue: writes.setValue,
    appendAddress: writes.appendAddress,
    setLink: writes.setLink,
    ...createPublicReads(sql),
    async totals() {
      const row =
        sql(`SELECT (SELECT count(*) FROM doc) AS documents, (SELECT coalesce(sum(head), 0) FROM doc) AS records,
        (SELECT coalesce(sum(size), 0) FROM blob) AS blobBytes`).get() as Row;
      return row as { documents: number; records: number; blobBytes: number };
    },
    async close() {
      db.close();
      await writes.close();
      await unlock();
    },
  };
}
