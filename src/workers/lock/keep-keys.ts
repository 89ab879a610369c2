// What the tab that writes does for the lock: only it touches the keys.
import type { AppDatabase } from '../../store/database.js';
import type { NetAnswer, NetRequest } from '../net.api.js';
import type { LockKeeper } from './lock-keeper.js';

/** What the tab that writes is asked about the lock. */
export type KeyRequest = Extract<NetRequest, { readonly type: 'setKeyLock' | 'removeKeyLock' }>;

export const isKeyRequest = (request: NetRequest): request is KeyRequest =>
  request.type === 'setKeyLock' || request.type === 'removeKeyLock';

export async function performKeyRequest(db: AppDatabase, keeper: LockKeeper, request: KeyRequest): Promise<NetAnswer> {
  const { removeKeyLock, setKeyLock } = await import('../../store/key-lock.js');
  if (request.type === 'setKeyLock') {
    await setKeyLock(db, request.record, request.key);
    keeper.take(request.record.id, request.key);
  } else {
    await removeKeyLock(db, request.id, request.key);
    keeper.changed();
  }
  return undefined;
}
