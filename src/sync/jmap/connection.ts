// Talking to a JMAP server: methods, messages up and down. Everything that comes back is bounded and read strictly.
import { type JmapAnswer, type JmapCall, readAnswers, resolveReferences, writeCalls } from './calls.js';
import { AnswerError, failure, JmapFailure, MethodFailure } from './failure.js';
import { connectionFailure, type HttpOptions, request } from './http.js';
import { ANSWER_MS, MAX_ANSWER_BYTES, MAX_SESSION_BYTES, TRANSFER_MS } from './limits.js';
import { readBytes, readJson } from './read-body.js';
import { type Json, member, readId } from './read-value.js';
import { CORE, type JmapSession, MAIL, readSession } from './session.js';

export interface JmapConnection extends HttpOptions {
  /** As the server gave it last. */
  session(): JmapSession;
  /** Answers in the order of the calls. @throws {JmapFailure} */
  call(calls: readonly JmapCall[], signal?: AbortSignal): Promise<readonly JmapAnswer[]>;
  /** One method that has to go well. @throws {MethodFailure} @throws {JmapFailure} */
  ask(method: string, args: Json, signal?: AbortSignal): Promise<Json>;
  /** @returns the blob's id. */
  upload(bytes: Uint8Array<ArrayBuffer>, type: string, signal?: AbortSignal): Promise<string>;
  /** @throws {JmapFailure} `not-found`: it is gone; `answer`: more than `limit` bytes */
  download(blobId: string, limit: number, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Reads the session, and with it where everything is.
 *
 * @param url - Of the session itself, or of the well-known place that leads to it, on which a browser follows redirects.
 * @throws {JmapFailure}
 */
export async function connect(http: HttpOptions, url: URL, signal?: AbortSignal): Promise<JmapConnection> {
  let session = await fetchSession(http, url, signal);
  /** The server says that its session has changed: it is read again before the next request. */
  let isStale = false;
  let sessionState = session.state;

  async function post(calls: readonly JmapCall[], signal?: AbortSignal): Promise<readonly JmapAnswer[]> {
    if (isStale) {
      session = await fetchSession(http, session.url, signal);
      isStale = false;
    }
    const { apiUrl, accountId, capabilities, limits } = session;
    const using = [CORE, MAIL, ...[...capabilities].filter((name) => name !== MAIL)];
    const text = JSON.stringify({ using, methodCalls: writeCalls(calls, accountId) });
    if (text.length > limits.sizeRequest) throw failure('answer', apiUrl, 'More than the server takes in a request');
    const init = { method: 'POST', body: text, headers: { 'Content-Type': 'application/json' } };
    const response = await request(http, apiUrl, init, { timeoutMs: ANSWER_MS, signal });
    return reading(http, apiUrl, async () => {
      const body = await readJson(response, MAX_ANSWER_BYTES);
      const state = member(body, 'sessionState');
      if (typeof state === 'string' && state !== sessionState) {
        isStale = true;
        sessionState = state; // of a server that says another one in its session, it is read once, not each time
      }
      return readAnswers(body, calls);
    });
  }

  async function call(calls: readonly JmapCall[], signal?: AbortSignal): Promise<readonly JmapAnswer[]> {
    if (calls.length <= session.limits.callsInRequest) return post(calls, signal);
    const answers: JmapAnswer[] = [];
    const methods = calls.map(({ method }) => method);
    for (const one of calls) {
      const resolved = resolveReferences(one, answers, methods);
      const [answer] = resolved === undefined ? [] : await post([resolved], signal);
      answers.push(answer ?? { error: { type: 'invalidResultReference', description: '' } });
    }
    return answers;
  }

  return {
    ...http,
    session: () => session,
    call,
    async ask(method, args, signal) {
      const [answer] = await call([{ method, args }], signal);
      return argsOf(answer!, method);
    },
    async upload(bytes, type, signal) {
      const url = session.uploadUrl();
      const init = { method: 'POST', body: bytes, headers: { 'Content-Type': type } };
      const response = await request(http, url, init, { timeoutMs: TRANSFER_MS, signal });
      return reading(http, url, async () =>
        readId(member(await readJson(response, MAX_SESSION_BYTES), 'blobId'), 'blobId'),
      );
    },
    async download(blobId, limit, signal) {
      const url = session.downloadUrl(blobId);
      const response = await request(http, url, { headers: { Accept: '*/*' } }, { timeoutMs: TRANSFER_MS, signal });
      return reading(http, url, () => readBytes(response, limit));
    },
  };
}

/** @throws {MethodFailure} */
export function argsOf(answer: JmapAnswer, method: string): Json {
  if ('error' in answer) throw new MethodFailure(method, answer.error);
  return answer.args;
}

async function fetchSession(http: HttpOptions, url: URL, signal?: AbortSignal): Promise<JmapSession> {
  const response = await request(http, url, {}, { timeoutMs: ANSWER_MS, signal, redirect: 'follow' });
  // Where the redirects of the well-known place have led to; without one it is the place itself.
  const at = response.url === '' ? url : new URL(response.url);
  return reading(http, url, async () => readSession(await readJson(response, MAX_SESSION_BYTES), at));
}

/** What is wrong with an answer, in one kind of error. */
async function reading<T>(http: HttpOptions, url: URL, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof JmapFailure) throw error;
    if (!(error instanceof AnswerError)) throw connectionFailure(http.environment, url, error);
    const kind = error.message === 'no mail' ? 'no-mail' : error.message === 'insecure' ? 'insecure' : 'answer';
    throw failure(kind, url, error.message);
  }
}
