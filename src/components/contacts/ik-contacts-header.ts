import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import exportIcon from 'lucide-static/icons/download.svg?raw';
import menuIcon from 'lucide-static/icons/menu.svg?raw';
import searchIcon from 'lucide-static/icons/search.svg?raw';
import deleteIcon from 'lucide-static/icons/trash-2.svg?raw';
import importIcon from 'lucide-static/icons/upload.svg?raw';
import clearIcon from 'lucide-static/icons/x.svg?raw';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import type { MenuSelectEvent } from '../shared/ik-menu.js';
import '../shared/ik-menu.js';
import { styles } from './ik-contacts-header.styles.js';

export type HeaderAction =
  | 'menu'
  | 'import'
  | 'export-4'
  | 'export-3'
  | 'delete'
  | 'clear'
  | 'search'
  | 'to-list'
  | 'open';

/** Something in the header was used. `search` carries the text as it is now. Does not bubble. */
export class HeaderActionEvent extends Event {
  constructor(
    readonly action: HeaderAction,
    readonly text = '',
  ) {
    super('ik-header-action');
  }
}

/**
 * The head of the contact list: its name and size, search, import and export. While several contacts are selected it says
 * how many, and what can be done with them.
 *
 * @fires {HeaderActionEvent} ik-header-action - Something was used. Does not bubble.
 */
@customElement('ik-contacts-header')
@localized()
export class IkContactsHeader extends LitElement {
  static override styles = [controls, styles];

  @property() heading = '';
  /** `undefined` while it is counted. */
  @property({ attribute: false }) count: number | undefined;
  /** How many contacts are selected; 0 or 1 is no selection. */
  @property({ attribute: false }) selected = 0;
  /** What is searched for. */
  @property({ attribute: false }) text = '';
  @property() locale = 'en';
  @query('input') private _input!: HTMLInputElement | null;

  /** Puts the cursor into the search field. */
  focusSearch() {
    this._input?.select();
    this._input?.focus();
  }

  private _wish(action: HeaderAction, text?: string) {
    this.dispatchEvent(new HeaderActionEvent(action, text));
  }

  private _onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') this._wish('to-list');
    else if (event.key === 'Enter' && !event.isComposing) this._wish('open');
    else if (event.key === 'Escape' && this.text !== '') this._wish('search', '');
    else return;
    event.preventDefault();
  }

  private _button(action: HeaderAction, label: string, svg: string, classes = '') {
    return html`<button type="button" class="button ${classes}" aria-label=${label} @click=${() => this._wish(action)}>
      ${icon(svg)}<span class="label">${label}</span>
    </button>`;
  }

  private _export() {
    const items = [
      { id: 'export-4', label: msg('vCard 4.0'), hint: msg('newest') },
      { id: 'export-3', label: msg('vCard 3.0'), hint: msg('for older programs') },
    ];
    return html`<ik-menu label=${msg('Export')} .items=${items} @ik-menu-select=${(event: MenuSelectEvent) => this._wish(event.id as HeaderAction)}
      >${icon(exportIcon)}<span class="label">${msg('Export')}</span></ik-menu>`;
  }

  private _selectionBar() {
    const selected = this.selected.toLocaleString(this.locale);
    return html`<header class="selected">
      <button type="button" class="icon-button plain" aria-label=${msg('Clear selection')} @click=${() => this._wish('clear')}>${icon(clearIcon)}</button>
      <h1 aria-live="polite"><span>${msg(str`${selected} selected`)}</span></h1>
      ${this._export()} ${this._button('delete', msg('Delete'), deleteIcon, 'danger')}
    </header>`;
  }

  protected override render() {
    if (this.selected > 1) return this._selectionBar();
    return html`<header>
      <button type="button" class="icon-button plain menu-button" aria-label=${msg('Lists')} @click=${() => this._wish('menu')}>${icon(menuIcon)}</button>
      <h1><span>${this.heading}</span>${this.count === undefined ? nothing : html`<span class="chip">${this.count.toLocaleString(this.locale)}</span>`}</h1>
      <div class="search">
        ${icon(searchIcon)}
        <input type="search" autocomplete="off" spellcheck="false" placeholder=${msg('Search contacts')} aria-label=${msg('Search contacts')}
          .value=${this.text} @input=${() => this._wish('search', this._input?.value)} @keydown=${this._onKeyDown} />
        <kbd aria-hidden="true">/</kbd>
      </div>
      ${this._button('import', msg('Import'), importIcon, 'import')} ${this._export()}
    </header>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-contacts-header': IkContactsHeader;
  }
  interface HTMLElementEventMap {
    'ik-header-action': HeaderActionEvent;
  }
}
