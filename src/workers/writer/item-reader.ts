import { shardDocId, shardOf } from '../../domain/collections/document-id.js';
import type { AppDatabase, CollectionRecord, TextsRecord } from '../../store/database.js';
import { findItem, type StoredItem } from '../../store/shard-items.js';
import { getTexts } from '../../store/texts.js';
import { editableCollection, liveCollection } from './write-documents.js';

/** Reads stored items for one command, each shard once: thousands of items lie in a few dozen of them. */
export interface ItemReader {
  /** @throws {AppError} `store/not-found` */
  collection(id: string): Promise<CollectionRecord>;
  /** @throws {AppError} also `store/read-only` */
  editable(id: string): Promise<CollectionRecord>;
  /** An item as it is stored, deleted ones too. */
  read(collectionId: string, uid: string): Promise<StoredItem | undefined>;
}

export function createItemReader(db: AppDatabase): ItemReader {
  const collections = new Map<string, Promise<CollectionRecord>>();
  const texts = new Map<string, Promise<TextsRecord | undefined>>();
  const collection = (id: string) => {
    const known = collections.get(id) ?? liveCollection(db, id);
    collections.set(id, known);
    return known;
  };
  const editables = new Map<string, Promise<CollectionRecord>>();
  return {
    collection,
    editable(id) {
      const known = editables.get(id) ?? editableCollection(db, id);
      editables.set(id, known);
      return known;
    },
    async read(collectionId, uid) {
      const shard = shardOf(uid, (await collection(collectionId)).shards);
      const docId = shardDocId(collectionId, shard);
      const known = texts.get(docId) ?? getTexts(db, collectionId, shard);
      texts.set(docId, known);
      return findItem(await known, uid);
    },
  };
}
