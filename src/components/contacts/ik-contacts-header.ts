import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import sortIcon from 'lucide-static/icons/arrow-down-a-z.svg?raw';
import copyIcon from 'lucide-static/icons/copy.svg?raw';
import exportIcon from 'lucide-static/icons/download.svg?raw';
import menuIcon from 'lucide-static/icons/menu.svg?raw';
import mergeIcon from 'lucide-static/icons/merge.svg?raw';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import searchIcon from 'lucide-static/icons/search.svg?raw';
import groupIcon from 'lucide-static/icons/tag.svg?raw';
import deleteIcon from 'lucide-static/icons/trash-2.svg?raw';
import importIcon from 'lucide-static/icons/upload.svg?raw';
import clearIcon from 'lucide-static/icons/x.svg?raw';
import type { ContactQuery } from '../../app/services.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import type { MenuItem, MenuSelectEvent } from '../shared/ik-menu.js';
import '../shared/ik-menu.js';
import { styles } from './ik-contacts-header.styles.js';

export type HeaderAction =
  | 'menu'
  | 'import'
  | 'export-4'
  | 'export-3'
  | 'export-csv'
  | 'delete'
  | 'copy'
  | 'merge'
  | 'groups'
  | `group ${string}`
  | `sort ${ContactQuery['sort']}`
  | 'new-group'
  | 'clear'
  | 'search'
  | 'to-list'
  | 'open';

/** A group in the menu of what is picked. */
export interface PickedGroup {
  readonly name: string;
  /** How many of what is picked are in it. */
  readonly count: number;
}

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
  /** How many contacts are picked; 0 is no selection. */
  @property({ attribute: false }) selected = 0;
  /** Some of what is picked may only be read. */
  @property({ type: Boolean }) fixed = false;
  /** Names of the groups that what is picked may be in, in order, and how many of it are. */
  @property({ attribute: false }) groups: readonly PickedGroup[] = [];
  @property() sort: ContactQuery['sort'] = 'first';
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
      { id: 'export-csv', label: msg('Table (CSV)'), hint: msg('for spreadsheets') },
    ];
    return html`<ik-menu label=${msg('Export')} .items=${items} @ik-menu-select=${(event: MenuSelectEvent) => this._wish(event.id as HeaderAction)}
      >${icon(exportIcon)}<span class="label">${msg('Export')}</span></ik-menu>`;
  }

  private _groupMenu() {
    const items: MenuItem[] = this.groups.map(({ name, count }) => ({
      id: `group ${name}`,
      label: name,
      checked: count === this.selected,
      hint: count > 0 && count < this.selected ? count.toLocaleString(this.locale) : undefined,
    }));
    items.push({ id: 'new-group', label: msg('New group…'), icon: plusIcon, separated: items.length > 0 });
    return html`<ik-menu label=${msg('Groups')} .items=${items} @ik-menu-select=${(event: MenuSelectEvent) => this._wish(event.id as HeaderAction)}
      >${icon(groupIcon)}<span class="label">${msg('Groups')}</span></ik-menu>`;
  }

  private _sortMenu() {
    const sorts = { first: msg('First name'), last: msg('Last name'), company: msg('Organisation') };
    const items = Object.entries(sorts).map(([id, label]) => ({ id: `sort ${id}`, label, checked: id === this.sort }));
    return html`<ik-menu class="sort" button-class="icon-button" label=${msg('Sort by')} .items=${items}
      @ik-menu-select=${(event: MenuSelectEvent) => this._wish(event.id as HeaderAction)}>${icon(sortIcon)}</ik-menu>`;
  }

  private _selectionBar() {
    const selected = this.selected.toLocaleString(this.locale);
    return html`<header class="selected">
      <button type="button" class="icon-button plain" aria-label=${msg('Clear selection')} @click=${() => this._wish('clear')}>${icon(clearIcon)}</button>
      <h1 aria-live="polite"><span class="long">${msg(str`${selected} selected`)}</span><span class="short" aria-hidden="true">${selected}</span></h1>
      ${this.selected > 1 && !this.fixed ? this._button('merge', msg('Merge…'), mergeIcon) : nothing} ${this.fixed ? nothing : this._groupMenu()}
      ${this._button('copy', this.fixed ? msg('Copy') : msg('Copy or move'), copyIcon)} ${this._export()} ${this.fixed ? nothing : this._button('delete', msg('Delete'), deleteIcon, 'danger')}
    </header>`;
  }

  protected override render() {
    if (this.selected > 0) return this._selectionBar();
    return html`<header>
      <button type="button" class="icon-button plain menu-button" aria-label=${msg('Lists')} @click=${() => this._wish('menu')}>${icon(menuIcon)}</button>
      <h1><span>${this.heading}</span>${this.count === undefined ? nothing : html`<span class="chip">${this.count.toLocaleString(this.locale)}</span>`}</h1>
      <div class="search">
        ${icon(searchIcon)}
        <input type="search" autocomplete="off" spellcheck="false" placeholder=${msg('Search contacts')} aria-label=${msg('Search contacts')}
          .value=${this.text} @input=${() => this._wish('search', this._input?.value)} @keydown=${this._onKeyDown} />
        <kbd aria-hidden="true">/</kbd>
      </div>
      ${this._sortMenu()} ${this._button('import', msg('Import'), importIcon, 'import')} ${this._export()}
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
