// Reads a calendar that was made public for browsers: the key stands behind the address' #, and stays here.
import { AppError } from '../../domain/errors.js';
import { readPageAddress } from '../../domain/sharing/public-link.js';
import { openBlob } from '../protocol/blobs.js';
import type { Bytes } from '../protocol/bytes.js';
import { base64UrlToBytes } from './publish.js';

/** What a relay shows at most (relay/handlers/public-links.ts). */
const MAX_BYTES = 16 * 1_048_576;

/** @throws {AppError} `net/*`, `input/too-large` */
export async function fetchSealed(source: string, signal: AbortSignal): Promise<Bytes> {
  const { host } = new URL(source);
  let response: Response;
  try {
    response = await fetch(source, { signal, credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' });
  } catch (error) {
    signal.throwIfAborted();
    throw new AppError('net/unreachable', 'The relay cannot be reached.', { host }, { cause: error });
  }
  if (!response.ok)
    throw new AppError('net/status', 'The relay shows nothing here.', { host, status: response.status });
  if (Number(response.headers.get('content-length') ?? 0) > MAX_BYTES)
    throw new AppError('input/too-large', 'More than a public calendar has.', { limit: MAX_BYTES });
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * @param hash - Of the page's address, with its #.
 * @returns iCalendar text, UTF-8.
 * @throws {AppError} `sync/code`: the address is not whole, or its key is another one. `net/unreachable`; `net/status`: 404 when
 * it was switched off, 429 when it is asked for too often.
 */
export async function readPublic(hash: string, signal: AbortSignal): Promise<Bytes> {
  const address = readPageAddress(hash);
  if (address === undefined) throw new AppError('sync/code', 'The address is not whole.');
  return openSealed(address.key, await fetchSealed(address.source, signal));
}

/** @param key - base64url. @throws {AppError} `sync/code` */
export async function openSealed(key: string, sealed: Bytes): Promise<Bytes> {
  try {
    return await openBlob(base64UrlToBytes(key), sealed);
  } catch (error) {
    throw new AppError('sync/code', 'The key does not open it.', {}, { cause: error });
  }
}
