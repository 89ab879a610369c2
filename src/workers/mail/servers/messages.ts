// What the mail workers of all tabs say to each other about servers.
import type { MailAccountState } from '../../../domain/mail/server-problem.js';

export type ServerMessage =
  /** By the tab that talks to servers: how each stands; also the answer to `ask`. */
  | { readonly type: 'states'; readonly states: readonly MailAccountState[] }
  | { readonly type: 'ask' }
  /** Goes on at once. */
  | { readonly type: 'ring' }
  /** An account was added, or signs in anew: looks which there are. */
  | { readonly type: 'accounts'; readonly renewed?: string }
  /** Ends what is under way for an account that is to be removed … */
  | { readonly type: 'end'; readonly accountId: string; readonly ask: string }
  /** … which it has. */
  | { readonly type: 'ended'; readonly ask: string };

/** A `BroadcastChannel`, or what stands for one. */
export interface ServerChannel {
  postMessage(message: ServerMessage): void;
  onmessage: ((event: MessageEvent<ServerMessage>) => void) | null;
}
