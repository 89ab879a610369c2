// Edits that the relay refused for good: taken out of the documents again, and kept for the person.
import { placeOfDocument, splitItemKey } from '../../domain/collections/document-id.js';
import { randomHex } from '../../domain/collections/random-hex.js';
import { commit, type Reprojection } from '../../store/commit.js';
import { findItem } from '../../store/shard-items.js';
import type { StoreChange } from '../../store/store-change.js';
import type { RejectedRecord } from '../../store/sync-records.js';
import { getTexts } from '../../store/texts.js';
import type { RejectReason } from '../../sync/client/storage.js';
import { currentText } from '../project-stored.js';
import type { WriterContext } from '../writer/write-documents.js';
import { differences } from './keep-local.js';
import { waitingKeys } from './outgoing.js';

const ID_BYTES = 16;

/** One turn of the writer. @returns `undefined` when nothing waited. */
export async function rejectEdits(
  context: WriterContext,
  collectionId: string,
  reason: RejectReason,
): Promise<StoreChange | undefined> {
  const { db, pool, project, clock } = context;
  const keys = await waitingKeys(db, collectionId);
  if (keys.length === 0) return undefined;
  const docIds = [...new Set(keys.map(([docId]) => docId))];
  const rejected: RejectedRecord[] = [];
  const reprojections: Reprojection[] = [];
  const module = await pool.prepare();
  for (const docId of docIds) {
    const wanted = (await pool.open(docId)).document.read();
    const out = new Set(keys.filter(([of]) => of === docId).map(([, seq]) => seq));
    const left = (await context.store.read(docId)).filter(({ seq }) => !out.has(seq));
    const document = module.openDocument(await context.actors.session(), await pool.partsOf(left));
    const changes = differences(wanted, document.read());
    document.free();
    pool.drop([docId]);
    reprojections.push({ docId, changes });
    const { shard } = placeOfDocument(docId);
    if (shard === 'meta') continue;
    const texts = await getTexts(db, collectionId, shard);
    for (const uid of new Set([...changes.keys()].map((key) => splitItemKey(key).uid))) {
      const item = findItem(texts, uid);
      if (item === undefined) continue;
      rejected.push({
        id: randomHex(ID_BYTES),
        collectionId,
        uid,
        keys: [...changes.keys()].flatMap((key) => {
          const { uid: of, editKey = '' } = splitItemKey(key);
          return of === uid ? [[editKey, wanted.get(key) ?? null] as const] : [];
        }),
        text: currentText(item),
        time: clock.now(),
        reason,
      });
    }
  }
  return commit(db, project, {
    writes: [],
    reprojections,
    along: {
      tables: [db.rejected],
      async write() {
        await db.chunks.bulkDelete(keys);
        await db.outbox.bulkDelete(keys);
        await db.rejected.bulkAdd(rejected);
      },
    },
  });
}
