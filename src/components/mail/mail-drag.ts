// Messages dragged from the list onto a mailbox, or onto the calendar beside it, within one page.
import type { EmailListItem } from '../../domain/mail/email.js';
import { startDrag } from '../shared/drag-chip.js';

const TYPE = 'application/x-ikebana-mail';

let dragged: readonly EmailListItem[] = [];

export function startMailDrag(event: DragEvent, label: string, items: readonly EmailListItem[]): void {
  dragged = items;
  startDrag(event, TYPE, label, 'move');
}

/** Messages held over an element; `undefined` for any other drag. */
export const draggedMail = (event: DragEvent): readonly EmailListItem[] | undefined =>
  holdsMail(event) ? dragged : undefined;

/** Whether messages are held over an element. */
export const holdsMail = (event: DragEvent) => event.dataTransfer?.types.includes(TYPE) ?? false;
