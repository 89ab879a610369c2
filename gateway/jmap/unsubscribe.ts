// Asks a list to take a person off it (RFC 8058): one POST, to a public machine over HTTPS, which a browser cannot make without
// the list's leave. The address comes from a stranger's message: everything about it is bounded.
import { request } from 'node:https';
import { isOneClickTarget, ONE_CLICK_BODY } from '../../src/domain/mail/unsubscribe.js';
import type { GatewayConfig } from '../config.js';
import { MethodError, RequestError } from '../errors.js';
import { connectAddress } from '../servers/connect-address.js';
import type { Arguments, JsonObject } from './arguments.js';
import type { RequestContext } from './context.js';

const ANSWER_MS = 10_000;
/** Of one account within {@link WINDOW_MS}: nobody makes this gateway knock at doors all day. */
export const MAX_REQUESTS = 30;
const WINDOW_MS = 3_600_000;
/** Of one account at once. */
const MAX_AT_ONCE = 2;

/** `Unsubscribe/post`: `{ url }` is answered by `{ status }`, the list's own. */
export type Unsubscribe = (args: Arguments, context: RequestContext) => Promise<JsonObject>;

export interface PostOptions {
  /** Finds the machine; public ones only when absent. @throws {RequestError} */
  readonly addressOf?: (host: string) => Promise<string>;
  readonly port?: number;
  readonly ca?: string;
  readonly timeoutMs?: number;
}

/**
 * One POST without cookies, names or referrer. What it answers is not read, and where it leads is not followed.
 *
 * @returns The status.
 * @throws {RequestError} The machine is private, or its name leads nowhere; Error of the network.
 */
export async function postOneClick(
  url: URL,
  { addressOf = (host) => connectAddress(host, false), port = 443, ca, timeoutMs = ANSWER_MS }: PostOptions = {},
): Promise<number> {
  // Looked up once, and used as it was checked: no second look-up can lead elsewhere.
  const address = await addressOf(url.hostname);
  return new Promise((done, fail) => {
    const sent = request(
      {
        method: 'POST',
        host: address,
        servername: url.hostname,
        port,
        path: `${url.pathname}${url.search}`,
        headers: {
          Host: url.hostname,
          'Content-Type': 'application/x-www-form-urlencoded',
          'Content-Length': Buffer.byteLength(ONE_CLICK_BODY),
          Accept: '*/*',
        },
        agent: false,
        ...(ca !== undefined && { ca }),
      },
      (response) => {
        done(response.statusCode ?? 0);
        response.destroy();
      },
    );
    const timer = setTimeout(() => sent.destroy(new Error('too slow')), timeoutMs);
    sent.once('error', fail);
    sent.once('close', () => clearTimeout(timer));
    sent.end(ONE_CLICK_BODY);
  });
}

/** @param post - {@link postOneClick}, or what stands for it. */
export function createUnsubscribe(
  { unsubscribe }: Pick<GatewayConfig, 'unsubscribe'>,
  now: () => number,
  post: (url: URL) => Promise<number>,
): Unsubscribe {
  return async (args, { account }) => {
    const href = args.text('url') ?? '';
    if (!unsubscribe) throw new MethodError('forbidden', 'This gateway asks no lists.');
    if (!isOneClickTarget(href))
      throw new MethodError('invalidArguments', '“url” has to be an https address of a host, at its usual port.');
    const began = now();
    const { times, atOnce } = useOf(account.memory);
    const lately = times.filter((time) => time > began - WINDOW_MS);
    if (lately.length >= MAX_REQUESTS || atOnce.size >= MAX_AT_ONCE)
      throw new MethodError('rateLimit', 'Too many lists were asked from this account. Try again later.');
    times.splice(0, times.length, ...lately, began);
    const own = Symbol('request');
    atOnce.add(own);
    try {
      return { accountId: account.id, status: await post(new URL(href)) };
    } catch (error) {
      if (error instanceof RequestError && error.status === 403)
        throw new MethodError('forbidden', 'That address is in a private network: it is not asked.');
      throw new MethodError('serverUnavailable', 'The list’s server cannot be reached.');
    } finally {
      atOnce.delete(own);
    }
  };
}

interface Use {
  readonly times: number[];
  readonly atOnce: Set<symbol>;
}

function useOf(memory: Map<string, unknown>): Use {
  const known = memory.get('unsubscribe') as Use | undefined;
  const use = known ?? { times: [], atOnce: new Set<symbol>() };
  memory.set('unsubscribe', use);
  return use;
}
