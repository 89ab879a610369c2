import { shardOf } from '../../domain/collections/document-id.js';
import { projectContact } from '../../domain/contacts/project-contact.js';
import type { ImportBatch, ShardBatch } from '../../store/import-batch.js';
import { createRowChanges } from '../../store/packed-rows.js';
import { placeRows } from '../project-stored.js';
import type { ReadFile } from './read-file.js';

/** Everything the sync worker needs to write an import, packed the way it is stored. */
export function makeBatch(
  read: ReadFile,
  target: { readonly collectionId: string; readonly shards: number; readonly duplicates: ImportBatch['duplicates'] },
  importId: string,
): ImportBatch {
  const { collectionId, shards, duplicates } = target;
  const rows = createRowChanges();
  const byShard = new Map<number, { uid: string; text: string }[]>();
  const add = (uid: string, text: string): number => {
    const shard = shardOf(uid, shards);
    const items = byShard.get(shard);
    if (items === undefined) byShard.set(shard, [{ uid, text }]);
    else items.push({ uid, text });
    return shard;
  };
  if (read.kind === 'calendar') {
    for (const { item, rows: itemRows } of read.items) {
      add(item.uid, item.text);
      rows.replace(collectionId, [], placeRows(itemRows));
    }
  } else {
    for (const item of read.items) {
      const shard = add(item.uid, item.text);
      rows.replace(
        collectionId,
        [],
        [{ table: 'contacts', from: shard, to: shard, row: projectContact(collectionId, item) }],
      );
    }
  }
  const batches = [...byShard].map(([shard, items]): ShardBatch => {
    items.sort((a, b) => (a.uid < b.uid ? -1 : 1));
    return { shard, uids: items.map(({ uid }) => uid), texts: items.map(({ text }) => text) };
  });
  return { importId, collectionId, shards: batches, rows: rows.pack(), duplicates };
}
