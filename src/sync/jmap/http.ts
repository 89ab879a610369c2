// One request to a mail server: signed in, bounded in time, and its failures told apart.
import type { MailServerProblemKind } from '../../domain/mail/server-problem.js';
import type { JmapEnvironment } from './environment.js';
import { failure, JmapFailure } from './failure.js';

/** How one signs in: the value of the Authorization header, asked for at each request. */
export type Authorization = () => Promise<string>;

export interface HttpOptions {
  readonly environment: JmapEnvironment;
  readonly authorization: Authorization;
}

/** `Basic` with UTF-8 (RFC 7617 §2.1). */
export function basicAuthorization(user: string, password: string): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}

export const bearerAuthorization = (token: string): string => `Bearer ${token}`;

/** A server that says longer than this is asked again all the same. */
const MAX_RETRY_AFTER_MS = 3_600_000;

/**
 * @param timeoutMs - Until the whole answer is read.
 * @param redirect - Followed by the browser only where nothing but the place of the session is asked for.
 * @throws {JmapFailure}
 */
export async function request(
  { environment, authorization }: HttpOptions,
  url: URL,
  init: RequestInit,
  { timeoutMs, signal, redirect = 'error' }: { timeoutMs: number; signal?: AbortSignal; redirect?: RequestRedirect },
): Promise<Response> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const headers = { Accept: 'application/json', ...init.headers, Authorization: await authorization() };
  let response: Response;
  try {
    response = await environment.fetch(url, {
      ...init,
      headers,
      redirect,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
  } catch (error) {
    throw connectionFailure(environment, url, error, timeout);
  }
  if (response.ok) return response;
  await response.body?.cancel();
  throw statusFailure(environment, url, response);
}

/** Why there is no answer, or only a part of one. */
export function connectionFailure(
  environment: JmapEnvironment,
  url: URL,
  error: unknown,
  timeout?: AbortSignal,
): JmapFailure {
  const kind: MailServerProblemKind = !environment.isOnline()
    ? 'offline'
    : timeout?.aborted === true || (error instanceof DOMException && error.name === 'TimeoutError')
      ? 'timeout'
      : 'unreachable';
  return new JmapFailure({ kind, host: url.host }, `No answer: ${String(error)}`, { cause: error });
}

function statusFailure(environment: JmapEnvironment, url: URL, { status, headers }: Response): JmapFailure {
  if (status === 401 || status === 403) return failure('credentials', url, `Status ${status}`, { status });
  if (status === 404 || status === 405 || status === 410)
    return failure('not-found', url, `Status ${status}`, { status });
  const retryAt = retryTime(environment, headers.get('retry-after'));
  const more = retryAt === undefined ? { status } : { status, retryAt };
  return failure(status === 429 ? 'rate' : 'status', url, `Status ${status}`, more);
}

/** `Retry-After` in seconds (RFC 9110 §10.2.3). Dates are rare, and our own back-off does for them. */
function retryTime(environment: JmapEnvironment, header: string | null): number | undefined {
  if (header === null || !/^\d{1,9}$/.test(header.trim())) return undefined;
  return environment.now() + Math.min(Number(header) * 1000, MAX_RETRY_AFTER_MS);
}
