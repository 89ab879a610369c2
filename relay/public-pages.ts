import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { openBlob } from '../src/sync/protocol/blobs.js';
import { type Bytes, bytesToHex } from '../src/sync/protocol/bytes.js';
import { ProtocolError } from '../src/sync/protocol/errors.js';
import { MAX_PUBLIC_BYTES } from './handlers/public-links.js';
import type { Limits } from './limits.js';
import { Refused } from './logs/refused.js';
import type { Metrics } from './metrics.js';
import type { RelayStore } from './store/store.js';

/** `/ics/<link>/<key>.ics`: what every calendar program can fetch. The key is in the address and nowhere else here. */
const ICS = /^\/ics\/([A-Za-z0-9_-]{22})\/([A-Za-z0-9_-]{43})(?:\.ics)?$/;
/** `/public/<link>`: ciphertext, for a page that has the key behind its `#`. */
const SEALED = /^\/public\/([A-Za-z0-9_-]{22})$/;
/** Fetches that are decrypted at the same time: each holds a whole calendar in memory. */
const MAX_AT_ONCE = 8;

export interface PublicPages {
  /** Answers when the path is that of a public link. */
  handle(request: IncomingMessage, response: ServerResponse, from: string): boolean;
}

const bytesOf = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'base64url'));

/** Calendars that people made public. Nothing of an address, neither link nor key, is ever logged or kept. */
export function createPublicPages(options: {
  readonly store: RelayStore;
  readonly limits: Limits;
  readonly metrics: Metrics;
  readonly onError: (error: unknown) => void;
}): PublicPages {
  const { store, limits, metrics, onError } = options;
  let working = 0;

  const end = (response: ServerResponse, status: number, words: string) =>
    void response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${words}\n`);
  const gone = (response: ServerResponse) => end(response, 404, 'There is no calendar here (any more).');

  /** The blob, or the answer was given. */
  async function shown(link: string, form: 1 | 2): Promise<{ bytes: Uint8Array; etag: string } | undefined> {
    const found = await store.link(bytesToHex(bytesOf(link)));
    if (found?.blob === undefined || found.form !== form) return undefined;
    const bytes = await store.blobs.get(found.blob, 0, MAX_PUBLIC_BYTES);
    return bytes && { bytes, etag: `"${found.blob.slice(0, 32)}"` };
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    form: 1 | 2,
    { link, key }: { readonly link: string; readonly key?: string },
  ): Promise<void> {
    const found = await shown(link, form);
    if (found === undefined) return gone(response);
    // The key is looked at first: whoever has only half of the address learns nothing from it.
    const plain = key === undefined ? found.bytes : await opened(bytesOf(key), found.bytes);
    if (plain === undefined) return gone(response);
    response.setHeader('ETag', found.etag);
    metrics.add('public_fetches');
    if (request.headers['if-none-match']?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === found.etag)) {
      response.writeHead(304).end();
      return;
    }
    response.writeHead(200, {
      'Content-Type': form === 1 ? 'text/calendar; charset=utf-8' : 'application/octet-stream',
      'Content-Length': plain.length,
      ...(form === 1 ? { 'Content-Disposition': 'inline; filename="calendar.ics"' } : {}),
    });
    response.end(request.method === 'HEAD' ? undefined : plain);
  }

  async function opened(key: Bytes, sealed: Uint8Array): Promise<Uint8Array | undefined> {
    try {
      return await openBlob(key, sealed);
    } catch (error) {
      if (error instanceof ProtocolError) return undefined;
      throw error;
    }
  }

  function failed(response: ServerResponse, error: unknown) {
    if (error instanceof Refused && error.code === 'RATE') {
      response.setHeader('Retry-After', Math.ceil((error.retryAfter ?? 1_000) / 1000));
      return end(response, 429, 'Too often: once a minute is enough.');
    }
    onError(error);
    if (!response.headersSent) end(response, 500, 'Not now.');
  }

  return {
    handle(request, response, from) {
      const [path = '/'] = (request.url ?? '/').split('?', 1);
      const isPublic = path.startsWith('/ics/') || path.startsWith('/public/');
      if (!isPublic) return false;
      response.setHeader('X-Robots-Tag', 'noindex, nofollow, noarchive');
      response.setHeader('Referrer-Policy', 'no-referrer');
      response.setHeader('Cache-Control', 'private, no-cache');
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
      response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
      const [form, match] = path.startsWith('/ics/')
        ? ([1, ICS.exec(path)] as const)
        : ([2, SEALED.exec(path)] as const);
      const [, link, key] = match ?? [];
      try {
        if (working >= MAX_AT_ONCE) {
          response.setHeader('Retry-After', 10);
          end(response, 503, 'Too many at once.');
          return true;
        }
        // By hash: a key is not kept, not even here.
        limits.take('fetches', createHash('sha256').update(path).digest('base64'));
        limits.take('guesses', from);
      } catch (error) {
        failed(response, error);
        return true;
      }
      if (link === undefined) {
        gone(response);
        return true;
      }
      working++;
      answer(request, response, form, key === undefined ? { link } : { link, key })
        .catch((error: unknown) => failed(response, error))
        .finally(() => {
          working--;
        });
      return true;
    },
  };
}
