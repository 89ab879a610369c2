// What requests about the account work with.
import type { Clock } from '../../domain/time/clock.js';
import type { AppDatabase } from '../../store/database.js';
import type { Secrets } from '../../store/secret-store.js';
import type { Environment } from '../../sync/client/environment.js';
import type { LogAccess } from '../../sync/client/ports.js';
import type { Random } from '../../sync/protocol/seal.js';
import type { Command } from '../sync.api.js';

export interface AccountHost {
  readonly db: AppDatabase;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly environment: Environment;
  readonly random: Random;
  /** Of the account on this device; all of it rejects with `sync/account` while there is none. */
  readonly access: LogAccess;
  /** The account of this device is another one, or none any more: the client ends, and begins with what is there now. */
  restart(): Promise<void>;
  /** Ends the client, so that nobody writes meanwhile. */
  stop(): Promise<void>;
  /** Carries out a command of the person's, as if a page had asked for it. */
  run(command: Command): Promise<void>;
  /** Much is going to come: what takes it in is loaded meanwhile. */
  prepare(): void;
  /** Tells all tabs that something about the account has changed. */
  tell(): void;
}
