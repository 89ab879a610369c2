// The dialogs of the contacts page: one at a time, each loaded when it is first opened.
import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { BookGroups, CopyTarget, MergeRequest } from '../../app/services.js';
import type { Collection } from '../../domain/collections/collection.js';
import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import type { ItemRef } from '../../domain/items/item.js';
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

export class ContactsDialogs {
  private _draw: (() => TemplateResult) | undefined;

  constructor(
    private readonly _host: LitElement,
    private readonly _context: () => DialogContext,
    private readonly _onError: (error: unknown) => void,
  ) {}

  private async _show(loaded: Promise<unknown>, draw: () => TemplateResult) {
    try {
      await loaded;
    } catch (error) {
      return this._onError(error);
    }
    this._draw = draw;
    this._host.requestUpdate();
  }

  private _close = () => {
    this._draw = undefined;
    this._host.requestUpdate();
  };

  /** Inside the host's template. */
  render(): TemplateResult | typeof nothing {
    return this._draw?.() ?? nothing;
  }

  form({ ref, fields, before, bookId, inGroups, save }: OpenForm) {
    const about = ref && before && { ref, before };
    return this._show(import('./ik-contact-dialog.js'), () => {
      const { books, locale, groupNames, people } = this._context();
      return html`<ik-contact-dialog .uid=${ref?.uid ?? ''} .fields=${fields} .books=${books} .bookId=${bookId} .inGroups=${inGroups}
        .groupNames=${groupNames} .people=${people} locale=${locale} .about=${about} .save=${save} @ik-close=${this._close}></ik-contact-dialog>`;
    });
  }

  /** @param name - So far; '' for a new one. */
  name(what: 'book' | 'group', name: string, save: (name: string) => Promise<unknown>) {
    return this._show(
      import('./ik-book-dialog.js'),
      () => html`<ik-book-dialog what=${what} name=${name} .save=${save} @ik-close=${this._close}></ik-book-dialog>`,
    );
  }

  deleteGroup(name: string, count: number, remove: (withContacts: boolean) => Promise<unknown>) {
    return this._show(
      import('./ik-group-delete-dialog.js'),
      () =>
        html`<ik-group-delete-dialog name=${name} .count=${count} locale=${this._context().locale} .choose=${remove}
          @ik-close=${this._close}></ik-group-delete-dialog>`,
    );
  }

  /** @param isFixed - They can only be copied: where they are, nothing is changed. */
  copy(count: number, bookId: string, isFixed: boolean, save: (target: CopyTarget) => Promise<unknown>) {
    return this._show(import('./ik-copy-dialog.js'), () => {
      const { books, groups, locale } = this._context();
      return html`<ik-copy-dialog ?fixed=${isFixed} .count=${count} .books=${books} .groups=${groups} .bookId=${bookId} locale=${locale} .save=${save}
        @ik-close=${this._close}></ik-copy-dialog>`;
    });
  }

  merge(refs: readonly ItemRef[], save: (request: MergeRequest) => Promise<unknown>) {
    return this._show(import('./duplicates/ik-merge-dialog.js'), () => {
      const { books, locale } = this._context();
      return html`<ik-merge-dialog .refs=${refs} .books=${books} locale=${locale} .save=${save} @ik-close=${this._close}></ik-merge-dialog>`;
    });
  }

  code(fields: ContactFields) {
    return this._show(
      import('./ik-code-dialog.js'),
      () => html`<ik-code-dialog .fields=${fields} @ik-close=${this._close}></ik-code-dialog>`,
    );
  }
}
