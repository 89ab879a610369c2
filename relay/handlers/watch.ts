import { bytesToHex, isSame } from '../../src/sync/protocol/bytes.js';
import { ProtocolError } from '../../src/sync/protocol/errors.js';
import { type Cursor, unpackCursors } from '../../src/sync/protocol/record.js';
import { cursorStates, type RelayMessage, relayCodec } from '../../src/sync/protocol/relay-messages.js';
import { type Connection, canWatch, hasCredit, type Session, sayLag } from '../connection.js';
import type { MemberHandler, RelayContext } from '../context.js';
import { wireRecord } from '../hub.js';

/** Bytes of entries pushed at once per log, so that many logs come in turn. */
const STEP_BYTES = 64 * 1024;
/** Cursors looked at before others get their turn. */
const CURSORS_AT_ONCE = 100;

interface Place {
  readonly seq: number;
  readonly h: Uint8Array;
}

type Synced = Extract<RelayMessage, { readonly kind: 'synced' }>['docs'][number];

const prefix = (hash: Uint8Array) => hash.slice(0, 24) as Uint8Array<ArrayBuffer>;

async function stateOf({ store }: RelayContext, cursor: Cursor, id: string, head: Place): Promise<number> {
  const { seq, hash } = cursor;
  if (seq > head.seq) return cursorStates.behind;
  const here = seq === head.seq ? head.h : await store.hashAt(id, seq);
  if (seq > 0 && here === undefined) return cursorStates.gone;
  if (seq > 0 && here !== undefined && !isSame(prefix(here), hash)) return cursorStates.fork;
  if (seq === head.seq) return cursorStates.ok;
  const { records, firstKept } = await store.read(id, seq + 1, { bytes: 1, records: 1 });
  return firstKept > seq + 1 || records[0]?.entry === undefined ? cursorStates.gone : cursorStates.ok;
}

/** Pushes what is new in one log, a step; answers where to go on, or nothing when that is all or the client has to read. */
async function pushOn(
  context: RelayContext,
  connection: Connection,
  id: string,
  from: number,
): Promise<number | undefined> {
  const watch = connection.watched.get(id);
  if (watch === undefined || watch.isLive) return undefined;
  const { records, firstKept } = await context.store.read(id, from, { bytes: STEP_BYTES, records: 500 });
  const last = records.at(-1)?.seq;
  if (last === undefined) {
    // Nothing came meanwhile: from here on it is pushed. Something did: once more.
    if (watch.missed >= from) return from;
    watch.isLive = true;
    return undefined;
  }
  const head = Math.max(last, watch.missed, (await context.book.log(id)).durable.seq);
  const gap = records.findIndex(({ entry }) => entry === undefined);
  const whole = gap === -1 ? records : records.slice(0, gap);
  const end = whole.at(-1)?.seq;
  if (from < firstKept || end === undefined) {
    // From here on bodies were compacted: the client reads, and is told from which snapshot to begin.
    sayLag(connection, id, head);
    return undefined;
  }
  const doc = Buffer.from(id, 'hex') as Uint8Array<ArrayBuffer>;
  const message: RelayMessage = { kind: 'records', request: 0, doc, records: whole.map(wireRecord), head };
  const { length } = relayCodec.encode(message);
  if (!hasCredit(connection, length)) {
    sayLag(connection, id, head);
    return undefined;
  }
  connection.pushed += length;
  connection.send(message);
  context.metrics.add('pushes', whole.length);
  return end + 1;
}

async function pushAll(context: RelayContext, connection: Connection, starts: readonly (readonly [string, number])[]) {
  let left = starts;
  while (left.length > 0 && connection.socket.readyState === connection.socket.OPEN) {
    const next: (readonly [string, number])[] = [];
    for (const [id, from] of left) {
      const further = await pushOn(context, connection, id, from);
      if (further !== undefined) next.push([id, further]);
    }
    left = next;
    await new Promise((turn) => setImmediate(turn));
  }
}

async function headsOf({ store, book }: RelayContext, { account }: Session): Promise<ReadonlyMap<string, Place>> {
  const memberships = await store.membershipsOf(account);
  const own = (await book.log(account)).durable;
  return new Map<string, Place>([
    ...memberships.map(({ doc, seq, h }) => [doc, { seq, h }] as const),
    [account, { seq: own.seq, h: own.hash }],
  ]);
}

/** Subscribes to logs and says which differ; what is newer follows as pushes, as far as there is credit. */
export const sync: MemberHandler<'sync'> = async (context, connection, { request, cursors: packed }) => {
  const cursors = unpackCursors(packed).map((cursor) => ({ cursor, id: bytesToHex(cursor.id) }));
  const known = await headsOf(context, connection.session);
  const wanted = cursors.filter(({ id }) => known.has(id)).map(({ id }) => id);
  if (!canWatch(connection, wanted)) throw new ProtocolError('LIMIT', 'too many logs are watched');
  for (const id of wanted) context.hub.watch(connection, id);
  // What was committed while nobody watched is in these; what comes now is noted as missed.
  const heads = await headsOf(context, connection.session);
  const docs: Synced[] = [];
  const starts: [string, number][] = [];
  for (const [i, { cursor, id }] of cursors.entries()) {
    if (i % CURSORS_AT_ONCE === CURSORS_AT_ONCE - 1) await new Promise((turn) => setImmediate(turn));
    const head = heads.get(id);
    if (head === undefined) {
      context.hub.unwatch(connection, id);
      docs.push([cursor.id, cursorStates.unknown, 0, new Uint8Array(24)]);
      continue;
    }
    const state = await stateOf(context, cursor, id, head);
    const isSamePlace = state === cursorStates.ok && cursor.seq === head.seq;
    if (!isSamePlace) docs.push([cursor.id, state as 0 | 1 | 2 | 3 | 4, head.seq, prefix(head.h)]);
    if (state === cursorStates.ok) starts.push([id, cursor.seq + 1]);
  }
  connection.send({ kind: 'synced', request, docs });
  await pushAll(context, connection, starts);
};

export const unwatch: MemberHandler<'unwatch'> = ({ hub }, connection, { request, docs }) => {
  for (const doc of docs) hub.unwatch(connection, bytesToHex(doc));
  connection.send({ kind: 'done', request });
};

export const credit: MemberHandler<'credit'> = (_, connection, { bytes }) => {
  connection.pushed = Math.max(0, connection.pushed - bytes);
};
