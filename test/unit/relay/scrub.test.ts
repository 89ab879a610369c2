import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { scrub } from '../../../relay/scrub.js';
import { openDatabase } from '../../../relay/store/sqlite.js';
import { openSqliteStore } from '../../../relay/store/sqlite-store.js';
import type { RelayStore } from '../../../relay/store/store.js';
import { chainHash } from '../../../src/sync/protocol/record.js';
import { createDrafts, id16, sha256 } from '../../support/relay-store-suite.js';

let folder: string;
let store: RelayStore;
let logged: unknown[];
const look = (share = 1) => scrub({ store, share, log: (...line) => logged.push(line) });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ikebana-scrub-'));
  store = await openSqliteStore({ folder });
  logged = [];
  for (const name of ['a', 'b', 'c', 'd']) {
    const draft = createDrafts();
    let h: Uint8Array = new Uint8Array(32);
    for (let i = 0; i < 5; i++) {
      const append = draft(id16(name), id16('device'));
      const { record } = append;
      h = chainHash(h, record.seq, record.ts, record.entryHash);
      await store.append([{ ...append, record: { ...record, h } }]);
    }
  }
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

it('finds nothing where everything is as it was written, also what was compacted', async () => {
  await store.purge(id16('a'), { snapshot: 6, upTo: 3, before: 2_000 });
  await store.forget(id16('a'), 2, 2_000);
  expect(await look()).toEqual({ documents: 4, blobs: 0, broken: 0 });
  expect(logged).toEqual([]);
});

it('goes on where it ended, a part at a time, and begins again at the end', async () => {
  const seen: number[] = [];
  for (let i = 0; i < 4; i++) seen.push((await look(0.5)).documents);
  expect(seen).toEqual([2, 2, 0, 2]);
});

it('F14: finds a bit that has turned in an entry, a hash or a blob, and says so without saying whose', async () => {
  const bytes = randomBytes(2_000_000);
  const blob = sha256(bytes).toString('hex');
  await store.blobs.put(blob, { offset: 0, size: bytes.length, bytes });
  await store.addBlob(blob, bytes.length, id16('owner'), 1);
  expect((await look()).broken).toBe(0);
  const file = join(folder, 'blobs', blob.slice(0, 2), blob.slice(2, 4), blob);
  const turned = await readFile(file);
  turned[1_500_000]! ^= 4;
  await writeFile(file, turned);
  const db = openDatabase(join(folder, 'relay.db'));
  db.exec(
    `UPDATE log SET entry = x'00' WHERE seq = 3 AND doc = 1; UPDATE log SET h = zeroblob(32) WHERE seq = 2 AND doc = 2`,
  );
  db.close();
  await look();
  expect(await look()).toMatchObject({ broken: 3 });
  expect(JSON.stringify(logged)).toContain('"documents":2,"blobs":1');
  expect(JSON.stringify(logged)).not.toContain(blob);
});
