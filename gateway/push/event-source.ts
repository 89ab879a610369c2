// Push as server-sent events (RFC 8620 §7.3).
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { RequestError } from '../errors.js';
import type { States, Watcher } from './watcher.js';

const LEAST_PING_SECONDS = 5;
const MOST_PING_SECONDS = 900;
/** A client that reads so slowly is cut off; it comes again and learns what it missed. */
const MOST_WAITING_BYTES = 1_048_576;

/** Without them, proxies cut connections that seem dead. */
const HIDDEN_PING_SECONDS = 60;

export function serveEvents(
  request: IncomingMessage,
  response: ServerResponse,
  params: URLSearchParams,
  accountId: string,
  watcher: Watcher,
): void {
  const types = params.get('types') ?? '*';
  const closeAfter = params.get('closeafter') ?? 'no';
  const ping = Number(params.get('ping') ?? 0);
  if (!/^(?:state|no)$/.test(closeAfter) || !Number.isFinite(ping) || ping < 0)
    throw new RequestError(400, 'about:blank', '“closeafter” has to be state or no, “ping” a number of seconds.');
  const wanted = types === '*' ? undefined : new Set(types.split(','));
  const interval = ping === 0 ? 0 : Math.min(MOST_PING_SECONDS, Math.max(LEAST_PING_SECONDS, Math.floor(ping)));

  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    // nginx would hold events back.
    'X-Accel-Buffering': 'no',
  });
  response.write(': here\n\n');
  let before = String(request.headers['last-event-id'] ?? '');
  const onStates = (states: States) => {
    const changed = Object.entries(states).filter(([type]) => wanted === undefined || wanted.has(type));
    const id = createHash('sha256').update(JSON.stringify(changed)).digest('base64url').slice(0, 16);
    if (changed.length === 0 || id === before) return;
    before = id;
    const data = { '@type': 'StateChange', changed: { [accountId]: Object.fromEntries(changed) } };
    response.write(`event: state\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
    if (closeAfter === 'state' || response.writableLength > MOST_WAITING_BYTES) end();
  };
  const text = interval === 0 ? ': \n\n' : `event: ping\ndata: ${JSON.stringify({ interval })}\n\n`;
  const timer = setInterval(() => response.write(text), (interval || HIDDEN_PING_SECONDS) * 1000);
  let stop = () => {};
  const end = () => {
    clearInterval(timer);
    stop();
    response.end();
  };
  request.once('close', end);
  response.once('close', end);
  stop = watcher.watch(onStates, end);
  if (response.writableEnded) stop();
}
