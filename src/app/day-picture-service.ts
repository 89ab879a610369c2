// The picture of My Day that the next start begins with (docs/rules/day.md, MD10–MD13; docs/decisions/0017): kept in localStorage,
// which can be read before anything is loaded. What it is made of knows ik-day's own folder; here is when it has to go.
import type { StoreChange } from '../workers/query.api.js';
import type { ChangeSource } from './watch.js';

/** Read by src/first-paint.ts. */
export const PICTURE_NOTE = 'ik-day-picture';
/** Says, before any database was opened, that there is a lock: nothing is drawn until it is known to be open. */
export const LOCK_NOTE = 'ik-lock';

export interface DayPictureService {
  /** Keeps a picture, unless something has changed since `version` was asked for, or there is a lock. */
  keep(picture: string | undefined, version: number): void;
  /** Another one after each change of the store. */
  readonly version: number;
  /** @param listener - The picture is gone, and another may be made. @returns stops it. */
  onGone(listener: () => void): () => void;
}

type Notes = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * MD13: from before a lock is set nothing readable is kept beside the store, by no tab.
 *
 * @param set - Sets it; when it rejects, nothing is noted that was not before.
 */
export async function noteLock(notes: Notes | undefined, set: () => Promise<unknown>): Promise<void> {
  const wasNoted = notes?.getItem(LOCK_NOTE) != null;
  notes?.setItem(LOCK_NOTE, '1');
  notes?.removeItem(PICTURE_NOTE);
  try {
    await set();
  } catch (error) {
    if (!wasNoted) notes?.removeItem(LOCK_NOTE);
    throw error;
  }
}

const isNews = ({ items, collections, settings, sync }: StoreChange) =>
  items.length > 0 || collections || settings || sync === true;

/** @param notes - `undefined` where the browser keeps nothing: then there are no pictures. */
export function createDayPictureService(
  {
    changes,
    lockChanges,
  }: {
    readonly changes: Pick<ChangeSource, 'subscribe'>;
    readonly lockChanges: Pick<ChangeSource<unknown>, 'subscribe'>;
  },
  notes: Notes | undefined,
): DayPictureService {
  const listeners = new Set<() => void>();
  let version = 0;
  const drop = () => {
    version += 1;
    notes?.removeItem(PICTURE_NOTE);
    for (const listener of listeners) listener();
  };
  changes.subscribe((change) => {
    if (isNews(change)) drop();
  });
  lockChanges.subscribe(drop);
  return {
    keep(picture, made) {
      if (made !== version) return;
      if (picture === undefined || notes?.getItem(LOCK_NOTE) != null) return notes?.removeItem(PICTURE_NOTE);
      try {
        notes?.setItem(PICTURE_NOTE, picture);
      } catch {
        notes?.removeItem(PICTURE_NOTE); // full
      }
    },
    get version() {
      return version;
    },
    onGone(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
