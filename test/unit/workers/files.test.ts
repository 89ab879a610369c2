import Dexie from 'dexie';
import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { attachmentId } from '../../../src/domain/calendar/event-attachments.js';
import { readEventFields } from '../../../src/domain/calendar/read-event-fields.js';
import { MAX_EXPORTED_BYTES, MAX_FILE_BYTES } from '../../../src/domain/files/file-uri.js';
import { AppDatabase } from '../../../src/store/database.js';
import { createRowStore } from '../../../src/store/row-store.js';
import { createFileWriter } from '../../../src/workers/files/write-files.js';
import { eventFields } from '../../support/fields.js';
import { commandId, type TestWriter, testWriter } from '../../support/writer.js';

const bytesOf = (size: number) => new Uint8Array(size).fill(7);

const eventOf = (ics: string) => ics.slice(ics.indexOf('BEGIN:VEVENT'), ics.indexOf('END:VCALENDAR'));

async function eventWithFile(writer: TestWriter, size: number) {
  const { collection } = await writer.run(commandId(), {
    type: 'createCollection',
    collection: { kind: 'calendar', name: 'Work', hue: 1 },
  });
  const { fileUri = '' } = await writer.run(commandId(), {
    type: 'putFile',
    bytes: bytesOf(size),
    mediaType: 'text/plain',
  });
  const attachment = { uri: fileUri, data: '', name: 'plan.txt', type: 'text/plain', size };
  const fields = eventFields({ attachments: [{ ...attachment, id: attachmentId(attachment) }] });
  await writer.run(commandId(), { type: 'createEvent', collectionId: collection!.id, fields });
  return { fileUri, collectionId: collection!.id, files: createFileWriter(createRowStore(writer.db)) };
}

describe('kept files', () => {
  it('have the name of their content, once', async () => {
    const writer = testWriter();
    const put = (text: string) =>
      writer.run(commandId(), { type: 'putFile', bytes: new TextEncoder().encode(text), mediaType: 'text/plain' });
    const [one, again, other] = [await put('Hello World!'), await put('Hello World!'), await put('else')];
    expect(one.fileUri).toBe('ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk'); // RFC 6920 §8.1
    expect(again.fileUri).toBe(one.fileUri);
    expect(other.fileUri).not.toBe(one.fileUri);
    expect(await writer.db.blobs.count()).toBe(2);
  });

  it.each([
    [MAX_FILE_BYTES, true],
    [MAX_FILE_BYTES + 1, false],
    [0, true],
  ])('of %i bytes: kept is %s', async (size, kept) => {
    const put = testWriter().run(commandId(), { type: 'putFile', bytes: bytesOf(size), mediaType: '' });
    if (kept) await expect(put).resolves.toHaveProperty('fileUri');
    else await expect(put).rejects.toMatchObject({ code: 'input/too-large' });
  });

  it('go out inside the event, and come back as the same bytes', async () => {
    const { files, collectionId } = await eventWithFile(testWriter(), MAX_EXPORTED_BYTES);
    const [attachment] = readEventFields(eventOf(await files.ics([collectionId])))?.attachments ?? [];
    expect(attachment).toMatchObject({ uri: '', name: 'plan.txt', size: MAX_EXPORTED_BYTES });
    expect(atob(attachment!.data)).toBe(String.fromCharCode(7).repeat(MAX_EXPORTED_BYTES));
  });

  it('that are too long for that keep their name and say so, and lie in the whole export', async () => {
    const { files, collectionId, fileUri } = await eventWithFile(testWriter(), MAX_EXPORTED_BYTES + 1);
    const text = (await files.ics([collectionId])).replaceAll('\r\n ', '');
    expect(text).toContain(`X-IKEBANA-MISSING=TRUE:${fileUri}`);
    expect((await files.zip(async () => {})).size).toBeGreaterThan(1000);
  });
});

describe('a database of version 1', () => {
  it('opens with everything in it, and keeps files from now on', async () => {
    const name = 'first-version';
    const old = new Dexie(name, { indexedDB, IDBKeyRange });
    old.version(1).stores({
      ...{ chunks: '[docId+seq], importId', outbox: '[docId+seq]', texts: '[collectionId+shard]' },
      ...{ events: '[collectionId+from+to]', series: '[collectionId+from+to]', contacts: '[collectionId+from+to]' },
      ...{ collections: 'id', settings: 'name', applied: 'id, time', local: 'name' },
    });
    const texts = { collectionId: 'c', shard: 0, uids: ['u'], texts: ['BEGIN:VEVENT'], edits: [null] };
    await old.table('texts').put(texts);
    old.close();
    const db = new AppDatabase(name, { indexedDB, IDBKeyRange });
    expect(await db.texts.toArray()).toEqual([texts]);
    expect(await db.blobs.count()).toBe(0);
    await db.blobs.put({ hash: 'h', bytes: bytesOf(1), mediaType: '', time: 0 });
    expect(await db.blobs.get('h')).toMatchObject({ bytes: bytesOf(1) });
  });
});
