import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import type { ContactRow } from '../../domain/contacts/contact-row.js';
import type { ItemRef } from '../../domain/items/item.js';

/** A person chose a contact. Cancelable: refused, its card is not shown. */
export class ContactSelectEvent extends Event {
  constructor(readonly contact: ContactRow) {
    super('ik-contact-select', { bubbles: true, composed: true, cancelable: true });
  }
}

/** A person changed the contacts. Dispatched before anything is changed; refused, nothing is. */
export class ContactChangeEvent extends Event {
  constructor(
    readonly action: 'create' | 'update' | 'delete',
    readonly uid: string,
    /** The contact as it will be; `undefined` when it is deleted. */
    readonly fields: ContactFields | undefined,
  ) {
    super('ik-contact-change', { bubbles: true, composed: true, cancelable: true });
  }
}

/** Inside the contacts screens: a row of the list was chosen. Does not bubble. */
export class RowSelectEvent extends Event {
  constructor(
    readonly row: ContactRow,
    /** `move`: the keyboard passes by; `open`: it was clicked, or Enter pressed. */
    readonly via: 'move' | 'open',
  ) {
    super('ik-row-select');
  }
}

/** Inside the contacts screens: other rows are selected than before. Does not bubble. */
export class SelectionChangeEvent extends Event {
  constructor(
    readonly refs: readonly ItemRef[],
    /** The person is picking several; the row of the card alone is no such pick. */
    readonly picking = refs.length > 1,
  ) {
    super('ik-selection-change');
  }
}

export type CardAction = 'edit' | 'delete' | 'favourite' | 'back' | 'event';

/** Inside the contacts screens: a button of the card was pressed. Does not bubble. */
export class CardActionEvent extends Event {
  constructor(readonly action: CardAction) {
    super('ik-card-action');
  }
}

declare global {
  interface HTMLElementEventMap {
    'ik-contact-select': ContactSelectEvent;
    'ik-contact-change': ContactChangeEvent;
    'ik-row-select': RowSelectEvent;
    'ik-selection-change': SelectionChangeEvent;
    'ik-card-action': CardActionEvent;
  }
}
