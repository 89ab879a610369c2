// Makes a backup file of what is in the database (docs/rules/backup.md). It reads only, in small turns.
import type { Progress } from '../../domain/items/import.js';
import type { Clock } from '../../domain/time/clock.js';
import { type BackupHeader, backupKeys, createSealer, newNonce, writeHeader } from '../../formats/backup/container.js';
import { type BackupRecord, packRecord } from '../../formats/backup/records.js';
import type { AppDatabase, ChunkRecord } from '../../store/database.js';
import type { PassphraseCost } from '../../store/lock-record.js';
import type { MailBlobRecord, MailMetaRecord } from '../../store/mail/records.js';
import { keyOfPassphrase, newSalt, PASSPHRASE_COST } from '../lock/argon.js';
import { type BackupTable, mailTables, withoutIndex } from './tables.js';

type Bytes = Uint8Array<ArrayBuffer>;

export interface BackupOptions {
  readonly db: AppDatabase;
  readonly clock: Clock;
  /** What the passphrase costs; `PASSPHRASE_COST` when absent. */
  readonly cost?: PassphraseCost;
  /** Called between pieces of work. */
  checkpoint(progress: Progress): Promise<void>;
}

/** First record of a backup. */
export interface BackupStart {
  /** Epoch ms. */
  readonly made: number;
  /** Of the database's tables: a newer one may hold what an older app does not know. */
  readonly schema: number;
  readonly calendars: number;
  readonly addressBooks: number;
  readonly items: number;
  readonly emails: number;
  readonly files: number;
}

/** Schema of the database that backups hold. Raised with it. */
export const BACKUP_SCHEMA = 7;
/** Records read in one go. */
const BATCH = 50;
/** Bytes gathered before they become part of a blob, which browsers keep on the disk. */
const GATHERED = 16;

async function describe(db: AppDatabase, made: number): Promise<BackupStart> {
  const collections = (await db.collections.toArray()).filter(({ deleted }) => !deleted);
  const count = (kind: string) => collections.filter((one) => one.kind === kind).length;
  return {
    made,
    schema: BACKUP_SCHEMA,
    calendars: count('calendar'),
    addressBooks: count('addressbook'),
    items: collections.reduce((sum, { itemCount }) => sum + itemCount, 0),
    emails: await db.mailBlobs.count(),
    files: await db.blobs.count(),
  };
}

/** Every document whole, as it is at one moment. */
async function* documents(db: AppDatabase): AsyncGenerator<ChunkRecord[]> {
  const keys = (await db.chunks.toCollection().primaryKeys()) as [string, number][];
  for (const docId of new Set(keys.map(([id]) => id)))
    yield await db.chunks.where('[docId+seq]').between([docId, 0], [docId, Number.MAX_SAFE_INTEGER]).toArray();
}

async function* byKey<T>(
  table: { bulkGet(keys: string[]): Promise<(T | undefined)[]> },
  keys: readonly string[],
): AsyncGenerator<T[]> {
  for (let at = 0; at < keys.length; at += BATCH)
    yield (await table.bulkGet(keys.slice(at, at + BATCH))).filter((one): one is Awaited<T> & T => one !== undefined);
}

async function* mailRecords(db: AppDatabase): AsyncGenerator<readonly [BackupTable, readonly unknown[]]> {
  const tables = mailTables.map((name) => db[name]);
  const all = await db.transaction('r', tables, () =>
    Promise.all(tables.map((table) => table.toArray() as PromiseLike<unknown[]>)),
  );
  for (const [index, name] of mailTables.entries()) {
    const records = all[index] ?? [];
    yield [name, name === 'mailMeta' ? (records as MailMetaRecord[]).map(withoutIndex) : records];
  }
}

/** All records, a few at a time, in the order of `backupTables`. */
async function* recordsOf(db: AppDatabase): AsyncGenerator<readonly [BackupTable, readonly unknown[]]> {
  for await (const records of documents(db)) yield ['chunks', records];
  for await (const records of byKey(db.blobs, (await db.blobs.toCollection().primaryKeys()) as string[]))
    yield ['blobs', records];
  yield* mailRecords(db);
  const hashes = (await db.mailBlobs.toCollection().primaryKeys()) as string[];
  for await (const records of byKey<MailBlobRecord>(db.mailBlobs, hashes)) yield ['mailBlobs', records];
}

/** Pieces as they are made, in blobs so that memory does not grow with them. */
function createOutput(start: Bytes) {
  const blobs: Blob[] = [];
  let parts: Bytes[] = [start];
  const flush = () => {
    if (parts.length > 0) blobs.push(new Blob(parts));
    parts = [];
  };
  return {
    add(pieces: readonly Bytes[]) {
      parts.push(...pieces);
      if (parts.length >= GATHERED) flush();
    },
    blob() {
      flush();
      return new Blob(blobs, { type: 'application/octet-stream' });
    },
  };
}

/** @param passphrase - Of at least `MIN_PASSPHRASE` signs. */
export async function writeBackup(options: BackupOptions, passphrase: string): Promise<Blob> {
  const { db, clock, checkpoint, cost = PASSPHRASE_COST } = options;
  const salt = newSalt();
  const { key, check } = await backupKeys(await keyOfPassphrase(passphrase, salt, cost));
  const header: BackupHeader = { salt, ...cost, nonce: newNonce(), check };
  const headerBytes = writeHeader(header);
  const sealer = createSealer(key, header, headerBytes);
  const output = createOutput(headerBytes);
  const packer = new CompressionStream('deflate-raw');
  const writer = packer.writable.getWriter();
  const packed = (async () => {
    const reader = (packer.readable as ReadableStream<Bytes>).getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read())
      output.add(await sealer.add(step.value));
    output.add([await sealer.end()]);
  })();
  packed.catch(() => {}); // thrown below
  const put = async (record: BackupRecord) => {
    for (const part of packRecord(record)) await writer.write(part as Bytes);
  };
  try {
    const start = await describe(db, clock.now());
    await put({ table: 'start', value: start });
    const total = (await db.chunks.count()) + start.files + start.emails;
    let done = 0;
    for await (const [table, values] of recordsOf(db)) {
      for (const value of values) await put({ table, value });
      if (!(mailTables as readonly string[]).includes(table)) done = Math.min(total, done + values.length);
      await checkpoint({ done, total, fraction: total === 0 ? 1 : done / total });
    }
    await put({ table: 'end', value: null });
    await writer.close();
    await packed;
  } catch (error) {
    writer.abort(error).catch(() => {});
    throw error;
  }
  return output.blob();
}
