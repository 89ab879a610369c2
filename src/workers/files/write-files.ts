// Stored items as files.
import { strToU8, zipSync } from 'fflate';
import { type CalendarExtras, joinExtras, newExtras, noExtras } from '../../domain/calendar/calendar-extras.js';
import { shardOf } from '../../domain/collections/document-id.js';
import { embedMedia, keptMedia } from '../../domain/contacts/kept-media.js';
import { hashOfFileUri, MAX_EXPORTED_BYTES } from '../../domain/files/file-uri.js';
import type { Progress } from '../../domain/items/import.js';
import type { CalendarItem, ContactItem } from '../../domain/items/item.js';
import { writeContactsCsv } from '../../formats/csv/write-contacts-csv.js';
import { writeCalendar } from '../../formats/ics/write.js';
import { writeContacts } from '../../formats/vcard/write.js';
import { recordToExtras } from '../../store/collection-record.js';
import type { BlobRecord, CollectionRecord } from '../../store/database.js';
import type { RowStore } from '../../store/row-store.js';
import { findItem, isCounted, itemAt } from '../../store/shard-items.js';
import type { ContactSelection } from '../format.api.js';
import { currentText } from '../project-stored.js';
import { embedFiles, keptFiles } from './embed-files.js';

export interface FileWriter {
  ics(collectionIds: readonly string[]): Promise<string>;
  vcf(what: ContactSelection, version: '3.0' | '4.0'): Promise<string>;
  contactsCsv(what: ContactSelection): Promise<string>;
  /** @param checkpoint - Called between files; rejects when it is to stop. */
  zip(checkpoint: (progress: Progress) => Promise<void>): Promise<Blob>;
}

type Kind = CalendarItem['kind'];
const KINDS: Readonly<Record<string, Kind>> = {
  VEVENT: 'event',
  VTODO: 'task',
  VJOURNAL: 'journal',
  VFREEBUSY: 'freebusy',
};

function calendarKind(text: string): Kind {
  return KINDS[/^BEGIN:(VEVENT|VTODO|VJOURNAL|VFREEBUSY)/im.exec(text)?.[1]?.toUpperCase() ?? ''] ?? 'event';
}

/** A name that every file system takes, another each time. */
function fileName(folder: string, name: string, extension: string, taken: Set<string>): string {
  const plain =
    name
      .replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
      .replace(/[. ]+$/, '')
      .trim()
      .slice(0, 100) || folder;
  for (let count = 1; ; count += 1) {
    const path = `${folder}/${plain}${count === 1 ? '' : ` ${count}`}.${extension}`;
    if (taken.has(path.toLowerCase())) continue;
    taken.add(path.toLowerCase());
    return path;
  }
}

/** Together in one file, the calendars have no name, and what two of them say differently is said as the first one does. */
function extrasOf(collections: readonly CollectionRecord[]): CalendarExtras {
  const all = collections.map(recordToExtras);
  if (all.length === 1) return all[0] ?? noExtras;
  return all.reduce((known, found) => joinExtras([known, newExtras(known, found)]), noExtras);
}

export function createFileWriter(store: RowStore): FileWriter {
  async function live(ids?: readonly string[]): Promise<CollectionRecord[]> {
    const collections = await store.collections();
    return ids === undefined ? collections : collections.filter(({ id }) => ids.includes(id));
  }

  async function textsOf(collection: CollectionRecord): Promise<{ uid: string; text: string }[]> {
    const records = await store.allTexts(collection);
    const items = records.flatMap((record) => record.uids.map((_, index) => itemAt(record, index)));
    return items.filter(isCounted).map((item) => ({ uid: item.uid, text: currentText(item) }));
  }

  async function calendarItems(collection: CollectionRecord): Promise<CalendarItem[]> {
    return (await textsOf(collection)).map((item) => ({ ...item, kind: calendarKind(item.text) }));
  }

  /** One after the other: their pictures are many times as long as they are. */
  async function withPictures(items: readonly ContactItem[]): Promise<ContactItem[]> {
    const whole: ContactItem[] = [];
    for (const item of items) {
      const uris = keptMedia(item.text);
      const files = await Promise.all(uris.map(async (uri) => [uri, await blobOf(uri)] as const));
      whole.push(uris.length === 0 ? item : { ...item, text: embedMedia(item.text, new Map(files)) });
    }
    return whole;
  }

  async function contactItems(collection: CollectionRecord): Promise<ContactItem[]> {
    return (await textsOf(collection)).map((item) => ({ ...item, kind: 'contact' }));
  }

  const blobOf = async (uri: string) => store.blob(hashOfFileUri(uri) ?? '');

  /** With the kept files inside that are short enough. */
  async function withFiles(items: readonly CalendarItem[]): Promise<CalendarItem[]> {
    const embed = async (item: CalendarItem): Promise<CalendarItem> => {
      const uris = keptFiles(item.text);
      if (uris.length === 0) return item;
      const files = await Promise.all(uris.map(async (uri) => [uri, await blobOf(uri)] as const));
      return { ...item, text: embedFiles(item.text, new Map(files)) };
    };
    return Promise.all(items.map(embed));
  }

  /** Kept files that are too long for the calendars' own files. */
  async function longFiles(collections: readonly CollectionRecord[]): Promise<readonly BlobRecord[]> {
    const items = (await Promise.all(collections.map(textsOf))).flat();
    const uris = new Set(items.flatMap(({ text }) => keptFiles(text)));
    const found = await Promise.all([...uris].map(blobOf));
    return found.filter((blob) => blob !== undefined && blob.bytes.byteLength > MAX_EXPORTED_BYTES) as BlobRecord[];
  }

  async function ics(collections: readonly CollectionRecord[]): Promise<string> {
    const items = await withFiles((await Promise.all(collections.map(calendarItems))).flat());
    const name = collections.length === 1 ? collections[0]?.name : undefined;
    return writeCalendar(items, { name, ...extrasOf(collections) });
  }

  async function selected(what: ContactSelection): Promise<ContactItem[]> {
    if ('collectionIds' in what) {
      const books = await live(what.collectionIds);
      return (await Promise.all(books.map(contactItems))).flat();
    }
    const collections = new Map((await live()).map((collection) => [collection.id, collection]));
    const items: ContactItem[] = [];
    for (const { collectionId, uid } of what.refs) {
      const collection = collections.get(collectionId);
      if (collection === undefined) continue;
      const item = findItem(await store.texts(collectionId, shardOf(uid, collection.shards)), uid);
      if (isCounted(item)) items.push({ uid, text: currentText(item), kind: 'contact' });
    }
    return items;
  }

  return {
    ics: async (collectionIds) => ics(await live(collectionIds)),
    vcf: async (what, version) => writeContacts(await withPictures(await selected(what)), { version, identify: true }),
    // Spreadsheets know UTF-8 by the mark.
    contactsCsv: async (what) => `\ufeff${writeContactsCsv(await selected(what))}`,
    async zip(checkpoint) {
      const files: Record<string, Uint8Array> = Object.create(null) as Record<string, Uint8Array>;
      const taken = new Set<string>();
      const all = await live();
      const total = all.length;
      for (const [done, collection] of all.entries()) {
        await checkpoint({ done, total, fraction: done / total });
        if (collection.kind === 'calendar')
          files[fileName('calendars', collection.name, 'ics', taken)] = strToU8(await ics([collection]));
        else
          files[fileName('contacts', collection.name, 'vcf', taken)] = strToU8(
            writeContacts(await withPictures(await contactItems(collection)), { version: '4.0', identify: true }),
          );
      }
      await checkpoint({ done: total, total, fraction: 1 });
      const calendars = all.filter(({ kind }) => kind === 'calendar');
      for (const { hash, bytes } of await longFiles(calendars)) files[`attachments/${hash}`] = bytes;
      files['settings.json'] = strToU8(JSON.stringify(await store.settings(), null, 2));
      return new Blob([zipSync(files) as BlobPart], { type: 'application/zip' });
    },
  };
}
