// Forms whose text is to outlive the app's lock: they say that something has changed in them, and what (ID28).
import type { UnsavedForm } from '../../domain/lock/unsaved-form.js';

/** An element with something in it that may stand nowhere else. */
export interface HoldsUnsaved extends HTMLElement {
  /** `undefined` while there is nothing that would be lost. */
  readonly unsaved: UnsavedForm | undefined;
}

/** Something was typed into a form, or it was closed. Its target's `unsaved` says what there is now. */
export class EditedEvent extends Event {
  constructor() {
    super('ik-edited', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'ik-edited': EditedEvent;
  }
}
