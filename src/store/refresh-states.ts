// What this device knows of its calendars' last refreshes: facts about the device, so they stand with those.
import type { RefreshState } from '../domain/collections/refresh.js';
import type { AppDatabase } from './database.js';

const PREFIX = 'refresh/';

/** Name of the record in `local`. */
export function refreshName(collectionId: string): string {
  return `${PREFIX}${collectionId}`;
}

/** By collection. */
export async function readRefreshStates(db: AppDatabase): Promise<Map<string, RefreshState>> {
  const records = await db.local.where('name').startsWith(PREFIX).toArray();
  return new Map(records.map(({ name, value }) => [name.slice(PREFIX.length), JSON.parse(value) as RefreshState]));
}
