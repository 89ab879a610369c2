// The collections' documents as the sync client sees them: each act is one turn of the one writer.
import { dropCollection } from '../../store/drop-collection.js';
import type { StoreChange } from '../../store/store-change.js';
import { carriesContent } from '../../sync/client/begin-collection.js';
import type { Documents, Followed } from '../../sync/client/storage.js';
import { type EntryType, isMembershipType } from '../../sync/protocol/entry-types.js';
import type { Writer } from '../writer/writer.js';
import { adoptCollection } from './adopt-collection.js';
import { headsOf, ofCollection, saveCollection, unboundCollections, waitingChanges } from './outgoing.js';
import { rejectEdits } from './reject-edits.js';
import { takeContent } from './take-content.js';

/**
 * @param onChange - What a turn has changed, for all who show it.
 * @param onTaken - What was followed is written.
 */
export function createSyncDocuments(
  { exclusive, context: { db, pool } }: Pick<Writer, 'exclusive' | 'context'>,
  onChange: (change: StoreChange) => void,
  onTaken: (followed: Followed) => void = () => {},
): Documents {
  const all: StoreChange = { items: [], collections: true, settings: false, sync: true };
  return {
    async take(followed) {
      const change = await exclusive((context) => takeContent(context, followed));
      onTaken(followed);
      // Who may do what in it may be otherwise: what is shown of it has to be asked for again.
      const isMembership = followed.records.some(({ type }) => isMembershipType(type as EntryType));
      onChange({
        ...change,
        collections: change.collections || isMembership,
        // Edits alone are no news of the log: that they are here is told as progress.
        ...(followed.records.some(({ type }) => !carriesContent(type)) && { sync: true }),
      });
    },
    waiting: (collectionId, most) => exclusive((context) => waitingChanges(context, collectionId, most)),
    save: (collectionId, whole) => exclusive((context) => saveCollection(context, collectionId, whole)),
    heads: (collectionId) => exclusive((context) => headsOf(context, collectionId)),
    async adopt(log, saved, records) {
      const change = await exclusive((context) => adoptCollection(context, log, saved, records));
      if (change === undefined) return false;
      onChange({ ...change, sync: true });
      return true;
    },
    async reject(collectionId, reason) {
      const change = await exclusive((context) => rejectEdits(context, collectionId, reason));
      if (change !== undefined) onChange({ ...change, sync: true });
    },
    unbound: () => exclusive(unboundCollections),
    async drop(collectionId) {
      await exclusive(async () => {
        const keys = await db.chunks
          .where('[docId+seq]')
          .between(...ofCollection(collectionId))
          .primaryKeys();
        pool.drop(new Set(keys.map(([docId]) => docId)));
        await dropCollection(db, collectionId);
      });
      onChange({ ...all, items: [{ collectionId }] });
    },
  };
}
