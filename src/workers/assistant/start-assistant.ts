// The language model in the mail worker, which has the secrets that mail needs.
import type { Secrets } from '../../store/secret-store.js';
import { toStoreError } from '../../store/store-errors.js';
import type { AssistantApi, AssistantTextMessage } from '../assistant.api.js';
import { browserEnvironment } from '../mail/servers/browser-environment.js';
import { createAssistantKeeper } from './assistant-keeper.js';

/** The surface; its failures are AppErrors. */
export function startAssistant(secrets: Secrets): AssistantApi {
  const api = createAssistantKeeper({
    secrets,
    environment: browserEnvironment,
    onText: (id, text) => postMessage({ type: 'assistant-text', id, text } satisfies AssistantTextMessage),
  });
  const entries = Object.entries(api).map(([name, call]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await (call as (...all: unknown[]) => unknown)(...args);
      } catch (error) {
        throw toStoreError(error);
      }
    },
  ]);
  return Object.fromEntries(entries) as AssistantApi;
}
