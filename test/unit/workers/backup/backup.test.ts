import { describe, expect, it } from 'vitest';
import type { EpochMs } from '../../../../src/domain/time/types.js';
import { backupKeys, createSealer, newNonce, writeHeader } from '../../../../src/formats/backup/container.js';
import { packRecord } from '../../../../src/formats/backup/records.js';
import type { AppDatabase } from '../../../../src/store/database.js';
import { isRestoring, noteRestoring } from '../../../../src/store/restoring.js';
import { checkBackup } from '../../../../src/workers/backup/read-backup.js';
import { restoreBackup } from '../../../../src/workers/backup/restore-backup.js';
import { BACKUP_SCHEMA, writeBackup } from '../../../../src/workers/backup/write-backup.js';
import { CHEAPEST, keyOfPassphrase } from '../../../../src/workers/lock/argon.js';
import { contactFields, eventFields } from '../../../support/fields.js';
import { testMail } from '../../../support/mail-store.js';
import { commandId, projections, type TestWriter, testWriter } from '../../../support/writer.js';

const passphrase = 'horses are late today';
const made = Date.UTC(2026, 10, 18) as EpochMs;
const go = async () => {};

/** A calendar with an event that was changed, a contact, a file, a setting, and a message. */
async function livedIn(): Promise<TestWriter> {
  const writer = testWriter();
  const create = async (kind: 'calendar' | 'addressbook') =>
    (await writer.run(commandId(), { type: 'createCollection', collection: { kind, name: kind, hue: 9 } })).collection!
      .id;
  const calendar = await create('calendar');
  const book = await create('addressbook');
  const event = { type: 'createEvent', collectionId: calendar, fields: eventFields({ title: 'Lunch' }) } as const;
  const { uid = '' } = await writer.run(commandId(), event);
  const ref = { collectionId: calendar, uid };
  await writer.run(commandId(), { type: 'updateEvent', ref, fields: eventFields({ title: 'Dinner' }), scope: 'all' });
  await writer.run(commandId(), { type: 'createContact', collectionId: book, fields: contactFields() });
  await writer.run(commandId(), { type: 'putFile', bytes: new Uint8Array([1, 2, 3]), mediaType: 'text/plain' });
  await writer.run(commandId(), { type: 'updateSettings', change: { personName: 'Anna' } });
  const mail = await testMail(writer.db.name);
  await mail.importText(
    'From: Ada <ada@example.org>\r\nSubject: Budget\r\nMessage-ID: <1@x>\r\n\r\nHello zebra\r\n',
    'a.eml',
  );
  await mail.indexer.run();
  return writer;
}

const backupOf = (db: AppDatabase) =>
  writeBackup({ db, clock: { now: () => made }, cost: CHEAPEST, checkpoint: go }, passphrase);

const why = async (work: Promise<unknown>) => {
  const error = (await work.then(
    () => undefined,
    (caught: unknown) => caught,
  )) as { readonly code: string; readonly detail: { readonly why?: string } } | undefined;
  return error && (error.detail?.why ?? error.code);
};

/** Everything that is in a database. */
async function contents(db: AppDatabase): Promise<Record<string, unknown>> {
  const all = await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()] as const));
  return Object.fromEntries(all);
}

describe('a backup', () => {
  it('gives a new profile all that was there, its history and its mail [BK1] [BK3] [BK4]', async () => {
    const first = await livedIn();
    const file = await backupOf(first.db);
    expect(await checkBackup(file, passphrase, go)).toEqual({
      ...{ made, calendars: 1, addressBooks: 1, items: 2, emails: 1, files: 1 },
    });
    const second = testWriter();
    await second.run(commandId(), {
      type: 'firstRun',
      collections: [{ kind: 'calendar', name: 'Personal', hue: 1 }],
    });
    await restoreBackup(second.db, file, passphrase, go);
    expect(await second.db.chunks.toArray()).toEqual(await first.db.chunks.toArray());
    const fresh = testWriter({ name: second.db.name });
    await fresh.context.pool.prepare();
    await fresh.bringUpToDate();
    const [was, is] = [await projections(first.db), await projections(fresh.db)];
    expect(is).toEqual(was);
    expect(await fresh.db.blobs.toArray()).toEqual(await first.db.blobs.toArray());
    const local = new Map((await fresh.db.local.toArray()).map(({ name, value }) => [name, value]));
    expect(local.get('deviceId')).not.toBe((await first.db.local.get('deviceId'))?.value);
    const mail = await testMail(fresh.db.name);
    await mail.indexer.run();
    const query = {
      where: { all: true },
      show: 'all',
      text: 'zebra',
      collapseThreads: false,
      order: 'newest',
    } as const;
    expect((await mail.api.emailRows(query, 0, 9)).map(({ subject }) => subject)).toEqual(['Budget']);
  });

  it('of a wrong passphrase, cut, altered or foreign changes nothing [BK2] [BK5]', async () => {
    const file = await backupOf((await livedIn()).db);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const altered = bytes.slice();
    altered[altered.length - 20]! ^= 1;
    const { db } = testWriter();
    await db.local.put({ name: 'mine', value: '1' });
    const before = await contents(db);
    const asked: readonly (readonly [Blob, string, string])[] = [
      [file, 'another passphrase', 'passphrase'],
      [file.slice(0, file.size - 1), passphrase, 'damaged'],
      [file.slice(0, 40), passphrase, 'damaged'],
      [new Blob([altered]), passphrase, 'damaged'],
      [new Blob(['BEGIN:VCARD']), passphrase, 'foreign'],
      [new Blob(), passphrase, 'foreign'],
    ];
    for (const [blob, words, reason] of asked) {
      expect(await why(restoreBackup(db, blob, words, go))).toBe(reason);
      expect(await contents(db)).toEqual(before);
    }
  });

  /** A file that opens, with whatever inside. */
  async function fileWith(records: readonly { table: string; value: unknown }[], memory = CHEAPEST.memory) {
    const salt = new Uint8Array(16);
    const secret = await keyOfPassphrase(passphrase, salt, CHEAPEST);
    const { key, check } = await backupKeys(secret);
    const header = { salt, memory, passes: CHEAPEST.passes, nonce: newNonce(), check };
    const start = writeHeader(header);
    const sealer = createSealer(key, header, start);
    const plain = new Blob(records.flatMap((record) => packRecord(record) as BlobPart[]));
    const packed = await new Response(plain.stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer();
    return new Blob([start, ...(await sealer.add(new Uint8Array(packed))), await sealer.end()]);
  }

  it('of a newer version, without end, or with tables nobody knows, is refused [BK5]', async () => {
    const { db } = testWriter();
    const start = (schema: number) => ({ table: 'start', value: { made, schema } });
    const end = { table: 'end', value: null };
    const refusal = async (...records: { table: string; value: unknown }[]) =>
      why(restoreBackup(db, await fileWith(records), passphrase, go));
    expect(await refusal(start(BACKUP_SCHEMA + 1), end)).toBe('newer');
    expect(await refusal(start(BACKUP_SCHEMA))).toBe('damaged');
    expect(await refusal(end)).toBe('damaged');
    expect(await refusal(start(BACKUP_SCHEMA), { table: 'secrets', value: { name: 'x' } }, end)).toBe('damaged');
    expect(await refusal(start(BACKUP_SCHEMA), end, end)).toBe('damaged');
    expect(await refusal(start(BACKUP_SCHEMA), end)).toBe(undefined);
  });

  it('that asks for a passphrase dearer than any of ours is not obeyed [BK6]', async () => {
    expect(await why(checkBackup(await fileWith([], 10_000_000), passphrase, go))).toBe('damaged');
  });

  it('is not put into a profile that has something [BK3]', async () => {
    const lived = await livedIn();
    const file = await backupOf(lived.db);
    const before = await contents(lived.db);
    expect(await why(restoreBackup(lived.db, file, passphrase, go))).toBe('not-empty');
    expect(await contents(lived.db)).toEqual(before);
  });

  it('that could not be written to its end leaves a new profile, also when the app was closed meanwhile [BK2]', async () => {
    const file = await backupOf((await livedIn()).db);
    const { db } = testWriter();
    const stop = async ({ fraction = 0 }) => {
      if (fraction > 0.5) throw new Error('the disk is full');
    };
    expect(await why(restoreBackup(db, file, passphrase, stop))).toBe('store/failed');
    expect([await db.chunks.count(), await db.mailBlobs.count(), await isRestoring(db)]).toEqual([0, 0, false]);

    await noteRestoring(db);
    await db.blobs.put({ hash: 'half', bytes: new Uint8Array(1), mediaType: '', time: 0 });
    const next = testWriter({ name: db.name });
    await next.bringUpToDate();
    expect([await db.blobs.count(), await isRestoring(db)]).toEqual([0, false]);
  });
});
