// The dialogs of the contacts page: one at a time, each loaded when it is first opened.
import { msg } from '@lit/localize';
import { html, type LitElement, type nothing, type TemplateResult } from 'lit';
import type { BookGroups, CopyTarget, MergeRequest } from '../../app/services.js';
import type { Collection } from '../../domain/collections/collection.js';
import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import type { ItemRef } from '../../domain/items/item.js';
import { DialogSlot } from '../shared/dialog-slot.js';
import type { PeopleLookup } from './people-lookup.js';

/** What the dialogs are made with; read when one is drawn. */
export interface DialogContext {
  readonly books: readonly Collection[];
  readonly groups: readonly BookGroups[];
  readonly locale: string;
  readonly people: PeopleLookup;
  groupNames(bookId: string): readonly string[];
}

export interface OpenForm {
  /** Absent for a new contact. */
  readonly ref?: ItemRef;
  readonly fields?: ContactFields;
  readonly bookId: string;
  readonly inGroups: readonly string[];
  /** What the form compares with when it is saved. */
  readonly before?: ContactFields;
  save(fields: ContactFields, bookId: string): Promise<void>;
}

function nameHeading(what: 'book' | 'group', isNew: boolean): string {
  if (what === 'book') return isNew ? msg('New address book') : msg('Rename address book');
  return isNew ? msg('New group') : msg('Rename group');
}

export class ContactsDialogs {
  private readonly _slot: DialogSlot;

  constructor(
    host: LitElement,
    private readonly _context: () => DialogContext,
    onError: (error: unknown) => void,
  ) {
    this._slot = new DialogSlot(host, onError);
  }

  /** Inside the host's template. */
  render(): TemplateResult | typeof nothing {
    return this._slot.render();
  }

  form({ ref, fields, before, bookId, inGroups, save }: OpenForm) {
    const about = ref && before && { ref, before };
    return this._slot.show(import('./ik-contact-dialog.js'), () => {
      const { books, locale, groupNames, people } = this._context();
      return html`<ik-contact-dialog .uid=${ref?.uid ?? ''} .fields=${fields} .books=${books} .bookId=${bookId} .inGroups=${inGroups}
        .groupNames=${groupNames} .people=${people} locale=${locale} .about=${about} .save=${save} @ik-close=${this._slot.close}></ik-contact-dialog>`;
    });
  }

  /** @param name - So far; '' for a new one. */
  name(what: 'book' | 'group', name: string, save: (name: string) => Promise<unknown>) {
    return this._slot.show(
      import('../shared/ik-name-dialog.js'),
      () =>
        html`<ik-name-dialog heading=${nameHeading(what, name === '')} name=${name} .save=${save} @ik-close=${this._slot.close}></ik-name-dialog>`,
    );
  }

  deleteGroup(name: string, count: number, remove: (withContacts: boolean) => Promise<unknown>) {
    return this._slot.show(
      import('./ik-group-delete-dialog.js'),
      () =>
        html`<ik-group-delete-dialog name=${name} .count=${count} locale=${this._context().locale} .choose=${remove}
          @ik-close=${this._slot.close}></ik-group-delete-dialog>`,
    );
  }

  /** @param isFixed - They can only be copied: where they are, nothing is changed. */
  copy(count: number, bookId: string, isFixed: boolean, save: (target: CopyTarget) => Promise<unknown>) {
    return this._slot.show(import('./ik-copy-dialog.js'), () => {
      const { books, groups, locale } = this._context();
      return html`<ik-copy-dialog ?fixed=${isFixed} .count=${count} .books=${books} .groups=${groups} .bookId=${bookId} locale=${locale} .save=${save}
        @ik-close=${this._slot.close}></ik-copy-dialog>`;
    });
  }

  merge(refs: readonly ItemRef[], save: (request: MergeRequest) => Promise<unknown>) {
    return this._slot.show(import('./duplicates/ik-merge-dialog.js'), () => {
      const { books, locale } = this._context();
      return html`<ik-merge-dialog .refs=${refs} .books=${books} locale=${locale} .save=${save} @ik-close=${this._slot.close}></ik-merge-dialog>`;
    });
  }

  code(fields: ContactFields) {
    return this._slot.show(
      import('./ik-code-dialog.js'),
      () => html`<ik-code-dialog .fields=${fields} @ik-close=${this._slot.close}></ik-code-dialog>`,
    );
  }
}
