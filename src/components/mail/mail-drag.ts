// Messages dragged from the list onto a mailbox, within one page.

/** Marks a drag as one of messages: what it holds cannot be read before the drop, its types can. */
const TYPE = 'application/x-ikebana-mail';

export function startMailDrag(event: DragEvent, label: string): void {
  if (event.dataTransfer === null) return;
  event.dataTransfer.setData(TYPE, '');
  event.dataTransfer.effectAllowed = 'move';
  const chip = document.createElement('div');
  chip.textContent = label;
  chip.style.cssText =
    'position:fixed;inset-block-start:-100px;padding:6px 12px;border-radius:99px;font:600 13px sans-serif;background:#4f46c8;color:#fff';
  document.body.append(chip);
  event.dataTransfer.setDragImage(chip, -12, -8);
  setTimeout(() => chip.remove()); // the browser has its picture by then
}

/** Whether messages are held over an element. */
export const holdsMail = (event: DragEvent) => event.dataTransfer?.types.includes(TYPE) ?? false;
