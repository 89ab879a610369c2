// Files that events and contacts name, between devices: sealed at the relay, fetched when somebody wants to see one.
import { metaDocId } from '../../domain/collections/document-id.js';
import { hashOfFileUri } from '../../domain/files/file-uri.js';
import type { AppDatabase } from '../../store/database.js';
import { fileKey, fileToText, textToFile } from '../../store/file-keys.js';
import { hashesIn, looseHashes } from '../../store/loose-files.js';
import type { StoreChange } from '../../store/store-change.js';
import type { LogRecordRow } from '../../store/sync-records.js';
import { downloadBlob, uploadBlob } from '../../sync/client/blobs.js';
import type { LogAccess } from '../../sync/client/ports.js';
import { openBlob, sealBlob } from '../../sync/protocol/blobs.js';
import { type Bytes, bytesToHex, hexToBytes, sha256 } from '../../sync/protocol/bytes.js';
import { systemRandom } from '../../sync/protocol/seal.js';
import { mayWrite } from '../shares.js';
import { planMeta, writeDocuments } from '../writer/write-documents.js';
import type { Writer } from '../writer/writer.js';

export interface KeptFilesOptions {
  readonly db: AppDatabase;
  readonly writer: Writer;
  readonly access: LogAccess;
  /** Something was written that has to go out. */
  onWritten(change: StoreChange): void;
}

export interface KeptFiles {
  /** Something was changed here or elsewhere: what it names is looked for the next time. */
  note(change: StoreChange): void;
  /**
   * Seals and hands over files that are here, are named, and are not at the relay yet.
   *
   * @param change - Where something was changed; anywhere may have been without it.
   */
  publish(change?: StoreChange): Promise<void>;
  /** @returns whether the file is here now. */
  fetch(uri: string): Promise<boolean>;
}

const ABSENT_MS = 60_000;
const MAX_ABSENT = 1_000;

/** Base64url of SHA-256, as files are named. */
const hashOf = (bytes: Uint8Array): string => {
  const base64 = btoa(String.fromCharCode(...sha256(bytes)));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
};

export function createKeptFiles({ db, writer, access, onWritten }: KeptFilesOptions): KeptFiles {
  /** Collections in whose items nothing new can be named since they were looked through. */
  const clean = new Set<string>();
  /** When a file was last looked for and was nowhere: a list asks for fifty at once, again and again. */
  const absent = new Map<string, number>();

  const boundLogs = async (): Promise<readonly (LogRecordRow & { collectionId: string })[]> =>
    (await db.logs.where('collectionId').above('').toArray()) as (LogRecordRow & { collectionId: string })[];

  const metaOf = (collectionId: string): Promise<ReadonlyMap<string, string>> =>
    writer.exclusive(async ({ pool }) => (await pool.open(metaDocId(collectionId))).document.read());

  /** Which of these files a collection's items name. */
  async function namedIn(collectionId: string, wanted: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const named = new Set<string>();
    const note = (values: Iterable<string | null | undefined>) => {
      for (const hash of hashesIn(values)) if (wanted.has(hash)) named.add(hash);
    };
    await db.texts
      .where('[collectionId+shard]')
      .between([collectionId, -Infinity], [collectionId, Infinity])
      .each(({ texts, edits }) => {
        note(texts);
        for (const own of edits) if (own) note(Object.values(own));
      });
    return named;
  }

  async function handOver({ id, collectionId }: { id: string; collectionId: string }, hash: string): Promise<void> {
    const file = await db.blobs.get(hash);
    if (file === undefined) return;
    const key = systemRandom(32);
    const blob = await uploadBlob(access.ask, hexToBytes(id) as Bytes, await sealBlob(key, file.bytes));
    const text = fileToText({ blob: bytesToHex(blob), key: bytesToHex(key), mediaType: file.mediaType });
    const plan = planMeta(collectionId, new Map([[fileKey(hash), text]]));
    onWritten(await writer.exclusive((context) => writeDocuments(context, plan)));
  }

  async function publishIn(log: LogRecordRow & { collectionId: string }, wanted: ReadonlySet<string>): Promise<void> {
    const named = await namedIn(log.collectionId, wanted);
    if (named.size === 0) return;
    const known = await metaOf(log.collectionId);
    for (const hash of named) if (textToFile(known.get(fileKey(hash))) === undefined) await handOver(log, hash);
  }

  async function publish(): Promise<void> {
    const logs = (await boundLogs()).filter(({ collectionId }) => !clean.has(collectionId));
    if (logs.length === 0) return;
    const loose = await looseHashes(db);
    const keys = (await db.blobs.toCollection().primaryKeys()) as string[];
    const wanted = new Set(keys.filter((hash) => !loose.has(hash)));
    for (const log of logs) {
      if (!(await mayWrite(db, log.collectionId))) continue;
      // Before it is looked through: what is changed meanwhile is looked at again.
      clean.add(log.collectionId);
      try {
        if (wanted.size > 0) await publishIn(log, wanted);
      } catch (error) {
        clean.delete(log.collectionId);
        throw error;
      }
    }
  }

  function note(change: StoreChange | undefined): void {
    if (change === undefined) clean.clear();
    else for (const { collectionId } of change.items) clean.delete(collectionId);
  }

  let running: Promise<void> | undefined;
  let again = false;

  async function publishAll(): Promise<void> {
    do {
      again = false;
      await publish();
    } while (again);
  }

  return {
    note,
    publish(change) {
      note(change);
      again = true;
      running ??= publishAll().finally(() => {
        running = undefined;
      });
      return running;
    },
    async fetch(uri) {
      const hash = hashOfFileUri(uri);
      if (hash === undefined) return false;
      if ((await db.blobs.get(hash)) !== undefined) return true;
      const now = writer.context.clock.now();
      if (now - (absent.get(hash) ?? -Infinity) < ABSENT_MS) return false;
      for (const { id, collectionId } of await boundLogs()) {
        const found = textToFile((await metaOf(collectionId)).get(fileKey(hash)));
        if (found === undefined) continue;
        const sealed = await downloadBlob(access.ask, hexToBytes(id) as Bytes, hexToBytes(found.blob) as Bytes);
        const bytes = await openBlob(hexToBytes(found.key), sealed);
        // It is what it is called, or it is nothing.
        if (hashOf(bytes) !== hash) continue;
        await db.blobs.put({ hash, bytes, mediaType: found.mediaType, time: now });
        // Another collection may name it, too.
        clean.clear();
        return true;
      }
      if (absent.size >= MAX_ABSENT) absent.clear();
      absent.set(hash, now);
      return false;
    },
  };
}
