// A collection's items are split into shards, each a document of its own; one more document holds the collection's own
// properties (docs/decisions/0002).

/** Shards of a collection, fixed when it is created. */
export const SHARDS = 64;
/** Shards of a collection that an import of more than `MANY_ITEMS` creates. */
export const SHARDS_OF_MANY = 256;
export const MANY_ITEMS = 20_000;

/** The settings are the properties of a collection without items. */
export const SETTINGS_ID = 'settings';

/** How many shards a collection gets whose first items are that many. */
export function shardCountFor(itemCount: number): number {
  return itemCount > MANY_ITEMS ? SHARDS_OF_MANY : SHARDS;
}

/** Which shard a UID belongs to: FNV-1a over its UTF-16 code units. Every device must agree, so it never changes. */
export function shardOf(uid: string, shards: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < uid.length; at += 1) {
    hash ^= uid.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0) % shards;
}

export function shardDocId(collectionId: string, shard: number): string {
  return `${collectionId}/${shard}`;
}

export function metaDocId(collectionId: string): string {
  return `${collectionId}/meta`;
}

/** What a document holds: a shard by its number, or the collection's properties. */
export interface DocumentPlace {
  readonly collectionId: string;
  readonly shard: number | 'meta';
}

export function placeOfDocument(docId: string): DocumentPlace {
  const slash = docId.lastIndexOf('/');
  const part = docId.slice(slash + 1);
  return { collectionId: docId.slice(0, slash), shard: part === 'meta' ? 'meta' : Number(part) };
}

/** Keys of a shard's map (docs/decisions/0001): the item's text under its UID, each edit under UID, line feed, edit key. */
export function itemKey(uid: string, editKey?: string): string {
  return editKey === undefined ? uid : `${uid}\n${editKey}`;
}

export function splitItemKey(key: string): { readonly uid: string; readonly editKey?: string } {
  const at = key.indexOf('\n');
  return at === -1 ? { uid: key } : { uid: key.slice(0, at), editKey: key.slice(at + 1) };
}

/** Edit key under which an item's deletion stands: when it was deleted, '' when it was brought back. */
export const DELETED = 'deleted';

/**
 * Edit key under which it stands that an item was moved to another collection: JSON of `MovedTo`. Edits that others made
 * meanwhile where it was before go after it.
 */
export const MOVED = 'moved';

/**
 * Edit key under which it stands that a contact was merged into another one and deleted: JSON of `MovedTo`. What others
 * changed of it meanwhile goes into that one.
 */
export const MERGED = 'merged';
