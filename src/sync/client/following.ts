// Which logs a client follows.
import type { PlaceState } from '../protocol/fold-state.js';
import type { AccountFollower } from './account-follower.js';
import type { ClientContext } from './context.js';
import type { DocumentLog } from './document-log.js';
import type { Log } from './log.js';
import type { DocumentAuthor } from './ports.js';
import type { Sender } from './sender.js';
import type { KeptLog } from './storage.js';

export interface Followed {
  readonly log: DocumentLog;
  readonly sender: Sender<DocumentAuthor>;
}

/** Which logs the client follows, and how it comes to more of them. */
export interface Following {
  readonly context: ClientContext;
  readonly account: AccountFollower;
  readonly followed: Map<string, Followed>;
  add(log: KeptLog): Followed;
  watch(logs: readonly Log<PlaceState>[]): Promise<void>;
}
