// A client that only speaks the protocol: no store, no Automerge. For the relay's tests and measurements.
import { WebSocket } from 'ws';
import { type Bytes, bytesToHex, concat } from '../../src/sync/protocol/bytes.js';
import { type ClientMessage, clientCodec } from '../../src/sync/protocol/client-messages.js';
import { numberToRefusal } from '../../src/sync/protocol/errors.js';
import { authMessage } from '../../src/sync/protocol/handshake.js';
import { NO_HASH } from '../../src/sync/protocol/identifiers.js';
import { type LogRecord, packCursor } from '../../src/sync/protocol/record.js';
import { type RelayMessage, relayCodec } from '../../src/sync/protocol/relay-messages.js';
import { type Device, type Person, realSign } from './sync/people.js';

type Kind = ClientMessage['kind'];
type Fields<K extends Kind> = Omit<Extract<ClientMessage, { kind: K }>, 'kind' | 'request'>;
type Answer<K extends RelayMessage['kind']> = Extract<RelayMessage, { kind: K }>;

/** An answer in short: its kind, and for a refusal the code's name. */
export const said = (answer: RelayMessage): string =>
  answer.kind === 'refused' ? (numberToRefusal(answer.code) ?? 'unknown') : answer.kind;

export type RelayClient = Awaited<ReturnType<typeof connect>>;

/** Connects and waits for the relay's first word. */
export async function connect(url: string, options: { origin?: string } = {}) {
  const socket = new WebSocket(url, options);
  const answers = new Map<number, (answer: RelayMessage) => void>();
  const pushes: RelayMessage[] = [];
  const waiting: (() => void)[] = [];
  let requests = 0x10_00_00; // above those of frames that a test makes up itself
  let isClosed = false;
  const closed = new Promise<number>((done) =>
    socket.on('close', (code) => {
      isClosed = true;
      done(code);
      for (const look of waiting.splice(0)) look();
    }),
  );
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer) => {
    const message = relayCodec.decode(Uint8Array.from(data));
    const answer = answers.get(message.request);
    if (message.request !== 0 && answer !== undefined) {
      answers.delete(message.request);
      answer(message);
      return;
    }
    pushes.push(message);
    for (const look of waiting.splice(0)) look();
  });

  /** The first push that fits, taken out of what has come; rejects when the connection ends first. */
  async function push<K extends RelayMessage['kind']>(
    kind: K,
    fits: (message: Answer<K>) => boolean = () => true,
  ): Promise<Answer<K>> {
    for (;;) {
      const at = pushes.findIndex((message) => message.kind === kind && fits(message as Answer<K>));
      if (at !== -1) return pushes.splice(at, 1)[0] as Answer<K>;
      if (isClosed) throw new Error(`The connection ended before ${kind}.`);
      await new Promise<void>((look) => waiting.push(look));
    }
  }

  function ask<K extends Kind>(kind: K, fields: Fields<K>): Promise<RelayMessage> {
    const request = ++requests;
    const answer = Promise.race([
      new Promise<RelayMessage>((done) => answers.set(request, done)),
      closed.then((code) => {
        throw new Error(`The connection ended (${code}) before an answer to ${kind}.`);
      }),
    ]);
    socket.send(clientCodec.encode({ kind, request, ...fields } as ClientMessage));
    return answer;
  }

  const hello = await push('hello');
  const client = {
    socket,
    hello,
    pushes,
    closed,
    push,
    ask,
    /** What comes next without being asked, records flattened, until so many of them are there. */
    async records(doc: Bytes, count: number): Promise<readonly LogRecord[]> {
      const found: LogRecord[] = [];
      while (found.length < count) {
        const message = await push('records', (each) => bytesToHex(each.doc) === bytesToHex(doc));
        found.push(...message.records);
      }
      return found;
    },
    async signIn(person: Person, device: Device = person.active()[0]!, other: Partial<Fields<'auth'>> = {}) {
      const claim = {
        account: person.id,
        device: device.id,
        accountHead: person.entries.at(-1)?.hash ?? NO_HASH,
        nonce: hello.nonce,
        origin: url,
        expires: hello.time + 60_000,
        ...other,
      };
      const signature = realSign(device.seed, 'auth', authMessage(claim));
      return ask('auth', { ...claim, signature });
    },
    /** Makes the account known here, and signs in. */
    async enter(person: Person) {
      await ask('register', { entries: person.evidence() });
      return client.signIn(person);
    },
    sync: (...places: readonly { readonly id: Bytes; readonly seq?: number; readonly hash?: Uint8Array }[]) =>
      ask('sync', { cursors: concat(...places.map(({ id, seq = 0, hash = NO_HASH }) => packCursor(id, seq, hash))) }),
    async close() {
      socket.close();
      await closed;
    },
  };
  return client;
}
