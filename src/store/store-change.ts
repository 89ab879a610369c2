/** What a commit touched: goes to every thread and tab that shows something. Plain data. */
export interface StoreChange {
  readonly items: readonly {
    readonly collectionId: string;
    /** Absent: too many to name, take all of the collection as changed. */
    readonly uids?: readonly string[];
  }[];
  /** A collection's properties or its count. */
  readonly collections: boolean;
  readonly settings: boolean;
  /** Accounts, devices, shares, invitations or the state of syncing. */
  readonly sync?: boolean;
  /** How far syncing is, and nothing else of it: so often that only those who show that ask again. */
  readonly progress?: boolean;
}

/** Beyond this many a reader is better off reading the collection again. */
const MAX_NAMED_UIDS = 500;

export function mergeStoreChanges(changes: readonly StoreChange[]): StoreChange {
  const byCollection = new Map<string, Set<string> | undefined>();
  for (const { collectionId, uids } of changes.flatMap(({ items }) => items)) {
    const known = byCollection.get(collectionId);
    if (byCollection.has(collectionId) && known === undefined) continue;
    const all = new Set([...(known ?? []), ...(uids ?? [])]);
    byCollection.set(collectionId, uids === undefined || all.size > MAX_NAMED_UIDS ? undefined : all);
  }
  return {
    items: [...byCollection].map(([collectionId, uids]) =>
      uids === undefined ? { collectionId } : { collectionId, uids: [...uids] },
    ),
    collections: changes.some(({ collections }) => collections),
    settings: changes.some(({ settings }) => settings),
    ...(changes.some(({ sync }) => sync) && { sync: true }),
    ...(changes.some(({ progress }) => progress) && { progress: true }),
  };
}

/** Everything may have changed. */
export function changeOfAll(collectionIds: readonly string[]): StoreChange {
  return { items: collectionIds.map((collectionId) => ({ collectionId })), collections: true, settings: true };
}
