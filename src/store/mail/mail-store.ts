// Mail's tables in one place: read into memory once, written in transactions that read what other tabs wrote first.
import Dexie from 'dexie';
import type { AppDatabase } from '../database.js';
import { BLOCK, MailColumns } from './columns.js';
import { DIRTY_ALL, MailTransaction } from './mail-transaction.js';
import { FIRST_META, type MailMemory, type MailTouched, setKey } from './memory.js';
import { type MailAccountRecord, type MailboxRecord, type MailTable, mailTables } from './records.js';
import { createMailRows, type MailRows } from './rows.js';
import { ThreadTable } from './thread-table.js';

export interface MailStore {
  readonly db: AppDatabase;
  readonly columns: MailColumns;
  readonly rows: MailRows;
  readonly accounts: ReadonlyMap<string, MailAccountRecord>;
  readonly mailboxes: ReadonlyMap<string, MailboxRecord>;
  /** Mailboxes, or keywords without a bit, of the set of this number. */
  set(id: number): readonly string[];
  /** Raised whenever the search index is to be made anew. */
  readonly indexVersion: number;
  /** Everything there is in memory. Again after another tab has written. */
  refresh(): Promise<void>;
  /**
   * One transaction over mail's tables. Inside it only the database may be waited for. One at a time. When the power fails the
   * last ones may be lost, whole: imports, the index, what a server says can be had again.
   */
  write<T>(work: (transaction: MailTransaction) => Promise<T>): Promise<T>;
  /** The same for what a person did: done when it is on the disk, and noted in `applied`. */
  command<T>(work: (transaction: MailTransaction) => Promise<T>): Promise<T>;
}

const EMPTY: readonly string[] = [];
/** @param onTouched - After each transaction of this worker that changed something. */
export function createMailStore(db: AppDatabase, onTouched: (touched: MailTouched) => void = () => {}): MailStore {
  const memory: MailMemory = {
    db,
    columns: new MailColumns(),
    rows: createMailRows(db),
    sets: new Map(),
    setIds: new Map(),
    accounts: new Map(),
    mailboxes: new Map(),
    threads: undefined,
    meta: FIRST_META,
  };
  let last: Promise<unknown> = Promise.resolve();

  /** Inside a transaction: takes in what others have written. */
  async function catchUp(): Promise<void> {
    const meta = (await db.mailMeta.get('state')) ?? FIRST_META;
    const known = memory.meta.version;
    if (meta.version === known) return;
    const [accounts, mailboxes, sets, states] = await Dexie.Promise.all([
      db.mailAccounts.toArray(),
      db.mailboxes.toArray(),
      db.mailSets.where('id').aboveOrEqual(memory.meta.nextSet).toArray(),
      known === 0 ? db.mailStates.toArray() : db.mailStates.where('version').above(known).toArray(),
    ]);
    if (memory.threads !== undefined) {
      const { threads } = memory;
      await db.mailKeys
        .where('version')
        .above(known)
        .each((record) => threads.load(record, BLOCK));
    }
    memory.accounts = new Map(accounts.map((each) => [each.id, each]));
    memory.mailboxes = new Map(mailboxes.map((each) => [each.id, each]));
    for (const each of sets) {
      memory.sets.set(each.id, each);
      memory.setIds.set(setKey(each.kind, each.names), each.id);
    }
    memory.columns.reserve(meta.nextEmail);
    for (const state of states) memory.columns.load(state);
    // Rows are not changed without their columns.
    memory.rows.forget();
    memory.meta = meta;
  }

  async function prepareThreads(): Promise<ThreadTable> {
    if (memory.threads === undefined) {
      const threads = new ThreadTable();
      await db.mailKeys.each((record) => threads.load(record, BLOCK));
      memory.threads = threads;
    }
    return memory.threads;
  }

  const readTables: MailTable[] = ['mailMeta', 'mailAccounts', 'mailboxes', 'mailSets', 'mailStates', 'mailKeys'];

  function refresh(): Promise<void> {
    return inTurn(() => db.transaction('r', readTables, catchUp));
  }

  /** One after the other: memory is changed together with the tables. */
  function inTurn<T>(work: () => PromiseLike<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  }

  async function write<T>(tables: readonly string[], work: (transaction: MailTransaction) => Promise<T>): Promise<T> {
    let transaction: MailTransaction | undefined;
    try {
      const result = await db.transaction('rw', tables, async () => {
        await catchUp();
        transaction = new MailTransaction(memory, await prepareThreads());
        const answer = await work(transaction);
        await transaction.finish();
        return answer;
      });
      const touched = transaction?.touched();
      if (touched !== undefined) onTouched(touched);
      return result;
    } catch (error) {
      if (transaction?.[DIRTY_ALL] === true) await reload();
      throw error;
    }
  }

  /** What memory has was never written. */
  async function reload(): Promise<void> {
    memory.meta = FIRST_META;
    memory.threads = undefined;
    memory.sets.clear();
    memory.setIds.clear();
    memory.columns.next = 1;
    memory.columns.forget();
    await db.transaction('r', readTables, catchUp);
  }

  return {
    db,
    columns: memory.columns,
    rows: memory.rows,
    get accounts() {
      return memory.accounts;
    },
    get mailboxes() {
      return memory.mailboxes;
    },
    get indexVersion() {
      return memory.meta.index;
    },
    set: (id) => memory.sets.get(id)?.names ?? EMPTY,
    refresh,
    write: (work) => inTurn(() => write(mailTables, work)),
    command: (work) => inTurn(() => write([...mailTables, 'applied'], work)),
  };
}
