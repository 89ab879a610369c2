import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

type Answer = (response: ServerResponse, body: unknown) => unknown;

export const answers: {
  words(words: readonly string[]): Answer;
  held(words: readonly string[], rest: readonly string[], released: Promise<unknown>): Answer;
  cut(words: readonly string[]): Answer;
  raw(type: string, text: string, status?: number): Answer;
  json(status: number, value: unknown): Answer;
  silence(): Answer;
  elsewhere(url: string): Answer;
};

export interface ChatServer {
  /** Ends in `/v1`. */
  readonly url: string;
  readonly host: string;
  readonly asked: readonly {
    readonly path: string;
    readonly authorization: string;
    readonly body: { readonly model: string; readonly messages: readonly unknown[]; readonly stream: boolean };
    readonly headers: IncomingHttpHeaders;
  }[];
  answer: Answer;
  close(): Promise<void>;
}

export function startChatServer(options?: {
  readonly key?: string;
  readonly models?: readonly string[];
  readonly cors?: boolean;
}): Promise<ChatServer>;
