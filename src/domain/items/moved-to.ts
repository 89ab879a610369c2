// An item that was moved to another collection leaves word where it is, so that edits others made meanwhile find it.
import type { Edits } from './item.js';
import { valueId } from './value-id.js';

/** What is kept of a move in the collection the item came from. */
export interface MovedTo {
  readonly collectionId: string;
  readonly uid: string;
  /** `valueId` of each edit that went along, by its key: what differs was edited since. */
  readonly edits: Readonly<Record<string, string>>;
}

export function formatMovedTo(to: { readonly collectionId: string; readonly uid: string }, edits: Edits): string {
  const known = Object.entries(edits).map(([key, value]) => [key, valueId(value)]);
  return JSON.stringify({ ...to, edits: Object.fromEntries(known) } satisfies MovedTo);
}

/** `undefined` for what is no such word: it may come from another device. */
export function parseMovedTo(text: string | undefined): MovedTo | undefined {
  try {
    const { collectionId, uid, edits } = JSON.parse(text ?? '') as Partial<MovedTo>;
    if (typeof collectionId !== 'string' || typeof uid !== 'string' || typeof edits !== 'object') return undefined;
    return { collectionId, uid, edits: new Map(Object.entries(edits ?? {})).size > 0 ? edits : {} };
  } catch {
    return undefined;
  }
}
