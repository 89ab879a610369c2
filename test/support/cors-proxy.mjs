// A server before one that does not let web apps in: it answers preflights, and lets everything else through as it is.
import { once } from 'node:events';
import { createServer, request } from 'node:http';

const allowed = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type, accept',
};

/** @param {string} target - Origin of the server. */
export async function startCorsProxy(target) {
  const { hostname, port } = new URL(target);
  const server = createServer((asked, answer) => {
    const origin = { 'access-control-allow-origin': asked.headers.origin ?? '*', vary: 'Origin' };
    if (asked.method === 'OPTIONS') return answer.writeHead(204, { ...origin, ...allowed }).end();
    const { origin: _, ...headers } = asked.headers;
    const passed = request({ hostname, port, method: asked.method, path: asked.url, headers }, (given) => {
      answer.writeHead(given.statusCode, { ...given.headers, ...origin });
      given.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    asked.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    end: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}
