// The set-up of the language model in the secret store, and what is asked with it.
import {
  type AssistantAnswer,
  type AssistantProblem,
  type AssistantSetup,
  type AssistantState,
  assistantOff,
} from '../../domain/assistant/assistant.js';
import { readAssistantAddress } from '../../domain/assistant/assistant-address.js';
import type { Secrets } from '../../store/secret-store.js';
import type { AssistantApi } from '../assistant.api.js';
import { isModelId } from './chat-answer.js';
import { askChat, type ChatEndpoint, type ChatEnvironment, listModels } from './chat-client.js';

/** Beside the passwords of mail accounts, whose names are ids: it stays when the account of Ikebana is left. */
const NAME = 'mail/assistant';
/** Longer than any key; services use up to 200 characters. */
const MAX_KEY = 2_000;

interface Kept {
  readonly address: string;
  readonly key: string;
  readonly model: string;
  readonly isAgreed: boolean;
}

interface Options {
  readonly secrets: Secrets;
  readonly environment: ChatEnvironment;
  onText(id: string, text: string): void;
}

/** @see rule WH2 in docs/rules/writing-help.md */
export function createAssistantKeeper({ secrets, environment, onText }: Options): AssistantApi {
  const asking = new Map<string, AbortController>();

  async function kept(): Promise<Kept | undefined> {
    const bytes = await secrets.get(NAME);
    return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Kept);
  }

  const keep = async (next: Kept): Promise<AssistantState> => {
    await secrets.put(NAME, new TextEncoder().encode(JSON.stringify(next)));
    return stateOf(next);
  };

  /** @returns where to ask; `undefined` when it is no address, or no model. */
  async function endpointOf({ address, key, model }: AssistantSetup): Promise<ChatEndpoint | undefined> {
    const read = readAssistantAddress(address);
    if ('problem' in read) return undefined;
    const before = key === undefined ? await kept() : undefined;
    // A key goes to the origin it was typed for, and to no other.
    const own = before !== undefined && isSameOrigin(before.address, read.url) ? before.key : '';
    return { address: read.url, key: (key ?? own).trim().slice(0, MAX_KEY), model: model.trim() };
  }

  return {
    assistantState: async () => stateOf(await kept()),
    async setUpAssistant(setup) {
      const before = await kept();
      const endpoint = await endpointOf(setup);
      if (endpoint === undefined || !isModelId(endpoint.model)) return stateOf(before);
      const isAgreed = before?.isAgreed === true && isSameOrigin(before.address, endpoint.address);
      return keep({ ...endpoint, isAgreed });
    },
    async agreeToAssistant() {
      const before = await kept();
      return before === undefined ? assistantOff : keep({ ...before, isAgreed: true });
    },
    async turnOffAssistant() {
      for (const one of asking.values()) one.abort();
      await secrets.remove(NAME);
      return assistantOff;
    },
    async assistantModels(setup) {
      const endpoint = await endpointOf(setup);
      if (endpoint === undefined) return { models: [], problem: off };
      return listModels(environment, endpoint, new AbortController().signal);
    },
    async askAssistant(id, messages, setup): Promise<AssistantAnswer> {
      const stop = new AbortController();
      asking.set(id, stop);
      try {
        const endpoint = setup === undefined ? await kept() : await endpointOf(setup);
        if (endpoint === undefined || !isModelId(endpoint.model)) return { text: '', problem: off };
        return await askChat(environment, endpoint, messages, stop.signal, (text) => onText(id, text));
      } finally {
        asking.delete(id);
      }
    },
    async stopAssistant(id) {
      asking.get(id)?.abort();
    },
  };
}

const off: AssistantProblem = { kind: 'off', host: '' };
const isSameOrigin = (one: string, other: string) => new URL(one).origin === new URL(other).origin;

function stateOf(kept: Kept | undefined): AssistantState {
  if (kept === undefined) return assistantOff;
  const { address, key, model, isAgreed } = kept;
  return { isOn: true, address, model, hasKey: key !== '', isAgreed };
}
