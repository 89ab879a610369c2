import type { AccountSecret } from '../protocol/account-keys.js';
import type { Bytes } from '../protocol/bytes.js';
import type { Random } from '../protocol/seal.js';
import type { Environment } from './environment.js';
import type { Ask, Credentials, SecretStore } from './ports.js';
import type { Documents, LogStore } from './storage.js';

/** What the client is given. */
export interface ClientParts {
  readonly environment: Environment;
  readonly credentials: Credentials;
  readonly store: LogStore;
  readonly documents: Documents;
  readonly secrets: SecretStore;
  readonly random: Random;
  /** Something that people may see has changed: the state of syncing, or a log. */
  onChange(): void;
}

/** What all parts of the client work with. */
export interface ClientContext extends ClientParts {
  readonly ask: Ask;
  /** Whether somebody is signed in at the relay. */
  isOnline(): boolean;
  /** Epoch ms, as the relay's clock shows it. */
  now(): number;
  /** This account's key; the present one without generation. */
  accountSecret(generation?: number): Promise<AccountSecret | undefined>;
  /** The account's membership entries, after the one with this hash. */
  evidence(after?: string): Promise<readonly Bytes[]>;
}
