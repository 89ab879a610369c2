// The index follows the mail: in the background, some messages at a time, the newest first, in one tab.
import type { Progress } from '../../../domain/items/import.js';
import { junkSaid } from '../../../domain/mail/junk/junk-said.js';
import { type ParsedMessage, readMessage } from '../../../formats/mail/parse-message.js';
import { unpackBlob } from '../../../store/mail/blobs.js';
import { EXISTS, HEAD_INDEXED, JUNK_DUE, PDF_BITS, PDF_WAITS, TEXT_INDEXED } from '../../../store/mail/flags.js';
import type { MailStore } from '../../../store/mail/mail-store.js';
import type { MailTransaction } from '../../../store/mail/mail-transaction.js';
import { type MailTextRecord, RESTORED_INDEX } from '../../../store/mail/records.js';
import { createSegmentBuilder } from '../../../store/mail/search/segment-builder.js';
import { addSegment, clearSegments, dropUnfinished } from '../../../store/mail/search/segment-records.js';
import type { Segments } from '../../../store/mail/search/segments.js';
import { nextTurn } from '../../next-turn.js';
import type { Indexing } from '../import-mail.js';
import { type FileText, textsOfMessage, textsOfRow } from './email-texts.js';
import { fileTexts, hasFiles, hasPdfs } from './file-texts.js';
import { countNotIndexed, needsIndex } from './find-emails.js';
import { createPdfIndexing } from './index-pdfs.js';
import { keptText } from './kept-text.js';
import type { PdfReader } from './pdf-reader.js';

/** Raised whenever words are taken from mail in another way: then the index is made anew. */
export const INDEX_VERSION = 3;

/** Messages of one turn: a segment, one transaction. */
const BATCH = 200;
/** Octets of their bytes, at most about. */
const BATCH_BYTES = 8 * 1024 * 1024;
const SLICE_MS = 10;

export interface MailIndexer {
  /** Something may be new. Resolves when all is indexed, or another tab is at it. */
  run(): Promise<void>;
  progress(): Progress;
  /** Whether there are PDFs that could not be read, as what reads them could not be had. */
  pdfsWait(): boolean;
}

export interface IndexerOptions {
  readonly store: MailStore;
  readonly segments: Segments;
  /** Runs the work if no other tab is at it. */
  alone(work: () => Promise<void>): Promise<void>;
  onProgress(progress: Progress): void;
  /** Reads PDFs, once all else is indexed; without it they are found by their names. */
  readonly pdfs?: PdfReader;
}

/** PDFs are tried twice: the first time the page may have been closed by a person. */
const PDF_TRIES = 2 * PDF_WAITS;

const noFiles: readonly FileText[] = [];

/** What the index, and excerpts, need of messages that are parsed already. */
export async function prepareIndexing(
  messages: readonly ParsedMessage[],
  bytes: readonly Uint8Array[],
  pause: () => Promise<void>,
): Promise<Indexing> {
  const builder = createSegmentBuilder();
  const files: (readonly FileText[])[] = [];
  for (const [at, message] of messages.entries()) {
    const own = hasFiles(message) ? await fileTexts(message, bytes[at]!) : noFiles;
    files.push(own);
    builder.add(textsOfMessage(message, own));
    await pause();
  }
  return {
    async write(transaction, emails) {
      const present = emails.filter((email) => email !== 0);
      // An index of another version is made anew first, with these.
      if (present.length === 0 || !transaction.continueIndex(INDEX_VERSION)) return;
      await addSegment(transaction.db, builder.build(emails), present.length);
      const texts: MailTextRecord[] = [];
      for (const [at, email] of emails.entries()) {
        if (email === 0) continue;
        const pdfs = hasPdfs(messages[at]!) ? PDF_TRIES : 0;
        transaction.setBits(email, HEAD_INDEXED | TEXT_INDEXED | pdfs, PDF_BITS);
        const kept = keptText(email, messages[at]!, files[at]!);
        if (kept !== undefined) texts.push(kept);
      }
      if (texts.length > 0) await transaction.db.mailTexts.bulkPut(texts);
    },
  };
}

export function createMailIndexer({ store, segments, alone, onProgress, pdfs }: IndexerOptions): MailIndexer {
  let running: Promise<void> | undefined;
  let isAgain = false;
  let since = 0;
  let pdfsWait = false;

  async function pause(): Promise<void> {
    if (performance.now() - since < SLICE_MS) return;
    await nextTurn();
    since = performance.now();
  }

  const pdfIndexing = pdfs && createPdfIndexing(store, pdfs);

  function progress(): Progress {
    const { columns } = store;
    let total = 0;
    for (let email = 1; email < columns.next; email += 1) if ((columns.flags[email]! & EXISTS) !== 0) total += 1;
    const done = total - countNotIndexed(store);
    return { done, total, fraction: total === 0 ? 1 : done / total };
  }

  /** The next messages to index, rising: the newest ones there are. */
  function nextBatch(): number[] {
    const { columns } = store;
    const batch: number[] = [];
    let bytes = 0;
    for (const email of columns.newestFirst()) {
      if (!needsIndex(columns.flags[email]!)) continue;
      batch.push(email);
      bytes += columns.sizes[email]!;
      if (batch.length >= BATCH || bytes >= BATCH_BYTES) break;
    }
    return batch.sort((a, b) => a - b);
  }

  async function indexBatch(batch: readonly number[]): Promise<void> {
    const rows = await store.rows.get(batch);
    const builder = createSegmentBuilder();
    const texts: MailTextRecord[] = [];
    const withPdfs = new Set<number>();
    // Of what was read: its bytes may come meanwhile.
    const wasHere = batch.map((email) => rows.get(email)?.h !== undefined);
    for (const email of batch) {
      const row = rows.get(email);
      const blob = row?.h === undefined ? undefined : await store.db.mailBlobs.get(row.h);
      if (blob === undefined) builder.add(row === undefined ? [] : textsOfRow(row));
      else {
        const bytes = await unpackBlob(blob);
        const message = readMessage(bytes);
        const files = hasFiles(message) ? await fileTexts(message, bytes) : noFiles;
        builder.add(textsOfMessage(message, files));
        if (hasPdfs(message)) withPdfs.add(email);
        const kept = keptText(email, message, files);
        if (kept !== undefined) texts.push(kept);
      }
      await pause();
    }
    await store.write(async (tx) => {
      // What was destroyed meanwhile is left out; of what came meanwhile the text is still to be read.
      const emails = batch.map((email) => (tx.columns.exists(email) ? email : 0));
      await addSegment(tx.db, builder.build(emails), batch.length);
      await tx.db.mailTexts.bulkPut(texts);
      for (const [at, email] of emails.entries()) {
        if (email === 0) continue;
        if (wasHere[at] !== true) tx.setBits(email, headBits(tx, email));
        else tx.setBits(email, HEAD_INDEXED | TEXT_INDEXED | (withPdfs.has(email) ? PDF_TRIES : 0), PDF_BITS);
      }
    });
  }

  /** Of a message without bytes: whoever has its text later indexes it again. */
  const headBits = (tx: MailTransaction, email: number) => (tx.columns.flags[email]! & TEXT_INDEXED) | HEAD_INDEXED;

  /**
   * An index of another version, or one that is gone while messages say they are in it, is begun anew; out of a backup the
   * junk filter learns anew, too (MJ2).
   */
  async function check(): Promise<void> {
    const { columns } = store;
    const isMarked = columns.flags.some((flags) => (flags & (HEAD_INDEXED | TEXT_INDEXED)) !== 0);
    const isMissing = isMarked && (await segments.count()) === 0;
    if (store.indexVersion === INDEX_VERSION && !isMissing) return;
    await store.write(async (tx) => {
      if (!isMissing && tx.continueIndex(INDEX_VERSION)) return;
      await clearSegments(tx.db);
      const isRestored = store.indexVersion === RESTORED_INDEX;
      for (let email = 1; email < tx.columns.next; email += 1) {
        const isSaid = isRestored && junkSaid(tx.keywordsOf(email)) !== undefined;
        tx.setBits(email, isSaid ? JUNK_DUE : 0, HEAD_INDEXED | TEXT_INDEXED | PDF_BITS);
      }
      tx.setIndexVersion(INDEX_VERSION);
    });
  }

  async function work(): Promise<void> {
    await store.refresh();
    await check();
    await dropUnfinished(store.db);
    let pdfState: 'more' | 'done' | 'waits' = 'done';
    do {
      for (let batch = nextBatch(); batch.length > 0; batch = nextBatch()) {
        await indexBatch(batch);
        onProgress(progress());
        await nextTurn();
      }
      // A few PDFs, then whatever has come meanwhile.
      pdfState = (await pdfIndexing?.step()) ?? 'done';
    } while (pdfState === 'more');
    pdfsWait = pdfState === 'waits';
    await segments.merge((email) => store.columns.exists(email), pause);
  }

  return {
    progress,
    pdfsWait: () => pdfsWait,
    run() {
      isAgain = true;
      running ??= (async () => {
        while (isAgain) {
          isAgain = false;
          await alone(work);
        }
      })().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}
