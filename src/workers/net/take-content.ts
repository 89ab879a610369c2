// Content of other devices, and our own as it comes back: into documents, rows and what is kept of the log, all at once.
import { metaDocId, SETTINGS_ID, shardDocId } from '../../domain/collections/document-id.js';
import { claimedBy } from '../../domain/rooms/booking.js';
import { type Along, commit, type DocumentWrite } from '../../store/commit.js';
import type { AppDatabase } from '../../store/database.js';
import { deflate, inflate } from '../../store/deflate.js';
import { noteClaims, type RoomClaim } from '../../store/room-claims.js';
import { mergeStoreChanges, type StoreChange } from '../../store/store-change.js';
import type { Content, Followed } from '../../sync/client/storage.js';
import type { Document } from '../../sync/document.js';
import { META_SHARD } from '../../sync/protocol/content.js';
import { isActorOf } from '../../sync/protocol/identifiers.js';
import { followChanges } from '../writer/apply-remote.js';
import type { DocumentModule, OpenDocument } from '../writer/document-pool.js';
import { touchedUids, type WriterContext } from '../writer/write-documents.js';
import { logToRow, recordToRow } from './log-store.js';
import { ofCollection } from './outgoing.js';
import { noteNews } from './sharing/news.js';

/** More shards than any collection of ours has: a change for another one is void. */
export const MAX_SHARD = 512;

/** The document of a shard; `undefined` for one that no collection has. */
export function docIdOfShard(collectionId: string, shard: number): string | undefined {
  if (shard === META_SHARD) return metaDocId(collectionId);
  return shard < MAX_SHARD && collectionId !== SETTINGS_ID ? shardDocId(collectionId, shard) : undefined;
}

/** Of these chunks of a document: number by the change's hash. */
async function changesIn(
  { db }: Pick<WriterContext, 'db'>,
  { readChange }: DocumentModule,
  keys: readonly [docId: string, seq: number][],
): Promise<Map<string, number>> {
  const waiting = new Map<string, number>();
  if (keys.length === 0) return waiting;
  for (const chunk of await db.chunks.bulkGet([...keys])) {
    if (chunk === undefined || chunk.kind === 'pending' || chunk.data === undefined) continue;
    const bytes = await inflate({ data: chunk.data, deflated: chunk.deflated });
    if (bytes.length > 0) waiting.set(readChange(bytes).hash, chunk.seq);
  }
  return waiting;
}

interface Touched {
  readonly open: OpenDocument;
  /** Changes of this device that are not confirmed: nobody else can build on them. */
  readonly waiting: Map<string, number>;
}

/** What applying a batch comes to. */
interface Taken {
  readonly writes: DocumentWrite[];
  /** The record that each of them came in. */
  readonly origins: Pick<Content, 'seq' | 'device'>[];
  /** Chunks that are confirmed. */
  readonly confirmed: [docId: string, seq: number][];
  /** By record's number. */
  readonly voided: Map<number, string>;
  /** Which bookings of rooms were asked for by which record. */
  readonly claims: RoomClaim[];
}

/** An entry broke in the middle of being applied, so that documents may be half changed. */
class Broken extends Error {
  constructor(readonly content: Content) {
    super('a change that cannot be applied');
  }
}

interface Step {
  readonly docId: string;
  readonly hash: string;
  readonly bytes: Uint8Array;
}

async function applyAll(
  context: WriterContext,
  collectionId: string,
  contents: readonly Content[],
  broken: ReadonlySet<Content>,
): Promise<Taken> {
  const module = await context.pool.prepare();
  const touched = new Map<string, Touched>();
  const taken: Taken = { writes: [], origins: [], confirmed: [], voided: new Map(), claims: [] };
  const isRoom = (await context.db.collections.get(collectionId))?.kind === 'room';
  // No relay has ordered those yet.
  const waitingKeys = (await context.db.outbox
    .where('[docId+seq]')
    .between(...ofCollection(collectionId))
    .primaryKeys()) as [docId: string, seq: number][];

  async function touch(docId: string): Promise<Touched> {
    let found = touched.get(docId);
    if (found === undefined) {
      const open = await context.pool.open(docId);
      const keys = waitingKeys.filter(([of]) => of === docId);
      found = { open, waiting: await changesIn(context, module, keys) };
      touched.set(docId, found);
    }
    return found;
  }

  /** Everything of an entry is looked at before anything of it is applied. @returns why it is void, or what to do. */
  async function judge({ device, changes, voided }: Content): Promise<string | readonly Step[]> {
    if (voided !== undefined) return voided;
    const steps: Step[] = [];
    const hasNow = new Set<string>();
    for (const { shard, bytes } of changes) {
      const docId = docIdOfShard(collectionId, shard);
      if (docId === undefined) return 'shard';
      let head: ReturnType<DocumentModule['readChange']>;
      try {
        head = module.readChange(bytes);
      } catch {
        return 'change';
      }
      if (!isActorOf(head.actor, device)) return 'actor';
      const { open, waiting } = await touch(docId);
      const isThere = (hash: string) =>
        hasNow.has(`${docId} ${hash}`) || (has(open.document, hash) && !waiting.has(hash));
      if (!head.deps.every(isThere)) return 'missing';
      hasNow.add(`${docId} ${head.hash}`);
      steps.push({ docId, hash: head.hash, bytes });
    }
    return steps;
  }

  function claim(keys: Iterable<string>, { seq }: Content): void {
    for (const uid of claimedBy(keys)) taken.claims.push({ collectionId, uid, place: seq });
  }

  async function apply({ docId, hash, bytes }: Step, content: Content): Promise<void> {
    const { open, waiting } = touched.get(docId)!;
    const own = waiting.get(hash);
    if (own !== undefined) {
      waiting.delete(hash);
      if (isRoom) claim(module.readValues(bytes).keys(), content);
      taken.confirmed.push([docId, own]);
      return;
    }
    let applied: ReturnType<Document['apply']>;
    try {
      applied = open.document.apply(bytes);
    } catch {
      throw new Broken(content);
    }
    if (!has(open.document, hash)) throw new Broken(content);
    if (applied === undefined) return;
    const uids = touchedUids(docId, applied.keys());
    const chunk = {
      docId,
      seq: open.nextSeq,
      time: context.clock.now(),
      uids,
      kind: 'change',
      ...(await deflate(bytes)),
    };
    taken.writes.push({ chunk: chunk as DocumentWrite['chunk'], changes: applied, local: false });
    taken.origins.push(content);
    if (isRoom) claim(applied.keys(), content);
    open.nextSeq += 1;
  }

  for (const content of contents) {
    const judged = broken.has(content) ? 'change' : await judge(content);
    if (typeof judged === 'string') taken.voided.set(content.seq, judged);
    else for (const step of judged) await apply(step, content);
  }
  return taken;
}

const has = (document: Document, hash: string): boolean => document.has(hash);

/** What is kept of the log, written along with the documents. */
export function alongLog(
  db: AppDatabase,
  { log, records, confirmed, lapsed }: Followed,
  taken: Pick<Taken, 'confirmed' | 'voided'> & Partial<Pick<Taken, 'claims'>>,
): Along {
  return {
    tables: [db.logs, db.records, db.sends, db.outbox, db.local],
    async write() {
      await noteClaims(db, taken.claims ?? []);
      await db.logs.put(logToRow(log));
      await db.records.bulkPut(
        records.map((record) => {
          const voided = taken.voided.get(record.seq);
          return voided === undefined ? recordToRow(record) : { ...recordToRow(record), voided };
        }),
      );
      const known = new Set(records.map(({ seq }) => seq));
      for (const [seq, voided] of taken.voided) if (!known.has(seq)) await db.records.update([log.id, seq], { voided });
      const chunks = [...taken.confirmed, ...confirmed.flatMap((send) => send.chunks.map((key) => [...key] as const))];
      await db.outbox.bulkDelete(chunks.map(([docId, seq]): [string, number] => [docId, seq]));
      await db.sends.bulkDelete([...confirmed, ...lapsed].map(({ n }): [string, number] => [log.id, n]));
    },
  };
}

/** One turn of the writer. */
export async function takeContent(context: WriterContext, followed: Followed): Promise<StoreChange> {
  const { db, pool, project } = context;
  const { log, contents } = followed;
  const broken = new Set<Content>();
  for (;;) {
    let docIds: string[] = [];
    try {
      if (contents.length > 0)
        docIds = contents.flatMap(({ changes }) =>
          changes.flatMap(({ shard }) => docIdOfShard(log.collectionId ?? '', shard) ?? []),
        );
      const taken: Taken =
        contents.length === 0 || log.collectionId === undefined
          ? { writes: [], origins: [], confirmed: [], voided: new Map(), claims: [] }
          : await applyAll(context, log.collectionId, contents, broken);
      const change = await commit(db, project, { writes: taken.writes, along: alongLog(db, followed, taken) });
      const hasNews = await noteNews(context, followed, taken);
      const told = { ...change, ...(hasNews && { sync: true }) };
      return mergeStoreChanges([told, ...(await followChanges(context, taken.writes))]);
    } catch (error) {
      pool.drop(new Set(docIds)); // they may be ahead of the disk
      if (!(error instanceof Broken)) throw error;
      broken.add(error.content);
    }
  }
}
