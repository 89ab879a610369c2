// What cards are known by, read from the store or from a file, for whoever looks for duplicates.
import { readCardSigns } from '../domain/contacts/duplicates/card-signs.js';
import type { DuplicateCard } from '../domain/contacts/duplicates/find-duplicates.js';
import type { TextsRecord } from '../store/database.js';
import { isCounted, itemAt } from '../store/shard-items.js';
import { currentText } from './project-stored.js';

/** Of one text; none for the card of a group. */
export function duplicateCard(collectionId: string, uid: string, text: string): readonly DuplicateCard[] {
  const signs = readCardSigns(text);
  return signs === undefined ? [] : [{ collectionId, uid, signs }];
}

/** Of one shard. */
export function duplicateCards(collectionId: string, record: TextsRecord | undefined): readonly DuplicateCard[] {
  if (record === undefined) return [];
  return record.uids.flatMap((_, index) => {
    const item = itemAt(record, index);
    return isCounted(item) ? duplicateCard(collectionId, item.uid, currentText(item)) : [];
  });
}
