import { describe, expect, it } from 'vitest';
import { LOOSE_KEPT_MS } from '../../../src/store/loose-files.js';
import { fileLock, hashOfFileLock } from '../../../src/workers/channels.js';
import { eventFields } from '../../support/fields.js';
import { commandId, type TestWriter, testWriter } from '../../support/writer.js';

const file = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;

async function setUp() {
  const writer = testWriter();
  const calendar = { kind: 'calendar', name: 'Mine', hue: 1 } as const;
  const { collection } = await writer.run(commandId(), { type: 'createCollection', collection: calendar });
  const collectionId = collection?.id ?? '';
  const put = async (text: string) =>
    (await writer.run(commandId(), { type: 'putFile', bytes: file(text), mediaType: 'text/plain' })).fileUri ?? '';
  const attach = async (uri: string) => {
    const attachment = { id: 'a', uri, data: '', name: 'a.txt', type: 'text/plain', size: 1 };
    const fields = eventFields({ attachments: [attachment] });
    return writer.run(commandId(), { type: 'createEvent', collectionId, fields });
  };
  return { writer, collectionId, put, attach };
}

const none: ReadonlySet<string> = new Set();
const kept = (writer: TestWriter) => writer.db.blobs.count();
const aDayLater = (writer: TestWriter) => {
  writer.time += LOOSE_KEPT_MS + 1;
};

describe('a file that a form kept', () => {
  it('is dropped a day later when the form was never saved, not before', async () => {
    const { writer, put } = await setUp();
    await put('one');
    writer.time += LOOSE_KEPT_MS;
    expect(await writer.dropLooseFiles(none)).toBe(0);
    writer.time += 1;
    expect(await writer.dropLooseFiles(none)).toBe(1);
    expect(await kept(writer)).toBe(0);
    expect(await writer.dropLooseFiles(none)).toBe(0);
  });

  it('stays when an item names it, and for its history when that is deleted or no longer names it', async () => {
    const { writer, collectionId, put, attach } = await setUp();
    const { uid = '' } = await attach(await put('one'));
    const ref = { collectionId, uid };
    const fields = eventFields({});
    await writer.run(commandId(), { type: 'updateEvent', ref, fields, scope: 'all' });
    await writer.run(commandId(), { type: 'removeEvent', ref, scope: 'all' });
    aDayLater(writer);
    expect(await writer.dropLooseFiles(none)).toBe(0);
    await put('one'); // the same once more, for a form that is given up: its history has it all the same
    aDayLater(writer);
    expect(await writer.dropLooseFiles(none)).toBe(0);
    expect(await kept(writer)).toBe(1);
  });

  it('stays when the item came before the file', async () => {
    const { writer, put, attach } = await setUp();
    const uri = await put('one');
    await writer.db.blobs.clear();
    await writer.db.local.delete('loose-files');
    await attach(uri);
    await put('one');
    aDayLater(writer);
    expect(await writer.dropLooseFiles(none)).toBe(0);
  });

  it('stays when an imported text names it, folded as it is', async () => {
    const { writer, collectionId, put } = await setUp();
    const uri = await put('one');
    const line = `ATTACH;FILENAME=a-rather-long-name.txt:${uri.slice(0, 25)}\r\n ${uri.slice(25)}`;
    const text = ['BEGIN:VEVENT', 'UID:u', 'DTSTART:20261118T100000Z', line, 'END:VEVENT', ''].join('\r\n');
    const write = { collectionId, uid: 'u', text, edits: {} };
    await writer.run(commandId(), { type: 'writeItems', writes: [write] });
    aDayLater(writer);
    expect(await writer.dropLooseFiles(none)).toBe(0);
  });

  it('stays as long as a page that kept it is open', async () => {
    const { writer, put } = await setUp();
    const hash = hashOfFileLock(fileLock(await put('one')));
    aDayLater(writer);
    expect(await writer.dropLooseFiles(new Set([hash!]))).toBe(0);
    expect(await writer.dropLooseFiles(none)).toBe(1);
    expect(hashOfFileLock('something else')).toBeUndefined();
  });

  it('counts from the last time a form kept it', async () => {
    const { writer, put } = await setUp();
    await put('one');
    aDayLater(writer);
    await put('one');
    expect(await writer.dropLooseFiles(none)).toBe(0);
  });
});
