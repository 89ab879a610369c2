// Push (RFC 8620 §7.3): an event stream, read over fetch, as a browser's EventSource cannot sign in.
import type { JmapConnection } from './connection.js';
import { JmapFailure } from './failure.js';
import { request } from './http.js';
import { MAX_EVENT_CHARACTERS } from './limits.js';

/** The server says so often that it is there … */
const PING_SECONDS = 60;
/** … and is not any more when it has not for so long. */
const SILENCE_MS = 150_000;
/** A stream lasts as long as it lasts: the limit of other requests does not count. */
const STREAM_MS = 24 * 3_600_000;

/** Fields of one event (HTML §9.2.6), as far as they are used. */
export interface ServerEvent {
  readonly type: string;
  readonly data: string;
}

/** Reads events out of pieces of text, however they are cut. What is longer than the limit is not kept. */
export function createEventReader(onEvent: (event: ServerEvent) => void): (text: string) => void {
  let buffer = '';
  let type = '';
  let data = '';
  const onLine = (line: string) => {
    if (line === '') {
      if (data !== '' || type !== '') onEvent({ type: type || 'message', data });
      type = '';
      data = '';
      return;
    }
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'event') type = value;
    else if (name === 'data' && data.length + value.length < MAX_EVENT_CHARACTERS)
      data = data === '' ? value : `${data}\n${value}`;
  };
  return (text) => {
    buffer += text;
    const lines = buffer.split(/\r\n|\n|\r(?!$)/);
    buffer = lines.pop() ?? '';
    if (buffer.length > MAX_EVENT_CHARACTERS) buffer = '';
    for (const line of lines) onLine(line);
  };
}

/**
 * Listens until the server ends it, says nothing any more, or it is given up.
 *
 * @param onOpen - The stream is there.
 * @param onChange - Something has changed, whatever it is.
 * @returns Whether the server has push at all.
 */
export async function listen(
  connection: JmapConnection,
  signal: AbortSignal,
  onOpen: () => void,
  onChange: () => void,
): Promise<boolean> {
  const url = connection.session().eventUrl(['Email', 'Mailbox', 'EmailDelivery', 'EmailSubmission'], PING_SECONDS);
  if (url === undefined) return false;
  const silence = new AbortController();
  const ended = AbortSignal.any([signal, silence.signal]);
  let cancel: (() => void) | undefined;
  let giveUp: (() => void) | undefined;
  const heard = () => {
    cancel?.();
    cancel = connection.environment.after(SILENCE_MS, () => silence.abort());
  };
  try {
    heard();
    const init = { headers: { Accept: 'text/event-stream' } };
    const response = await request(connection, url, init, { timeoutMs: STREAM_MS, signal: ended });
    const isStream = response.headers.get('content-type')?.toLowerCase().startsWith('text/event-stream') === true;
    if (response.status !== 200 || !isStream) {
      await response.body?.cancel();
      return false;
    }
    onOpen();
    const read = createEventReader(({ type }) => {
      if (type === 'state') onChange();
    });
    const decoder = new TextDecoder();
    const reader = response.body?.getReader();
    // Node forgets at times that a request was given up once its answer streams in.
    giveUp = () => void reader?.cancel().catch(() => {});
    ended.addEventListener('abort', giveUp);
    if (ended.aborted) giveUp();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      heard();
      read(decoder.decode(part.value, { stream: true }));
    }
    return true;
  } catch (error) {
    if (error instanceof JmapFailure) return error.problem.kind !== 'not-found' && error.problem.status !== 501;
    return true; // it was cut
  } finally {
    cancel?.();
    if (giveUp !== undefined) ended.removeEventListener('abort', giveUp);
  }
}
