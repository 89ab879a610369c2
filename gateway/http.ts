// What every answer over HTTP has in common: who may read it, how long a request may be, and errors as JSON.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { RequestError, requestErrors } from './errors.js';

const LOCAL_ORIGIN = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/;

/** Whether pages of this origin may use the gateway. Pages of this machine may when no others were named. */
export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  return allowed.length === 0 ? LOCAL_ORIGIN.test(origin) : allowed.includes(origin);
}

/** CORS (Fetch §3.2): the answer is for that page. @returns whether the page may ask at all */
export function setCors(request: IncomingMessage, response: ServerResponse, allowed: readonly string[]): boolean {
  response.setHeader('Vary', 'Origin');
  const { origin } = request.headers;
  if (origin === undefined) return true;
  if (!isAllowedOrigin(origin, allowed)) return false;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST, OPTIONS');
  response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type, Last-Event-ID');
  response.setHeader('Access-Control-Expose-Headers', 'WWW-Authenticate, Retry-After');
  response.setHeader('Access-Control-Max-Age', '7200');
  return true;
}

/** @throws {RequestError} More than `most` bytes. */
export async function readBody(request: IncomingMessage, most: number, limit: string): Promise<Buffer> {
  const tooLarge = () => requestErrors.limit(limit, `That is more than ${most} bytes.`, 413);
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export interface BasicCredentials {
  readonly user: string;
  readonly password: string;
}

/** RFC 7617. @throws {RequestError} There are none, or none that a mail server can be asked about. */
export function readCredentials(request: IncomingMessage): BasicCredentials {
  const [, encoded] = /^Basic +([A-Za-z\d+/]+={0,2})$/i.exec(request.headers.authorization ?? '') ?? [];
  const text = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString();
  const colon = text.indexOf(':');
  const user = text.slice(0, Math.max(0, colon));
  const password = text.slice(colon + 1);
  if (colon < 1 || password === '')
    throw requestErrors.unauthorized('Sign in with the user name and password of your mail server.');
  if (text.length > 2_000 || /[\0\r\n]/.test(text))
    throw requestErrors.unauthorized('That is no user name and password of a mail server.');
  return { user, password };
}

export function sendJson(response: ServerResponse, status: number, value: unknown, type = 'application/json'): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8` }).end(JSON.stringify(value));
}

/** Problem details (RFC 7807). */
export function sendError(response: ServerResponse, error: unknown): void {
  const known =
    error instanceof RequestError ? error : new RequestError(500, 'about:blank', 'The gateway could not do that.');
  if (known.status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="mail", charset="UTF-8"');
  if (known.status === 429 || known.status === 503) response.setHeader('Retry-After', '30');
  // What of a request was not read would be taken for the next one.
  if (known.status === 413) response.setHeader('Connection', 'close');
  const { type, status, message: detail, extra } = known;
  sendJson(response, status, { type, status, detail, ...extra }, 'application/problem+json');
}
