// The loads: the relay's with signed entries, and the bare server's with frames of the same size.
import { randomBytes } from 'node:crypto';
import { measure } from './measure.mjs';
import { connect, open, startServer } from './servers.mjs';

/** Connections of each document. */
export const FAN_OUT = 4;
const BODY_BYTES = 400;
const PERSON_CHUNK = 50;
/** Types of frames that are counted unread (docs/sync-protocol.md §8). */
const ACCEPTED = 68;
const RECORDS = 69;

export async function underLoad(parts, { connections, rate, seconds, subscribers = FAN_OUT, profile }) {
  const { createLog, createPerson, realSign, concat, packCursor, NO_HASH } = parts;
  const server = await startServer('relay', profile);
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

export async function bareEcho({ connections, rate, seconds, subscribers = FAN_OUT }) {
  const server = await startServer('echo');
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

/** Connections that have come and say nothing. */
export async function idle(parts, connections) {
  const server = await startServer('relay');
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
