// What the mail worker does with a language model: it has the key, which never comes to the page.
import type {
  AssistantAnswer,
  AssistantModels,
  AssistantSetup,
  AssistantState,
} from '../domain/assistant/assistant.js';
import type { ChatMessage } from '../domain/assistant/writing-task.js';

/** Calls reject with AppError `store/*` or `sync/locked`; what a server says is an answer. */
export interface AssistantApi {
  assistantState(): Promise<AssistantState>;
  /** Keeps where a model is asked. An address of another origin takes the agreement and the key of the one before with it. */
  setUpAssistant(setup: AssistantSetup): Promise<AssistantState>;
  /** The person has seen what is sent where, and sent it. */
  agreeToAssistant(): Promise<AssistantState>;
  /** Forgets it, with the key. */
  turnOffAssistant(): Promise<AssistantState>;
  assistantModels(setup: AssistantSetup): Promise<AssistantModels>;
  /**
   * Asks; the text so far is posted while it grows.
   *
   * @param setup - What to ask instead of what is kept: for a test of it.
   */
  askAssistant(id: string, messages: readonly ChatMessage[], setup?: AssistantSetup): Promise<AssistantAnswer>;
  stopAssistant(id: string): Promise<void>;
}

/** Posted to the page while an answer grows. */
export interface AssistantTextMessage {
  readonly type: 'assistant-text';
  readonly id: string;
  /** All of it so far. */
  readonly text: string;
}

export function isAssistantTextMessage(data: unknown): data is AssistantTextMessage {
  return typeof data === 'object' && data !== null && (data as { type?: unknown }).type === 'assistant-text';
}
