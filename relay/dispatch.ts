import { type ClientMessage, clientCodec } from '../src/sync/protocol/client-messages.js';
import { ProtocolError } from '../src/sync/protocol/errors.js';
import { requestOf } from '../src/sync/protocol/frame.js';
import { CLOSE, type Connection, type Session } from './connection.js';
import type { Handler, MemberHandler, RelayContext } from './context.js';
import { blobBegin, blobPart, blobRead } from './handlers/blobs.js';
import { createDirectoryHandlers, type SendCode } from './handlers/directory.js';
import { account, append, membership, mine, read, resubmit } from './handlers/logs.js';
import type { Meetings } from './handlers/meeting.js';
import { publish, unpublish } from './handlers/public-links.js';
import { auth, ping, register } from './handlers/session.js';
import { credit, sync, unwatch } from './handlers/watch.js';
import { Refused } from './logs/refused.js';
import { checkMessageRate } from './sockets.js';
import { StoreWriteError } from './store/store.js';

/** Frames that are no message before a connection is ended: one may be a newer client's, many are noise. */
const MAX_MALFORMED = 10;
/** Requests of a connection, appends apart, that are worked on at once. */
const MAX_ASKING = 64;

type Kind = ClientMessage['kind'];
type Open = { readonly [K in Kind]?: Handler<K> };
type Closed = { readonly [K in Kind]?: MemberHandler<K> };

const members: Closed = {
  sync,
  unwatch,
  append,
  read,
  membership,
  credit,
  account,
  mine,
  resubmit,
  blobBegin,
  blobPart,
  blobRead,
  publish,
  unpublish,
};

const notHere = () => new ProtocolError('UNKNOWN', 'this relay does not offer it');

/** @returns Takes whatever comes on a socket. Never throws, and never rejects. */
export function createDispatch(context: RelayContext, meetings: Meetings, sendCode?: SendCode) {
  const closed: Closed = { ...members, ...createDirectoryHandlers(sendCode) };
  const open: Open = { auth, register, ping, meet: meetings.meet, tell: meetings.tell };

  async function handle(connection: Connection, message: ClientMessage): Promise<void> {
    const handler = (open as Readonly<Record<string, Handler<Kind>>>)[message.kind];
    if (handler !== undefined) return handler(context, connection, message as never);
    if (connection.session === undefined) throw new ProtocolError('AUTH', 'not signed in');
    const own = (closed as Readonly<Record<string, MemberHandler<Kind>>>)[message.kind];
    if (own === undefined) throw notHere();
    return own(context, connection as Connection & { session: Session }, message as never);
  }

  function answerError(connection: Connection, request: number, error: unknown) {
    if (error instanceof ProtocolError) {
      const { retryAfter, expected } = error instanceof Refused ? error : {};
      return connection.refuse(request, error.code, { retryAfter, expected });
    }
    const isStore = error instanceof StoreWriteError;
    context.log('error', isStore ? 'store-failed' : 'internal-error', {
      reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      stack: isStore || !(error instanceof Error) ? undefined : error.stack?.split('\n').slice(1, 4).join(' '),
    });
    connection.refuse(request, 'BUSY', { retryAfter: 1_000 });
  }

  return async (connection: Connection, frame: Uint8Array): Promise<void> => {
    const request = requestOf(frame);
    let isAsking = false;
    try {
      context.metrics.add('messages');
      context.metrics.add('bytes_in', frame.length);
      checkMessageRate(connection);
      const message = readMessage(connection, frame);
      if (message.kind !== 'append' && message.kind !== 'credit') {
        if (connection.asking >= MAX_ASKING) throw new Refused('BUSY', 'too many requests', { retryAfter: 100 });
        isAsking = true;
        connection.asking++;
      }
      await handle(connection, message);
    } catch (error) {
      answerError(connection, request, error);
    } finally {
      if (isAsking) connection.asking--;
    }
  };

  function readMessage(connection: Connection, frame: Uint8Array): ClientMessage {
    try {
      return clientCodec.decode(frame);
    } catch (error) {
      context.metrics.add('malformed');
      if (++connection.malformed >= MAX_MALFORMED)
        setImmediate(() => connection.close(CLOSE.policy, 'not the protocol'));
      throw error;
    }
  }
}
