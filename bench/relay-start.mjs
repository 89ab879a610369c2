// How long a relay with very many documents takes from its start until it serves: 1,000,000 documents of one entry each, made
// straight into its database. `node bench/relay-start.mjs --documents 1000000`
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { buildRelay } from '../scripts/build-relay.mjs';
import { spawnRelay } from '../test/support/relay-process.mjs';
import { printTable } from './table.mjs';

const program = new URL('../dist/relay/index.js', import.meta.url).href;
const MEMBERS = 1000;
/** A typical entry, and what the relay remembers of a document. */
const ENTRY_BYTES = 400;
const STATE_BYTES = 300;

/** An empty relay's database, filled. */
async function fill(folder, documents) {
  await (await spawnRelay(program, folder)).end();
  const { DatabaseSync } = await import('@photostructure/sqlite');
  const db = new DatabaseSync(join(folder, 'relay.db'));
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; BEGIN');
  const doc = db.prepare('INSERT INTO doc VALUES (?, ?, 1, ?, ?, ?, ?, ?, 0, 0, 1)');
  const author = db.prepare('INSERT INTO author VALUES (?, ?, ?, 1, 1)');
  const log = db.prepare('INSERT INTO log VALUES (?, 1, ?, 2, ?, 1, ?, ?, ?)');
  const member = db.prepare('INSERT INTO member VALUES (?, ?, 4)');
  const accounts = Array.from({ length: MEMBERS }, () => randomBytes(16));
  const now = Date.now();
  for (let id = 1; id <= documents; id++) {
    const owner = accounts[id % MEMBERS];
    const hash = randomBytes(24);
    doc.run(id, randomBytes(16), hash, now, randomBytes(STATE_BYTES), owner, ENTRY_BYTES);
    author.run(id, id, randomBytes(16));
    log.run(id, now, id, hash, hash, randomBytes(ENTRY_BYTES));
    member.run(owner, id);
  }
  db.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
}

/** Milliseconds from starting the program until it answers that it is well. */
async function startOnce(folder) {
  const from = performance.now();
  const relay = await spawnRelay(program, folder);
  const http = relay.url.replace(/^ws/, 'http');
  const health = await fetch(`${http}/health`);
  if (!health.ok) throw new Error(`The relay says ${health.status}.`);
  await health.text();
  const serving = performance.now() - from;
  await relay.end();
  return serving;
}

export async function run({ documents = 1_000_000 } = {}) {
  await buildRelay();
  const rows = [];
  for (const count of [0, documents]) {
    const folder = await mkdtemp(join(tmpdir(), 'ikebana-many-'));
    try {
      await fill(folder, count);
      const { size } = await stat(join(folder, 'relay.db'));
      rows.push([count, `${Math.round(size / 2 ** 20)} MiB`, Math.round(await startOnce(folder))]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  printTable(['documents', 'database', 'start to serving, ms'], rows);
}

if (import.meta.filename === process.argv[1]) {
  const { values } = parseArgs({ options: { documents: { type: 'string' } } });
  await run(values.documents === undefined ? {} : { documents: Number(values.documents) });
}
