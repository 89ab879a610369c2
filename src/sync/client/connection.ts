// One connection to a relay: requests and their answers, pushes, credit, and noticing when nobody is there any more.
import type { Bytes } from '../protocol/bytes.js';
import { type ClientMessage, clientCodec } from '../protocol/client-messages.js';
import { type RelayMessage, relayCodec } from '../protocol/relay-messages.js';
import { answers } from './answer-kinds.js';
import type { Environment } from './environment.js';
import type { Ask } from './ports.js';
import { offline, refusalToError } from './refusal.js';

export type Hello = Extract<RelayMessage, { kind: 'hello' }>;
/** What a relay says without being asked. */
export type Push = Extract<RelayMessage, { kind: 'records' | 'lag' | 'told' | 'notice' }>;

export interface Connection {
  readonly hello: Hello;
  /** The relay's clock minus this machine's, in milliseconds. */
  readonly ahead: number;
  /** Rejects with `sync/offline` when the connection ends first, `sync/refused` with the relay's word. */
  readonly ask: Ask;
  /** Resolves when it has ended, however it ended. */
  readonly closed: Promise<void>;
  close(): void;
}

/** How long a relay has to say hello, and to answer, in milliseconds. */
const ANSWER_MS = 20_000;
/** Blobs and pages of records take longer on a slow line. */
const LONG_ANSWER_MS = 60_000;
/** After so long without a word the relay is asked whether it is there. */
const IDLE_MS = 30_000;
/** Pushes that were worked off before the relay is told: a quarter of what it sends without that. */
const CREDIT_STEP = 65_536;

const isLong = (kind: ClientMessage['kind']): boolean => kind.startsWith('blob') || kind === 'read';

interface Waiting {
  readonly kind: ClientMessage['kind'];
  readonly cancel: () => void;
  resolve(answer: RelayMessage): void;
  reject(error: unknown): void;
}

export interface ConnectionOptions {
  readonly environment: Environment;
  /** `wss://host[:port]` */
  readonly url: string;
  /** Credit for what it brings is given when this has settled. */
  onPush(push: Push): Promise<void> | void;
}

/**
 * Connects, and waits for the relay's hello.
 *
 * @throws {AppError} `sync/offline`
 */
export function openConnection({ environment, url, onPush }: ConnectionOptions): Promise<Connection> {
  const { now, after } = environment;
  return new Promise((resolveOpen, rejectOpen) => {
    const waiting = new Map<number, Waiting>();
    let requests = 0;
    let credit = 0;
    let isOpen = false;
    let hasEnded = false;
    let end = () => {};
    const closed = new Promise<void>((done) => {
      end = done;
    });
    let cancelIdle = () => {};
    const cancelHello = after(ANSWER_MS, () => finish('no hello'));

    let socket: ReturnType<Environment['open']>;
    try {
      socket = environment.open(url);
    } catch (error) {
      cancelHello();
      rejectOpen(offline('not an address', error));
      return;
    }
    socket.binaryType = 'arraybuffer';

    function finish(why: string): void {
      if (hasEnded) return;
      hasEnded = true;
      cancelIdle();
      cancelHello();
      try {
        socket.close();
      } catch {
        // it was never open
      }
      const error = offline(why);
      rejectOpen(error);
      for (const each of waiting.values()) {
        each.cancel();
        each.reject(error);
      }
      waiting.clear();
      end();
    }

    function idleLater(): void {
      cancelIdle();
      cancelIdle = after(IDLE_MS, () => void ask('ping', {}).catch(() => {}));
    }

    function send(message: ClientMessage): void {
      socket.send(clientCodec.encode(message));
    }

    const ask = ((kind, fields) =>
      new Promise((resolve, reject) => {
        if (hasEnded) throw offline('the connection has ended');
        const request = ++requests;
        const cancel = after(isLong(kind) ? LONG_ANSWER_MS : ANSWER_MS, () => finish(`no answer to ${kind}`));
        waiting.set(request, { kind, cancel, resolve: resolve as Waiting['resolve'], reject });
        try {
          send({ kind, request, ...fields } as unknown as ClientMessage);
        } catch (error) {
          waiting.delete(request);
          cancel();
          reject(error);
        }
      })) as Ask;

    function answer(message: RelayMessage): void {
      const asked = waiting.get(message.request);
      if (asked === undefined) return; // of a request that has timed out
      const isAnswer = (answers[asked.kind] as readonly string[]).includes(message.kind);
      if (!isAnswer && message.kind !== 'refused') throw new Error('an answer to something else');
      waiting.delete(message.request);
      asked.cancel();
      if (message.kind === 'refused') asked.reject(refusalToError(message));
      else asked.resolve(message);
    }

    async function push(message: Push, bytes: number): Promise<void> {
      try {
        await onPush(message);
      } finally {
        if (message.kind === 'records') credit += bytes;
        if (credit >= CREDIT_STEP && !hasEnded) {
          send({ kind: 'credit', request: 0, bytes: credit });
          credit = 0;
        }
      }
    }

    /** Throws for what no relay says. */
    function receive(data: unknown): void {
      if (!(data instanceof ArrayBuffer)) throw new Error('not a frame');
      const message = relayCodec.decode(new Uint8Array(data) as Bytes);
      if (isOpen !== (message.kind !== 'hello')) throw new Error('hello comes first, and once');
      if (message.kind === 'hello') {
        isOpen = true;
        cancelHello();
        resolveOpen({ hello: message, ahead: message.time - now(), ask, closed, close: () => finish('closed here') });
      } else if (message.request !== 0) answer(message);
      else if (isPush(message)) void push(message, data.byteLength).catch(() => finish('a push that cannot be taken'));
    }

    socket.onmessage = ({ data }: { readonly data: unknown }) => {
      idleLater();
      try {
        receive(data);
      } catch {
        finish('not the protocol');
      }
    };
    socket.onerror = () => finish('the socket failed');
    socket.onclose = () => finish('the socket ended');
    socket.onopen = idleLater;
  });
}

const isPush = (message: RelayMessage): message is Push =>
  message.kind === 'records' || message.kind === 'lag' || message.kind === 'told' || message.kind === 'notice';
