// Fetching a calendar from its address: bounded in size and time, without cookies, without telling where from.
import { type HolidayFile, holidayCalendar } from '../../domain/calendar/holidays.js';
import type { CalendarSource, SubscriptionSource } from '../../domain/collections/calendar-source.js';
import { subscriptionAddress } from '../../domain/collections/calendar-source.js';
import type { RefreshState } from '../../domain/collections/refresh.js';
import { AppError } from '../../domain/errors.js';

/** A server may send without end. Larger calendars can be downloaded and dropped. */
export const MAX_SUBSCRIPTION_BYTES = 50_000_000;
/** A server may let one wait without end. */
const TIME_LIMIT_MS = 60_000;
const PROBE_LIMIT_MS = 10_000;

/** What makes the next request conditional. */
export type Validators = Pick<RefreshState, 'etag' | 'modified' | 'plain' | 'digest'>;

export type Fetched =
  | { readonly kind: 'unchanged'; readonly validators: Validators }
  | { readonly kind: 'file'; readonly bytes: Uint8Array<ArrayBuffer>; readonly validators: Validators };

const options = { credentials: 'omit', referrerPolicy: 'no-referrer', mode: 'cors', redirect: 'follow' } as const;

/** A request that is given up by the caller, or after a time. */
function limited(signal: AbortSignal | undefined, ms: number): AbortSignal {
  const timeout = AbortSignal.timeout(ms);
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
}

const isTimeout = (error: unknown) => error instanceof DOMException && error.name === 'TimeoutError';
const isAbort = (error: unknown) => error instanceof DOMException && error.name === 'AbortError';

/**
 * Why a request failed: browsers do not tell, but a request whose answer nobody may read reaches a server that only
 * forbids other sites to read.
 */
async function reasonOf(url: URL, error: unknown, signal: AbortSignal | undefined): Promise<AppError> {
  const detail = { host: url.host };
  if (isTimeout(error)) return new AppError('net/timeout', 'The server did not answer in time.', detail);
  if (isAbort(error)) return new AppError('cancelled', 'The request was cancelled.', detail);
  if (!navigator.onLine) return new AppError('net/offline', 'There is no network.', detail);
  try {
    await fetch(url, { ...options, mode: 'no-cors', cache: 'no-store', signal: limited(signal, PROBE_LIMIT_MS) });
    return new AppError('net/forbidden', 'The server does not let other sites read it.', detail);
  } catch {
    return new AppError('net/unreachable', 'The server cannot be reached.', detail);
  }
}

function conditions({ etag, modified }: Validators): Record<string, string> {
  if (etag !== undefined) return { 'If-None-Match': etag };
  return modified === undefined ? {} : { 'If-Modified-Since': modified };
}

interface Answer {
  readonly response: Response;
  readonly plain: boolean;
}

/**
 * Conditional where that is possible. To other sites the condition needs the server's leave (a CORS preflight); where it
 * is refused, the plain request still works, and is made from then on.
 */
async function request(url: URL, validators: Validators, signal: AbortSignal | undefined): Promise<Answer> {
  const headers = validators.plain === true ? {} : conditions(validators);
  const ask = (own: Record<string, string>, cache: RequestCache) =>
    fetch(url, { ...options, headers: own, cache, signal: limited(signal, TIME_LIMIT_MS) });
  if (Object.keys(headers).length > 0)
    try {
      return { response: await ask(headers, 'no-store'), plain: false };
    } catch (error) {
      if (isTimeout(error) || isAbort(error)) throw error;
    }
  const plain = validators.plain === true || Object.keys(headers).length > 0;
  return { response: await ask({}, 'no-cache'), plain };
}

async function bodyOf(response: Response, host: string): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () =>
    new AppError('input/too-large', 'Too many bytes.', { file: host, limit: MAX_SUBSCRIPTION_BYTES });
  if (Number(response.headers.get('content-length')) > MAX_SUBSCRIPTION_BYTES) throw tooLarge();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > MAX_SUBSCRIPTION_BYTES) {
      await reader?.cancel();
      throw tooLarge();
    }
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function readAnswer({ response, plain }: Answer, url: URL, before: Validators): Promise<Fetched> {
  const detail = { host: url.host };
  // A browser follows redirects by itself; to plain http it must not have gone.
  if (response.url !== '' && subscriptionAddress(response.url) === undefined)
    throw new AppError('net/insecure', 'A redirect leads to an address without encryption.', detail);
  const own = plain ? { plain } : {};
  if (response.status === 304) return { kind: 'unchanged', validators: { ...before, ...own } };
  if (!response.ok)
    throw new AppError('net/status', 'The server answered with an error.', { ...detail, status: response.status });
  const bytes = await bodyOf(response, url.host);
  const etag = response.headers.get('etag') ?? undefined;
  const modified = response.headers.get('last-modified') ?? undefined;
  const digest = await digestOf(bytes);
  const validators = { ...own, ...(etag && { etag }), ...(modified && { modified }), digest };
  return digest === before.digest ? { kind: 'unchanged', validators } : { kind: 'file', bytes, validators };
}

async function fetchSubscription(
  { url: address }: SubscriptionSource,
  before: Validators,
  signal: AbortSignal | undefined,
): Promise<Fetched> {
  const url = subscriptionAddress(address);
  if (url === undefined)
    throw new AppError('net/insecure', 'This is no address that may be fetched.', { host: address });
  let answer: Answer;
  try {
    answer = await request(url, before, signal);
  } catch (error) {
    throw await reasonOf(url, error, signal);
  }
  try {
    return await readAnswer(answer, url, before);
  } catch (error) {
    throw error instanceof AppError ? error : await reasonOf(url, error, signal);
  }
}

/** The app's own data, from where the app comes from. */
async function fetchHolidays(
  source: Extract<CalendarSource, { kind: 'holidays' }>,
  before: Validators,
  signal: AbortSignal | undefined,
): Promise<Fetched> {
  const url = new URL(`/holidays/${source.country}.json`, self.location.origin);
  let file: HolidayFile;
  try {
    const response = await fetch(url, { cache: 'no-cache', signal: limited(signal, TIME_LIMIT_MS) });
    if (!response.ok)
      throw new AppError('net/status', 'There are no such holidays.', { host: url.host, status: response.status });
    file = (await response.json()) as HolidayFile;
  } catch (error) {
    throw error instanceof AppError ? error : await reasonOf(url, error, signal);
  }
  const bytes = new TextEncoder().encode(holidayCalendar(file, source));
  const digest = await digestOf(bytes);
  return digest === before.digest
    ? { kind: 'unchanged', validators: { digest } }
    : { kind: 'file', bytes, validators: { digest } };
}

/**
 * What is at a calendar's source now.
 *
 * @param before - What the last answer said, '{}' before the first.
 * @throws {AppError} `net/*` with the host, `input/too-large`, `cancelled`
 */
export function fetchSource(source: CalendarSource, before: Validators, signal?: AbortSignal): Promise<Fetched> {
  if (source.kind === 'subscription') return fetchSubscription(source, before, signal);
  if (source.kind === 'holidays') return fetchHolidays(source, before, signal);
  throw new AppError('store/failed', 'This source is not fetched.');
}
