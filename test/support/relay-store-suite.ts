// What every store of the relay has to do. A new store is one call of `describeStore` away from being trusted.
import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  AddressRecord,
  Append,
  EntryKind,
  PublicLink,
  RelayStore,
  StoredRecord,
} from '../../relay/store/store.js';

export interface OpenStore {
  readonly store: RelayStore;
  /** The same data again, as after a restart; missing for stores that keep nothing. */
  reopen?(): Promise<RelayStore>;
  dispose(): Promise<void>;
}

export const id16 = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const id32 = (bytes: Uint8Array) => sha256(bytes).toString('hex');

/** Entries of documents as a relay would make them, in order. */
export function createDrafts() {
  const heads = new Map<string, number>();
  const counters = new Map<string, number>();
  return (
    doc: string,
    device: string,
    more: Partial<Append> & { kind?: EntryKind; size?: number; ts?: number } = {},
  ): Append => {
    const { kind = 'content', size = 100, ts = 1000, ...rest } = more;
    const seq = (heads.get(doc) ?? 0) + 1;
    heads.set(doc, seq);
    const n = (counters.get(`${doc} ${device}`) ?? 0) + 1;
    counters.set(`${doc} ${device}`, n);
    const entry = randomBytes(size);
    return {
      doc,
      record: { seq, ts, kind, device, n, entry, entryHash: sha256(entry), h: sha256(Buffer.from(`${doc} ${seq}`)) },
      ...(seq === 1 ? { state: Buffer.from('state 1'), owner: id16('owner') } : {}),
      ...rest,
    };
  };
}

const A = id16('doc a');
const B = id16('doc b');
const D1 = id16('device 1');
const D2 = id16('device 2');
const wide = { bytes: 1_000_000, records: 1_000 };
const plain = (record: StoredRecord | undefined) =>
  record && {
    ...record,
    entryHash: Buffer.from(record.entryHash).toString('hex'),
    h: Buffer.from(record.h).toString('hex'),
    entry: record.entry && Buffer.from(record.entry).toString('hex'),
  };
const seqs = (records: readonly StoredRecord[]) => records.map(({ seq }) => seq);

/** Declares the suite for one store. */
export function describeStore(name: string, open: () => Promise<OpenStore>) {
  describe(`the store in ${name}`, () => {
    let opened: OpenStore;
    let store: RelayStore;
    let draft: ReturnType<typeof createDrafts>;
    beforeEach(async () => {
      opened = await open();
      store = opened.store;
      draft = createDrafts();
    });
    afterEach(() => opened.dispose());

    const counter = async (doc: string, device: string) => (await store.counters(doc)).get(device);
    const documentsOf = async (account: string) => (await store.membershipsOf(account)).map(({ doc }) => doc);
    const append = async (...appends: Append[]) => store.append(appends);
    /** `count` entries of one device in document A. */
    const fill = async (count: number, more: Parameters<typeof draft>[2] = {}) => {
      const appends = Array.from({ length: count }, () => draft(A, D1, more));
      expect(await append(...appends)).toEqual(appends.map(() => 'done'));
      return appends;
    };

    describe('appends', () => {
      it('knows nothing of a document that was never begun', async () => {
        expect(await store.head(A)).toBeUndefined();
        expect(await counter(A, D1)).toBeUndefined();
        expect(await store.recordOf(A, D1, 1)).toBeUndefined();
        expect(await store.hashAt(A, 1)).toBeUndefined();
        expect(await store.read(A, 1, wide)).toEqual({ records: [], firstKept: 1 });
        expect(await store.membership(A, 1, wide)).toEqual({ records: [], firstKept: 1 });
        expect(await documentsOf(D1)).toEqual([]);
        expect(await store.purge(A, { snapshot: 1, upTo: 1, before: 1e15 })).toBe(0);
        expect(await store.forget(A, 1, 1e15)).toBe(0);
      });

      it('takes nothing for nothing', async () => expect(await store.append([])).toEqual([]));

      it('gives back what it was given, byte for byte', async () => {
        const [first] = await fill(1, { kind: 'membership' });
        const { records, firstKept } = await store.read(A, 1, wide);
        expect(firstKept).toBe(1);
        expect(records.map(plain)).toEqual([plain(first?.record)]);
      });

      it('moves the head and the counter with the record', async () => {
        const appends = await fill(3);
        const last = appends.at(-1)?.record;
        const head = await store.head(A);
        expect(head).toMatchObject({ seq: 3, ts: 1000, owner: id16('owner'), sinceSnapshot: 3, snapshot: 0 });
        expect(Buffer.from(head?.h ?? [])).toEqual(last?.h);
        expect(await counter(A, D1)).toEqual({ n: 3, seq: 3 });
        expect(await counter(A, D2)).toBeUndefined();
      });

      it('keeps documents and devices apart', async () => {
        expect(await append(draft(A, D1), draft(B, D1), draft(A, D2), draft(B, D1))).toEqual(Array(4).fill('done'));
        expect(await counter(A, D1)).toEqual({ n: 1, seq: 1 });
        expect(await counter(B, D1)).toEqual({ n: 2, seq: 2 });
        expect(await counter(A, D2)).toEqual({ n: 1, seq: 2 });
        expect(seqs((await store.read(A, 1, wide)).records)).toEqual([1, 2]);
      });

      it.each([
        ['the same place again', 0],
        ['a place that leaves a hole', 2],
      ])('refuses %s', async (_, off) => {
        await fill(1);
        const wrong = draft(A, D1);
        const record = { ...wrong.record, seq: 1 + off };
        expect(await append({ ...wrong, record })).toEqual(['moved']);
        expect((await store.head(A))?.seq).toBe(1);
        expect(await counter(A, D1)).toEqual({ n: 1, seq: 1 });
      });

      it.each([
        ['used', 1],
        ['that skips one', 3],
        ['of zero', 0],
      ])('refuses a counter %s', async (_, n) => {
        await fill(1);
        const wrong = draft(A, D1);
        expect(await append({ ...wrong, record: { ...wrong.record, n } })).toEqual(['moved']);
        expect((await store.head(A))?.seq).toBe(1);
        expect(await counter(A, D1)).toEqual({ n: 1, seq: 1 });
      });

      it('refuses a first counter that is not one, and begins no document by it', async () => {
        const wrong = draft(A, D1);
        expect(await append({ ...wrong, record: { ...wrong.record, n: 2 } })).toEqual(['moved']);
        expect(await store.head(A)).toBeUndefined();
        expect(await append(wrong)).toEqual(['done']);
      });

      it('refuses one of a group without harm to the others', async () => {
        const first = draft(A, D1);
        const second = draft(A, D1);
        const other = draft(B, D1);
        expect(await append(first, first, second, other)).toEqual(['done', 'moved', 'done', 'done']);
        expect((await store.head(A))?.seq).toBe(2);
        expect((await store.head(B))?.seq).toBe(1);
      });

      it('decides a group in order: an entry may stand on the one before', async () => {
        const [one, two, three] = [draft(A, D1), draft(A, D2), draft(A, D1)];
        expect(await append(one, three, two, three)).toEqual(['done', 'moved', 'done', 'done']);
        expect(seqs((await store.read(A, 1, wide)).records)).toEqual([1, 2, 3]);
      });

      it('writes nothing of a group that it rejects', async () => {
        const begin = draft(B, D1);
        const headless = { ...draft(A, D1), state: undefined };
        await expect(append(begin, headless)).rejects.toThrow();
        expect(await store.head(B)).toBeUndefined();
        expect(await store.head(A)).toBeUndefined();
      });

      it('takes an entry of the largest size', async () => {
        const [big] = await fill(1, { size: 258 * 1024 });
        expect(plain((await store.read(A, 1, wide)).records[0])).toEqual(plain(big?.record));
      });

      it('takes numbers up to 2^53 - 1 for times', async () => {
        await fill(1, { ts: Number.MAX_SAFE_INTEGER });
        expect((await store.head(A))?.ts).toBe(Number.MAX_SAFE_INTEGER);
      });

      it('keeps the state until another is given', async () => {
        await fill(2);
        expect(Buffer.from((await store.head(A))?.state ?? []).toString()).toBe('state 1');
        await append(draft(A, D1, { kind: 'membership', state: Buffer.from('state 2') }));
        expect(Buffer.from((await store.head(A))?.state ?? []).toString()).toBe('state 2');
      });
    });

    describe('looks up', () => {
      it('a device’s own entries by their number', async () => {
        const appends = [draft(A, D1), draft(A, D2), draft(A, D1)];
        await append(...appends);
        expect(plain(await store.recordOf(A, D1, 2))).toEqual(plain(appends[2]?.record));
        expect(plain(await store.recordOf(A, D2, 1))).toEqual(plain(appends[1]?.record));
        expect(await store.recordOf(A, D2, 2)).toBeUndefined();
        expect(await store.recordOf(B, D1, 1)).toBeUndefined();
      });

      it('the chain’s hash at any place', async () => {
        const appends = await fill(3);
        for (const { record } of appends)
          expect(Buffer.from((await store.hashAt(A, record.seq)) ?? [])).toEqual(record.h);
        expect(await store.hashAt(A, 4)).toBeUndefined();
        expect(await store.hashAt(A, 0)).toBeUndefined();
      });

      it('members’ documents', async () => {
        const [me, you] = [id16('me'), id16('you')];
        await append(
          draft(A, D1, { joined: [{ account: me, role: 4 }] }),
          draft(B, D1, { joined: [me, you].map((account) => ({ account, role: 2 })) }),
        );
        expect([...(await documentsOf(me))].sort()).toEqual([A, B].sort());
        expect(await documentsOf(you)).toEqual([B]);
        await append(draft(B, D1, { kind: 'membership', left: [me, you], joined: [{ account: you, role: 1 }] }));
        expect(await documentsOf(me)).toEqual([A]);
        const [mine] = await store.membershipsOf(you);
        expect(mine).toMatchObject({ doc: B, role: 1, seq: 2 });
        expect(Buffer.from(mine?.h ?? [])).toEqual(sha256(Buffer.from(`${B} 2`)));
      });

      it('invitations, until they end', async () => {
        const [you, one, two] = [id16('you'), id16('invite 1'), id16('invite 2')];
        await append(draft(A, D1, { invited: [{ account: you, invite: one }] }));
        await append(draft(A, D1, { invited: [{ account: you, invite: two }] }));
        expect(await store.invitationsOf(you)).toEqual([
          { doc: A, invite: one },
          { doc: A, invite: two },
        ]);
        await append(draft(A, D1, { uninvited: [one] }));
        expect(await store.invitationsOf(you)).toEqual([{ doc: A, invite: two }]);
        expect(await store.invitationsOf(id16('me'))).toEqual([]);
      });

      it('what it remembers about itself', async () => {
        expect(await store.value('key')).toBeUndefined();
        await store.setValue('key', Buffer.from([1, 2]));
        await store.setValue('key', Buffer.from([3]));
        expect(Buffer.from((await store.value('key')) ?? [])).toEqual(Buffer.from([3]));
      });
    });

    describe('reads', () => {
      it.each([
        [1, 3, [1, 2, 3]],
        [4, 3, [4, 5, 6]],
        [9, 3, [9, 10]],
        [11, 3, []],
        [1, 1, [1]],
        [1, 1000, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
      ])('from %i at most %i records', async (from, records, expected) => {
        await fill(10);
        expect(seqs((await store.read(A, from, { bytes: 1e6, records })).records)).toEqual(expected);
      });

      it.each([
        [0, [1]],
        [1, [1]],
        [100, [1]],
        [199, [1]],
        [200, [1, 2]],
        [299, [1, 2]],
        [300, [1, 2, 3]],
      ])('at most %i bytes, but always one record', async (bytes, expected) => {
        await fill(3);
        expect(seqs((await store.read(A, 1, { bytes, records: 10 })).records)).toEqual(expected);
      });

      it('a long document in pages, without a hole and without one twice', async () => {
        await fill(150, { size: 700 });
        const all: number[] = [];
        for (let from = 1; ; ) {
          const { records } = await store.read(A, from, { bytes: 90_000, records: 500 });
          if (records.length === 0) break;
          expect(records.length).toBeLessThanOrEqual(128);
          all.push(...seqs(records));
          from = (records.at(-1)?.seq ?? 0) + 1;
        }
        expect(all).toEqual(Array.from({ length: 150 }, (_, i) => i + 1));
      });

      it('membership entries alone', async () => {
        const kinds = ['membership', 'content', 'snapshot', 'membership', 'content', 'membership'] as const;
        await append(...kinds.map((kind) => draft(A, D1, { kind })));
        expect(seqs((await store.membership(A, 1, wide)).records)).toEqual([1, 4, 6]);
        expect(seqs((await store.membership(A, 2, wide)).records)).toEqual([4, 6]);
        expect(seqs((await store.membership(A, 1, { bytes: 1e6, records: 2 })).records)).toEqual([1, 4]);
      });
    });

    describe('compacts', () => {
      /** membership 1, content 2–4, snapshot 5, content 6. */
      const write = (ts = 1000) =>
        append(
          draft(A, D1, { kind: 'membership', ts }),
          ...[2, 3, 4].map(() => draft(A, D1, { ts })),
          draft(A, D1, { kind: 'snapshot', ts }),
          draft(A, D1, { ts }),
        );
      const bodies = async () =>
        (await store.read(A, 1, wide)).records.filter(({ entry }) => entry).map(({ seq }) => seq);

      it('takes bodies of covered content and nothing else', async () => {
        await write();
        expect(await store.purge(A, { snapshot: 5, upTo: 4, before: 1001 })).toBe(3);
        expect(await bodies()).toEqual([1, 5, 6]);
        expect(seqs((await store.read(A, 1, wide)).records)).toEqual([1, 2, 3, 4, 5, 6]);
      });

      it('leaves hashes, counters and order of what lost its body', async () => {
        await write();
        const before = (await store.read(A, 1, wide)).records.map((record) => plain({ ...record, entry: undefined }));
        await store.purge(A, { snapshot: 5, upTo: 6, before: 1001 });
        const after = (await store.read(A, 1, wide)).records.map((record) => plain({ ...record, entry: undefined }));
        expect(after).toEqual(before);
        expect(plain(await store.recordOf(A, D1, 2))).toEqual(before[1]);
        expect(await counter(A, D1)).toEqual({ n: 6, seq: 6 });
      });

      it('leaves what is too young', async () => {
        await write(1000);
        expect(await store.purge(A, { snapshot: 5, upTo: 4, before: 1000 })).toBe(0);
        expect(await bodies()).toEqual([1, 2, 3, 4, 5, 6]);
      });

      it('leaves what is not covered', async () => {
        await write();
        expect(await store.purge(A, { snapshot: 5, upTo: 2, before: 2000 })).toBe(1);
        expect(await bodies()).toEqual([1, 3, 4, 5, 6]);
      });

      it('forgets only what has lost its body, and says where the rest begins', async () => {
        await append(draft(A, D1), draft(A, D1), draft(A, D1, { kind: 'snapshot' }), draft(A, D1));
        await store.purge(A, { snapshot: 3, upTo: 1, before: 2000 });
        expect(await store.forget(A, 4, 2000)).toBe(1);
        expect(await store.read(A, 1, wide)).toMatchObject({ firstKept: 2 });
        expect(seqs((await store.read(A, 1, wide)).records)).toEqual([2, 3, 4]);
        expect(await counter(A, D1)).toEqual({ n: 4, seq: 4 });
      });

      it('never lets a number be used again', async () => {
        await append(draft(A, D1), draft(A, D1, { kind: 'snapshot' }));
        await store.purge(A, { snapshot: 2, upTo: 1, before: 2000 });
        await store.forget(A, 1, 2000);
        const again = draft(A, D1);
        expect(await append({ ...again, record: { ...again.record, n: 1 } })).toEqual(['moved']);
        expect(await append(again)).toEqual(['done']);
      });

      it('keeps membership entries for ever', async () => {
        await write();
        await store.purge(A, { snapshot: 5, upTo: 6, before: 1e15 });
        await store.forget(A, 6, 1e15);
        expect(seqs((await store.membership(A, 1, wide)).records)).toEqual([1]);
        expect((await store.membership(A, 1, wide)).records[0]?.entry).toBeDefined();
      });

      it('finds documents with an old snapshot once', async () => {
        await write(1000);
        await append(draft(A, D1, { kind: 'snapshot', ts: 5000 }), draft(B, D1, { kind: 'snapshot', ts: 4000 }));
        expect(await store.compactable(999, '', 10)).toEqual([]);
        expect(await store.compactable(1000, '', 10)).toEqual([{ doc: A, snapshot: 5 }]);
        const both = await store.compactable(9000, '', 10);
        expect(both).toEqual(
          [
            { doc: A, snapshot: 7 },
            { doc: B, snapshot: 1 },
          ].sort((a, b) => (a.doc < b.doc ? -1 : 1)),
        );
        expect(await store.compactable(9000, both[0]?.doc ?? '', 10)).toEqual(both.slice(1));
        expect(await store.compactable(9000, '', 1)).toEqual(both.slice(0, 1));
        await store.purge(A, { snapshot: 5, upTo: 4, before: 1001 });
        expect(await store.compactable(1000, '', 10)).toEqual([]);
      });

      it('counts content since the newest snapshot', async () => {
        await write();
        expect(await store.head(A)).toMatchObject({ snapshot: 5, sinceSnapshot: 1 });
      });
    });

    describe('counts', () => {
      it('bytes against the owner, and gives them back', async () => {
        const owner = id16('owner');
        expect(await store.usage(owner)).toBe(0);
        await fill(1, { size: 1000 });
        const one = await store.usage(owner);
        expect(one).toBeGreaterThanOrEqual(1000);
        await fill(1, { size: 1000 });
        expect(await store.usage(owner)).toBe(2 * one);
        await fill(1, { kind: 'snapshot', size: 1000 });
        await store.purge(A, { snapshot: 3, upTo: 2, before: 2000 });
        expect(await store.usage(owner)).toBe(3 * one - 2000);
        await store.forget(A, 2, 2000);
        expect(await store.usage(owner)).toBe(one);
        expect((await store.head(A))?.bytes).toBe(one);
      });

      it('documents and blobs, in the order of their ids', async () => {
        await append(draft(A, D1), draft(B, D1));
        const [first, second] = [A, B].sort();
        expect(await store.documentsAfter('', 10)).toEqual([first, second].map((id) => ({ id, all: 2 })));
        expect(await store.documentsAfter('', 1)).toEqual([{ id: first, all: 2 }]);
        expect(await store.documentsAfter(first ?? '', 10)).toEqual([{ id: second, all: 2 }]);
        expect(await store.documentsAfter(second ?? '', 10)).toEqual([]);
        const blob = id32(Buffer.from('x'));
        await store.addBlob(blob, 7, id16('owner'), 1);
        expect(await store.blobsAfter('', 10)).toEqual([{ id: blob, all: 1 }]);
        expect(await store.blobsAfter(blob, 10)).toEqual([]);
      });

      it('everything', async () => {
        await append(draft(A, D1), draft(A, D2), draft(B, D1));
        await store.addBlob(id32(Buffer.from('x')), 7, id16('owner'), 1);
        expect(await store.totals()).toEqual({ documents: 2, records: 3, blobBytes: 7 });
      });
    });

    describe('blobs', () => {
      const bytes = randomBytes(300_000);
      const blob = id32(bytes);
      const put = (from: number, to: number, size = bytes.length) =>
        store.blobs.put(blob, { offset: from, size, bytes: bytes.subarray(from, to) });

      it('come back in parts as they were put', async () => {
        expect(await store.blobs.size(blob)).toBeUndefined();
        expect(await store.blobs.get(blob, 0, 10)).toBeUndefined();
        expect(await put(0, 100_000)).toBe('more');
        expect(await store.blobs.received(blob)).toBe(100_000);
        expect(await store.blobs.size(blob)).toBeUndefined();
        expect(await put(100_000, 300_000)).toBe('done');
        expect(await store.blobs.size(blob)).toBe(300_000);
        expect(await store.blobs.received(blob)).toBe(300_000);
        const parts = await Promise.all([0, 131_072, 262_144].map((at) => store.blobs.get(blob, at, 131_072)));
        expect(Buffer.concat(parts.map((part) => part ?? Buffer.alloc(0))).equals(bytes)).toBe(true);
        expect(await store.blobs.get(blob, 300_000, 10)).toHaveLength(0);
      });

      it('are put once: again is the same', async () => {
        await put(0, 300_000);
        expect(await put(0, 300_000)).toBe('done');
        expect(await put(0, 10)).toBe('done');
      });

      it.each([
        ['a hole', 200_000],
        ['an overlap', 50_000],
        ['a part twice', 0],
      ])('refuse %s, and go on where they were', async (_, from) => {
        await put(0, 100_000);
        expect(await put(from, 300_000)).toBe('wrong-offset');
        expect(await put(100_000, 300_000)).toBe('done');
      });

      it('refuse more than was announced', async () => {
        expect(await put(0, 300_000, 299_999)).toBe('wrong-offset');
      });

      it('refuse bytes that are not what the name says, and begin anew', async () => {
        const wrong = Buffer.from(bytes);
        wrong[5] = (wrong[5] ?? 0) ^ 1;
        expect(await store.blobs.put(blob, { offset: 0, size: bytes.length, bytes: wrong })).toBe('wrong-hash');
        expect(await store.blobs.received(blob)).toBe(0);
        expect(await put(0, 300_000)).toBe('done');
      });

      it('two uploads of the same blob at once end well', async () => {
        const outcomes = await Promise.all([put(0, 300_000), put(0, 300_000)]);
        expect(outcomes).toEqual(['done', 'done']);
        expect(await store.blobs.size(blob)).toBe(300_000);
      });

      it('go when they are deleted; unfinished ones when nobody goes on', async () => {
        await put(0, 300_000);
        await store.blobs.delete(blob);
        await store.blobs.delete(blob);
        expect(await store.blobs.size(blob)).toBeUndefined();
        await put(0, 1000);
        expect(await store.blobs.dropUnfinished(0)).toBe(0);
        expect(await store.blobs.dropUnfinished(Number.MAX_SAFE_INTEGER)).toBe(1);
        expect(await store.blobs.received(blob)).toBe(0);
      });

      it('are kept for whoever names them, and found when nobody does', async () => {
        const other = id32(Buffer.from('other'));
        const owner = id16('uploader');
        await put(0, 300_000);
        await store.addBlob(blob, 300_000, owner, 1000);
        await store.addBlob(blob, 300_000, id16('second'), 2000);
        await store.addBlob(other, 5, owner, 1000);
        expect(await store.usage(owner)).toBe(300_005);
        expect(await store.usage(id16('second'))).toBe(0);
        await append(draft(A, D1, { refs: [other] }), draft(B, D1, { refs: [other] }));
        expect([...(await store.documentsWith(other))].sort()).toEqual([A, B].sort());
        expect(await store.documentsWith(blob)).toEqual([]);
        expect(await store.unreferenced(1000, 10)).toEqual([]);
        expect(await store.unreferenced(1001, 10)).toEqual([{ id: blob, size: 300_000 }]);
        await store.removeBlob(blob);
        expect(await store.blobs.size(blob)).toBeUndefined();
        expect(await store.usage(owner)).toBe(5);
        expect(await store.unreferenced(1e15, 10)).toEqual([]);
      });
    });

    describe('the directory', () => {
      const record = (seq: number, address: string, account: string) => ({
        seq,
        ts: 1000 + seq,
        address: id16(address),
        account: id16(account),
        before: sha256(Buffer.from(`directory ${seq - 1}`)),
        h: sha256(Buffer.from(`directory ${seq}`)),
      });
      const shown = (found: AddressRecord | undefined) =>
        found && { ...found, before: Buffer.from(found.before), h: Buffer.from(found.h) };

      it('grows by the record that follows, and by no other', async () => {
        expect(await store.directoryHead()).toBeUndefined();
        expect(await store.appendAddress(record(2, 'a', 'me'))).toBe('moved');
        expect(await store.appendAddress(record(1, 'a', 'me'))).toBe('done');
        expect(await store.appendAddress(record(1, 'b', 'you'))).toBe('moved');
        expect(await store.appendAddress(record(2, 'b', 'you'))).toBe('done');
        expect(shown(await store.directoryHead())).toEqual(record(2, 'b', 'you'));
        expect((await store.directory(1, 10)).map(shown)).toEqual([record(1, 'a', 'me'), record(2, 'b', 'you')]);
        expect((await store.directory(2, 10)).map(({ seq }) => seq)).toEqual([2]);
        expect((await store.directory(1, 1)).map(({ seq }) => seq)).toEqual([1]);
      });

      it('answers with the newest record about an address', async () => {
        expect(await store.addressRecord(id16('a'))).toBeUndefined();
        for (const each of [record(1, 'a', 'me'), record(2, 'b', 'me'), record(3, 'a', 'you')])
          await store.appendAddress(each);
        expect(shown(await store.addressRecord(id16('a')))).toEqual(record(3, 'a', 'you'));
        expect(shown(await store.addressRecord(id16('b')))).toEqual(record(2, 'b', 'me'));
      });
    });

    describe('public links', () => {
      const blob = id32(Buffer.from('shown'));
      const link: PublicLink = { id: id16('link'), owner: id16('me'), form: 1, blob, ts: 5 };

      it('show a blob, another one later, and nothing once they are switched off', async () => {
        expect(await store.link(link.id)).toBeUndefined();
        await store.setLink(link);
        expect(await store.link(link.id)).toEqual(link);
        expect(await store.isLinked(blob)).toBe(true);
        await store.setLink({ ...link, form: 2, blob: id32(Buffer.from('other')), ts: 6 });
        expect(await store.isLinked(blob)).toBe(false);
        const { blob: _, ...off } = { ...link, ts: 7 };
        await store.setLink(off);
        expect(await store.link(link.id)).toEqual(off);
        expect(await store.isLinked(id32(Buffer.from('other')))).toBe(false);
      });

      it('keep what they show', async () => {
        await store.addBlob(blob, 5, id16('me'), 1000);
        expect(await store.blobOwner(blob)).toBe(id16('me'));
        expect(await store.blobOwner(id32(Buffer.from('other')))).toBeUndefined();
        await store.setLink(link);
        expect(await store.unreferenced(1e15, 10)).toEqual([]);
        await store.setLink({ id: link.id, owner: link.owner, form: 1, ts: 6 });
        expect(await store.unreferenced(1e15, 10)).toEqual([{ id: blob, size: 5 }]);
      });
    });

    it('has all of it after a restart', async () => {
      if (opened.reopen === undefined) return;
      const bytes = randomBytes(1000);
      const appends = [
        draft(A, D1, { joined: [{ account: id16('me'), role: 1 }] }),
        draft(A, D2),
        draft(B, D2, { refs: [id32(bytes)] }),
      ];
      await append(...appends);
      await store.blobs.put(id32(bytes), { offset: 0, size: 1000, bytes });
      await store.setValue('key', Buffer.from('value'));
      store = await opened.reopen();
      expect((await store.read(A, 1, wide)).records.map(plain)).toEqual([
        plain(appends[0]?.record),
        plain(appends[1]?.record),
      ]);
      expect(await documentsOf(id16('me'))).toEqual([A]);
      expect(await counter(B, D2)).toEqual({ n: 1, seq: 1 });
      expect(await store.blobs.size(id32(bytes))).toBe(1000);
      expect(Buffer.from((await store.value('key')) ?? []).toString()).toBe('value');
      expect(await append(draft(A, D1))).toEqual(['done']);
    });
  });
}
