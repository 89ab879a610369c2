// What views may ask for: help of a language model.
import type {
  AssistantAnswer,
  AssistantModels,
  AssistantSetup,
  AssistantState,
} from '../../domain/assistant/assistant.js';
import type { ChatMessage } from '../../domain/assistant/writing-task.js';
import type { Watchable } from '../../domain/watchable.js';

export interface AskOptions {
  readonly signal?: AbortSignal;
  /** The whole text so far, while it grows. */
  onText?(text: string): void;
  /** Asked instead of what is set up: for a test of it. */
  readonly setup?: AssistantSetup;
}

/**
 * A language model that the person has named. Off until it is set up; asked only by `ask` and `models`. The key is kept by the
 * mail worker as passwords of mail accounts are, and does not come back. Calls reject with AppError `store/*` or `sync/locked`.
 */
export interface AssistantService {
  watch(): Watchable<AssistantState>;
  setUp(setup: AssistantSetup): Promise<void>;
  /** The person has seen what is sent to this address, and sends it. */
  agree(): Promise<void>;
  turnOff(): Promise<void>;
  models(setup: AssistantSetup): Promise<AssistantModels>;
  /** Sends exactly these messages. */
  ask(messages: readonly ChatMessage[], options?: AskOptions): Promise<AssistantAnswer>;
}
