import { foldAccount } from '../../src/sync/protocol/account-fold.js';
import { bytesToHex, hexToBytes, isSame } from '../../src/sync/protocol/bytes.js';
import { foldDocument } from '../../src/sync/protocol/document-fold.js';
import type { Entry } from '../../src/sync/protocol/entry.js';
import { entryTypes, isAccountType, isMembershipType } from '../../src/sync/protocol/entry-types.js';
import { ProtocolError } from '../../src/sync/protocol/errors.js';
import type { Place, Step } from '../../src/sync/protocol/fold-state.js';
import { counterState, placesNamed } from '../../src/sync/protocol/place-rules.js';
import type { Receipt } from '../../src/sync/protocol/receipt-schema.js';
import { makeReceipts } from '../../src/sync/protocol/receipts.js';
import { chainHash } from '../../src/sync/protocol/record.js';
import type { Signer } from '../../src/sync/protocol/signatures.js';
import { createSettle } from '../node-crypto.js';
import { createGroupCommit } from '../store/group-commit.js';
import type { Append, EntryKind, RelayStore } from '../store/store.js';
import { type HotLog, loadLog, rememberHash } from './hot-log.js';
import { accountChanges, encodeState, isAccountLog, type LogState, ownerOf } from './log-state.js';
import { Refused } from './refused.js';

/** Where an entry stands for ever, and the relay's word for it. */
export interface Accepted {
  readonly seq: number;
  readonly ts: number;
  readonly hash: Uint8Array;
  readonly receipt: Receipt;
}

/** An entry that has just become durable. */
export interface Committed {
  readonly log: HotLog;
  readonly append: Append;
  readonly entry: Entry;
  readonly before: LogState | undefined;
  readonly after: LogState;
}

export interface LogBookOptions {
  readonly store: RelayStore;
  /** The relay's identity; signs receipts. */
  readonly signer: Signer;
  /** Epoch ms. */
  readonly now: () => number;
  /** Logs that are kept in memory. */
  readonly most: number;
  /** Entries that may wait for the disk before others are asked to come again. */
  readonly mostWaiting: number;
  /** In the log's order, before the author is answered. */
  readonly onCommitted: (committed: Committed) => void;
  readonly onCommit?: (milliseconds: number, entries: number) => void;
  /** Looks at signatures; unless given, by Node's own crypto. */
  readonly settle?: <S>(step: Step<S>) => Step<S> | Promise<Step<S>>;
  /** Refuses by throwing when an owner has no room left. */
  readonly checkRoom: (owner: string, bytes: number) => Promise<void>;
}

export interface AppendOptions {
  /** A record brought back keeps its time. */
  readonly ts?: number;
}

export interface LogBook {
  /** @throws {ProtocolError} The entry is refused, and nothing has changed; or `BUSY`. */
  append(entry: Entry, options?: AppendOptions): Promise<Accepted>;
  log(id: string): Promise<HotLog>;
  readonly waiting: number;
  close(): Promise<void>;
}

const kindOf = (type: number): EntryKind => {
  if (type === entryTypes.snapshot) return 'snapshot';
  return isMembershipType(type) ? 'membership' : 'content';
};

/** All logs of the relay: decides entry by entry, one log's one after the other, different logs side by side. */
export function createLogBook(options: LogBookOptions): LogBook {
  const { store, signer, now, onCommitted, checkRoom, settle = createSettle() } = options;
  const hot = new Map<string, HotLog>();
  const turns = new Map<string, Promise<unknown>>();
  const deciding = new Map<Append, Omit<Committed, 'append'>>();
  const commit = createGroupCommit<Receipt>({
    store,
    onCommit: options.onCommit,
    receipts: (done) =>
      makeReceipts(
        done.map(({ doc, record }) => ({ doc: hexToBytes(doc), seq: record.seq, hash: record.h })),
        signer,
      ),
    onDone(append) {
      const decided = deciding.get(append);
      if (decided === undefined) return;
      const { seq, ts, h, kind } = append.record;
      const snapshot = kind === 'snapshot' ? seq : decided.log.durable.snapshot;
      decided.log.durable = { seq, ts, hash: h, snapshot };
      onCommitted({ ...decided, append });
    },
  });

  function inTurn<Answer>(id: string, work: () => Promise<Answer>): Promise<Answer> {
    const turn = (turns.get(id) ?? Promise.resolve()).then(work, work);
    const settled = turn.catch(() => undefined);
    turns.set(id, settled);
    void settled.then(() => turns.get(id) === settled && turns.delete(id));
    return turn;
  }

  function makeRoom() {
    for (const [id, log] of hot) {
      if (hot.size <= options.most) return;
      if (log.pending.size === 0 && !turns.has(id)) hot.delete(id);
    }
  }

  /** Loads at most once at a time, because it runs in the log's turn or for one that only looks. */
  const loading = new Map<string, Promise<HotLog>>();
  async function logOf(id: string): Promise<HotLog> {
    const known = hot.get(id);
    if (known !== undefined && !known.isVoid) {
      hot.delete(id); // the least used go first
      hot.set(id, known);
      return known;
    }
    hot.delete(id);
    if (known !== undefined) await Promise.allSettled([...known.pending.values()].map(({ done }) => done));
    let load = loading.get(id);
    if (load === undefined) {
      load = loadLog(store, id).finally(() => loading.delete(id));
      loading.set(id, load);
      const log = await load;
      // What does not exist is not kept: ids that somebody makes up would fill the memory.
      if (log.state !== undefined) hot.set(id, log);
      makeRoom();
      return log;
    }
    return load;
  }

  async function duplicate(log: HotLog, { hash, header }: Entry): Promise<Accepted> {
    const device = bytesToHex(header.deviceId);
    const pending = log.pending.get(`${device} ${header.n}`);
    if (pending !== undefined) {
      if (!isSame(pending.entryHash, hash)) throw new ProtocolError('EQUIVOCATION', 'another entry under this counter');
      return (await pending.done) as Accepted;
    }
    const record = await store.recordOf(log.id, device, header.n);
    if (record === undefined) throw new ProtocolError('DUP_OLD', 'too long ago to compare');
    if (!isSame(record.entryHash, hash)) throw new ProtocolError('EQUIVOCATION', 'another entry under this counter');
    const { seq, ts, h } = record;
    const [receipt] = await makeReceipts([{ doc: header.docId, seq, hash: h }], signer);
    return { seq, ts, hash: h, receipt: receipt as Receipt };
  }

  async function fold(log: HotLog, entry: Entry, place: Pick<Place, 'seq' | 'ts'>): Promise<LogState> {
    const named = new Map<number, Uint8Array | undefined>();
    for (const seq of placesNamed(entry)) {
      if (seq === 0) continue; // before the first there are zeros, and nobody asks
      const hash = seq === log.state?.seq ? log.hash : (log.hashes.get(seq) ?? (await store.hashAt(log.id, seq)));
      named.set(seq, hash);
    }
    const whole: Place = { ...place, hashAt: (seq) => named.get(seq) };
    const { state } = log;
    let step: Step<LogState>;
    if (isAccountType(entry.header.type)) {
      if (state !== undefined && !isAccountLog(state)) throw new ProtocolError('UNKNOWN', 'not an account');
      step = foldAccount(state, entry, whole);
    } else {
      if (state !== undefined && isAccountLog(state)) throw new ProtocolError('UNKNOWN', 'not a document');
      step = foldDocument(state, entry, whole);
    }
    const settled = await settle(step);
    if (settled.ok) return settled.state;
    const epoch = state === undefined || isAccountLog(state) ? undefined : state.epoch;
    throw new Refused(settled.refusal, settled.why, settled.refusal === 'STALE_EPOCH' ? { expected: epoch } : {});
  }

  /** Refs name blobs that are here: an entry never promises what others cannot get. */
  async function checkRefs(refs: readonly string[]) {
    for (const blob of refs)
      if ((await store.blobs.size(blob)) === undefined) throw new ProtocolError('UNKNOWN', 'a blob that is not here');
  }

  /** Decides; what is returned waits for the disk. */
  async function decide(entry: Entry, { ts: given }: AppendOptions): Promise<{ done: Promise<Accepted> }> {
    const { header, hash: entryHash } = entry;
    const log = await logOf(bytesToHex(header.docId));
    const before = log.state;
    if (before !== undefined) {
      const counter = counterState(before, header);
      // Before every other test: a retry after a lost answer gets its place, whatever has happened since.
      if (counter === 'used') return { done: duplicate(log, entry) };
      const device = bytesToHex(header.deviceId);
      if (counter === 'gap')
        throw new Refused('GAP', `counter ${header.n} skips one`, { expected: (before.counters[device] ?? 0) + 1 });
    }
    const seq = (before?.seq ?? 0) + 1;
    const ts = Math.max(given ?? now(), before?.ts ?? 0);
    const after = await fold(log, entry, { seq, ts });
    const refs = (header.refs ?? []).map(bytesToHex);
    await checkRefs(refs);
    await checkRoom(ownerOf(after), entry.bytes.length);
    const h = chainHash(log.hash, seq, ts, entryHash);
    const kind = kindOf(header.type);
    const append: Append = {
      doc: log.id,
      record: { seq, ts, kind, device: bytesToHex(header.deviceId), n: header.n, entry: entry.bytes, entryHash, h },
      ...(kind === 'content' && before !== undefined ? {} : { state: encodeState(after) }),
      ...(before === undefined ? { owner: ownerOf(after) } : {}),
      ...accountChanges(before, after),
      ...(refs.length > 0 ? { refs } : {}),
    };
    if (before === undefined) hot.set(log.id, log);
    log.state = after;
    log.hash = h;
    rememberHash(log, seq, h);
    return { done: durable(append, { log, entry, before, after }) };
  }

  function durable(append: Append, decided: Omit<Committed, 'append'>): Promise<Accepted> {
    const { log } = decided;
    const { seq, ts, h: hash, device, n, entryHash } = append.record;
    const key = `${device} ${n}`;
    deciding.set(append, decided);
    const done = commit
      .append(append)
      .then(
        (receipt): Accepted => {
          if (receipt !== 'moved') return { seq, ts, hash, receipt };
          throw new ProtocolError('BUSY', 'another entry came first');
        },
        (error) => {
          throw new Refused('BUSY', error instanceof Error ? error.message : String(error), {
            retryAfter: 1_000,
            cause: error,
          });
        },
      )
      .catch((error) => {
        log.isVoid = true;
        throw error;
      })
      .finally(() => {
        deciding.delete(append);
        log.pending.delete(key);
      });
    log.pending.set(key, { entryHash, done });
    done.catch(() => undefined); // somebody waits for it: the caller
    return done;
  }

  return {
    get waiting() {
      return commit.waiting;
    },
    async append(entry, given = {}) {
      if (commit.waiting >= options.mostWaiting) throw new Refused('BUSY', 'too much waits', { retryAfter: 250 });
      // Two steps: the next entry of this log is decided while this one is written.
      const { done } = await inTurn(bytesToHex(entry.header.docId), () => decide(entry, given));
      return done;
    },
    log: logOf,
    async close() {
      await Promise.allSettled([...turns.values()]);
      await commit.close();
    },
  };
}
