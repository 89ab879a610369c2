// Mail as files: every message byte for byte as it came (rule ML9).
import type { Progress } from '../../domain/items/import.js';
import { safeFileName } from '../../domain/mail/safe-file-name.js';
import { jmapDate } from '../../formats/mail/dates.js';
import { mboxEntry } from '../../formats/mail/mbox.js';
import { unpackBlob } from '../../store/mail/blobs.js';
import { EXISTS, HERE } from '../../store/mail/flags.js';
import type { MailStore } from '../../store/mail/mail-store.js';
import type { MailRow } from '../../store/mail/records.js';
import { createZipWriter } from './zip-writer.js';

/** Messages read in one go. */
const BATCH = 100;

export interface ExportEnvironment {
  readonly store: MailStore;
  /** Called between pieces of work; rejects with `cancelled` when it is to stop. */
  checkpoint(progress: Progress): Promise<void>;
}

interface Exported {
  readonly email: number;
  readonly row: MailRow;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Of a mailbox what is on this device, the oldest first. */
function emailsOf({ columns, set }: MailStore, mailboxId: string): number[] {
  const order = columns.newestFirst();
  const emails: number[] = [];
  const needed = EXISTS | HERE;
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const email = order[at]!;
    if ((columns.flags[email]! & needed) === needed && set(columns.places[email]!).includes(mailboxId))
      emails.push(email);
  }
  return emails;
}

async function* messagesOf(store: MailStore, emails: readonly number[]): AsyncGenerator<Exported[]> {
  for (let from = 0; from < emails.length; from += BATCH) {
    const some = emails.slice(from, from + BATCH);
    const rows = await store.rows.get(some);
    const present = some.filter((email) => rows.get(email)?.h !== undefined);
    const records = await store.db.mailBlobs.bulkGet(present.map((email) => rows.get(email)!.h!));
    const all: Exported[] = [];
    for (const [index, email] of present.entries()) {
      const record = records[index];
      if (record !== undefined) all.push({ email, row: rows.get(email)!, bytes: await unpackBlob(record) });
    }
    yield all;
  }
}

/** Folders and name of a mailbox's file. */
function pathOf({ mailboxes }: MailStore, mailboxId: string): string {
  const names: string[] = [];
  for (let at = mailboxes.get(mailboxId); at !== undefined && names.length < 20; at = mailboxes.get(at.parentId ?? ''))
    names.unshift(safeFileName(at.name));
  return names.join('/');
}

const isoOf = (time: number) => jmapDate({ time, offset: 0 });

/** @throws {AppError} `cancelled` */
export async function exportMail(
  { store, checkpoint }: ExportEnvironment,
  mailboxIds: readonly string[],
  format: 'mbox' | 'eml',
): Promise<Blob> {
  const boxes = mailboxIds.map((id) => ({ path: pathOf(store, id), emails: emailsOf(store, id) }));
  const total = boxes.reduce((sum, { emails }) => sum + emails.length, 0);
  let done = 0;
  const step = async (count: number) => {
    done += count;
    await checkpoint({ done, total, fraction: total === 0 ? 1 : done / total });
  };

  async function mboxOf(emails: readonly number[]): Promise<Blob> {
    const parts: Blob[] = [];
    for await (const batch of messagesOf(store, emails)) {
      // A blob for each batch: the browser may keep them on the disk.
      parts.push(
        new Blob(
          batch.map(({ email, row, bytes }) => {
            const date = isoOf(store.columns.times[email]!);
            return mboxEntry(bytes, { sender: row.f[0]?.[1] ?? '', date }) as Uint8Array<ArrayBuffer>;
          }),
        ),
      );
      await step(batch.length);
    }
    return new Blob(parts, { type: 'application/mbox' });
  }

  const [only] = boxes;
  if (format === 'mbox' && boxes.length === 1 && only !== undefined) return mboxOf(only.emails);
  const zip = createZipWriter();
  const taken = new Set<string>();
  for (const { path, emails } of boxes) {
    const newest = Math.max(0, ...emails.slice(-1).map((email) => store.columns.times[email]!));
    if (format === 'mbox') {
      await zip.add(freeName(taken, path, '.mbox'), await mboxOf(emails), newest);
      continue;
    }
    for await (const batch of messagesOf(store, emails)) {
      for (const { email, row, bytes } of batch) {
        const time = store.columns.times[email]!;
        const subject = safeFileName(row.s.slice(0, 80)) || 'message';
        const name = freeName(taken, `${path}/${isoOf(time).slice(0, 10)} ${subject}`, '.eml');
        await zip.add(name, new Blob([bytes]), time);
      }
      await step(batch.length);
    }
  }
  return zip.finish();
}

/** Systems that know no difference between capitals and others have one file for both. */
function freeName(taken: Set<string>, name: string, ending: string): string {
  let free = `${name}${ending}`;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${name} (${number})${ending}`;
  taken.add(free.toLowerCase());
  return free;
}
