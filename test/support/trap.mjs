// A server that answers nobody and remembers who was asked for: mail must not reach it. Every name below `localhost` leads here,
// over http and over TLS, whose greeting names the host.
import { createServer } from 'node:net';

/** @returns {Promise<{ port: number, hosts(): string[], close(): void }>} hosts are without port, in the order they came */
export async function openTrap() {
  const hosts = [];
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (data) => {
      const isTls = data[0] === 0x16;
      hosts.push(isTls ? serverName(data) : (/\r\nhost: ([^\r:]+)/i.exec(data.toString('latin1'))?.[1] ?? '?'));
      socket.end(isTls ? undefined : 'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');
    });
  });
  await new Promise((done) => server.listen(0, done));
  return { port: server.address().port, hosts: () => [...hosts], close: () => server.close() };
}

/** The name a TLS greeting is for (RFC 6066 §3): the one string of our names in it. */
function serverName(hello) {
  return /[a-z0-9-]+\.localhost/.exec(hello.toString('latin1'))?.[0] ?? '?';
}

/** A trap for component tests: `/trap` says its port and whom it was asked for. */
export async function trapForWtr() {
  const trap = await openTrap();
  const middleware = (ctx, next) => {
    if (ctx.path !== '/trap') return next();
    ctx.type = 'application/json';
    ctx.body = JSON.stringify({ port: trap.port, hosts: trap.hosts() });
    return undefined;
  };
  return { middleware, plugin: { name: 'trap', serverStop: () => trap.close() } };
}
