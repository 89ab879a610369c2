import type { AssistantState } from '../../domain/assistant/assistant.js';
import type { AssistantApi } from '../../workers/assistant.api.js';
import type { Connection } from '../../workers/connect-worker.js';
import { createChangeSource } from '../watch.js';
import type { AssistantService } from './assistant-service.js';

/** The service, and where the worker's messages go. */
export interface AssistantServiceParts {
  readonly service: AssistantService;
  onText(id: string, text: string): void;
}

/** @param call - Asks the mail worker, without a limit of time. */
export function createAssistantService(
  call: <T>(use: (api: Connection<AssistantApi>) => Promise<T>) => Promise<T>,
): AssistantServiceParts {
  const states = createChangeSource<AssistantState>();
  const listeners = new Map<string, (text: string) => void>();
  const changed = async (state: Promise<AssistantState>) => states.emit(await state);

  return {
    onText: (id, text) => listeners.get(id)?.(text),
    service: {
      watch: () => ({
        subscribe(observer) {
          let isHeard = false;
          const stop = states.subscribe((state) => {
            isHeard = true;
            observer.next(state);
          });
          call((api) => api.assistantState()).then(
            (state) => {
              if (!isHeard) observer.next(state);
            },
            (error: unknown) => observer.error(error),
          );
          return { unsubscribe: stop };
        },
      }),
      setUp: (setup) => changed(call((api) => api.setUpAssistant(setup))),
      agree: () => changed(call((api) => api.agreeToAssistant())),
      turnOff: () => changed(call((api) => api.turnOffAssistant())),
      models: (setup) => call(async (api) => api.assistantModels(setup)),
      async ask(messages, { signal, onText, setup } = {}) {
        const id = crypto.randomUUID();
        const stop = () => void call((api) => api.stopAssistant(id)).catch(() => {}); // the answer itself says so
        signal?.addEventListener('abort', stop, { once: true });
        if (onText !== undefined) listeners.set(id, onText);
        try {
          const asked = call(async (api) => api.askAssistant(id, messages, setup));
          if (signal?.aborted === true) stop();
          return await asked;
        } finally {
          signal?.removeEventListener('abort', stop);
          listeners.delete(id);
        }
      },
    },
  };
}
