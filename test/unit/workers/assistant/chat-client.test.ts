import { afterEach, describe, expect, it } from 'vitest';
import type { AssistantProblemKind } from '../../../../src/domain/assistant/assistant.js';
import { askChat, type ChatEnvironment, listModels } from '../../../../src/workers/assistant/chat-client.js';
import { FIRST_MS, MAX_ANSWER, SILENCE_MS } from '../../../../src/workers/assistant/limits.js';
import { answers, type ChatServer, startChatServer } from '../../../support/chat-server.mjs';

const servers: ChatServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(options?: Parameters<typeof startChatServer>[0]) {
  const server = await startChatServer(options);
  servers.push(server);
  return server;
}

/** Real requests; time passes when the test says so. */
function environment() {
  const timers = new Map<number, () => void>();
  return {
    timers,
    fetch: (url: URL, init: RequestInit) => fetch(url, init),
    after(milliseconds: number, work: () => void) {
      timers.set(milliseconds, work);
      return () => void (timers.get(milliseconds) === work && timers.delete(milliseconds));
    },
    isOnline: () => true,
  };
}

const messages = [{ role: 'user', content: 'Write.' }] as const;

async function ask(
  server: Pick<ChatServer, 'url'>,
  { key = '', model = 'large', stop = new AbortController().signal, machine = environment() as ChatEnvironment } = {},
) {
  const texts: string[] = [];
  const answer = await askChat(machine, { address: server.url, key, model }, messages, stop, (text) =>
    texts.push(text),
  );
  return { ...answer, texts };
}

/** What a question is answered with when the server answers so. */
async function kindOf(answer: ChatServer['answer']): Promise<AssistantProblemKind | undefined> {
  const server = await start();
  server.answer = answer;
  return (await ask(server)).problem?.kind;
}

describe('asking a language model', () => {
  it('sends what it was given, with the key, and tells the text while it grows', async () => {
    const server = await start({ key: 'sk-1' });
    const { text, texts, problem } = await ask(server, { key: 'sk-1' });
    expect({ text, problem }).toEqual({ text: 'Hello there.', problem: undefined });
    expect(texts).toEqual(['Hello', 'Hello there', 'Hello there.']);
    const [{ path, body, headers }] = server.asked as [(typeof server.asked)[number]];
    expect(path).toBe('/v1/chat/completions');
    expect(body).toEqual({ model: 'large', messages, stream: true });
    expect(headers.referer).toBeUndefined();
    expect(headers.cookie).toBeUndefined();
  });

  it('takes an answer in one piece from a server that does not stream', async () => {
    const server = await start();
    server.answer = answers.json(200, { choices: [{ message: { content: 'All at once.' }, finish_reason: 'stop' }] });
    expect(await ask(server)).toMatchObject({ text: 'All at once.', texts: ['All at once.'] });
  });

  it('leaves out what a model says to itself [WH4]', async () => {
    const server = await start();
    server.answer = answers.words(['<think>', 'Hm, ', 'well.</think>\n\n', 'Dear ', 'Ann']);
    expect(await ask(server)).toMatchObject({ text: 'Dear Ann', texts: ['Dear ', 'Dear Ann'] });
  });

  it('tells what is wrong with key, model and address', async () => {
    const server = await start({ key: 'right' });
    expect((await ask(server, { key: 'wrong' })).problem).toEqual({
      kind: 'key',
      host: server.host,
      status: 401,
      said: 'Incorrect API key provided.',
    });
    expect((await ask(server, { key: 'right', model: 'none' })).problem?.kind).toBe('model');
    expect((await ask({ url: `http://${server.host}` }, { key: 'right' })).problem?.kind).toBe('not-found');
  });

  it.each<[AssistantProblemKind, ChatServer['answer']]>([
    ['quota', answers.json(429, { error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } })],
    ['rate', answers.json(429, { error: { message: 'Slow down', code: 'rate_limit_exceeded' } })],
    ['too-long', answers.json(400, { error: { message: 'maximum context length', code: 'context_length_exceeded' } })],
    ['refused', answers.json(400, { error: { message: 'Not this.' } })],
    ['refused', answers.json(200, { choices: [{ message: { content: null, refusal: 'I cannot.' } }] })],
    ['refused', answers.json(200, { choices: [{ message: { content: 'a' }, finish_reason: 'content_filter' }] })],
    ['status', answers.raw('text/html', '<h1>Bad gateway</h1>', 502)],
    ['answer', answers.raw('text/html', '<h1>Welcome</h1>')],
    ['answer', answers.raw('text/event-stream', 'data: not json\n\n')],
    ['answer', answers.json(200, { hello: 'world' })],
    ['refused', answers.raw('text/event-stream', 'data: {"error":{"message":"gone wrong"}}\n\n')],
    ['empty', answers.words([])],
  ])('calls it %s', async (kind, answer) => {
    expect(await kindOf(answer)).toBe(kind);
  });

  it('keeps what came before the line was cut [WH4]', async () => {
    const server = await start();
    server.answer = answers.cut(['Half of ', 'it']);
    const { text, problem } = await ask(server);
    expect({ text, kind: problem?.kind }).toEqual({ text: 'Half of it', kind: 'cut' });
    server.answer = answers.raw('text/event-stream', 'data: {"choices":[{"delta":{"content":"no end"}}]}\n\n');
    expect(await ask(server)).toMatchObject({ text: 'no end', problem: { kind: 'cut' } });
  });

  it('says when the model came to its own limit', async () => {
    const server = await start();
    server.answer = answers.json(200, { choices: [{ message: { content: 'So far' }, finish_reason: 'length' }] });
    expect(await ask(server)).toMatchObject({ text: 'So far', isCut: true });
  });

  it('reads no more than an answer may have [WH4]', async () => {
    const server = await start();
    const word = 'x'.repeat(1000);
    server.answer = answers.words(Array.from({ length: MAX_ANSWER / 1000 + 5 }, () => word));
    const { text, isCut, problem } = await ask(server);
    expect({ length: text.length, isCut, problem }).toEqual({ length: MAX_ANSWER, isCut: true, problem: undefined });
    server.answer = answers.words(Array.from({ length: MAX_ANSWER / 1000 }, () => word));
    expect(await ask(server)).toMatchObject({ text: word.repeat(MAX_ANSWER / 1000) });
  });

  it('ends when the person stops it, and when nothing comes any more [WH4]', async () => {
    const server = await start();
    const stop = new AbortController();
    server.answer = answers.held(['Some'], [], new Promise(() => {}));
    const stopped = askChat(environment(), endpoint(server), messages, stop.signal, () => stop.abort());
    expect(await stopped).toMatchObject({ text: 'Some', problem: { kind: 'stopped' } });

    const late = environment();
    const silent = askChat(late, endpoint(server), messages, new AbortController().signal, () =>
      // The clock is wound up again before each piece is told.
      queueMicrotask(() => late.timers.get(SILENCE_MS)?.()),
    );
    expect(await silent).toMatchObject({ text: 'Some', problem: { kind: 'timeout' } });

    const never = environment();
    server.answer = () => never.timers.get(FIRST_MS)?.();
    const nothing = await askChat(never, endpoint(server), messages, new AbortController().signal, () => {});
    expect(nothing.problem?.kind).toBe('timeout');
  });

  it('follows no redirect: the key goes nowhere else [WH2]', async () => {
    const other = await start();
    const server = await start();
    server.answer = answers.elsewhere(`${other.url}/chat/completions`);
    expect((await ask(server, { key: 'secret' })).problem).toBeDefined();
    expect(other.asked).toEqual([]);
  });

  it('tells a server that is away from one that lets no web app in', async () => {
    const server = await start();
    // As a browser does when the answer has no leave for this site.
    const blocked: ChatEnvironment = {
      ...environment(),
      fetch: (url, init) =>
        init.mode === 'no-cors' ? fetch(url, { method: 'HEAD' }) : Promise.reject(new TypeError('Failed to fetch')),
    };
    expect((await ask(server, { machine: blocked })).problem?.kind).toBe('cors');
    await server.close();
    servers.splice(0);
    expect((await ask(server, { machine: blocked })).problem?.kind).toBe('unreachable');
    expect((await ask(server, { machine: { ...blocked, isOnline: () => false } })).problem?.kind).toBe('offline');
  });
});

const endpoint = (server: ChatServer) => ({ address: server.url, key: '', model: 'large' });

describe('the list of models', () => {
  it('is in order, each once', async () => {
    const server = await start({ models: ['b', 'a', 'b'] });
    expect(await listModels(environment(), endpoint(server), new AbortController().signal)).toEqual({
      models: ['a', 'b'],
    });
  });

  it('says why there is none', async () => {
    const server = await start({ key: 'right' });
    const list = () => listModels(environment(), endpoint(server), new AbortController().signal);
    expect((await list()).problem?.kind).toBe('key');
    const none = { address: `http://${server.host}/other`, key: 'right', model: '' };
    const { problem } = await listModels(environment(), none, new AbortController().signal);
    expect(problem?.kind).toBe('not-found');
  });
});
