import { IDBDatabase, IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, expect, test, vi } from 'vitest';
import { AppDatabase } from '../../../src/store/database.js';

const asked = vi.spyOn(IDBDatabase.prototype, 'transaction');
const durabilities = () =>
  asked.mock.calls.flatMap(([, mode, options]) => (mode === 'readwrite' ? [options?.durability] : []));

async function opened(): Promise<AppDatabase> {
  const db = new AppDatabase('durability', { indexedDB: new IDBFactory(), IDBKeyRange });
  await db.open();
  asked.mockClear();
  return db;
}

afterEach(() => asked.mockClear());

test('what a person writes waits for the disk, also with what is refused and with keys', async () => {
  const db = await opened();
  await db.transaction('rw', [db.chunks, db.outbox], () => db.outbox.put({ docId: 'c/0', seq: 1 }));
  await db.transaction('rw', [db.logs, db.rejected], () => db.logs.delete('a'));
  await db.transaction('rw', [db.logs, db.secrets], () => db.secrets.delete('a'));
  expect(durabilities()).toEqual(['strict', 'strict', 'strict']);
  db.close();
});

test('what a relay says again does not wait for the disk', async () => {
  const db = await opened();
  await db.sends.delete(['log', 1]);
  await db.transaction('rw', [db.chunks, db.outbox, db.logs, db.records, db.sends], () => db.logs.delete('a'));
  expect(durabilities()).toEqual(['relaxed', 'relaxed']);
  db.close();
});
