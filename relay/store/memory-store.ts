import { createMemoryBlobs } from './memory-blobs.js';
import { RECORD_OVERHEAD } from './sqlite-append.js';
import type {
  AddressRecord,
  Append,
  AppendOutcome,
  AuthorCounter,
  Head,
  Page,
  PublicLink,
  ReadLimits,
  RelayStore,
  StoredRecord,
} from './store.js';

interface Doc {
  head: Head;
  /** By seq; a forgotten record leaves a hole. */
  readonly records: Map<number, StoredRecord>;
  readonly counters: Map<string, AuthorCounter>;
  purged: number;
  readonly members: Map<string, number>;
  readonly invites: Map<string, string>;
}

function page(records: Iterable<StoredRecord>, from: number, limits: ReadLimits, firstKept: number): Page {
  const taken: StoredRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    if (record.seq < from) continue;
    bytes += record.entry?.length ?? 0;
    if (taken.length > 0 && (bytes > limits.bytes || taken.length >= limits.records)) break;
    taken.push(record);
  }
  return { records: taken, firstKept };
}

const listAfter = (ids: readonly string[], after: string, limit: number) =>
  ids
    .filter((id) => id > after)
    .sort()
    .slice(0, limit)
    .map((id) => ({ id, all: ids.length }));

const without = ({ entry: _, ...skeleton }: StoredRecord): StoredRecord => skeleton;

/** A store for tests and for trying things out: quick, and gone with the process. */
export function createMemoryStore(now: () => number = Date.now): RelayStore {
  const docs = new Map<string, Doc>();
  const blobs = createMemoryBlobs(now);
  const blobRows = new Map<string, { size: number; owner: string; ts: number }>();
  const refs = new Map<string, Set<string>>();
  const values = new Map<string, Uint8Array>();
  const addresses: AddressRecord[] = [];
  const links = new Map<string, PublicLink>();
  const isLinked = (blob: string) => [...links.values()].some((link) => link.blob === blob);

  const startOf = ({ state, owner }: Append): Doc => {
    if (state === undefined || owner === undefined) throw new Error('A document begins with a state and an owner.');
    return {
      head: { seq: 0, ts: 0, h: new Uint8Array(), state, owner, bytes: 0, snapshot: 0, sinceSnapshot: 0 },
      records: new Map(),
      counters: new Map(),
      purged: 0,
      members: new Map(),
      invites: new Map(),
    };
  };

  function append(append: Append): AppendOutcome {
    const { record, state } = append;
    const doc = docs.get(append.doc) ?? startOf(append);
    if (record.seq !== doc.head.seq + 1) return 'moved';
    if (record.n !== (doc.counters.get(record.device)?.n ?? 0) + 1) return 'moved';
    docs.set(append.doc, doc);
    doc.records.set(record.seq, record);
    doc.counters.set(record.device, { n: record.n, seq: record.seq });
    const since = { content: doc.head.sinceSnapshot + 1, snapshot: 0, membership: doc.head.sinceSnapshot };
    doc.head = {
      ...doc.head,
      seq: record.seq,
      ts: record.ts,
      h: record.h,
      state: state ?? doc.head.state,
      bytes: doc.head.bytes + record.entry.length + RECORD_OVERHEAD,
      snapshot: record.kind === 'snapshot' ? record.seq : doc.head.snapshot,
      sinceSnapshot: since[record.kind],
    };
    for (const account of append.left ?? []) doc.members.delete(account);
    for (const { account, role } of append.joined ?? []) doc.members.set(account, role);
    for (const { account, invite } of append.invited ?? []) doc.invites.set(invite, account);
    for (const invite of append.uninvited ?? []) doc.invites.delete(invite);
    for (const blob of append.refs ?? []) refs.set(blob, (refs.get(blob) ?? new Set()).add(append.doc));
    return 'done';
  }

  const firstKept = (doc: Doc) => doc.records.keys().next().value ?? 1;
  const oldContent = (name: string, upTo: number, before: number) =>
    [...(docs.get(name)?.records.values() ?? [])].filter(
      ({ seq, ts, kind }) => seq <= upTo && ts < before && kind === 'content',
    );

  return {
    blobs,
    async append(appends) {
      // All or none, as a transaction does it.
      for (const one of appends) if (!docs.has(one.doc) && one.record.seq === 1) startOf(one);
      return appends.map(append);
    },
    head: async (doc) => docs.get(doc)?.head,
    counters: async (doc) => new Map(docs.get(doc)?.counters),
    recordOf: async (doc, device, n) =>
      [...(docs.get(doc)?.records.values() ?? [])].find((record) => record.device === device && record.n === n),
    hashAt: async (doc, seq) => docs.get(doc)?.records.get(seq)?.h,
    async read(name, from, limits) {
      const doc = docs.get(name);
      return doc ? page(doc.records.values(), from, limits, firstKept(doc)) : { records: [], firstKept: 1 };
    },
    async membership(name, from, limits) {
      const doc = docs.get(name);
      if (doc === undefined) return { records: [], firstKept: 1 };
      const kept = [...doc.records.values()].filter(({ kind }) => kind === 'membership');
      return page(kept, from, limits, firstKept(doc));
    },
    membershipsOf: async (account) =>
      [...docs].flatMap(([doc, { members, head }]) => {
        const role = members.get(account);
        return role === undefined ? [] : [{ doc, role, seq: head.seq, h: head.h }];
      }),
    invitationsOf: async (account) =>
      [...docs].flatMap(([doc, { invites }]) =>
        [...invites].filter(([, who]) => who === account).map(([invite]) => ({ doc, invite })),
      ),
    async purge(name, { snapshot, upTo, before }) {
      const old = oldContent(name, upTo, before).filter(({ entry }) => entry !== undefined);
      const doc = docs.get(name);
      if (doc) doc.purged = Math.max(doc.purged, snapshot);
      for (const record of old) {
        doc?.records.set(record.seq, without(record));
        if (doc) doc.head = { ...doc.head, bytes: doc.head.bytes - (record.entry?.length ?? 0) };
      }
      return old.length;
    },
    async forget(name, upTo, before) {
      const old = oldContent(name, upTo, before).filter(({ entry }) => entry === undefined);
      const doc = docs.get(name);
      for (const { seq } of old) doc?.records.delete(seq);
      if (doc) doc.head = { ...doc.head, bytes: doc.head.bytes - old.length * RECORD_OVERHEAD };
      return old.length;
    },
    compactable: async (ts, after, limit) =>
      [...docs]
        .filter(([name]) => name > after)
        .map(([doc, { records, purged }]) => ({
          doc,
          snapshot: [...records.values()]
            .filter((record) => record.kind === 'snapshot' && record.ts <= ts && record.seq > purged)
            .reduce((last, { seq }) => Math.max(last, seq), 0),
        }))
        .filter(({ snapshot }) => snapshot > 0)
        .sort((a, b) => (a.doc < b.doc ? -1 : 1))
        .slice(0, limit),
    async addBlob(id, size, owner, ts) {
      if (!blobRows.has(id)) blobRows.set(id, { size, owner, ts });
    },
    documentsWith: async (blob) => [...(refs.get(blob) ?? [])],
    blobOwner: async (id) => blobRows.get(id)?.owner,
    unreferenced: async (before, limit) =>
      [...blobRows]
        .filter(([id, { ts }]) => ts < before && !refs.has(id) && !isLinked(id))
        .map(([id, { size }]) => ({ id, size }))
        .slice(0, limit),
    async removeBlob(id) {
      blobRows.delete(id);
      await blobs.delete(id);
    },
    usage: async (account) =>
      [...docs.values()].filter(({ head }) => head.owner === account).reduce((sum, { head }) => sum + head.bytes, 0) +
      [...blobRows.values()].filter(({ owner }) => owner === account).reduce((sum, { size }) => sum + size, 0),
    value: async (key) => values.get(key),
    async setValue(key, value) {
      values.set(key, value);
    },
    async appendAddress(record) {
      if (record.seq !== addresses.length + 1) return 'moved';
      addresses.push(record);
      return 'done';
    },
    addressRecord: async (address) => addresses.findLast((record) => record.address === address),
    directory: async (from, limit) => addresses.slice(from - 1, from - 1 + limit),
    directoryHead: async () => addresses.at(-1),
    async setLink(link) {
      links.set(link.id, link);
    },
    link: async (id) => links.get(id),
    isLinked: async (blob) => isLinked(blob),
    documentsAfter: async (after, limit) => listAfter([...docs.keys()], after, limit),
    blobsAfter: async (after, limit) => listAfter([...blobRows.keys()], after, limit),
    totals: async () => ({
      documents: docs.size,
      records: [...docs.values()].reduce((sum, { head }) => sum + head.seq, 0),
      blobBytes: [...blobRows.values()].reduce((sum, { size }) => sum + size, 0),
    }),
    close: async () => undefined,
  };
}
