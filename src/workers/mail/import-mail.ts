// Import: messages of a file in batches that are each one transaction, identical mail once (rules ML5–ML8).
import { AppError } from '../../domain/errors.js';
import type { Progress } from '../../domain/items/import.js';
import { readMailState } from '../../formats/mail/mail-state.js';
import { type ParsedMessage, readMessage } from '../../formats/mail/parse-message.js';
import { hashMessage, type PackedBlob, packBlob } from '../../store/mail/blobs.js';
import type { MailStore } from '../../store/mail/mail-store.js';
import type { MailTransaction } from '../../store/mail/mail-transaction.js';
import type { MailBlobRecord } from '../../store/mail/records.js';
import type { MailImportReport, MailImportTarget } from '../mail.api.js';
import { nextTurn } from '../next-turn.js';
import { addPlaces } from './add-places.js';
import { type CommandContext, tellServer } from './command-context.js';
import { createMailboxFinder, placesOfMessage } from './import-places.js';
import { ensureLocalAccount } from './local-account.js';
import { type FileMessage, isFailure, mailOfFile } from './mail-files.js';
import { newEmailOf, receivedAtOf } from './read-email.js';

export interface ImportEnvironment {
  readonly store: MailStore;
  now(): number;
  newId(): string;
  /** Called between pieces of work; rejects with `cancelled` when it is to stop. */
  checkpoint(progress: Progress): Promise<void>;
  /**
   * Before the transaction: what the search index needs of messages. @returns what puts it in, inside of it.
   * @param pause - Called between pieces of work.
   */
  prepareIndex?(
    messages: readonly ParsedMessage[],
    bytes: readonly Uint8Array[],
    pause: () => Promise<void>,
  ): Promise<Indexing>;
}

/** Puts a batch into the search index. */
export interface Indexing {
  /** Inside the transaction. @param emails - Numbers of the messages; 0 for one that was there. */
  write(transaction: MailTransaction, emails: readonly number[]): Promise<void>;
}

interface Prepared {
  readonly file: FileMessage;
  readonly message: ParsedMessage;
  readonly blob: PackedBlob;
}

/** A batch is whole or not there. */
const BATCH_MESSAGES = 500;
const BATCH_BYTES = 16 * 1024 * 1024;
const MAX_FAILURES = 1000;
const SLICE_MS = 12;

export async function importMail(
  environment: ImportEnvironment,
  file: Blob,
  name: string,
  into: MailImportTarget,
): Promise<MailImportReport> {
  const failed: MailImportReport['failed'][number][] = [];
  const mailboxIds = new Set<string>();
  let failedCount = 0;
  let added = 0;
  let same = 0;
  let at = 0;
  let batch: FileMessage[] = [];
  let batchBytes = 0;
  let bytesDone = 0;
  let writing: Promise<void> = Promise.resolve();
  const progress = (): Progress => ({
    done: added + same + failedCount,
    fraction: Math.min(1, file.size === 0 ? 1 : bytesDone / file.size),
  });

  async function flush(): Promise<void> {
    const messages = batch;
    bytesDone += batchBytes;
    batch = [];
    batchBytes = 0;
    if (messages.length === 0) return;
    const pause = pauses(() => environment.checkpoint(progress()));
    const prepared = await prepareBatch(messages, pause);
    const indexing = await environment.prepareIndex?.(
      prepared.map(({ message }) => message),
      messages.map(({ bytes }) => bytes),
      pause,
    );
    // The disk works on a batch while the next one is read.
    await writing;
    writing = writeBatch(environment, prepared, indexing, name, into).then((result) => {
      added += result.added;
      same += prepared.length - result.added;
      for (const id of result.mailboxIds) mailboxIds.add(id);
    });
    writing.catch(() => {}); // awaited before the next one, and at the end
    await environment.checkpoint(progress());
  }

  async function read(): Promise<void> {
    for await (const one of mailOfFile(file, name)) {
      if (isFailure(one)) {
        failedCount += 1;
        if (failed.length < MAX_FAILURES) failed.push({ at, ...one });
      } else {
        batch.push(one);
        batchBytes += one.bytes.length;
        at += 1;
      }
      if (batch.length >= BATCH_MESSAGES || batchBytes >= BATCH_BYTES) await flush();
    }
    await flush();
  }

  try {
    await read();
  } finally {
    await writing;
  }
  await environment.checkpoint(progress());
  if (added + same + failedCount === 0) throw new AppError('input/empty', 'There is no message in the file.');
  if (added + same === 0 && failed[0] !== undefined && failedCount === 1) {
    const { code, message } = failed[0].problem;
    throw new AppError(code === 'mail/syntax' ? 'input/wrong-kind' : code, message);
  }
  return { added, same, failed, failedCount, mailboxIds: [...mailboxIds] };
}

/** Lets others have their turn, and asks whether to go on, when there was work for some milliseconds. */
function pauses(checkpoint: () => Promise<void>): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await nextTurn();
    await checkpoint();
    since = performance.now();
  };
}

/** Reads and packs: everything that may not be done inside a transaction. */
async function prepareBatch(files: readonly FileMessage[], pause: () => Promise<void>): Promise<Prepared[]> {
  const hashes = await Promise.all(files.map(({ bytes }) => hashMessage(bytes)));
  const blobs = files.map(({ bytes }, index) => packBlob(hashes[index]!, bytes));
  const all = Promise.all(blobs);
  all.catch(() => {}); // awaited below, unless reading is stopped before
  const messages: ParsedMessage[] = [];
  for (const { bytes } of files) {
    messages.push(readMessage(bytes));
    await pause();
  }
  const packed = await all;
  return files.map((file, index) => ({ file, message: messages[index]!, blob: packed[index]! }));
}

async function writeBatch(
  environment: ImportEnvironment,
  batch: readonly Prepared[],
  indexing: Indexing | undefined,
  fileName: string,
  into: MailImportTarget,
): Promise<{ readonly added: number; readonly mailboxIds: ReadonlySet<string> }> {
  const now = environment.now();
  return environment.store.write(async (tx) => {
    ensureLocalAccount(tx);
    const context: CommandContext = { tx, now, newId: environment.newId };
    const account = tx.accounts.get(into.accountId);
    if (account === undefined) throw new AppError('store/not-found', 'There is no such account.');
    const finder = createMailboxFinder(context, into, fileName);
    const present = await knownBlobs(tx, batch);
    const known = knownEmails(tx, present, account.number);
    const blobs: MailBlobRecord[] = [];
    const emails: number[] = [];
    let added = 0;
    for (const { file, message, blob } of batch) {
      const places = placesOfMessage(finder, file, readMailState(message.headers));
      const there = known.get(blob.hash);
      if (there !== undefined) {
        addPlaces(context, there, places.mailboxIds);
        emails.push(0);
        continue;
      }
      const receivedAt = receivedAtOf(message, file.date ?? now);
      const email = tx.add(newEmailOf(message, blob.hash, { ...places, account: account.number, receivedAt }));
      known.set(blob.hash, email);
      blobs.push({ ...blob, emails: [...(present.get(blob.hash)?.emails ?? []), email] });
      emails.push(email);
      added += 1;
      tellServer(context, account.id, {
        type: 'upload',
        emailId: String(email),
        receivedAt,
        messageId: message.messageId?.[0] ?? '',
        ...places,
      });
    }
    await tx.db.mailBlobs.bulkPut(blobs);
    await indexing?.write(tx, emails);
    return { added, mailboxIds: finder.used };
  });
}

/** Bytes of the batch that are here already. One question each: to walk an index for them takes several times as long. */
async function knownBlobs(tx: MailTransaction, batch: readonly Prepared[]): Promise<Map<string, MailBlobRecord>> {
  const hashes = [...new Set(batch.map(({ blob }) => blob.hash))];
  const records = await tx.db.mailBlobs.bulkGet(hashes);
  return new Map(records.flatMap((record) => (record === undefined ? [] : [[record.hash, record]])));
}

/** Of these, messages the account has. */
function knownEmails(
  tx: MailTransaction,
  blobs: ReadonlyMap<string, MailBlobRecord>,
  account: number,
): Map<string, number> {
  const known = new Map<string, number>();
  for (const { hash, emails } of blobs.values()) {
    const email = emails.find((each) => tx.columns.accounts[each] === account && tx.columns.exists(each));
    if (email !== undefined) known.set(hash, email);
  }
  return known;
}
