import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import searchIcon from 'lucide-static/icons/search.svg?raw';
import newIcon from 'lucide-static/icons/user-plus.svg?raw';
import type { ContactInput } from '../../app/contacts/contact-input.js';
import type { ContactFields } from '../../domain/contacts/contact-fields.js';
import type { ContactQuery } from '../../domain/contacts/contact-query.js';
import type { ItemRef } from '../../domain/items/item.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { tokens } from '../shared/tokens.styles.js';
import { OpenContact } from './contact-detail.js';
import { type CardActionEvent, ContactChangeEvent, ContactSelectEvent, type RowSelectEvent } from './contact-events.js';
import './ik-contact-card.js';
import './ik-contact-list.js';
import type { IkContactList } from './ik-contact-list.js';
import { styles } from './ik-contacts.styles.js';
import { WidgetSource } from './widget-source.js';

/** CSS pixels below which list and card take turns. */
const TWO_PANES = 560;
const darkMedia = matchMedia('(prefers-color-scheme: dark)');

/** A form that is open: for a new contact without `ref`. */
interface OpenForm {
  readonly ref?: ItemRef;
  readonly fields?: ContactFields;
}

/**
 * An address book: a list of any length with search, and the chosen contact's card. Contacts come from an array
 * (`contacts`), a file (`src`), or from what the Ikebana app keeps on this device (`local`). Give it a height; 480 px
 * otherwise. Nothing a card names (photos, sites) is ever loaded.
 *
 * @fires {ContactSelectEvent} ik-contact-select - A contact was chosen. Cancel it to show the contact yourself.
 * @fires {ContactChangeEvent} ik-contact-change - A contact is about to be made, changed or deleted. Cancel it to refuse.
 * @csspart header - Search field and buttons.
 * @csspart list - The list of contacts.
 * @csspart card - The card of the chosen contact.
 * @cssproperty [--ik-accent=#4f46c8] - Focus, main buttons, links.
 * @cssproperty [--ik-accent-soft=#ecebfb] - Selected rows.
 * @cssproperty [--ik-surface=#ffffff] - Background.
 * @cssproperty [--ik-surface-2=#f1f1f5] - Hovered rows, the search field.
 * @cssproperty [--ik-line=#e4e4ec] - Lines.
 * @cssproperty [--ik-text=#1d1d29] - Text.
 * @cssproperty [--ik-text-2=#5f5f73] - Quieter text.
 * @cssproperty [--ik-radius=10px] - Corners of buttons and fields.
 * @cssproperty [--ik-font="Inter Variable", system-ui, sans-serif] - Typeface.
 */
@customElement('ik-contacts')
@localized()
export class IkContacts extends LitElement {
  static override styles = [tokens, controls, styles];

  /** Address of a .vcf file. It is fetched because the page names it; nothing else ever is. */
  @property() src = '';
  /** Contacts to show. Replace the array to change it. */
  @property({ attribute: false }) contacts: readonly ContactInput[] | undefined;
  /** What is searched for; also what the person types. */
  @property() query = '';
  @property() theme: 'light' | 'dark' | 'auto' = 'auto';
  /** BCP 47, for the order of names and for dates; the page's or browser's language when empty. */
  @property() locale = '';
  /** Nothing can be made, changed or deleted. */
  @property({ type: Boolean, reflect: true }) readonly = false;
  /** Shows the contacts that the Ikebana app keeps on this device, at this origin. */
  @property({ type: Boolean }) local = false;

  @state() private _open: ItemRef | undefined;
  @state() private _narrow = false;
  @state() private _form: OpenForm | undefined;
  @state() private _problem = '';
  @query('ik-contact-list') private _list!: IkContactList | null;
  private _listQuery: ContactQuery = { sort: 'first' };
  private _shown: unknown;
  private readonly _source = new WidgetSource(this);
  private readonly _card = new OpenContact(
    this,
    () => this._source.contacts && { source: this._source.contacts.source, collectionIds: [] },
    () => {
      this._problem = msg('This contact could not be read.');
    },
  );
  private readonly _resize = new ResizeObserver(([entry]) => {
    if (entry !== undefined) this._narrow = entry.contentRect.width < TWO_PANES;
  });

  override connectedCallback() {
    super.connectedCallback();
    this._resize.observe(this);
    darkMedia.addEventListener('change', this._onScheme);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this._resize.disconnect();
    darkMedia.removeEventListener('change', this._onScheme);
  }

  private _onScheme = () => this.requestUpdate();

  private get _locale(): string {
    return this.locale || document.documentElement.lang || navigator.language;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    const isDark = this.theme === 'dark' || (this.theme === 'auto' && darkMedia.matches);
    this.dataset.theme = isDark ? 'dark' : 'light';
    const { contacts, src, local } = this;
    this._source.set({ contacts, src, local, locale: this._locale });
    if (this._shown !== this._source.contacts) this._open = undefined;
    this._shown = this._source.contacts;
    if (changed.has('query')) this._listQuery = { sort: 'first', ...(this.query === '' ? {} : { text: this.query }) };
    this._card.show(this._open);
  }

  private _onRow(event: RowSelectEvent) {
    if (event.via === 'move' && this._narrow) return;
    const { collectionId, uid } = event.row;
    if (this.dispatchEvent(new ContactSelectEvent(event.row))) this._open = { collectionId, uid };
  }

  private get _detail() {
    const { detail } = this._card;
    return detail === 'missing' ? undefined : detail;
  }

  private _onCard(event: CardActionEvent) {
    const detail = this._detail;
    if (event.action === 'back') this._close();
    else if (detail === undefined) return;
    else if (event.action === 'edit') void this._edit({ ref: detail.ref, fields: detail.fields });
    else if (event.action === 'delete') void this._remove(detail.ref);
    else void this._change(detail.ref, { ...detail.fields, favourite: !detail.fields.favourite });
  }

  private _close() {
    this._open = undefined;
    void this.updateComplete.then(() => this._list?.focus());
  }

  /** The form is loaded when somebody edits for the first time. */
  private async _edit(form: OpenForm) {
    this._problem = '';
    try {
      await import('./ik-contact-dialog.js');
      this._form = form;
    } catch {
      this._problem = msg('The form could not be loaded.');
    }
  }

  private _save = async (fields: ContactFields) => {
    const { contacts } = this._source;
    const ref = this._form?.ref;
    if (contacts === undefined) return;
    if (ref !== undefined) return this._change(ref, fields);
    const uid = newUid();
    if (this.dispatchEvent(new ContactChangeEvent('create', uid, fields)))
      this._open = await contacts.create(uid, fields);
  };

  private async _change(ref: ItemRef, fields: ContactFields) {
    if (!this.dispatchEvent(new ContactChangeEvent('update', ref.uid, fields))) return;
    await this._source.contacts?.update(ref, fields);
    this._card.refresh();
  }

  private async _remove(ref: ItemRef) {
    if (!this.dispatchEvent(new ContactChangeEvent('delete', ref.uid, undefined))) return;
    await this._source.contacts?.remove(ref);
    this._close();
  }

  private _onSearchKey(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    this._list?.focus();
    void (event.key === 'Enter' ? this._list?.openFirst() : this._list?.step(1));
  }

  private _header() {
    const { info } = this._list ?? {};
    const count = info?.count.toLocaleString(this._locale) ?? '';
    return html`<header part="header">
      <div class="search">${icon(searchIcon)}<input type="search" autocomplete="off" aria-label=${msg('Search contacts')}
        placeholder=${msg('Search contacts')} .value=${this.query} @keydown=${this._onSearchKey}
        @input=${(event: Event) => {
          this.query = (event.target as HTMLInputElement).value;
        }} /></div>
      <span class="count" role="status">${
        info === undefined ? nothing : info.count === 1 ? msg('1 contact') : msg(str`${count} contacts`)
      }</span>
      ${
        this.readonly
          ? nothing
          : html`<button type="button" class="icon-button" aria-label=${msg('New contact')} title=${msg('New contact')}
              @click=${() => this._edit({})}>${icon(newIcon)}</button>`
      }
    </header>`;
  }

  private _failure() {
    const text =
      this._source.failure === 'input'
        ? msg('This address does not answer with contacts.')
        : this._source.failure === 'fetch'
          ? msg('The contacts could not be fetched.')
          : msg('The contacts could not be read.');
    return html`<div class="state" role="alert"><p>${text}</p>
      <button type="button" class="button" @click=${() => {
        this._source.retry();
        this.requestUpdate();
      }}>${msg('Try again')}</button></div>`;
  }

  private _panes() {
    const { detail } = this._card;
    const isCard = this._open !== undefined;
    const isSingle = this._narrow || !isCard;
    const nobody = this.query === '' ? msg('No contacts') : msg(str`Nobody found for “${this.query}”`);
    return html`<div class=${classMap({ panes: true, single: isSingle })}>
      <ik-contact-list part="list" exportparts="row" ?hidden=${isSingle && isCard} .source=${this._source.contacts?.source}
        .query=${this._listQuery} .current=${this._open} @ik-row-select=${this._onRow} @ik-list-change=${this._onListChange}
      ><p slot="empty">${nobody}</p></ik-contact-list>
      ${
        isCard
          ? html`<ik-contact-card part="card" .uid=${this._open?.uid ?? ''} .fields=${detail === 'missing' ? detail : detail?.fields}
              locale=${this._locale} ?readonly=${this.readonly} ?narrow=${this._narrow} @ik-card-action=${this._onCard}></ik-contact-card>`
          : nothing
      }
    </div>`;
  }

  private _onListChange() {
    this._card.refresh();
    this.requestUpdate();
  }

  protected override render() {
    return html`${this._header()}
      ${this._source.failure === undefined ? this._panes() : this._failure()}
      ${this._problem === '' ? nothing : html`<p class="state" role="alert">${this._problem}</p>`}
      ${
        this._form === undefined
          ? nothing
          : html`<ik-contact-dialog .uid=${this._form.ref?.uid ?? ''} .fields=${this._form.fields} locale=${this._locale} .save=${this._save}
              @ik-close=${() => {
                this._form = undefined;
              }}></ik-contact-dialog>`
      }`;
  }
}

/** `randomUUID` is missing in pages without https. */
function newUid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `urn:ikebana:${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-contacts': IkContacts;
  }
}
