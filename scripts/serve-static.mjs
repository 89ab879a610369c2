// A small static file server for the built app: types, compression, caching, security headers. Used by `npm start` and
// by the end-to-end tests.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { securityHeaders } from './security-headers.mjs';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.vcf': 'text/vcard; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
};
const compressed = new Set(['.png', '.woff2', '.ico']);
/** Addresses that the app draws itself. */
const pages = /^\/(?:day|calendar|contacts|mail|rooms|settings|import|join)(?:\/|$)/;

const compressors = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (body) => promisify(gzip)(body),
};

/**
 * What was read and compressed, by path: of all servers of this process, for tests start many of the same folder.
 * @type {Map<string, { mtime: number, size: number, etag: string, bodies: Map<string, Buffer> }>}
 */
const cache = new Map();

/**
 * The file of an address, or undefined when there is none. Never a file outside of root, never a hidden one.
 * @param {string} root absolute folder
 * @param {string} path path of the address, still encoded
 */
export function fileOf(root, path) {
  let decoded;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\') || /(?:^|\/)\./.test(decoded)) return undefined;
  const file = normalize(join(root, decoded));
  return file.startsWith(root + sep) ? file : undefined;
}

/**
 * A server that is not listening yet.
 * @param {string} folder what to serve
 * @param {{ [path: string]: () => string | undefined }} answers texts besides the files, made when they are asked for
 * @returns {import('node:http').Server}
 */
export function createStaticServer(folder, answers = {}) {
  const root = resolve(folder);
  async function load(file) {
    const info = await stat(file).catch(() => undefined);
    if (!info?.isFile()) return undefined;
    const known = cache.get(file);
    if (known?.mtime === info.mtimeMs && known.size === info.size) return known;
    const body = await readFile(file);
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    const entry = { mtime: info.mtimeMs, size: info.size, etag, bodies: new Map([['identity', body]]) };
    cache.set(file, entry);
    return entry;
  }

  async function bodyOf(entry, file, accepted) {
    const wanted = compressed.has(extname(file)) ? [] : accepted.split(',').map((name) => name.split(';')[0].trim());
    const encoding = ['br', 'gzip'].find((name) => wanted.includes(name)) ?? 'identity';
    if (!entry.bodies.has(encoding))
      entry.bodies.set(encoding, await compressors[encoding](entry.bodies.get('identity')));
    return { encoding, body: entry.bodies.get(encoding) };
  }

  async function answer(request, response) {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    for (const [name, value] of Object.entries(securityHeaders(path))) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const made = Object.hasOwn(answers, path) ? answers[path]() : undefined;
    if (made !== undefined) {
      response.setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream');
      response.setHeader('Cache-Control', 'no-cache');
      response.writeHead(200).end(request.method === 'HEAD' ? undefined : made);
      return;
    }
    const isPage = path === '/' || pages.test(path);
    const file = fileOf(root, isPage ? '/index.html' : path);
    const entry = file && (await load(file));
    if (!entry) {
      response
        .writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' })
        .end('There is nothing at this address.\n');
      return;
    }
    response.setHeader('ETag', entry.etag);
    response.setHeader('Vary', 'Accept-Encoding');
    // Names under these have a hash in them: what they name never changes.
    response.setHeader(
      'Cache-Control',
      /^\/(?:assets|public-page)\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    if (request.headers['if-none-match'] === entry.etag) {
      response.writeHead(304).end();
      return;
    }
    const { encoding, body } = await bodyOf(entry, file, request.headers['accept-encoding'] ?? '');
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
    response.setHeader('Content-Length', body.length);
    if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding);
    response.writeHead(200).end(request.method === 'HEAD' ? undefined : body);
  }

  return createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
}

/**
 * Starts a server.
 * @returns {Promise<{ server: import('node:http').Server, url: string, close(): Promise<void> }>} Rejects with the code
 *   EADDRINUSE when the port is taken.
 */
export function serveStatic({ folder, port = 0, host = 'localhost', answers }) {
  const server = createStaticServer(folder, answers);
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      const shownHost = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
      done({
        server,
        url: `http://${shownHost}:${server.address().port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}
