// A collection that is here already, from before this device was in the account: what it has and the log lacks is still to be
// sent. The log takes changes of this device's own actors only, so it goes out as one new change of each document, and what the
// log has takes the place of the chunks that were here.
import type { DocumentWrite } from '../../store/commit.js';
import { deflate } from '../../store/deflate.js';
import type { Document, KeyChanges } from '../../sync/document.js';
import { touchedUids, type WriterContext } from '../writer/write-documents.js';
import { goesOut, ofCollection } from './outgoing.js';

type Key = [docId: string, seq: number];

/** What keys are to be that are otherwise in `from`. */
export function differences(from: ReadonlyMap<string, string>, to: ReadonlyMap<string, string>): KeyChanges {
  const keys = new Set([...from.keys(), ...to.keys()].filter((key) => from.get(key) !== to.get(key)));
  return new Map([...keys].map((key) => [key, to.get(key)]));
}

export interface KeptLocal {
  readonly writes: readonly DocumentWrite[];
  /** Chunks that make room. */
  readonly old: readonly Key[];
}

/**
 * One document.
 *
 * @param base - As the log has it, by an actor that makes nothing else.
 * @param wanted - As it is to be: what was here and what the log has, merged.
 * @param seq - The number of the change.
 */
export async function changeToSend(
  { clock }: Pick<WriterContext, 'clock'>,
  docId: string,
  {
    base,
    wanted,
    seq,
  }: { readonly base: Document; readonly wanted: ReadonlyMap<string, string>; readonly seq: number },
): Promise<DocumentWrite | undefined> {
  const time = clock.now();
  const made = base.change(differences(base.read(), wanted), time);
  if (made === undefined) return undefined;
  const uids = touchedUids(docId, made.changes.keys());
  const chunk = { docId, seq, time, uids, kind: 'change', ...(await deflate(made.bytes)) } as const;
  // Rows show it already.
  return { chunk, changes: new Map(), local: true };
}

/** Numbers of all chunks of a collection, by document. */
export const keysOf = ({ db }: Pick<WriterContext, 'db'>, collectionId: string) =>
  db.chunks
    .where('[docId+seq]')
    .between(...ofCollection(collectionId))
    .primaryKeys() as Promise<Key[]>;

/** @param docIds - Documents whose chunks make room. */
export async function chunksOf(
  context: WriterContext,
  collectionId: string,
  docIds: ReadonlySet<string>,
): Promise<Key[]> {
  return (await keysOf(context, collectionId)).filter(([docId]) => docIds.has(docId));
}

/** Documents of a collection that are here and that the log does not have at all. @param known - Those it has. */
export async function localDocuments(
  context: WriterContext,
  collectionId: string,
  known: ReadonlySet<string>,
): Promise<KeptLocal> {
  const { db, pool, actors } = context;
  const module = await pool.prepare();
  const out = await goesOut(db, collectionId);
  const keys = (await keysOf(context, collectionId)).filter(([docId]) => !known.has(docId) && out(docId));
  const writes: DocumentWrite[] = [];
  for (const docId of new Set(keys.map(([of]) => of))) {
    const { document, nextSeq } = await pool.open(docId);
    const base = module.openDocument(await actors.fresh(), []);
    const write = await changeToSend(context, docId, { base, wanted: document.read(), seq: nextSeq });
    base.free();
    pool.drop([docId]);
    if (write !== undefined) writes.push(write);
  }
  return { writes, old: keys };
}
