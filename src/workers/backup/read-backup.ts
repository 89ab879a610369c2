// Reads a backup file (docs/rules/backup.md): all of it is looked at before anything of it is believed.
import { type BackupInfo, backupError } from '../../domain/backup/backup.js';
import type { Progress } from '../../domain/items/import.js';
import type { EpochMs } from '../../domain/time/types.js';
import { backupKeys, MAX_HEADER, openPieces, type ReadHeader, readHeader } from '../../formats/backup/container.js';
import { type BackupRecord, createRecordReader } from '../../formats/backup/records.js';
import { keyOfPassphrase } from '../lock/argon.js';
import { isBackupTable } from './tables.js';
import { BACKUP_SCHEMA, type BackupStart } from './write-backup.js';

const START = 12 + MAX_HEADER;

export type Checkpoint = (progress: Progress) => Promise<void>;

/** A file whose passphrase is right. */
export interface OpenedBackup {
  readonly file: Blob;
  readonly head: ReadHeader;
  readonly key: CryptoKey;
}

/** @throws {AppError} `backup/refused`: `foreign`, `newer`, `damaged`, `passphrase` */
export async function openBackup(file: Blob, passphrase: string): Promise<OpenedBackup> {
  const head = readHeader(new Uint8Array(await file.slice(0, START).arrayBuffer()));
  const { salt, memory, passes, check } = head.header;
  let secret: Uint8Array<ArrayBuffer>;
  try {
    secret = await keyOfPassphrase(passphrase, salt, { memory, passes });
  } catch (error) {
    throw backupError('damaged', `The header asks for what this app never wrote: ${String(error)}`);
  }
  const keys = await backupKeys(secret);
  if (keys.check.some((byte, at) => check[at] !== byte)) throw backupError('passphrase', 'Another passphrase.');
  return { file, head, key: keys.key };
}

/** What the pieces hold, unpacked. */
async function* unpacked({ file, head, key }: OpenedBackup, checkpoint: Checkpoint): AsyncGenerator<Uint8Array> {
  const inflater = new DecompressionStream('deflate-raw');
  const writer = inflater.writable.getWriter();
  const reader = (inflater.readable as ReadableStream<Uint8Array>).getReader();
  let failure: unknown;
  const fed = (async () => {
    let done = head.bytes.length;
    for await (const piece of openPieces(file, key, head)) {
      await writer.write(piece);
      done = Math.min(file.size, done + piece.length);
      await checkpoint({ done, total: file.size, fraction: done / file.size });
    }
    await writer.close();
  })();
  fed.catch((error: unknown) => {
    failure = error;
    writer.abort(error).catch(() => {});
  });
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value;
    await fed;
  } catch (error) {
    throw failure ?? backupError('damaged', `It cannot be unpacked: ${String(error)}`);
  } finally {
    reader.cancel().catch(() => {});
  }
}

function startOf({ table, value }: BackupRecord): BackupStart {
  const start = value as BackupStart;
  if (table !== 'start' || typeof start?.schema !== 'number') throw backupError('damaged', 'It has no beginning.');
  if (start.schema > BACKUP_SCHEMA) throw backupError('newer', `Tables of version ${start.schema}.`);
  return start;
}

/**
 * Every row of a backup; what is said of it first.
 *
 * @throws {AppError} `backup/refused`: `damaged`, `newer`; whatever `checkpoint` throws
 */
export async function* backupRecords(
  backup: OpenedBackup,
  checkpoint: Checkpoint,
): AsyncGenerator<BackupRecord | { readonly table: 'start'; readonly value: BackupStart }> {
  const reader = createRecordReader();
  let first = true;
  let ended = false;
  for await (const part of unpacked(backup, checkpoint))
    for (const record of reader.add(part)) {
      if (ended) throw backupError('damaged', 'Something follows its end.');
      if (first) yield { table: 'start', value: startOf(record) };
      else if (record.table === 'end') ended = true;
      else if (!isBackupTable(record.table) || typeof record.value !== 'object' || record.value === null)
        throw backupError('damaged', `No table of ours: ${record.table}.`);
      else yield record;
      first = false;
    }
  reader.end();
  if (!ended) throw backupError('damaged', 'It has no end.');
}

/** Reads all of it and keeps nothing. */
export async function checkBackup(file: Blob, passphrase: string, checkpoint: Checkpoint): Promise<BackupInfo> {
  const opened = await openBackup(file, passphrase);
  let info: BackupInfo | undefined;
  for await (const { table, value } of backupRecords(opened, checkpoint)) {
    if (table !== 'start') continue;
    const { made, calendars, addressBooks, items, emails, files } = value as BackupStart;
    info = { made: made as EpochMs, calendars, addressBooks, items, emails, files };
  }
  return info!;
}
