// The servers that are measured, each in a process of its own (server.mjs), and connections to them.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';

/** @param {'relay' | 'echo'} kind @param {string} [profile] Where its processor time is written to. */
export async function startServer(kind, profile) {
  const child = fork(
    fileURLToPath(new URL('server.mjs', import.meta.url)),
    profile === undefined ? [kind] : [kind, profile],
    { execArgv: ['--expose-gc'] },
  );
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

export function open(url) {
  return new Promise((done, fail) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    socket.on('error', fail);
    socket.on('open', () => done(socket));
  });
}

/** A signed-in connection; `onPush` hears what comes without being asked. */
export async function connect(parts, url, person, isFirst) {
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
