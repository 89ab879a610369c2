// One log as it is followed: what comes in whatever way is taken in order, in one place, and what is missing is asked for.
import type { LogHealth } from '../../domain/sharing/sharing.js';
import { type Bytes, hexToBytes } from '../protocol/bytes.js';
import type { PlaceState } from '../protocol/fold-state.js';
import { MAX_FRAME_BYTES } from '../protocol/limits.js';
import type { LogRecord } from '../protocol/record.js';
import type { ClientContext } from './context.js';
import { type Fold, type FollowResult, followRecords } from './follow-records.js';
import { errorClass, refusalOf } from './refusal.js';
import type { KeptLog } from './storage.js';

export interface Log<S> {
  readonly id: string;
  readonly kept: KeptLog;
  readonly state: S | undefined;
  /** Whether everything that the relay had when it was last asked is here. */
  readonly isCurrent: boolean;
  /** Resolves when everything is here that the relay has said to have, or the connection has ended. */
  whenCurrent(): Promise<void>;
  /** Resolves when the log has a first record. */
  readonly begun: Promise<void>;
  /** Records that the relay pushed or answered with. Resolves when they are kept. */
  receive(records: readonly LogRecord[], head: number): Promise<void>;
  /** The relay has records up to here, and is going to push them. */
  expect(head: number): void;
  /** The relay has records up to here. Resolves when they are here, or the connection has ended. */
  catchUp(head: number): Promise<void>;
  /** Reads whatever is new. */
  refresh(): Promise<void>;
  /** Somebody has seen records up to here: a relay that has less when it has shown everything has lost or hides some. */
  owes(seq: number): void;
  /** Nothing is known of the relay any more. */
  lost(): void;
  become(health: LogHealth): Promise<void>;
  /** Work that needs the log to stay where it is. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Inside a turn. */
  replace(kept: KeptLog): void;
}

export interface LogOptions<S> {
  readonly context: ClientContext;
  readonly kept: KeptLog;
  readonly fold: Fold<S>;
  /** Keeps what was followed. @returns the log after it. */
  keep(log: KeptLog, result: FollowResult<S>): Promise<KeptLog>;
  /** Applies what `keep` has left for later: once for all that had come until then. @returns the log after it. */
  applyRest?(log: KeptLog): Promise<KeptLog>;
  /** The relay has compacted what comes next: begins from this snapshot's record. @returns the log after it. */
  beginAt?(log: KeptLog, snapshot: number): Promise<KeptLog>;
  onTaken(): void;
}

/** Bytes of records in one page: some hundred entries, and well inside a frame. */
const PAGE_BYTES = MAX_FRAME_BYTES / 4;

export function createLog<S extends PlaceState>(options: LogOptions<S>): Log<S> {
  const { context, fold, keep, onTaken } = options;
  let kept = options.kept;
  const { id } = kept;
  const doc = hexToBytes(id) as Bytes;
  let target: number | undefined;
  let queue: LogRecord[] = [];
  /** The last of those that are being taken in. */
  let working = 0;
  let turn: Promise<unknown> = Promise.resolve();
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  if (kept.seq > 0) begin();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = turn.then(work, work);
    turn = next.catch(() => {});
    return next;
  }

  async function become(health: LogHealth): Promise<void> {
    if (kept.health === health) return;
    kept = { ...kept, health };
    await context.store.putLog(kept);
    context.onChange();
  }

  /** Takes records in that follow; what is here already is passed over. @returns whether some are missing in between. */
  async function take(records: readonly LogRecord[]): Promise<boolean> {
    const { seq, hash, state } = kept;
    const news = records.filter((record) => record.seq > seq).sort((a, b) => a.seq - b.seq);
    const fresh = news.filter((record, index) => record.seq !== news[index - 1]?.seq);
    const gap = fresh.findIndex((record, index) => record.seq !== seq + 1 + index);
    const following = gap === -1 ? fresh : fresh.slice(0, gap);
    if (following.length === 0) return gap !== -1;
    const place = state as S | undefined;
    const from = {
      log: id,
      state: place,
      head: { seq, hash, ts: place?.ts ?? 0 },
      ...(kept.begins !== undefined && { begins: kept.begins }),
      hashAt: (at: number) => context.store.hashAt(id, at),
    };
    const result = await followRecords(fold, from, following);
    if (result.entries.length > 0) {
      kept = await keep(kept, result);
      hasRest = kept.applied < kept.seq;
      begin();
      onTaken();
    }
    if (result.fault !== undefined) await become('fork');
    return gap !== -1;
  }

  /** Something was kept, and is to be applied when all that has come is. */
  let hasRest = false;
  async function applyRest(): Promise<void> {
    if (!hasRest) return;
    try {
      kept = (await options.applyRest?.(kept)) ?? kept;
    } finally {
      hasRest = false;
    }
    onTaken();
  }

  /** Takes in what waits, and what comes meanwhile. @returns whether some are missing in between. */
  async function takeWaiting(): Promise<boolean> {
    let hasGap = false;
    try {
      do {
        const records = queue;
        queue = [];
        working = Math.max(0, ...records.map(({ seq }) => seq));
        if (mayFollow() && (await take(records))) hasGap = true;
      } while (queue.length > 0 && !hasGap);
    } finally {
      await applyRest();
    }
    return hasGap;
  }

  let owed = 0;
  const isCurrent = () => target !== undefined && kept.seq >= target && !hasRest;

  /** Behind what this device or another one has seen, as long as it is. */
  async function compare(): Promise<void> {
    if (!isCurrent()) return;
    if (kept.seq < owed) await become('behind');
    else if (kept.health === 'behind') await become('ok');
  }

  let current: (() => void)[] = [];
  function tellCurrent(): void {
    if (target !== undefined && !isCurrent() && mayFollow()) return;
    for (const tell of current) tell();
    current = [];
  }

  const mayFollow = () => kept.health !== 'fork' && kept.health !== 'out';

  type Page = Awaited<ReturnType<typeof readPage>>;
  const readPage = (from: number) => context.ask('read', { doc, from, most: PAGE_BYTES });
  /** A page that is on its way while those before it are worked off. */
  let ahead: { readonly from: number; readonly page: Promise<Page> } | undefined;

  /**
   * @param last - The last record that is here, or on its way.
   * @param joins - What comes is taken in together with what still waits then.
   */
  function readAhead(last: number, joins = false): void {
    if (!mayFollow() || target === undefined || last >= target || ahead !== undefined) return;
    const own = { from: last + 1, page: readPage(last + 1) };
    ahead = own;
    own.page.then(
      (answer) => {
        if (ahead !== own || !joins || answer.kind !== 'records') return;
        ahead = undefined;
        queue.push(...answer.records);
      },
      () => {
        if (ahead === own) ahead = undefined; // asked for anew, by whoever needs it
      },
    );
  }

  function nextPage(): Promise<Page> {
    const from = kept.seq + 1;
    const found = ahead;
    ahead = undefined;
    return found?.from === from ? found.page : readPage(from);
  }

  async function readOn(): Promise<void> {
    while (mayFollow() && target !== undefined && kept.seq < target) {
      const before = kept.seq;
      const answer = await nextPage();
      if (answer.kind === 'gone') {
        if (options.beginAt === undefined) return;
        kept = await options.beginAt(kept, answer.snapshot);
      } else {
        target = Math.max(target, answer.head);
        const last = answer.records.at(-1)?.seq;
        if (last !== undefined && answer.records[0]?.seq === before + 1) readAhead(last);
        await take(answer.records);
        await applyRest();
      }
      if (kept.seq === before) return; // it says there is more and has none
    }
  }

  /** Everything that has come so far, and what is missing: pushes go on by themselves as long as they are whole. */
  async function drain(isPushed: boolean): Promise<void> {
    const hasGap = await takeWaiting();
    try {
      if (!isPushed || hasGap) await readOn();
    } catch (error) {
      // Without a connection the next one begins here; a log that is nobody's any more is said by others.
      if (refusalOf(error) !== 'UNKNOWN' && errorClass(error) !== 'retry') throw error;
    } finally {
      await compare();
      tellCurrent();
    }
  }

  return {
    id,
    begun,
    get kept() {
      return kept;
    },
    get state() {
      return kept.state as S | undefined;
    },
    get isCurrent() {
      return isCurrent();
    },
    whenCurrent: () =>
      new Promise((resolve) => {
        current.push(resolve);
        tellCurrent();
      }),
    receive(records, head) {
      queue.push(...records);
      target = Math.max(target ?? 0, head);
      return inTurn(() => drain(true));
    },
    expect(head) {
      target = Math.max(target ?? 0, head);
      void inTurn(compare).catch(() => {});
    },
    catchUp(head) {
      target = Math.max(target ?? 0, head);
      // What was pushed is worked off first: what comes after it is asked for meanwhile.
      readAhead(Math.max(kept.seq, ...queue.map(({ seq }) => seq), working), true);
      return inTurn(() => drain(false));
    },
    refresh: () =>
      inTurn(async () => {
        const { head, records } = await context
          .ask('read', { doc, from: kept.seq + 1, most: PAGE_BYTES })
          .then((answer) => (answer.kind === 'records' ? answer : { head: kept.seq + 1, records: [] }));
        target = Math.max(target ?? 0, head);
        queue.push(...records);
        await drain(false);
      }),
    lost() {
      target = undefined;
      ahead = undefined;
      queue = [];
      tellCurrent();
    },
    become: (health) => inTurn(() => become(health)),
    owes(seq) {
      owed = Math.max(owed, seq);
      void inTurn(compare).catch(() => {});
    },
    inTurn,
    replace(next) {
      kept = next;
    },
  };
}
