// What this device remembers of sharing: invitations as the relay told them, and what others did while it was away. Facts of
// one device, in `local`: another device of the person asks for itself.
import type { ReceivedInvite } from '../domain/sharing/sharing.js';
import type { AppDatabase } from './database.js';

/** Names in `local`. */
export const RECEIVED = 'receivedInvites';
export const NEWS = 'sharedNews';

/** Something that somebody else did. */
export interface NewsRecord {
  readonly collectionId: string;
  readonly uid: string;
  readonly kind: 'added' | 'changed' | 'deleted';
  /** Account, hexadecimal. */
  readonly account: string;
  /** Epoch ms, by the relay. */
  readonly time: number;
}

/** Items that are named; of more than that nobody reads a list. */
export const MAX_NEWS = 200;

function readList<T>(json: string | undefined): readonly T[] {
  return json === undefined ? [] : (JSON.parse(json) as readonly T[]);
}

export const readReceived = (json: string | undefined): readonly ReceivedInvite[] => readList(json);
export const readNews = (json: string | undefined): readonly NewsRecord[] => readList(json);

export async function writeReceived(db: AppDatabase, invites: readonly ReceivedInvite[]): Promise<void> {
  await db.local.put({ name: RECEIVED, value: JSON.stringify(invites) });
}

/** Adds what others did: of an item the last thing only, but an item that was added stays new. */
export async function addNews(db: AppDatabase, news: readonly NewsRecord[]): Promise<void> {
  await db.transaction('rw', db.local, async () => {
    const byItem = new Map<string, NewsRecord>();
    for (const each of [...readNews((await db.local.get(NEWS))?.value), ...news]) {
      const key = `${each.collectionId}\n${each.uid}`;
      const isNew = byItem.get(key)?.kind === 'added' && each.kind === 'changed';
      byItem.delete(key);
      byItem.set(key, isNew ? { ...each, kind: 'added' } : each);
    }
    await db.local.put({ name: NEWS, value: JSON.stringify([...byItem.values()].slice(-MAX_NEWS)) });
  });
}
