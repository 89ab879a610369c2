// Stays connected: tries again when the connection ends, a little later each time, and signs in.
import type { SyncProblem } from '../../domain/sharing/sharing.js';
import { type Bytes, isSame } from '../protocol/bytes.js';
import { authMessage } from '../protocol/handshake.js';
import { AUTH_SKEW_MS } from '../protocol/limits.js';
import { type Connection, openConnection, type Push } from './connection.js';
import type { Environment } from './environment.js';
import type { Ask, Credentials } from './ports.js';
import { offline, refusalOf } from './refusal.js';

export type LinkState = 'connecting' | 'online' | 'offline' | 'stopped';

export interface Link {
  readonly state: LinkState;
  readonly problem: SyncProblem | undefined;
  /** Rejects with `sync/offline` at once while nobody is signed in. */
  readonly ask: Ask;
  /** What the relay signs with; missing while nobody is signed in. */
  readonly relayKey: Bytes | undefined;
  /** The relay's clock minus this machine's, as last heard. */
  readonly ahead: number;
  /** Tries at once: the network is back, somebody looks, or asks for it. Resolves when this try has come to its end. */
  wake(): Promise<void>;
  /** For good. */
  close(): void;
}

export interface LinkOptions {
  readonly environment: Environment;
  readonly credentials: Credentials;
  /** The last membership entry of the account's log that this device knows. */
  accountHead(): Bytes;
  onPush(push: Push): Promise<void> | void;
  /** Signed in: there is everything to be asked for. */
  onOnline(): void;
  onChange(): void;
}

const FIRST_MS = 500;
const LAST_MS = 60_000;
/** A signature holds this long after the relay's hello, by the relay's clock. */
const CLAIM_MS = 60_000;
/** Refused handshakes in a row after which it is no accident. */
const MAX_AUTHS = 3;

/** Milliseconds to wait before try `attempt` (from 0): full jitter, so that a thousand clients do not come back at once. */
export const backoff = (attempt: number, chance: number): number =>
  Math.max(FIRST_MS * chance, Math.min(LAST_MS, FIRST_MS * 2 ** Math.min(attempt, 10)) * chance);

class OtherRelay extends Error {}

export function createLink(options: LinkOptions): Link {
  const { environment, credentials, accountHead } = options;
  let state: LinkState = 'connecting';
  let problem: SyncProblem | undefined;
  let connection: Connection | undefined;
  let trying: Promise<void> | undefined;
  let cancelWait = () => {};
  let attempt = 0;
  let refusedAuths = 0;
  let ahead = 0;
  let isClosed = false;

  function become(next: LinkState, why?: SyncProblem): void {
    if (isClosed || (state === next && problem === why)) return;
    state = next;
    problem = why;
    options.onChange();
  }

  async function signIn({ ask, hello }: Connection): Promise<void> {
    const { account, device, relay: origin, signer } = credentials;
    // Until when is said by the relay's own clock: ours may be wrong by days.
    const expires = hello.time + CLAIM_MS;
    const claim = { account, device, accountHead: accountHead(), nonce: hello.nonce, origin, expires };
    await ask('auth', { ...claim, signature: await signer.sign('auth', authMessage(claim)) });
  }

  /** Before anything is said to it. */
  function checkRelay({ hello }: Connection): void {
    const known = credentials.relayKey;
    if (known !== undefined && !isSame(known, hello.relay)) throw new OtherRelay();
  }

  /** Why a refused handshake is not worth another try. */
  function problemOf(error: unknown): SyncProblem | undefined {
    if (error instanceof OtherRelay) return 'other-relay';
    switch (refusalOf(error)) {
      case 'DEVICE_REVOKED':
        return 'revoked';
      case 'UNKNOWN':
      case 'NOT_MEMBER':
        return 'unknown-account';
      case 'AUTH':
      case 'BAD_SIG':
        refusedAuths++;
        if (refusedAuths < MAX_AUTHS) return undefined;
        return Math.abs(ahead) > AUTH_SKEW_MS ? 'clock' : 'protocol';
      case 'SUITE':
      case 'MALFORMED':
        return 'protocol';
      default:
        return undefined;
    }
  }

  async function attemptOnce(): Promise<void> {
    try {
      const opened = await openConnection({ environment, url: credentials.relay, onPush: options.onPush });
      ahead = opened.ahead;
      if (isClosed) return opened.close();
      try {
        checkRelay(opened);
        await signIn(opened);
      } catch (error) {
        opened.close();
        throw error;
      }
      if (isClosed) return opened.close();
      connection = opened;
      attempt = 0;
      refusedAuths = 0;
      void opened.closed.then(() => {
        if (connection === opened) connection = undefined;
        if (isClosed) return;
        become('offline');
        waitAndTry();
      });
      become('online');
      options.onOnline();
    } catch (error) {
      const why = problemOf(error);
      become(why === undefined ? 'offline' : 'stopped', why);
      waitAndTry();
    }
  }

  function tryNow(): Promise<void> {
    cancelWait();
    trying ??= attemptOnce().finally(() => {
      trying = undefined;
    });
    return trying;
  }

  function waitAndTry(): void {
    if (isClosed) return;
    cancelWait();
    // What needs the person may have been put right elsewhere: looked at rarely.
    const milliseconds = state === 'stopped' ? LAST_MS : backoff(attempt++, environment.chance());
    cancelWait = environment.after(milliseconds, () => void tryNow());
  }

  void tryNow();
  return {
    get state() {
      return state;
    },
    get problem() {
      return problem;
    },
    get ahead() {
      return ahead;
    },
    get relayKey() {
      return connection?.hello.relay;
    },
    ask: (kind, fields) =>
      connection === undefined ? Promise.reject(offline('no connection')) : connection.ask(kind, fields),
    async wake() {
      if (connection !== undefined || isClosed) return;
      attempt = 0;
      await tryNow();
    },
    close() {
      isClosed = true;
      cancelWait();
      connection?.close();
    },
  };
}
