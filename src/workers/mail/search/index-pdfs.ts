// Words of PDFs come into the index behind all others: each takes as long as a hundred messages, and what reads them is loaded for the first.
import { readMessage } from '../../../formats/mail/parse-message.js';
import { unpackBlob } from '../../../store/mail/blobs.js';
import { EXISTS, HERE, PDF_BITS, PDF_WAITS, TEXT_INDEXED } from '../../../store/mail/flags.js';
import type { MailStore } from '../../../store/mail/mail-store.js';
import type { MailTextRecord } from '../../../store/mail/records.js';
import { createSegmentBuilder, type FieldTexts } from '../../../store/mail/search/segment-builder.js';
import { addSegment } from '../../../store/mail/search/segment-records.js';
import { textsOfMessage } from './email-texts.js';
import { fileTexts } from './file-texts.js';
import { keptText } from './kept-text.js';
import type { PdfReader } from './pdf-reader.js';

/** Of one turn, which is a segment: so long what has come meanwhile waits, and so much of what was read is done again if the tab is closed. */
const TURN_MS = 3000;
const TURN_MESSAGES = 50;
/** What reading all PDFs of one message may take. Attack: thirty of them that each take as long as one may. */
const MESSAGE_MS = 30_000;

interface ReadMessage {
  readonly email: number;
  readonly texts: FieldTexts;
  readonly kept: MailTextRecord | undefined;
}

/** Thrown through whatever reads the files of a message: PDFs cannot be read now. */
class NoReader extends Error {}

export interface PdfIndexing {
  /** Reads the PDFs of some messages, the newest first. `waits`: there are some that cannot be read now. */
  step(): Promise<'more' | 'done' | 'waits'>;
}

export function createPdfIndexing(store: MailStore, reader: PdfReader): PdfIndexing {
  const WANTED = EXISTS | HERE | TEXT_INDEXED;
  const waits = (flags: number) => (flags & WANTED) === WANTED && (flags & PDF_BITS) !== 0;

  function nextEmails(): number[] {
    const { columns } = store;
    if (!columns.flags.subarray(0, columns.next).some(waits)) return [];
    const emails: number[] = [];
    for (const email of columns.newestFirst()) {
      if (waits(columns.flags[email]!)) emails.push(email);
      if (emails.length >= TURN_MESSAGES) break;
    }
    return emails;
  }

  /** Before it is tried: whatever becomes of this page, it will have been tried. @returns whether it still is there, and waits. */
  function take(email: number): Promise<boolean> {
    return store.write(async (tx) => {
      const flags = tx.columns.flags[email]!;
      if (!waits(flags)) return false;
      tx.setBits(email, (flags & PDF_BITS) - PDF_WAITS, PDF_BITS);
      return true;
    });
  }

  /** It was not tried after all. */
  const giveBack = (email: number) =>
    store.write(async (tx) => tx.setBits(email, (tx.columns.flags[email]! & PDF_BITS) + PDF_WAITS, PDF_BITS));

  async function read(email: number): Promise<ReadMessage | undefined> {
    const row = (await store.rows.get([email])).get(email);
    const blob = row?.h === undefined ? undefined : await store.db.mailBlobs.get(row.h);
    if (blob === undefined) return undefined;
    const bytes = await unpackBlob(blob);
    const message = readMessage(bytes);
    let left = MESSAGE_MS;
    const files = await fileTexts(message, bytes, async (file) => {
      if (left <= 0) return '';
      const since = performance.now();
      const text = await reader.read(file, left);
      if (text === undefined) throw new NoReader();
      left -= performance.now() - since;
      return text;
    });
    return { email, texts: textsOfMessage(message, files), kept: keptText(email, message, files) };
  }

  /** Into the index beside what is there of them already; the search takes both, and the next merge makes one of the two. */
  async function write(all: readonly ReadMessage[]): Promise<void> {
    const sorted = [...all].sort((a, b) => a.email - b.email);
    const builder = createSegmentBuilder();
    for (const { texts } of sorted) builder.add(texts);
    await store.write(async (tx) => {
      const emails = sorted.map(({ email }) => (tx.columns.exists(email) ? email : 0));
      await addSegment(tx.db, builder.build(emails), emails.length);
      const kept = sorted.flatMap((each) => (tx.columns.exists(each.email) && each.kept ? [each.kept] : []));
      await tx.db.mailTexts.bulkPut(kept);
      for (const email of emails) if (email !== 0) tx.setBits(email, 0, PDF_BITS);
    });
  }

  return {
    async step() {
      const emails = nextEmails();
      if (emails.length === 0) return 'done';
      if (!(await reader.isHere())) return 'waits';
      const end = performance.now() + TURN_MS;
      const done: ReadMessage[] = [];
      let isHere = true;
      for (const email of emails) {
        if (!isHere || performance.now() > end) break;
        if (!(await take(email))) continue;
        try {
          const found = await read(email);
          if (found !== undefined) done.push(found);
        } catch (error) {
          if (!(error instanceof NoReader)) throw error;
          isHere = false;
          await giveBack(email);
        }
      }
      if (done.length > 0) await write(done);
      return isHere ? 'more' : 'waits';
    },
  };
}
