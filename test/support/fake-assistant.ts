// A language model for component tests: it answers what it is told to, piece by piece.
import type { AskOptions, AssistantService } from '../../src/app/assistant/assistant-service.js';
import {
  type AssistantAnswer,
  type AssistantModels,
  type AssistantState,
  assistantOff,
} from '../../src/domain/assistant/assistant.js';
import type { ChatMessage } from '../../src/domain/assistant/writing-task.js';
import { type Cell, createCell } from './cell.js';

/** A question that waits for the test to answer it. */
export interface FakeQuestion {
  readonly messages: readonly ChatMessage[];
  readonly options: AskOptions;
  answer(answer: AssistantAnswer): void;
}

export interface FakeAssistant extends AssistantService {
  readonly state: Cell<AssistantState>;
  readonly questions: FakeQuestion[];
  known: AssistantModels;
}

export function createFakeAssistant(log: (name: string, ...args: readonly unknown[]) => void): FakeAssistant {
  const state = createCell<AssistantState>(assistantOff);
  const questions: FakeQuestion[] = [];
  return {
    state,
    questions,
    known: { models: ['large', 'small'] },
    watch: () => state,
    async setUp(setup) {
      log('assistant.setUp', setup);
      state.set({
        isOn: true,
        address: setup.address,
        model: setup.model,
        hasKey: (setup.key ?? '') !== '',
        isAgreed: false,
      });
    },
    async agree() {
      log('assistant.agree');
      state.set({ ...state.get(), isAgreed: true });
    },
    async turnOff() {
      log('assistant.turnOff');
      state.set(assistantOff);
    },
    async models() {
      return this.known;
    },
    ask: (messages, options = {}) =>
      new Promise((answer) => {
        questions.push({ messages, options, answer });
        options.signal?.addEventListener('abort', () =>
          answer({ text: '', problem: { kind: 'stopped', host: 'ai.example' } }),
        );
      }),
  };
}
