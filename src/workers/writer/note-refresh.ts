import type { RefreshState } from '../../domain/collections/refresh.js';
import { refreshName } from '../../store/refresh-states.js';
import type { StoreChange } from '../../store/store-change.js';
import type { WriterContext } from './write-documents.js';

/** Remembers how a calendar's refresh went: on this device alone, nothing in its documents. */
export async function noteRefresh(
  { db }: WriterContext,
  collectionId: string,
  state: RefreshState,
): Promise<StoreChange> {
  await db.local.put({ name: refreshName(collectionId), value: JSON.stringify(state) });
  return { items: [], collections: true, settings: false };
}
