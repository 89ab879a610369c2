// The relay under load, beside a bare `ws` that hands the same frames to the same connections: what signatures, rules, the
// log on the disk and receipts cost. `node bench/relay.mjs
// --connections 5000 --rate 1000 --seconds 60 --subscribers 1000 --idle 10000` is the full size.
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { WebSocket } from 'ws';
import { buildRelay } from '../scripts/build-relay.mjs';
import { printTable } from './table.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const FAN_OUT = 4;
const BODY_BYTES = 400;
const PERSON_CHUNK = 50;

async function loadParts() {
  const outDir = join(root, 'node_modules/.cache/bench-relay');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    build: { ssr: join(root, 'bench/relay/parts.ts'), outDir, emptyOutDir: true, minify: false },
  });
  return import(join(outDir, 'parts.js'));
}

async function start(kind) {
  const child = fork(join(root, 'bench/relay/server.mjs'), [kind], { execArgv: ['--expose-gc'] });
  const [{ port, folder }] = await once(child, 'message');
  return {
    url: `ws://127.0.0.1:${port}`,
    async use() {
      child.send('use');
      return (await once(child, 'message'))[0];
    },
    async end() {
      child.send('end');
      await once(child, 'exit');
      if (folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function open(url) {
  return new Promise((done, fail) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    socket.on('error', fail);
    socket.on('open', () => done(socket));
  });
}

/** A signed-in connection; `onPush` hears what comes without being asked. */
async function connect(parts, url, person, isFirst) {
  const { clientCodec, relayCodec, authMessage, realSign } = parts;
  const socket = new WebSocket(url, { perMessageDeflate: false });
  const answers = new Map();
  let hello;
  let request = 0;
  const greeted = new Promise((done, fail) => {
    hello = done;
    socket.on('error', fail);
  });
  const connection = { socket, onPush: () => undefined, ask };
  socket.on('message', (data) => {
    const message = relayCodec.decode(Uint8Array.from(data));
    if (message.kind === 'hello') return hello(message);
    const answer = answers.get(message.request);
    if (answer === undefined) return connection.onPush(message);
    answers.delete(message.request);
    answer(message);
  });
  function ask(kind, fields) {
    const id = ++request;
    const answer = new Promise((done) => answers.set(id, done));
    socket.send(clientCodec.encode({ kind, request: id, ...fields }));
    return answer;
  }
  const { nonce, time } = await greeted;
  if (isFirst) await ask('register', { entries: person.evidence() });
  const device = person.active()[0];
  const claim = {
    account: person.id,
    device: device.id,
    accountHead: person.entries.at(-1).hash,
    nonce,
    origin: url,
    expires: time + 60_000,
  };
  const welcome = await ask('auth', { ...claim, signature: realSign(device.seed, 'auth', authMessage(claim)) });
  if (welcome.kind !== 'welcome') throw new Error(`not let in: ${JSON.stringify(welcome)}`);
  return connection;
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
const times = (values, ...shares) => {
  const sorted = [...values].sort((a, b) => a - b);
  return shares.map((share) => at(sorted, share).toFixed(1)).join(' / ');
};

/** Calls `send` so often per second, whatever the other side does. */
async function pace(rate, seconds, send) {
  const from = performance.now();
  let sent = 0;
  while (performance.now() - from < seconds * 1000) {
    const due = Math.floor(((performance.now() - from) / 1000) * rate);
    for (; sent < due; sent++) send(sent);
    await new Promise((later) => setTimeout(later, 2));
  }
  await new Promise((later) => setTimeout(later, 1_500)); // what is still on its way
  return sent;
}

async function measure(server, { rate, seconds }, send, acks, pushes, connections, name) {
  const before = await server.use();
  const from = performance.now();
  const sent = await pace(rate, seconds, send);
  const after = await server.use();
  const busy = (after.cpu - before.cpu) / (performance.now() - from);
  return {
    name,
    row: [
      name,
      connections,
      rate,
      sent,
      times(acks, 0.5, 0.99),
      times(pushes, 0.5, 0.95, 0.99),
      `${Math.round(busy * 100)} %`,
      `${Math.round(after.rss / 1_048_576)} MiB`,
    ],
    answered: acks.length,
    pushed: pushes.length,
    ack99: Number(times(acks, 0.99)),
    push95: Number(times(pushes, 0.95)),
    busy,
  };
}

async function underLoad(parts, { connections, rate, seconds, subscribers = FAN_OUT }) {
  const { createLog, createPerson, realSign, concat, packCursor, NO_HASH } = parts;
  const server = await start('relay');
  const acks = [];
  const pushes = [];
  const groups = [];
  const people = Math.ceil(connections / subscribers);
  for (let i = 0; i < people; i += PERSON_CHUNK)
    await Promise.all(
      Array.from({ length: Math.min(PERSON_CHUNK, people - i) }, async (_, j) => {
        const person = createPerson(`load ${i + j}`, realSign);
        const writer = await connect(parts, server.url, person, true);
        const doc = createLog(person);
        await writer.ask('append', { entry: doc.records[0].entry.bytes });
        const sentAt = [];
        const all = [writer];
        for (let k = 1; k < subscribers; k++) all.push(await connect(parts, server.url, person, false));
        for (const each of all) {
          // The relay gives its own times, so the first hash is not known here: everything from the beginning.
          await each.ask('sync', { cursors: concat(packCursor(doc.id, 0, NO_HASH)) });
          each.onPush = (message) => {
            if (message.kind !== 'records') return;
            each.owed = (each.owed ?? 0) + 900;
            for (const { seq } of message.records)
              if (sentAt[seq] !== undefined) pushes.push(performance.now() - sentAt[seq]);
            if (each.owed > 65_536) {
              void each.ask('credit', { bytes: each.owed });
              each.owed = 0;
            }
          };
        }
        groups.push({ person, doc, writer, sentAt, n: 1 });
      }),
    );
  const body = randomBytes(BODY_BYTES);
  const refused = new Map();
  const result = await measure(
    server,
    { rate, seconds },
    (i) => {
      const group = groups[i % groups.length];
      const n = ++group.n;
      const entry = group.doc.make('content', { person: group.person }, Uint8Array.from(body), {
        n,
        sees: [0, NO_HASH],
      });
      const from = performance.now();
      group.sentAt[n] = from; // one writer per document: its counter is the record's number
      void group.writer.ask('append', { entry: entry.bytes }).then(({ kind, code }) => {
        if (kind === 'accepted') acks.push(performance.now() - from);
        else refused.set(code, (refused.get(code) ?? 0) + 1);
      });
    },
    acks,
    pushes,
    connections,
    'relay',
  );
  for (const { writer } of groups) writer.socket.terminate();
  await server.end();
  if (refused.size > 0) console.log('refused, by code:', Object.fromEntries(refused));
  return result;
}

async function bareEcho({ connections, rate, seconds, subscribers = FAN_OUT }) {
  const server = await start('echo');
  const acks = [];
  const pushes = [];
  const groups = [];
  for (let i = 0; i < connections / subscribers; i++) {
    const all = await Promise.all(Array.from({ length: subscribers }, () => open(`${server.url}/${i}`)));
    groups.push({ writer: all[0] });
    for (const [k, socket] of all.entries()) {
      let isAck = k === 0;
      socket.on('message', (data) => {
        const took = performance.now() - data.readDoubleLE(0);
        // The writer hears every frame twice, as from the relay: its answer, and the record.
        if (isAck) acks.push(took);
        else pushes.push(took);
        if (k === 0) isAck = !isAck;
      });
    }
  }
  const frame = randomBytes(BODY_BYTES + 280);
  const result = await measure(
    server,
    { rate, seconds },
    (i) => {
      const own = Buffer.from(frame);
      own.writeDoubleLE(performance.now(), 0);
      groups[i % groups.length].writer.send(own);
    },
    acks,
    pushes,
    connections,
    'bare ws',
  );
  await server.end();
  return result;
}

async function idle(parts, connections) {
  const server = await start('relay');
  const person = parts.createPerson('idle', parts.realSign);
  await connect(parts, server.url, person, true);
  const before = await server.use();
  const sockets = [];
  for (let i = 0; i < connections; i += 200)
    sockets.push(
      ...(await Promise.all(Array.from({ length: Math.min(200, connections - i) }, () => open(server.url)))),
    );
  const after = await server.use();
  for (const socket of sockets) socket.terminate();
  await server.end();
  return [
    'relay',
    connections,
    `${Math.round(after.rss / 1_048_576)} MiB`,
    `${((after.rss - before.rss) / connections / 1024).toFixed(1)} KiB`,
  ];
}

export async function run(args = []) {
  const { values } = parseArgs({
    args,
    options: {
      connections: { type: 'string', default: '2000' },
      rate: { type: 'string', default: '500' },
      seconds: { type: 'string', default: '10' },
      subscribers: { type: 'string', default: '500' },
      idle: { type: 'string', default: '5000' },
    },
  });
  const [connections, rate, seconds] = [values.connections, values.rate, values.seconds].map(Number);
  await buildRelay();
  const parts = await loadParts();
  const head = [
    'server',
    'connections',
    'appends/s',
    'sent',
    'ack p50/p99 ms',
    'fan-out p50/p95/p99 ms',
    'of one core',
    'memory',
  ];
  const show = (title, relay, echo) => {
    console.log(`\n${title}`);
    printTable(head, [relay.row, echo.row]);
    const ratio = (a, b) => `${(a / b).toFixed(1)}×`;
    console.log(
      `acknowledged ${relay.answered}, pushed ${relay.pushed}; ack p99 ${ratio(relay.ack99, echo.ack99)}, fan-out p95 ` +
        `${ratio(relay.push95, echo.push95)}, processor ${ratio(relay.busy, echo.busy)} of the bare one.`,
    );
  };
  const load = { connections, rate, seconds };
  show(`Many documents, ${FAN_OUT} connections each`, await underLoad(parts, load), await bareEcho(load));
  const subscribers = Number(values.subscribers);
  const one = { connections: subscribers, rate: 20, seconds, subscribers };
  show(`One document, ${subscribers} subscribers`, await underLoad(parts, one), await bareEcho(one));
  console.log('\nConnections that do nothing');
  printTable(['server', 'connections', 'memory', 'each'], [await idle(parts, Number(values.idle))]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await run(process.argv.slice(2));
  process.exit();
}
