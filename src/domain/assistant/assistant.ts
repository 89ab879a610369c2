// A language model that helps to write: what is set up, what is answered, what may be wrong.

/** What the page knows of the set-up; the key is not among it. */
export interface AssistantState {
  readonly isOn: boolean;
  /** Below this `/chat/completions` is; '' while it is off. */
  readonly address: string;
  readonly model: string;
  readonly hasKey: boolean;
  /** The person has seen what is sent to this address, and sent it. */
  readonly isAgreed: boolean;
}

export const assistantOff: AssistantState = { isOn: false, address: '', model: '', hasKey: false, isAgreed: false };

/** Where and as whom a model is asked. */
export interface AssistantSetup {
  /** As `readAssistantAddress` gives it. */
  readonly address: string;
  /** '' for none; absent for the one that is kept, which goes to no other origin than its own. */
  readonly key?: string;
  readonly model: string;
}

export type AssistantProblemKind =
  /** Nothing is set up, or the address is none. */
  | 'off'
  /** The key cannot be read now. */
  | 'locked'
  | 'offline'
  /** Nobody there: no network to it, or a certificate that is not right. */
  | 'unreachable'
  /** Somebody is there, who does not let web apps ask (CORS). */
  | 'cors'
  | 'timeout'
  /** The key is not right, or may not do this (401, 403). */
  | 'key'
  /** No such model. */
  | 'model'
  /** The protocol is not spoken at this address (404, 405). */
  | 'not-found'
  /** Nothing left to spend (402, `insufficient_quota`). */
  | 'quota'
  /** Too many requests (429). */
  | 'rate'
  /** The text is longer than the model reads (413, `context_length_exceeded`). */
  | 'too-long'
  /** The server or the model would not. */
  | 'refused'
  /** The server has trouble of its own (5xx). */
  | 'status'
  /** What came is no answer of the protocol. */
  | 'answer'
  /** The stream ended before the answer did. */
  | 'cut'
  /** There was an answer without any text. */
  | 'empty'
  /** It was stopped by the person. */
  | 'stopped';

export interface AssistantProblem {
  readonly kind: AssistantProblemKind;
  /** Name of the server, with its port where it is not the usual one. */
  readonly host: string;
  /** HTTP status. */
  readonly status?: number;
  /** What the server says about it: at most 300 characters, control characters taken out. */
  readonly said?: string;
}

/** What came; with a problem, as far as it came. */
export interface AssistantAnswer {
  readonly text: string;
  /** The model stopped at a limit of length: its own, or ours. */
  readonly isCut?: boolean;
  readonly problem?: AssistantProblem;
}

export interface AssistantModels {
  /** Ids, in order; empty where the server does not say. */
  readonly models: readonly string[];
  readonly problem?: AssistantProblem;
}

/**
 * The answer without what the model said to itself: local models put their thoughts into the text, between `<think>` and
 * `</think>` at its beginning.
 */
export function withoutThoughts(text: string): string {
  const begin = /^\s*<think(?:ing)?>/i.exec(text);
  if (begin === null) return text.replace(/^\s+/, '');
  const end = /<\/think(?:ing)?>\s*/i.exec(text);
  return end === null ? '' : text.slice(end.index + end[0].length);
}
