// The relay under load, beside a bare `ws` that hands the same frames to the same connections: what signatures, rules, the
// log on the disk and receipts cost. `node bench/relay.mjs
// --connections 5000 --rate 1000 --seconds 60 --subscribers 1000 --idle 10000` is the full size; `--only many|one|idle`
// a part of it. What is sent is signed before the clock runs, and what comes is read no further than needed: both sides
// share a machine, and it is the relay that is measured. `--profile FOLDER` writes a profile of its processor time there.
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
/** How long answers are waited for after the last entry, in milliseconds. */
const LAST_MS = 30_000;
/** Types of frames that are counted unread (docs/sync-protocol.md §8). */
const ACCEPTED = 68;
const RECORDS = 69;
const HEAD = [
  'server',
  'connections',
  'appends/s',
  'sent',
  'ack p50/p99 ms',
  'fan-out p50/p95/p99 ms',
  'of one core',
  'per append',
  'loop late p50/p99 ms',
  'commit: ms / entries',
  'generator',
  'memory',
];
let profile = [];

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
  const child = fork(join(root, 'bench/relay/server.mjs'), [kind, ...profile], { execArgv: ['--expose-gc'] });
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
  const connection = { socket, onPush: () => undefined, onFrame: () => false, ask, tell };
  socket.on('message', (data) => {
    if (connection.onFrame(data)) return;
    const message = relayCodec.decode(Uint8Array.from(data));
    if (message.kind === 'hello') return hello(message);
    const answer = answers.get(message.request);
    if (answer === undefined) return connection.onPush(message);
    answers.delete(message.request);
    answer(message);
  });
  function ask(kind, fields) {
    const answer = new Promise((done) => answers.set(request + 1, done));
    tell(kind, fields);
    return answer;
  }
  /** @returns The request's number, whose answer nobody waits for. */
  function tell(kind, fields) {
    socket.send(clientCodec.encode({ kind, request: ++request, ...fields }));
    return request;
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

/** Milliseconds and entries of commits so far, as the relay counts them itself; nothing of the bare one. */
async function commitsOf({ url }, kind) {
  if (kind !== 'relay') return undefined;
  const text = await (await fetch(`${url.replace('ws', 'http')}/metrics`)).text();
  const value = (name) => Number(new RegExp(`^ikebana_relay_${name} (\\d.*)$`, 'm').exec(text)?.[1] ?? 0);
  return { sum: value('commit_ms_sum'), count: value('commit_ms_count'), entries: value('appends_total') };
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
const times = (values, ...shares) => {
  const sorted = [...values].sort((a, b) => a - b);
  return shares.map((share) => at(sorted, share).toFixed(1)).join(' / ');
};

/** Calls `send` so often per second, whatever the other side does; then waits for what is still on its way. */
async function pace(rate, seconds, send, isAllThere) {
  const from = performance.now();
  let sent = 0;
  while (performance.now() - from < seconds * 1000) {
    const due = Math.floor(((performance.now() - from) / 1000) * rate);
    for (; sent < due; sent++) send(sent);
    await new Promise((later) => setTimeout(later, 2));
  }
  const end = performance.now() + LAST_MS;
  while (!isAllThere(sent) && performance.now() < end) await new Promise((later) => setTimeout(later, 50));
  return sent;
}

async function measure(server, { rate, seconds }, send, acks, pushes, connections, name) {
  const before = await server.use();
  const commits = await commitsOf(server, name);
  const from = performance.now();
  const own = process.cpuUsage();
  const sent = await pace(rate, seconds, send, (all) => acks.length >= all);
  const { user, system } = process.cpuUsage(own);
  const after = await server.use();
  const took = performance.now() - from;
  const then = await commitsOf(server, name);
  const count = then && Math.max(1, then.count - commits.count);
  const busy = (after.cpu - before.cpu) / took;
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
      `${((after.cpu - before.cpu) / Math.max(1, acks.length)).toFixed(2)} ms`,
      `${after.late50.toFixed(1)} / ${after.late99.toFixed(1)}`,
      then
        ? `${((then.sum - commits.sum) / count).toFixed(1)} ms / ${((then.entries - commits.entries) / count).toFixed(1)}`
        : '–',
      `${Math.round((user + system) / 10 / took)} %`,
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
          const began = new Promise((done) => {
            each.onPush = ({ kind }) => kind === 'records' && done();
          });
          await each.ask('sync', { cursors: concat(packCursor(doc.id, 0, NO_HASH)) });
          await began; // the document's first record; what follows comes one by one
          let seq = 1;
          let owed = 0;
          each.onFrame = (frame) => {
            if (frame[0] === ACCEPTED) return each.onAccepted?.(frame.readUInt32BE(1)) ?? false;
            if (frame[0] !== RECORDS) return false;
            pushes.push(performance.now() - sentAt[++seq]);
            owed += frame.length;
            if (owed > 65_536) {
              each.tell('credit', { bytes: owed });
              owed = 0;
            }
            return true;
          };
        }
        groups.push({ person, doc, writer, sentAt, asked: new Map(), n: 1 });
      }),
    );
  const body = randomBytes(BODY_BYTES);
  const ready = Array.from({ length: rate * seconds + 1 }, (_, i) => {
    const group = groups[i % groups.length];
    const n = ++group.n;
    const seen = { n, sees: [0, NO_HASH] };
    return { n, bytes: group.doc.make('content', { person: group.person }, Uint8Array.from(body), seen).bytes };
  });
  const refused = new Map();
  for (const group of groups) {
    const { writer } = group;
    writer.onAccepted = (request) => {
      acks.push(performance.now() - group.asked.get(request));
      return true;
    };
    writer.onPush = ({ kind, code }) => kind === 'refused' && refused.set(code, (refused.get(code) ?? 0) + 1);
  }
  const result = await measure(
    server,
    { rate, seconds },
    (i) => {
      const group = groups[i % groups.length];
      const { n, bytes } = ready[i];
      const from = performance.now();
      group.sentAt[n] = from; // one writer per document: its counter is the record's number
      group.asked.set(group.writer.tell('append', { entry: bytes }), from);
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
      only: { type: 'string', multiple: true, default: ['many', 'one', 'idle'] },
      profile: { type: 'string' },
    },
  });
  const [connections, rate, seconds] = [values.connections, values.rate, values.seconds].map(Number);
  if (values.profile !== undefined) profile = [values.profile];
  await buildRelay();
  const parts = await loadParts();
  const show = (title, relay, echo) => {
    console.log(`\n${title}`);
    printTable(HEAD, [relay.row, echo.row]);
    const ratio = (a, b) => `${(a / b).toFixed(1)}×`;
    console.log(
      `acknowledged ${relay.answered}, pushed ${relay.pushed}; ack p99 ${ratio(relay.ack99, echo.ack99)}, fan-out p95 ` +
        `${ratio(relay.push95, echo.push95)}, processor ${ratio(relay.busy, echo.busy)} of the bare one.`,
    );
  };
  const load = { connections, rate, seconds };
  if (values.only.includes('many'))
    show(`Many documents, ${FAN_OUT} connections each`, await underLoad(parts, load), await bareEcho(load));
  const subscribers = Number(values.subscribers);
  const one = { connections: subscribers, rate: 20, seconds, subscribers };
  if (values.only.includes('one'))
    show(`One document, ${subscribers} subscribers`, await underLoad(parts, one), await bareEcho(one));
  if (!values.only.includes('idle')) return;
  console.log('\nConnections that do nothing');
  printTable(['server', 'connections', 'memory', 'each'], [await idle(parts, Number(values.idle))]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await run(process.argv.slice(2));
  process.exit();
}
