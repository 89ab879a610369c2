// What hangs under the pointer while things of a list are dragged within the page.

/**
 * Begins a drag.
 *
 * @param type - Marks it: what a drag holds cannot be read before the drop, its types can.
 * @param label - What is under the pointer, such as `3 contacts`.
 */
export function startDrag(event: DragEvent, type: string, label: string, allowed: 'move' | 'copyMove'): void {
  if (event.dataTransfer === null) return;
  event.dataTransfer.setData(type, '');
  event.dataTransfer.effectAllowed = allowed;
  const chip = document.createElement('div');
  chip.textContent = label;
  chip.style.cssText =
    'position:fixed;inset-block-start:-100px;padding:6px 12px;border-radius:99px;font:600 13px sans-serif;background:#4f46c8;color:#fff';
  document.body.append(chip);
  event.dataTransfer.setDragImage(chip, -12, -8);
  setTimeout(() => chip.remove()); // the browser has its picture by then
}
