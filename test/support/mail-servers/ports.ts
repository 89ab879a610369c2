// Free ports on loopback: the first of a row that are all free, for servers whose ports follow each other.
import { createServer } from 'node:net';

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}

/** @param count - how many in a row */
export async function freePorts(count: number): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    // Below the ports that systems hand out by themselves.
    const first = 12_000 + Math.floor(Math.random() * 18_000);
    const free = await Promise.all(Array.from({ length: count }, (_, i) => isFree(first + i)));
    if (!free.includes(false)) return first;
  }
  throw new Error('no free ports');
}
