// A collection's log on this device: what was followed becomes documents, in one transaction with where it was followed to.
import { snapshotSchema } from '../protocol/bodies.js';
import { type Bytes, bytesToHex, hexToBytes, isSame } from '../protocol/bytes.js';
import { foldDocument } from '../protocol/document-fold.js';
import { readEntry } from '../protocol/entry.js';
import { entryTypes, isMembershipType } from '../protocol/entry-types.js';
import { ProtocolError } from '../protocol/errors.js';
import type { DocumentState } from '../protocol/fold-state.js';
import { decodeAs } from '../protocol/schema.js';
import { beginAtSnapshot } from './begin-at-snapshot.js';
import { beginCollection, carriesContent, collectionOf } from './begin-collection.js';
import { downloadBlob } from './blobs.js';
import type { ClientContext } from './context.js';
import { type FollowedEntry, type FollowResult, isKept } from './follow-records.js';
import { createKeyring, type Keyring } from './keyring.js';
import { createLog, type Log } from './log.js';
import { type ContentReader, openRecord } from './open-content.js';
import { errorClass } from './refusal.js';
import type { Content, KeptLog, SavedCollection, Send } from './storage.js';

export interface DocumentLog extends Log<DocumentState> {
  readonly keyring: Keyring;
  /** Applies what was kept for want of a key or a blob. */
  applyRest(): Promise<void>;
  /** What this device thinks of the newest snapshot, which somebody else made, and has not said yet. */
  readonly verdict: Verdict | undefined;
  /** Bytes of content since the last snapshot, as far as this session has followed. */
  readonly unsnappedBytes: number;
}

export interface Verdict {
  /** The snapshot's record. */
  readonly seq: number;
  readonly isRight: boolean;
}

/** Raw records are kept so long at least, in milliseconds: what a relay may lose and get back. */
const KEPT_MS = 7 * 86_400_000;

/** Entries that are decrypted at once: each waits for another thread, twice. */
const OPEN_AT_ONCE = 64;

/** Records that are read again to be applied in one transaction: each may be large. */
const APPLY_AT_ONCE = 500;

type Heads = SavedCollection['heads'];
const sameHeads = (a: Heads, b: Heads): boolean => {
  const text = (heads: Heads) => heads.map(([shard, head]) => `${shard} ${bytesToHex(head)}`).sort();
  return text(a).join() === text(b).join();
};

export function createDocumentLog(context: ClientContext, initial: KeptLog, onTaken: () => void): DocumentLog {
  const { store, documents, credentials } = context;
  const { id } = initial;
  const doc = hexToBytes(id) as Bytes;
  const device = bytesToHex(credentials.device);
  const account = bytesToHex(credentials.account);
  const keyring = createKeyring({
    doc,
    account: credentials.account,
    secrets: context.secrets,
    accountSecret: context.accountSecret,
    entries: async () => (await store.membership(id)).flatMap(({ entry }) => (entry ? [readEntry(entry)] : [])),
  });
  const reader: ContentReader = {
    key: keyring.key,
    blob: (blob) => downloadBlob(context.ask, doc, blob),
  };
  /** What came in this turn, a page or two, and is not applied yet: it need not be read and parsed again. */
  let followed: FollowedEntry[] = [];
  let unsnappedBytes = 0;
  let verdict: Verdict | undefined;

  /** Contents of entries as far as they can be opened now. @returns up to which record. */
  async function openAll(
    entries: readonly Pick<FollowedEntry, 'entry' | 'record'>[],
    from: number,
  ): Promise<{ readonly contents: readonly Content[]; readonly applied: number }> {
    const contents: Content[] = [];
    let applied = from;
    for (let at = 0; at < entries.length; ) {
      const group = entries.slice(at, at + openTogether(entries, at));
      const first = group.find(({ record }) => carriesContent(record.type));
      // Its key is read once, and not by each of them; whoever cannot have it says why.
      if (first !== undefined) await reader.key(first.entry.header.epoch).catch(() => {});
      for (const [index, opened] of (await Promise.all(group.map(openOne))).entries()) {
        if (opened === 'later') return { contents, applied };
        contents.push(...opened);
        applied = group[index]!.record.seq;
      }
      at += group.length;
    }
    return { contents, applied };
  }

  /** How many from there on are opened at once: what comes with blobs may be large, and is opened alone. */
  function openTogether(entries: readonly Pick<FollowedEntry, 'entry' | 'record'>[], at: number): number {
    const some = entries.slice(at, at + OPEN_AT_ONCE);
    const alone = some.findIndex(
      ({ entry: { header } }) => header.type === entryTypes.repair || header.refs !== undefined,
    );
    return alone === -1 ? some.length : Math.max(1, alone);
  }

  async function openOne({
    entry,
    record,
  }: Pick<FollowedEntry, 'entry' | 'record'>): Promise<readonly Content[] | 'later'> {
    if (!carriesContent(record.type)) return [];
    try {
      return await openRecord(entry, record.seq, reader);
    } catch (error) {
      // A record no relay should have taken is void. A blob that cannot be had now: the rest waits for the connection.
      if (error instanceof ProtocolError)
        return [{ seq: record.seq, device: entry.header.deviceId, changes: [], voided: error.code }];
      if (errorClass(error) === 'retry') return 'later';
      throw error;
    }
  }

  /** Entries of this device that are among those: confirmed, or displaced by another one of its own. */
  async function ownSends(entries: readonly FollowedEntry[]): Promise<{ confirmed: Send[]; lapsed: Send[] }> {
    const own = new Map(
      entries.flatMap(({ entry, record }) => (record.device === device ? [[entry.header.n, entry] as const] : [])),
    );
    if (own.size === 0) return { confirmed: [], lapsed: [] };
    const sends = (await store.sends(id)).filter(({ n }) => own.has(n));
    const isConfirmed = (send: Send) => isKept({ entryHash: own.get(send.n)!.hash }, readEntry(send.entry));
    return { confirmed: sends.filter(isConfirmed), lapsed: sends.filter((send) => !isConfirmed(send)) };
  }

  function healthOf(log: KeptLog, state: DocumentState): KeptLog['health'] {
    if (state.members[account] === undefined) return log.health === 'out' ? 'out' : log.health;
    if (state.frozen) return 'frozen';
    return log.health === 'frozen' || log.health === 'out' ? 'ok' : log.health;
  }

  async function keep(before: KeptLog, { state, head, entries }: FollowResult<DocumentState>): Promise<KeptLog> {
    await keyring.learn(entries.filter(({ record }) => isMembershipType(record.type)).map(({ entry }) => entry));
    const isUpToDate = before.collectionId !== undefined && before.applied === before.seq;
    const { contents, applied } = isUpToDate
      ? await openAll(entries, before.applied)
      : { contents: [], applied: before.applied };
    const sends = await ownSends(entries);
    const records = entries.map(({ record }) => record);
    const log: KeptLog = {
      ...before,
      state,
      seq: head.seq,
      hash: head.hash,
      applied,
      health: state === undefined ? before.health : healthOf(before, state),
    };
    await documents.take({ log, records, contents, ...sends });
    await judge(log, entries.at(-1));
    for (const { record } of entries) {
      if (carriesContent(record.type)) unsnappedBytes += record.entry?.length ?? 0;
      if (record.seq === state?.snapshots.at(-1)?.seq) unsnappedBytes = 0;
    }
    if (applied === log.seq) return log;
    if (followed.at(-1)?.record.seq !== before.seq) followed = [];
    followed.push(...entries);
    return log.collectionId === undefined ? begin(log) : log;
  }

  /** Right after a snapshot that covers all that was before, the documents here have to be what it says. */
  async function judge(log: KeptLog, last: FollowedEntry | undefined): Promise<void> {
    if (last?.record.type !== entryTypes.snapshot) return;
    const { header, body } = last.entry;
    const { state } = log;
    const snapshots = (state as DocumentState).snapshots;
    await store.trim(id, last.record.ts - KEPT_MS, Math.min(log.applied, snapshots.at(-2)?.upTo ?? 0));
    const said = decodeAs(snapshotSchema, body);
    if (isSame(header.accountId, credentials.account) || said.upTo !== log.seq - 1 || log.applied < log.seq) return;
    const own = await documents.heads(log.collectionId!);
    if (own !== undefined) verdict = { seq: log.seq, isRight: sameHeads(own, said.heads) };
  }

  /** The collection is not here yet. */
  async function begin(log: KeptLog): Promise<KeptLog> {
    try {
      return await beginNow(log);
    } catch (error) {
      if (errorClass(error) !== 'retry') throw error;
      return log;
    }
  }

  async function beginNow(log: KeptLog): Promise<KeptLog> {
    const [first] = await store.membership(id);
    const collection = await collectionOf(context, keyring, id, first?.entry && readEntry(first.entry));
    if (collection === undefined) return log;
    let begun = log;
    await beginCollection(context, keyring, log, async ({ upTo, shards, heads }) => {
      const adopted = { ...log, collectionId: collection.id, applied: upTo };
      const isIn = await documents.adopt(adopted, { shards, heads });
      if (isIn) begun = adopted;
      return isIn;
    });
    if (begun !== log) context.onChange();
    return begun;
  }

  /** What comes after what is applied. */
  async function nextEntries({ applied }: KeptLog): Promise<readonly FollowedEntry[]> {
    const at = followed.findIndex(({ record }) => record.seq === applied + 1);
    if (at !== -1) return followed.slice(at);
    const records = await store.records(id, applied + 1, APPLY_AT_ONCE);
    return records.flatMap((record) =>
      record.entry === undefined ? [] : [{ record, entry: readEntry(record.entry) }],
    );
  }

  async function applyFrom(before: KeptLog): Promise<KeptLog> {
    let log = before;
    try {
      if (log.collectionId === undefined) log = await begin(log);
      while (log.collectionId !== undefined && log.applied < log.seq) {
        const entries = await nextEntries(log);
        const { contents, applied } = await openAll(entries, log.applied);
        if (applied === log.applied) break;
        log = { ...log, applied };
        await documents.take({ log, records: [], contents, confirmed: [], lapsed: [] });
      }
    } catch (error) {
      if (errorClass(error) !== 'retry') throw error;
    }
    return log;
  }

  const log = createLog<DocumentState>({
    context,
    kept: initial,
    fold: foldDocument,
    keep,
    // Where the collection is not here, `keep` has just tried to begin it.
    applyRest: (last) =>
      (last.collectionId === undefined ? Promise.resolve(last) : applyFrom(last)).finally(() => {
        followed = [];
      }),
    beginAt: (before, snapshot) => beginAtSnapshot(context, keyring, before, snapshot),
    onTaken,
  });
  return Object.defineProperties(log, {
    keyring: { value: keyring },
    unsnappedBytes: { get: () => unsnappedBytes },
    verdict: { get: () => verdict },
    applyRest: {
      value: () =>
        log.inTurn(async () => {
          if (log.kept.applied < log.kept.seq) log.replace(await applyFrom(log.kept));
        }),
    },
  }) as DocumentLog;
}
