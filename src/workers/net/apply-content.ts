// Changes of other devices, judged entry by entry and applied document by document.
import { claimedBy } from '../../domain/rooms/booking.js';
import type { DocumentWrite } from '../../store/commit.js';
import { deflate, inflate } from '../../store/deflate.js';
import type { RoomClaim } from '../../store/room-claims.js';
import type { Content } from '../../sync/client/storage.js';
import type { KeyChanges } from '../../sync/document.js';
import { isActorOf } from '../../sync/protocol/identifiers.js';
import type { DocumentModule, OpenDocument } from '../writer/document-pool.js';
import { touchedUids, type WriterContext } from '../writer/write-documents.js';
import { docIdOfShard } from './document-of-shard.js';
import { ofCollection } from './outgoing.js';

type Key = [docId: string, seq: number];
type Head = ReturnType<DocumentModule['readChange']>;

/** What applying a batch comes to. */
export interface Taken {
  readonly writes: DocumentWrite[];
  /** What each record has put and taken out, where it has changed anything, with the values as they were written. */
  readonly origins: (Pick<Content, 'seq' | 'device'> & Pick<DocumentWrite, 'changes'>)[];
  /** Chunks that are confirmed. */
  readonly confirmed: Key[];
  /** By record's number. */
  readonly voided: Map<number, string>;
  /** Which bookings of rooms were asked for by which record. */
  readonly claims: RoomClaim[];
}

export const takenNothing = (): Taken => ({ writes: [], origins: [], confirmed: [], voided: new Map(), claims: [] });

/** An entry broke in the middle of being applied, so that documents may be half changed. */
export class Broken extends Error {
  /** @param content - Absent when it is one of many that were applied together. */
  constructor(readonly content?: Content) {
    super('a change that cannot be applied');
  }
}

interface Touched {
  readonly open: OpenDocument;
  /** Changes of this device that are not confirmed: nobody else can build on them. Chunk's number by hash. */
  readonly waiting: Map<string, number>;
}

interface Step extends Head {
  readonly docId: string;
  readonly bytes: Uint8Array;
}

interface QueuedStep {
  readonly step: Step;
  readonly content: Content;
}

/** Steps of one document that were applied in one call. */
interface Applied {
  readonly docId: string;
  readonly steps: readonly QueuedStep[];
  readonly changes: KeyChanges;
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Those of the keys that have changed. */
const only = (changes: KeyChanges, keys: readonly string[] | undefined): KeyChanges =>
  keys === undefined ? changes : new Map(keys.filter((key) => changes.has(key)).map((key) => [key, changes.get(key)]));

/** What this device has made of these documents and no relay has ordered yet; and whether it is a room's calendar. */
async function readBefore({ db }: Pick<WriterContext, 'db'>, collectionId: string, docIds: ReadonlySet<string>) {
  return db.transaction('r', db.collections, db.outbox, db.chunks, async () => {
    const [collection, keys] = await Promise.all([
      db.collections.get(collectionId),
      db.outbox
        .where('[docId+seq]')
        .between(...ofCollection(collectionId))
        .primaryKeys() as unknown as Promise<Key[]>,
    ]);
    const wanted = keys.filter(([docId]) => docIds.has(docId));
    const chunks = wanted.length === 0 ? [] : await db.chunks.bulkGet(wanted);
    return { isRoom: collection?.kind === 'room', chunks: chunks.filter((chunk) => chunk !== undefined) };
  });
}

/** @param broken - What has failed before. @param together - In as few calls as memory allows. @throws {Broken} */
export async function applyContents(
  context: WriterContext,
  collectionId: string,
  contents: readonly Content[],
  { broken, together }: { readonly broken: ReadonlySet<Content>; readonly together: boolean },
): Promise<Taken> {
  const { pool, clock } = context;
  const module = await pool.prepare();
  const docIds = new Set(
    contents.flatMap(({ changes }) => changes.flatMap(({ shard }) => docIdOfShard(collectionId, shard) ?? [])),
  );
  const { isRoom, chunks } = await readBefore(context, collectionId, docIds);
  const touched = new Map<string, Touched>();
  const taken = takenNothing();
  const steps: QueuedStep[] = [];
  const queued = new Set<string>();

  async function touch(docId: string): Promise<Touched> {
    let found = touched.get(docId);
    if (found === undefined) {
      const open = await pool.open(docId);
      const waiting = new Map<string, number>();
      for (const chunk of chunks) {
        if (chunk.docId !== docId || chunk.kind === 'pending' || chunk.data === undefined) continue;
        const bytes = await inflate({ data: chunk.data, deflated: chunk.deflated });
        if (bytes.length > 0) waiting.set(module.readChange(bytes).hash, chunk.seq);
      }
      found = { open, waiting };
      touched.set(docId, found);
    }
    return found;
  }

  /** Everything of an entry is looked at before anything of it is applied. @returns why it is void, or what to do. */
  async function judge({ device, changes, voided }: Content): Promise<string | readonly Step[]> {
    if (voided !== undefined) return voided;
    const found: Step[] = [];
    const hasNow = new Set<string>();
    for (const { shard, bytes } of changes) {
      const docId = docIdOfShard(collectionId, shard);
      if (docId === undefined) return 'shard';
      let head: Head;
      try {
        head = module.readChange(bytes);
      } catch {
        return 'change';
      }
      if (!isActorOf(head.actor, device)) return 'actor';
      const { open, waiting } = await touch(docId);
      const isThere = (hash: string) =>
        hasNow.has(`${docId} ${hash}`) ||
        queued.has(`${docId} ${hash}`) ||
        (open.document.has(hash) && !waiting.has(hash));
      if (!head.deps.every(isThere)) return 'missing';
      hasNow.add(`${docId} ${head.hash}`);
      found.push({ ...head, docId, bytes });
    }
    return found;
  }

  function claim(keys: Iterable<string>, { seq }: Pick<Content, 'seq'>): void {
    for (const uid of claimedBy(keys)) taken.claims.push({ collectionId, uid, place: seq });
  }

  /** What is to be done comes into the queue; what is done already does not. */
  function queue(step: Step, content: Content): void {
    const { open, waiting } = touched.get(step.docId)!;
    const own = waiting.get(step.hash);
    if (own !== undefined) {
      waiting.delete(step.hash);
      if (isRoom) claim(module.readValues(step.bytes).keys(), content);
      taken.confirmed.push([step.docId, own]);
      return;
    }
    const id = `${step.docId} ${step.hash}`;
    if (queued.has(id) || open.document.has(step.hash)) return;
    queued.add(id);
    steps.push({ step, content });
  }

  /** One by one: which of them cannot be applied is seen so. */
  function applyEach(): Applied[] {
    return steps.flatMap(({ step, content }) => {
      const { document } = touched.get(step.docId)!.open;
      let changes: KeyChanges | undefined;
      try {
        changes = document.apply(step.bytes);
      } catch {
        throw new Broken(content);
      }
      if (!document.has(step.hash)) throw new Broken(content);
      return changes === undefined ? [] : [{ docId: step.docId, steps: [{ step, content }], changes }];
    });
  }

  function applyTogether(): Applied[] {
    const applied: Applied[] = [];
    for (const docId of new Set(steps.map(({ step }) => step.docId))) {
      const { document } = touched.get(docId)!.open;
      const own = steps.filter(({ step }) => step.docId === docId);
      while (own.length > 0) {
        const some = own.splice(0, document.mostTogether);
        let changes: KeyChanges;
        try {
          changes = document.applyTogether(some.map(({ step }) => step));
        } catch {
          throw new Broken();
        }
        if (!some.every(({ step }) => document.has(step.hash))) throw new Broken();
        applied.push({ docId, steps: some, changes });
      }
    }
    return applied;
  }

  for (const content of contents) {
    const judged = broken.has(content) ? 'change' : await judge(content);
    if (typeof judged === 'string') taken.voided.set(content.seq, judged);
    else for (const step of judged) queue(step, content);
  }
  // Which booking was asked for by which record must not hang on what came together.
  const isOneByOne = !together || isRoom || steps.some(({ step }) => step.keys === undefined);
  for (const { docId, steps: some, changes } of isOneByOne ? applyEach() : applyTogether()) {
    const { open } = touched.get(docId)!;
    const uids = touchedUids(docId, changes.keys());
    const chunk = { docId, seq: open.nextSeq, time: clock.now(), uids, kind: 'change' as const };
    const data = await deflate(concatenated(some.map(({ step }) => step.bytes)));
    taken.writes.push({ chunk: { ...chunk, ...data }, changes, local: false });
    for (const { step, content } of some) {
      const { seq, device } = content;
      taken.origins.push({ seq, device, changes: only(changes, step.keys) });
      if (isRoom) claim(changes.keys(), content);
    }
    open.nextSeq += 1;
  }
  return taken;
}
