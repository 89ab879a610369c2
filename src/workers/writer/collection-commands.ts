import type { Collection } from '../../domain/collections/collection.js';
import { metaDocId, SETTINGS_ID, SHARDS } from '../../domain/collections/document-id.js';
import { randomHex } from '../../domain/collections/random-hex.js';
import type { Settings } from '../../domain/settings/settings.js';
import { formatIcalUtc } from '../../domain/time/ical-time.js';
import {
  type CollectionProperties,
  changeCollection,
  collectionToKeys,
  recordToCollection,
} from '../../store/collection-record.js';
import { commit, type DocumentWrite } from '../../store/commit.js';
import type { AppDatabase } from '../../store/database.js';
import type { StoreChange } from '../../store/store-change.js';
import type { CollectionChange, NewCollection } from '../sync.api.js';
import { liveCollection, type Plan, planMeta, type WriterContext } from './write-documents.js';

/** Last of its kind. */
export async function nextOrder(db: AppDatabase, kind: Collection['kind']): Promise<number> {
  const records = (await db.collections.toArray()).filter((record) => record.kind === kind);
  return Math.max(-1, ...records.map(({ order }) => order)) + 1;
}

export function newProperties(collection: NewCollection, order: number, shards: number): CollectionProperties {
  const { kind, name, hue } = collection;
  return { kind, name, hue, description: '', order, visible: true, shards };
}

export async function planCreateCollection(context: WriterContext, collection: NewCollection): Promise<Plan> {
  const id = crypto.randomUUID();
  const keys = collectionToKeys(newProperties(collection, await nextOrder(context.db, collection.kind), SHARDS));
  return planMeta(id, keys, {
    collection: recordToCollection(changeCollection(undefined, id, keys)),
    inverse: { type: 'deleteCollection', id, deleted: true },
  });
}

export async function planUpdateCollection(
  context: WriterContext,
  id: string,
  change: CollectionChange,
): Promise<Plan> {
  await liveCollection(context.db, id);
  const { name, hue, description, order, visible } = change;
  return planMeta(id, collectionToKeys({ name, hue, description, order, visible }));
}

/** Its items stay where they are: deleting and bringing back cost the same however many there are. */
export function planDeleteCollection(context: WriterContext, id: string, deleted: boolean): Plan {
  const value = deleted ? formatIcalUtc(context.clock.now()) : '';
  return planMeta(id, new Map([['deleted', value]]), { inverse: { type: 'deleteCollection', id, deleted: !deleted } });
}

export function planSettings(change: Partial<Settings>): Plan {
  const entries = Object.entries(change).filter(([, value]) => value !== undefined);
  return planMeta(SETTINGS_ID, new Map(entries.map(([name, value]) => [name, JSON.stringify(value)])));
}

/**
 * Makes the first collections, once in a profile's life: records of collections are never taken out. Automerge is not
 * loaded for it.
 */
export async function makeFirstCollections(
  context: WriterContext,
  collections: readonly NewCollection[],
): Promise<StoreChange> {
  const { db, clock, project } = context;
  if ((await db.collections.count()) > 0) return { items: [], collections: false, settings: false };
  const time = clock.now();
  const writes = collections.map((collection): DocumentWrite => {
    const changes = collectionToKeys(newProperties(collection, 0, SHARDS));
    return {
      chunk: {
        docId: metaDocId(crypto.randomUUID()),
        seq: 1,
        time,
        uids: [],
        importId: 'first-run',
        kind: 'pending',
        actor: randomHex(16),
        keys: [...changes.keys()],
        values: [...changes.values()],
      },
      changes,
      local: true,
    };
  });
  return commit(db, project, { writes });
}
