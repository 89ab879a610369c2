// What the benchmarks of searches share: the query worker's reader over a store in memory, so that in Node only reading and
// searching is measured.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/** Builds the named exports of our sources, `{ name: path }`, as for production. */
export async function bundle(outDir, sources) {
  const entry = join(outDir, 'entry.ts');
  await mkdir(outDir, { recursive: true });
  const lines = Object.entries(sources).map(
    ([name, path]) => `export { ${name} } from ${JSON.stringify(resolve(path))};`,
  );
  await writeFile(entry, `${lines.join('\n')}\n`);
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: false,
      lib: { entry, formats: ['es'], fileName: () => 'ours.mjs' },
      target: 'es2022',
    },
  });
  return import(pathToFileURL(resolve(outDir, 'ours.mjs')).href);
}

/** A store of one collection `c` with these items in so many shards. `recordsOf` gives its packed rows. */
export function memoryStore(items, { kind, shards, shardOf, recordsOf = async () => [] }) {
  const texts = Array.from({ length: shards }, (_, shard) => ({
    collectionId: 'c',
    shard,
    uids: [],
    texts: [],
    edits: [],
  }));
  for (const { uid, text } of [...items].sort((a, b) => (a.uid < b.uid ? -1 : 1))) {
    const record = texts[shardOf(uid, shards)];
    record.uids.push(uid);
    record.texts.push(text);
    record.edits.push(null);
  }
  const collection = { id: 'c', kind, name: 'All', hue: 0, description: '', order: 0, visible: true };
  return {
    collections: async () => [{ ...collection, shards, deleted: false, itemCount: items.length }],
    refreshStates: async () => new Map(),
    settings: async () => ({ locale: 'en', addresses: [], showDeclined: true }),
    records: async () => [],
    recordsOf,
    texts: async (_id, shard) => texts[shard],
    allTexts: async () => texts,
  };
}

/** @returns milliseconds */
export async function time(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const at = (values, share) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)];

/** @returns Milliseconds of half the searches, of 95 % of them, and of the slowest with its text. */
export async function measure(search, queries, rounds) {
  const times = [];
  const slowest = { ms: 0, query: '' };
  for (let round = 0; round < rounds; round += 1)
    for (const query of queries) {
      const ms = await time(() => search(query, round));
      times.push(ms);
      if (ms > slowest.ms) Object.assign(slowest, { ms, query });
    }
  return [at(times, 0.5).toFixed(1), at(times, 0.95).toFixed(1), `${slowest.ms.toFixed(1)} “${slowest.query}”`];
}
