// A line between two devices that know the same secret, through a meeting point of a relay that cannot listen.
import { AppError } from '../../domain/errors.js';
import { type Connection, openConnection } from '../client/connection.js';
import type { Environment } from '../client/environment.js';
import { refusalOf } from '../client/refusal.js';
import { type Bytes, concat, utf8 } from '../protocol/bytes.js';
import { ProtocolError } from '../protocol/errors.js';
import { deriveKey, openOnce, type Random, sealOnce } from '../protocol/seal.js';

/** Why a pairing came to its end (`detail.why` of a `sync/code`). */
export type PairingFailure =
  /** Nobody is waiting with this code. */
  | 'nobody'
  /** Five minutes are over. */
  | 'expired'
  /** Somebody else is, or was, there with this code. */
  | 'used'
  /** The other one is not who it says. */
  | 'mismatch'
  /** The person said that the digits differ, or ended it, on the other device. */
  | 'declined'
  /** Ended here. */
  | 'cancelled'
  /** The code belongs to another relay; `detail.relay`. */
  | 'relay';

export const pairingFailed = (why: PairingFailure, cause?: unknown): AppError =>
  new AppError('sync/code', `Pairing: ${why}.`, { why }, { cause });

/** Which end one is: each seals with a key of its own, so that nothing can be sent back to where it came from. */
export type End = 'new' | 'old';

export interface Line {
  /** Seals and sends. The other end reads messages in the order in which they were sent, or not at all. */
  send(plain: Uint8Array): Promise<void>;
  /** @throws {AppError} `sync/code` */
  receive(milliseconds: number, late: PairingFailure): Promise<Bytes>;
  /** Rejects when it has ended, with why; never resolves. */
  readonly ended: Promise<never>;
  /** Ends it; whoever waits is told why. */
  close(why?: PairingFailure): void;
}

/** Messages that do not open before it is given up: somebody else is there. */
const MAX_TRIES = 3;

const noSalt = new Uint8Array(0);
/** The meeting point says nothing about the secret. */
export const meetingPoint = (secret: Uint8Array): Bytes =>
  deriveKey(secret, noSalt, utf8('gw1/pair-point')).slice(0, 16) as Bytes;
const keyOf = (secret: Uint8Array, end: End): Bytes => deriveKey(secret, noSalt, utf8(`gw1/pair-key-${end}`));

export interface LineOptions {
  readonly environment: Environment;
  /** `wss://host[:port]` */
  readonly relay: string;
  /** 16 bytes. */
  readonly secret: Uint8Array;
  readonly end: End;
  readonly random: Random;
  /** Milliseconds after which all is over. */
  readonly lifetime: number;
}

/**
 * Connects and goes to the meeting point.
 *
 * @throws {AppError} `sync/offline`; `sync/code` when two are there already.
 */
export async function openLine(options: LineOptions): Promise<Line> {
  const { environment, relay, secret, end, random, lifetime } = options;
  const point = meetingPoint(secret);
  const [mine, theirs] = [keyOf(secret, end), keyOf(secret, end === 'new' ? 'old' : 'new')];
  const heard: Bytes[] = [];
  let sent = 0;
  let received = 0;
  let tries = 0;
  let failure: AppError | undefined;
  let wake = () => {};
  let sayEnded = (_: AppError) => {};
  const ended = new Promise<never>((_, reject) => {
    sayEnded = reject;
  });
  ended.catch(() => {});
  const about = (from: End, number: number) => concat(utf8(`gw1/pair-${from}\0`), Uint8Array.of(number));

  const connection: Connection = await openConnection({
    environment,
    url: relay,
    onPush(push) {
      if (push.kind !== 'told') return;
      heard.push(push.bytes);
      wake();
    },
  });

  function finish(error: AppError): void {
    failure ??= error;
    connection.close();
    sayEnded(failure);
    wake();
  }
  const cancelLifetime = environment.after(lifetime, () => finish(pairingFailed('expired')));
  void connection.closed.then(cancelLifetime);
  void connection.closed.then(() => finish(new AppError('sync/offline', 'The connection ended.')));

  try {
    await connection.ask('meet', { point });
  } catch (error) {
    connection.close();
    throw refusalOf(error) === 'LIMIT' ? pairingFailed('used', error) : error;
  }

  async function open(bytes: Bytes): Promise<Bytes | undefined> {
    try {
      return await openOnce(theirs, about(end === 'new' ? 'old' : 'new', received), noSalt, bytes);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      tries++;
      if (tries >= MAX_TRIES) finish(pairingFailed('used', error));
      return undefined;
    }
  }

  return {
    ended,
    async send(plain) {
      if (failure !== undefined) throw failure;
      const bytes = await sealOnce(mine, about(end, sent++), noSalt, plain, random);
      await connection.ask('tell', { point, bytes });
    },
    async receive(milliseconds, late) {
      const cancel = environment.after(milliseconds, () => finish(pairingFailed(late)));
      try {
        for (;;) {
          const next = heard.shift();
          const opened = next && (await open(next));
          if (opened !== undefined) {
            received++;
            return opened;
          }
          if (failure !== undefined) throw failure;
          if (heard.length === 0)
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
        }
      } finally {
        cancel();
      }
    },
    close: (why = 'cancelled') => finish(pairingFailed(why)),
  };
}
