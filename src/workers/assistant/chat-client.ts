// Asks a server that speaks OpenAI's chat protocol. Knows no worker, no store and no clock of its own.
import {
  type AssistantAnswer,
  type AssistantModels,
  type AssistantProblem,
  type AssistantProblemKind,
  withoutThoughts,
} from '../../domain/assistant/assistant.js';
import type { ChatMessage } from '../../domain/assistant/writing-task.js';
import type { JmapEnvironment } from '../../sync/jmap/environment.js';
import { createEventReader } from '../../sync/jmap/events.js';
import { type ChatPiece, kindOfRefusal, readError, readJson, readModels, readPiece } from './chat-answer.js';
import { FIRST_MS, MAX_ANSWER, MAX_BODY_BYTES, MAX_STREAM_BYTES, SILENCE_MS, WHOLE_MS } from './limits.js';

export type ChatEnvironment = Pick<JmapEnvironment, 'fetch' | 'after' | 'isOnline'>;

/** Where, as whom, and which model. */
export interface ChatEndpoint {
  /** As `readAssistantAddress` gives it. */
  readonly address: string;
  /** '' where none is asked for. */
  readonly key: string;
  readonly model: string;
}

class ChatFailure extends Error {
  constructor(readonly problem: AssistantProblem) {
    super(problem.kind);
  }
}

/** One request with its time limits: each piece that comes winds the clock up again. */
class Watch {
  private readonly _ended = new AbortController();
  readonly signal: AbortSignal;
  isLate = false;
  private _cancel = () => {};
  private readonly _cancelWhole: () => void;

  constructor(
    private readonly _environment: ChatEnvironment,
    stop: AbortSignal,
  ) {
    this.signal = AbortSignal.any([stop, this._ended.signal]);
    this._cancelWhole = _environment.after(WHOLE_MS, () => this._late());
    this.wind(FIRST_MS);
  }

  wind(milliseconds: number) {
    this._cancel();
    this._cancel = this._environment.after(milliseconds, () => this._late());
  }

  private _late() {
    this.isLate = true;
    this._ended.abort();
  }

  /** Ends the request, whatever of it is still to come. */
  end() {
    this._cancel();
    this._cancelWhole();
    this._ended.abort();
  }
}

/**
 * Asks, and tells the text so far as it grows. Never throws: what goes wrong is in the answer, with what came before.
 *
 * @param onText - The whole text so far.
 * @see rules WH2 and WH4 in docs/rules/writing-help.md
 */
export async function askChat(
  environment: ChatEnvironment,
  endpoint: ChatEndpoint,
  messages: readonly ChatMessage[],
  stop: AbortSignal,
  onText: (text: string) => void,
): Promise<AssistantAnswer> {
  let raw = '';
  const watch = new Watch(environment, stop);
  const grow = (piece: string) => {
    if (piece === '') return;
    raw += piece;
    const text = withoutThoughts(raw);
    if (text !== '') onText(text.slice(0, MAX_ANSWER));
  };
  let problem: AssistantProblem | undefined;
  let finish: string | null = null;
  try {
    const body = JSON.stringify({ model: endpoint.model, messages, stream: true });
    const response = await send(environment, endpoint, watch, 'chat/completions', { method: 'POST', body });
    finish = await readAnswer(endpoint, response, watch, grow, () => raw.length > MAX_ANSWER);
  } catch (error) {
    problem = problemOf(error, environment, endpoint, watch, stop);
  } finally {
    watch.end();
  }
  const whole = withoutThoughts(raw);
  const text = whole.slice(0, MAX_ANSWER).trimEnd();
  if (problem === undefined && text === '') problem = { kind: 'empty', host: hostOf(endpoint) };
  const isCut = finish === 'length' || whole.length > MAX_ANSWER;
  return { text, ...(isCut && { isCut }), ...(problem && { problem }) };
}

/** What models there are. Never throws. */
export async function listModels(
  environment: ChatEnvironment,
  endpoint: ChatEndpoint,
  stop: AbortSignal,
): Promise<AssistantModels> {
  const watch = new Watch(environment, stop);
  try {
    const response = await send(environment, endpoint, watch, 'models', {});
    const models = readModels(readJson(await bodyText(response, watch)));
    if (models === undefined) throw failure(endpoint, 'answer');
    return { models };
  } catch (error) {
    return { models: [], problem: problemOf(error, environment, endpoint, watch, stop) };
  } finally {
    watch.end();
  }
}

const hostOf = ({ address }: ChatEndpoint): string => new URL(address).host;
const failure = (endpoint: ChatEndpoint, kind: AssistantProblemKind, more: Partial<AssistantProblem> = {}) =>
  new ChatFailure({ kind, host: hostOf(endpoint), ...more });

async function send(
  environment: ChatEnvironment,
  endpoint: ChatEndpoint,
  watch: Watch,
  method: string,
  init: RequestInit,
): Promise<Response> {
  const url = new URL(`${endpoint.address}/${method}`);
  const headers: Record<string, string> = { Accept: 'text/event-stream, application/json' };
  if (init.body !== undefined) headers['Content-Type'] = 'application/json';
  if (endpoint.key !== '') headers.Authorization = `Bearer ${endpoint.key}`;
  // No redirect is followed: the key, and what was written, go to the address the person named.
  const rest = { redirect: 'error', credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' } as const;
  let response: Response;
  try {
    response = await environment.fetch(url, { ...init, ...rest, headers, signal: watch.signal });
  } catch (error) {
    if (watch.signal.aborted || !environment.isOnline()) throw error;
    throw failure(endpoint, (await isThere(environment, url, watch)) ? 'cors' : 'unreachable');
  }
  if (response.ok) return response;
  const words = readError(readJson(await bodyText(response, watch).catch(() => ''))) ?? { code: '', said: '' };
  const kind = kindOfRefusal(response.status, words);
  throw failure(endpoint, kind, { status: response.status, ...(words.said !== '' && { said: words.said }) });
}

/** Whether somebody answers at all: asked without the key, and without seeing what the answer is. */
async function isThere(environment: ChatEnvironment, { origin }: URL, { signal }: Watch): Promise<boolean> {
  try {
    const init = { mode: 'no-cors', credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' } as const;
    await environment.fetch(new URL(origin), { ...init, signal });
    return true;
  } catch {
    return false;
  }
}

function problemOf(
  error: unknown,
  environment: ChatEnvironment,
  endpoint: ChatEndpoint,
  watch: Watch,
  stop: AbortSignal,
): AssistantProblem {
  if (stop.aborted) return { kind: 'stopped', host: hostOf(endpoint) };
  if (watch.isLate) return { kind: 'timeout', host: hostOf(endpoint) };
  if (error instanceof ChatFailure) return error.problem;
  // An answer had begun: what stopped it is the line.
  return { kind: environment.isOnline() ? 'cut' : 'offline', host: hostOf(endpoint) };
}

/** @returns why the model ended. */
async function readAnswer(
  endpoint: ChatEndpoint,
  response: Response,
  watch: Watch,
  grow: (text: string) => void,
  isEnough: () => boolean,
): Promise<string | null> {
  let finish: string | null = null;
  const take = (piece: ChatPiece | undefined) => {
    if (piece === undefined) throw failure(endpoint, 'answer');
    if (piece.error !== undefined) {
      const { said } = piece.error;
      throw failure(endpoint, kindOfRefusal(400, piece.error), said === '' ? {} : { said });
    }
    grow(piece.text);
    finish = piece.finish ?? finish;
  };
  const type = response.headers.get('content-type')?.toLowerCase() ?? '';
  if (!type.startsWith('text/event-stream')) {
    take(readPiece(readJson(await bodyText(response, watch))));
    return checked(endpoint, finish ?? 'stop');
  }
  let isDone = false;
  const read = createEventReader(({ data }) => {
    if (data.trim() === '[DONE]') isDone = true;
    else if (!isDone && data !== '') take(readPiece(readJson(data)));
  });
  await eachPart(response, MAX_STREAM_BYTES, watch.signal, (text) => {
    watch.wind(SILENCE_MS);
    read(text);
    return !isDone && !isEnough();
  });
  read('\n\n');
  if (!isDone && finish === null && !isEnough()) throw failure(endpoint, 'cut');
  return checked(endpoint, finish);
}

/** What the model, or what guards it, would not say. */
function checked(endpoint: ChatEndpoint, finish: string | null): string | null {
  if (finish === 'content_filter') throw failure(endpoint, 'refused');
  return finish;
}

async function bodyText(response: Response, { signal }: Watch): Promise<string> {
  let all = '';
  await eachPart(response, MAX_BODY_BYTES, signal, (text) => {
    all += text;
    return true;
  });
  return all;
}

/** @param onText - @returns whether to go on. */
async function eachPart(
  response: Response,
  mostBytes: number,
  signal: AbortSignal,
  onText: (text: string) => boolean,
): Promise<void> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  // Node forgets at times that a request was given up once its answer streams in.
  const giveUp = () => void reader.cancel().catch(() => {});
  signal.addEventListener('abort', giveUp);
  const decoder = new TextDecoder();
  let bytes = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      bytes += part.value.length;
      if (bytes > mostBytes || !onText(decoder.decode(part.value, { stream: true }))) return;
    }
  } finally {
    signal.removeEventListener('abort', giveUp);
    giveUp(); // it has ended, or nobody reads on
  }
}
