import type { EmailListItem } from '../../domain/mail/email.js';
import type { QuickAction } from './mail-looks.js';

/** A row was passed by the keyboard or opened. Does not bubble. */
export class MailOpenEvent extends Event {
  constructor(
    readonly item: EmailListItem,
    readonly via: 'move' | 'open',
  ) {
    super('ik-mail-open');
  }
}

/** Other rows are picked; none of them when a row is only passed. Does not bubble. */
export class MailPickEvent extends Event {
  constructor(readonly items: readonly EmailListItem[]) {
    super('ik-mail-pick');
  }
}

/** Something is wanted of one row, whatever is picked. Does not bubble. */
export class MailRowEvent extends Event {
  constructor(
    readonly action: QuickAction,
    readonly item: EmailListItem,
  ) {
    super('ik-mail-row');
  }
}

/** Messages are being dragged out of the list. Does not bubble. */
export class MailDragEvent extends Event {
  constructor(readonly items: readonly EmailListItem[]) {
    super('ik-mail-drag');
  }
}

/** Something that can be searched for was pressed, such as a label. Bubbles: it stands deep in rows and messages. */
export class MailSearchEvent extends Event {
  /** @param text - As a person would type it. */
  constructor(readonly text: string) {
    super('ik-mail-search', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'ik-mail-open': MailOpenEvent;
    'ik-mail-pick': MailPickEvent;
    'ik-mail-row': MailRowEvent;
    'ik-mail-drag': MailDragEvent;
    'ik-mail-search': MailSearchEvent;
  }
}
