import type { Log } from '../server/log.js';
import type { ClientMessage } from '../src/sync/protocol/client-messages.js';
import type { Signer } from '../src/sync/protocol/signatures.js';
import type { RelayConfig } from './config.js';
import type { Connection, Session } from './connection.js';
import type { Directory } from './directory.js';
import type { Hub } from './hub.js';
import type { Limits } from './limits.js';
import type { LogBook } from './logs/log-book.js';
import type { Metrics } from './metrics.js';
import type { RelayStore } from './store/store.js';

/** What every handler works with. */
export interface RelayContext {
  readonly config: RelayConfig;
  /** How this relay is called in handshakes. */
  readonly origins: readonly string[];
  readonly store: RelayStore;
  readonly book: LogBook;
  readonly directory: Directory;
  readonly hub: Hub;
  readonly limits: Limits;
  readonly signer: Signer;
  /** Epoch ms. */
  readonly now: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
}

type Message<Kind extends ClientMessage['kind']> = Extract<ClientMessage, { readonly kind: Kind }>;

/** Answers one kind of message. What it throws as a ProtocolError is the answer. */
export type Handler<Kind extends ClientMessage['kind']> = (
  context: RelayContext,
  connection: Connection,
  message: Message<Kind>,
) => Promise<void> | void;

/** The same for somebody who has signed the challenge. */
export type MemberHandler<Kind extends ClientMessage['kind']> = (
  context: RelayContext,
  connection: Connection & { readonly session: Session },
  message: Message<Kind>,
) => Promise<void> | void;
