import { IDBDatabase, IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, expect, test, vi } from 'vitest';
import { commit } from '../../../src/store/commit.js';
import { AppDatabase, type BinaryChunk } from '../../../src/store/database.js';

const asked = vi.spyOn(IDBDatabase.prototype, 'transaction');
const durabilities = () =>
  asked.mock.calls.flatMap(([, mode, options]) => (mode === 'readwrite' ? [options?.durability] : []));

const blank: Omit<BinaryChunk, 'seq'> = {
  docId: 'c/0',
  time: 0,
  uids: [],
  kind: 'change',
  data: new Uint8Array([1]),
  deflated: false,
};

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

test('content that is written along with its log does not wait for the disk; the answer to a command does', async () => {
  const db = await opened();
  const chunk = { ...blank, uids: ['a'] };
  const changes = new Map([['a', 'BEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\n']]);
  const along = { tables: [db.logs, db.records], write: () => db.logs.delete('a') };
  await commit(db, () => [], { writes: [{ chunk: { ...chunk, seq: 1 }, changes, local: false }], along });
  await commit(db, () => [], { writes: [], along });
  const applied = { id: 'command', time: 0, answer: {} };
  await commit(db, () => [], { writes: [{ chunk: { ...chunk, seq: 2 }, changes, local: true }], applied });
  expect(durabilities()).toEqual(['relaxed', 'relaxed', 'strict']);
  expect(await db.chunks.count()).toBe(2);
  expect(await db.outbox.toArray()).toEqual([{ docId: 'c/0', seq: 2 }]);
  db.close();
});

test('a chunk that somebody else has written is a conflict, and nothing is written', async () => {
  const db = await opened();
  const write = (seq: number) => ({ chunk: { ...blank, seq }, changes: new Map([['a', 'text']]), local: true });
  await commit(db, () => [], { writes: [write(2)] });
  await expect(commit(db, () => [], { writes: [write(1), write(2)] })).rejects.toMatchObject({
    name: 'ConstraintError',
  });
  expect(await db.chunks.toCollection().primaryKeys()).toEqual([['c/0', 2]]);
  db.close();
});

test('what a relay says again does not wait for the disk', async () => {
  const db = await opened();
  await db.sends.delete(['log', 1]);
  await db.transaction('rw', [db.chunks, db.outbox, db.logs, db.records, db.sends], () => db.logs.delete('a'));
  expect(durabilities()).toEqual(['relaxed', 'relaxed']);
  db.close();
});
