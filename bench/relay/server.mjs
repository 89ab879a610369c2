// One of the two servers that bench/relay.mjs measures, in a process of its own: the relay, or a bare `ws` that hands every
// frame to its group and back. Says its port, and on request what it has used.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { WebSocketServer } from 'ws';

const UNLIMITED = { perSecond: 1e9, burst: 1e9 };

async function relay() {
  const { createLog, DEFAULT_CONFIG, openSqliteStore, startRelay } = await import('../../dist/relay/index.js');
  const folder = mkdtempSync(join(tmpdir(), 'ikebana-bench-'));
  const store = await openSqliteStore({ folder });
  const rates = {
    device: UNLIMITED,
    account: UNLIMITED,
    membership: UNLIMITED,
    messages: UNLIMITED,
    failures: UNLIMITED,
  };
  const config = { ...DEFAULT_CONFIG, port: 0, host: '127.0.0.1', connectionsPerAccount: 1_000 };
  const { port } = await startRelay({
    config,
    store,
    log: createLog('warn', (line) => process.stderr.write(line), Date.now),
    rates,
  });
  return { port, folder };
}

/** The first byte of a connection's path names its group. */
function echo() {
  const groups = new Map();
  const server = createServer();
  const sockets = new WebSocketServer({
    server,
    perMessageDeflate: false,
    clientTracking: false,
    maxPayload: 1_048_576,
  });
  sockets.on('connection', (socket, { url }) => {
    const group = groups.get(url) ?? new Set();
    groups.set(url, group.add(socket));
    socket.on('message', (frame) => {
      socket.send(frame);
      for (const other of group) other.send(frame);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => group.delete(socket));
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done({ port: server.address().port })));
}

const started = await (process.argv[2] === 'relay' ? relay() : echo());
// Resolution 1: a turn that is late by less does not show in what clients wait.
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const folder = process.argv[3];
const session = folder === undefined ? undefined : new Session();
session?.connect();
let isProfiled = false;
/** Of what happens between one question and the next. */
async function profile() {
  if (isProfiled) {
    const { profile: found } = await session.post('Profiler.stop');
    writeFileSync(join(folder, `${process.argv[2]}.cpuprofile`), JSON.stringify(found));
  } else {
    await session.post('Profiler.enable');
    await session.post('Profiler.start');
  }
  isProfiled = !isProfiled;
}

process.on('message', async (what) => {
  if (what === 'end') process.exit(0);
  global.gc?.();
  if (session !== undefined) await profile();
  const { user, system } = process.cpuUsage();
  const late = { late50: delay.percentile(50) / 1e6, late99: delay.percentile(99) / 1e6 };
  process.send({ cpu: (user + system) / 1000, rss: process.memoryUsage().rss, ...late });
  delay.reset();
});
process.on('disconnect', () => process.exit(0));
process.send(started);
