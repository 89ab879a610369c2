// The account's own log: which devices there are, and the account's keys.

import { foldAccount } from '../protocol/account-fold.js';
import type { AccountSecret } from '../protocol/account-keys.js';
import { type Bytes, bytesToHex, hexToBytes, isSame } from '../protocol/bytes.js';
import type { Heads } from '../protocol/content.js';
import { type Entry, readEntry } from '../protocol/entry.js';
import { entryTypes } from '../protocol/entry-types.js';
import type { AccountLogState } from '../protocol/fold-state.js';
import { NO_HASH } from '../protocol/identifiers.js';
import { authorFor } from './author.js';
import type { ClientContext } from './context.js';
import { HEADS_MS, logsToTell, makeHeads, openHeads, QUIET_HEADS_MS, type ToldHeads } from './heads.js';
import { createLog, type Log } from './log.js';
import type { Author } from './ports.js';
import { createSender, type Prepared, type Sender } from './sender.js';
import type { KeptLog } from './storage.js';

/** Finds the secret of each generation that this device can read, in the account's membership entries. */
export type ReadAccountSecrets = (entries: readonly Entry[]) => Promise<ReadonlyMap<number, AccountSecret>>;

/** More than an account's log ever gets. */
const MOST_RECORDS = 100_000;

export interface AccountFollower {
  readonly log: Log<AccountLogState>;
  readonly sender: Sender<Author<AccountLogState>>;
  /** Hash of the last membership entry. */
  head(): Bytes;
  secret(generation?: number): Promise<AccountSecret | undefined>;
  evidence(after?: string): Promise<readonly Bytes[]>;
}

export function createAccountFollower(options: {
  readonly context: Omit<ClientContext, 'accountSecret' | 'evidence'>;
  readonly kept: KeptLog;
  readonly readSecrets: ReadAccountSecrets;
  onTaken(): void;
  /** Another device of the account has said how far it has followed. */
  onHeads(heads: Heads): void;
  /** The logs whose heads this device tells; `undefined` while it does not know them all. */
  heads(): readonly KeptLog[] | undefined;
}): AccountFollower {
  const { kept, readSecrets } = options;
  const { store, documents } = options.context;
  let secrets:
    | { readonly head: string; readonly byGeneration: Promise<ReadonlyMap<number, AccountSecret>> }
    | undefined;

  const entries = async () =>
    (await store.membership(kept.id)).flatMap(({ entry }) => (entry === undefined ? [] : [entry]));

  async function secret(generation?: number): Promise<AccountSecret | undefined> {
    const account = log.state?.account;
    if (account === undefined) return undefined;
    if (secrets?.head !== account.head) {
      secrets = { head: account.head, byGeneration: entries().then((all) => readSecrets(all.map(readEntry))) };
      secrets.byGeneration.catch(() => {
        secrets = undefined; // they could not be read: the next who asks tries again
      });
    }
    return (await secrets.byGeneration).get(generation ?? account.generation);
  }

  async function evidence(after?: string): Promise<readonly Bytes[]> {
    const all = await entries();
    if (after === undefined) return all;
    const hash = hexToBytes(after);
    return all.slice(all.findIndex((entry) => isSame(readEntry(entry).hash, hash)) + 1);
  }

  const context: ClientContext = {
    ...options.context,
    isOnline: options.context.isOnline,
    accountSecret: secret,
    evidence,
  };
  const device = bytesToHex(context.credentials.device);
  const log: Log<AccountLogState> = createLog<AccountLogState>({
    context,
    kept,
    fold: foldAccount,
    async keep(before, { state, head, entries: followed }) {
      const own = new Set(followed.flatMap(({ record, entry }) => (record.device === device ? [entry.header.n] : [])));
      const confirmed = (await store.sends(before.id)).filter(({ n }) => own.has(n));
      const next = { ...before, state, seq: head.seq, hash: head.hash, applied: head.seq };
      const records = followed.map(({ record }) => record);
      await documents.take({ log: next, records, contents: [], confirmed, lapsed: [] });
      const heads = followed.filter(({ record }) => record.type === entryTypes.heads);
      if (heads.some(({ record }) => record.device === device)) lastHeads = undefined;
      for (const { entry, record } of heads) if (record.device !== device) void takeHeads(entry).catch(() => {});
      return next;
    },
    onTaken: options.onTaken,
  });
  async function takeHeads(entry: Entry): Promise<void> {
    const own = await secret(entry.header.epoch);
    const opened = own && (await openHeads(own, entry));
    if (opened !== undefined) options.onHeads(opened);
  }

  interface LastHeads {
    /** When this device last said how far it has followed, epoch ms; 0 for never. */
    readonly time: number;
    readonly told: ToldHeads;
  }
  let lastHeads: LastHeads | undefined;
  async function readLastHeads(): Promise<LastHeads> {
    const own = (await store.records(kept.id, 1, MOST_RECORDS)).filter(
      (record) => record.type === entryTypes.heads && record.device === device,
    );
    const time = own.at(-1)?.ts ?? 0;
    const told = new Map<string, { readonly seq: number; readonly time: number }>();
    // What it said before that is due again, whatever it was.
    for (const { ts, entry: bytes } of own.filter((record) => record.ts > time - QUIET_HEADS_MS)) {
      const entry = bytes && readEntry(bytes);
      const key = entry && (await secret(entry.header.epoch));
      const said = entry && key && (await openHeads(key, entry));
      for (const [doc, seq] of said?.docs ?? []) told.set(bytesToHex(doc), { seq, time: ts });
    }
    return { time, told };
  }

  let isWaiting = false;
  /** Who stays connected for days is asked by nothing else. */
  function lookAgain(): void {
    if (isWaiting) return;
    isWaiting = true;
    context.environment.after(HEADS_MS, () => {
      isWaiting = false;
      sender.nudge();
    });
  }

  /** Once a day at most, where there is another device to tell, and something new to be told. */
  async function nextHeads(n: number): Promise<Prepared | undefined> {
    lookAgain();
    const logs = options.heads();
    const devices = Object.values(log.state?.account.devices ?? {}).filter(
      ({ kind, revoked }) => kind !== 0 && !revoked,
    );
    if (logs === undefined || logs.length === 0 || devices.length < 2) return undefined;
    const own = await secret();
    if (own === undefined) return undefined;
    const now = context.now();
    lastHeads ??= await readLastHeads();
    if (now - lastHeads.time < HEADS_MS) return undefined;
    const due = logsToTell(logs, lastHeads.told, now);
    if (due.length === 0) return undefined;
    return { entry: await makeHeads(authorFor(context, log.kept, log.state!, n), own, due) };
  }

  const sender = createSender<AccountLogState, Author<AccountLogState>>({
    context,
    log,
    mayWrite: () => log.kept.health === 'ok' && log.state !== undefined,
    author: async (n) => authorFor(context, log.kept, log.state!, n),
    next: nextHeads,
    onRefused: async () => true,
  });
  return {
    log,
    sender,
    head: () => (log.state === undefined ? NO_HASH : (hexToBytes(log.state.account.head) as Bytes)),
    secret,
    evidence,
  };
}
