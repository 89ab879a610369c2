// Messages dragged from the list onto a mailbox, within one page.
import { startDrag } from '../shared/drag-chip.js';

const TYPE = 'application/x-ikebana-mail';

export const startMailDrag = (event: DragEvent, label: string): void => startDrag(event, TYPE, label, 'move');

/** Whether messages are held over an element. */
export const holdsMail = (event: DragEvent) => event.dataTransfer?.types.includes(TYPE) ?? false;
