import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../relay/store/memory-store.js';
import { SCHEMA_VERSION, schemas } from '../../../relay/store/schema.js';
import { openDatabase } from '../../../relay/store/sqlite.js';
import { openSqliteStore } from '../../../relay/store/sqlite-store.js';
import type { RelayStore } from '../../../relay/store/store.js';
import { buildRelay } from '../../../scripts/build-relay.mjs';
import { createDrafts, describeStore, id16 } from '../../support/relay-store-suite.js';

const folders: string[] = [];
async function newFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'ikebana-relay-'));
  folders.push(folder);
  return folder;
}
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

describeStore('memory', async () => ({ store: createMemoryStore(), dispose: async () => undefined }));

describeStore('SQLite', async () => {
  const folder = await newFolder();
  let store = await openSqliteStore({ folder });
  return {
    store,
    async reopen() {
      await store.close();
      store = await openSqliteStore({ folder });
      return store;
    },
    dispose: () => store.close(),
  };
});

describe('built', () => {
  const built = `node_modules/.cache/relay-stores-${process.pid}`;
  let open: typeof openSqliteStore;
  beforeAll(async () => {
    await buildRelay(built);
    ({ openSqliteStore: open } = await import(join(process.cwd(), built, 'index.js')));
  }, 60_000);
  afterAll(() => rm(built, { recursive: true, force: true }));
  describeStore('SQLite that writes in a thread of its own', async () => {
    const folder = await newFolder();
    let store = await open({ folder });
    return {
      store,
      async reopen() {
        await store.close();
        store = await open({ folder });
        return store;
      },
      dispose: () => store.close(),
    };
  });
});

describe('the SQLite store', () => {
  it('lets one relay in at a time, and takes over from one that died', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'relay.lock'), '1\n');
    await expect(openSqliteStore({ folder })).rejects.toThrow(/Another relay \(process 1\)/);
    await writeFile(join(folder, 'relay.lock'), '999999999\n');
    const store = await openSqliteStore({ folder });
    await store.close();
    await (await openSqliteStore({ folder })).close();
  });

  it('takes over the database of an older version with all that is in it, and leaves a newer one alone', async () => {
    const folder = await newFolder();
    const path = join(folder, 'relay.db');
    const old = openDatabase(path);
    old.exec(`BEGIN; ${schemas[0]}; INSERT INTO relay VALUES ('key', x'01'); PRAGMA user_version = 1; COMMIT`);
    old.close();
    const store = await openSqliteStore({ folder });
    expect(Buffer.from((await store.value('key')) ?? [])).toEqual(Buffer.from([1]));
    expect(await store.directoryHead()).toBeUndefined();
    await store.close();
    const newer = openDatabase(path);
    newer.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
    newer.close();
    await expect(openSqliteStore({ folder })).rejects.toThrow(/this program reads/);
  });

  it('decides as the one in memory, whatever is asked', { timeout: 120_000 }, async () => {
    const step = fc.record({
      doc: fc.constantFrom('a', 'b'),
      device: fc.constantFrom(id16('x'), id16('y')),
      kind: fc.constantFrom('content' as const, 'content' as const, 'membership' as const, 'snapshot' as const),
      seqOff: fc.constantFrom(0, 0, 0, 0, 1, -1),
      nOff: fc.constantFrom(0, 0, 0, 0, 1, -1),
      ts: fc.integer({ min: 0, max: 3 }),
      compact: fc.boolean(),
    });
    const memory = createMemoryStore();
    const sqlite = await openSqliteStore({ folder: await newFolder() });
    const both = async <Answer>(ask: (store: RelayStore) => Promise<Answer>) => {
      const [expected, found] = await Promise.all([memory, sqlite].map(ask));
      expect(JSON.stringify(found)).toBe(JSON.stringify(expected));
    };
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20, size: 'max' }), async (steps) => {
        const owner = id16(`owner ${++runs}`);
        for (const { doc: name, device, kind, seqOff, nOff, ts, compact } of steps) {
          const doc = id16(`${name} ${runs}`);
          const head = await memory.head(doc);
          const counter = (await memory.counters(doc)).get(device);
          const draft = createDrafts()(doc, device, { kind, ts, state: Buffer.from('s'), owner, size: 10 });
          const record = { ...draft.record, seq: (head?.seq ?? 0) + 1 + seqOff, n: (counter?.n ?? 0) + 1 + nOff };
          await both((store) => store.append([{ ...draft, record }]));
          if (compact) {
            const covered = { snapshot: head?.snapshot ?? 0, upTo: (head?.snapshot ?? 1) - 1, before: ts };
            await both((store) => store.purge(doc, covered));
            await both((store) => store.forget(doc, covered.upTo, ts - 1));
          }
          await both(async (store) => [...(await store.counters(doc))].sort());
          await both((store) => store.usage(owner));
          await both(async (store) => {
            const { records, firstKept } = await store.read(doc, 1, { bytes: 50, records: 5 });
            return {
              firstKept,
              records: records.map(({ seq, n, ts, kind, entry }) => [seq, n, ts, kind, entry?.length]),
            };
          });
          await both((store) => store.compactable(ts, '', 5));
        }
      }),
      { numRuns: 20 },
    );
    await sqlite.close();
  });
});
