// Contacts dragged from the list onto a book or a group, within one page.
import type { ItemRef } from '../../domain/items/item.js';

/** Marks a drag as one of contacts: what it holds cannot be read before the drop, its types can. */
const TYPE = 'application/x-ikebana-contacts';
let dragged: readonly ItemRef[] = [];

/** @param label - What is under the pointer, such as `3 contacts`. */
export function startContactDrag(event: DragEvent, refs: readonly ItemRef[], label: string): void {
  if (event.dataTransfer === null) return;
  dragged = refs;
  event.dataTransfer.setData(TYPE, '');
  event.dataTransfer.effectAllowed = 'copyMove';
  const chip = document.createElement('div');
  chip.textContent = label;
  chip.style.cssText =
    'position:fixed;inset-block-start:-100px;padding:6px 12px;border-radius:99px;font:600 13px sans-serif;background:#4f46c8;color:#fff';
  document.body.append(chip);
  event.dataTransfer.setDragImage(chip, -12, -8);
  setTimeout(() => chip.remove()); // the browser has its picture by then
}

/** Contacts held over an element; `undefined` for any other drag. */
export function draggedContacts(event: DragEvent): readonly ItemRef[] | undefined {
  return event.dataTransfer?.types.includes(TYPE) ? dragged : undefined;
}

/** Whether the person wants copies: Alt as in this app, Ctrl as elsewhere. */
export function wantsCopy(event: DragEvent): boolean {
  return event.altKey || event.ctrlKey;
}
