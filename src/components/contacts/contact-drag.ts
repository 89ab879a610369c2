// Contacts dragged from the list onto a book or a group, within one page.
import type { ItemRef } from '../../domain/items/item.js';
import { startDrag } from '../shared/drag-chip.js';

const TYPE = 'application/x-ikebana-contacts';
let dragged: readonly ItemRef[] = [];

/** @param label - What is under the pointer, such as `3 contacts`. */
export function startContactDrag(event: DragEvent, refs: readonly ItemRef[], label: string): void {
  dragged = refs;
  startDrag(event, TYPE, label, 'copyMove');
}

/** Contacts held over an element; `undefined` for any other drag. */
export function draggedContacts(event: DragEvent): readonly ItemRef[] | undefined {
  return event.dataTransfer?.types.includes(TYPE) ? dragged : undefined;
}

/** Whether the person wants copies: Alt as in this app, Ctrl as elsewhere. */
export function wantsCopy(event: DragEvent): boolean {
  return event.altKey || event.ctrlKey;
}
