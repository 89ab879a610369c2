import type { Item } from '../items/item.js';
import type { ItemRows } from './row-types.js';

/** What the store keeps of an item for drawing and counting. Never throws: what cannot be read is left out. */
export function projectCalendarItem(item: Item): ItemRows {
  throw new Error(item.uid);
}
