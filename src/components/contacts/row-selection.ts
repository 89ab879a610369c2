import type { ItemRef } from '../../domain/items/item.js';

const keyOf = (ref: ItemRef) => `${ref.collectionId}\n${ref.uid}`;

/** Which rows are selected: by contact, not by position, so that it holds while the list changes under it. */
export class RowSelection {
  private readonly _refsByKey = new Map<string, ItemRef>();

  get refs(): readonly ItemRef[] {
    return [...this._refsByKey.values()];
  }

  get size(): number {
    return this._refsByKey.size;
  }

  has(ref: ItemRef): boolean {
    return this._refsByKey.has(keyOf(ref));
  }

  /** Exactly these. */
  set(refs: readonly ItemRef[]) {
    this._refsByKey.clear();
    for (const { collectionId, uid } of refs) this._refsByKey.set(keyOf({ collectionId, uid }), { collectionId, uid });
  }

  toggle({ collectionId, uid }: ItemRef) {
    const key = keyOf({ collectionId, uid });
    if (!this._refsByKey.delete(key)) this._refsByKey.set(key, { collectionId, uid });
  }
}

export function isSameRef(a: ItemRef | undefined, b: ItemRef | undefined): boolean {
  return a?.uid === b?.uid && a?.collectionId === b?.collectionId;
}
