import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/domain/errors.js';
import type { Secrets } from '../../../../src/store/secret-store.js';
import { createAssistantKeeper } from '../../../../src/workers/assistant/assistant-keeper.js';
import { type ChatServer, startChatServer } from '../../../support/chat-server.mjs';

const servers: ChatServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(options?: Parameters<typeof startChatServer>[0]) {
  const server = await startChatServer(options);
  servers.push(server);
  return server;
}

function create() {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  const secrets: Secrets = {
    get: async (name) => kept.get(name),
    put: async (name, secret) => void kept.set(name, Uint8Array.from(secret)),
    remove: async (name) => void kept.delete(name),
  };
  const texts: string[] = [];
  const environment = {
    fetch: (url: URL, init: RequestInit) => fetch(url, init),
    after: () => () => {},
    isOnline: () => true,
  };
  const keeper = createAssistantKeeper({ secrets, environment, onText: (_id, text) => texts.push(text) });
  return { kept, secrets, keeper, texts, environment };
}

const question = [{ role: 'user', content: 'Write.' }] as const;

describe('what is set up of writing help', () => {
  it('is off at first, and asks nobody [WH1]', async () => {
    const { keeper, kept } = create();
    expect(await keeper.assistantState()).toEqual({
      isOn: false,
      address: '',
      model: '',
      hasKey: false,
      isAgreed: false,
    });
    expect((await keeper.askAssistant('q', question)).problem?.kind).toBe('off');
    expect(kept.size).toBe(0);
  });

  it('keeps the key with the secrets of mail, and does not give it out [WH2]', async () => {
    const server = await start({ key: 'sk-1' });
    const { keeper, kept, texts } = create();
    const state = await keeper.setUpAssistant({ address: server.url, key: ' sk-1 ', model: 'small' });
    expect(state).toEqual({ isOn: true, address: server.url, model: 'small', hasKey: true, isAgreed: false });
    expect([...kept.keys()]).toEqual(['mail/assistant']);
    expect(JSON.stringify(await keeper.assistantState())).not.toContain('sk-1');
    expect((await keeper.askAssistant('q', question)).text).toBe('Hello there.');
    expect(texts.at(-1)).toBe('Hello there.');
  });

  it('sends a key to the origin it was typed for alone [WH2]', async () => {
    const [one, other] = [await start(), await start()];
    const { keeper } = create();
    await keeper.setUpAssistant({ address: one.url, key: 'secret', model: 'small' });
    await keeper.agreeToAssistant();
    await keeper.assistantModels({ address: other.url, model: '' });
    expect(other.asked.map(({ authorization }) => authorization)).toEqual(['']);
    // Another model of the same place: nothing has to be typed again.
    expect(await keeper.setUpAssistant({ address: one.url, model: 'large' })).toMatchObject({
      hasKey: true,
      isAgreed: true,
    });
    expect(await keeper.setUpAssistant({ address: other.url, model: 'large' })).toMatchObject({
      hasKey: false,
      isAgreed: false,
    });
  });

  it('can be tried before it is kept', async () => {
    const server = await start({ key: 'right' });
    const { keeper, kept } = create();
    const setup = { address: server.url, key: 'wrong', model: 'small' };
    expect((await keeper.askAssistant('q', question, setup)).problem?.kind).toBe('key');
    expect((await keeper.askAssistant('q', question, { ...setup, key: 'right' })).text).toBe('Hello there.');
    expect(await keeper.assistantModels({ ...setup, key: 'right' })).toEqual({ models: ['large', 'small'] });
    expect(kept.size).toBe(0);
  });

  it('is gone with its key when it is turned off', async () => {
    const { keeper, kept } = create();
    await keeper.setUpAssistant({ address: 'https://ai.example/v1', key: 'secret', model: 'small' });
    expect((await keeper.turnOffAssistant()).isOn).toBe(false);
    expect(kept.size).toBe(0);
  });

  it('cannot be read while the app is locked', async () => {
    const { environment, secrets } = create();
    const locked: Secrets = {
      ...secrets,
      get: () => Promise.reject(new AppError('sync/locked', 'The keys are locked away.')),
    };
    const keeper = createAssistantKeeper({ secrets: locked, environment, onText() {} });
    await expect(keeper.askAssistant('q', question)).rejects.toMatchObject({ code: 'sync/locked' });
  });
});
