import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import helpIcon from 'lucide-static/icons/circle-help.svg?raw';
import localIcon from 'lucide-static/icons/hard-drive.svg?raw';
import menuIcon from 'lucide-static/icons/menu.svg?raw';
import searchIcon from 'lucide-static/icons/search.svg?raw';
import filterIcon from 'lucide-static/icons/sliders-horizontal.svg?raw';
import {
  emptySearch,
  readSearchFields,
  type SearchFields,
  writeSearchFields,
} from '../../domain/mail/search-fields.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { fromName, toName } from './header-names.js';
import { styles } from './ik-mail-header.styles.js';

/** Something in the header was used; `search` carries the text as it is now. Does not bubble. */
export class MailHeaderEvent extends Event {
  constructor(
    readonly action: 'menu' | 'search' | 'to-list',
    readonly text = '',
  ) {
    super('ik-mail-header');
  }
}

const operators = () =>
  [
    ['from:anna', msg('sent by Anna')],
    ['to:team', msg('to, cc or bcc')],
    ['subject:budget', msg('in the subject')],
    ['"two words"', msg('exactly so')],
    ['has:attachment', msg('with a file')],
    ['is:unread is:starred', msg('not read; with a star')],
    ['in:archive', msg('in a mailbox; in:anywhere also in spam and trash')],
    ['after:2026-01-31 before:2026-03-01', msg('between two days')],
    ['larger:5M', msg('large ones')],
    ['-word', msg('without a word')],
  ] as const;

/**
 * Search over all mail: a field, a form that fills it in, and what may be typed.
 *
 * @fires {MailHeaderEvent} ik-mail-header - Something was used. Does not bubble.
 */
@customElement('ik-mail-header')
@localized()
export class IkMailHeader extends LitElement {
  static override styles = [controls, styles];

  /** How far the search index is; `undefined` while nobody knows. */
  @property({ attribute: false }) indexed: number | undefined;
  /** No account has a server: everything is here. */
  @property({ type: Boolean }) local = false;
  @property() locale = 'en';
  /** What is searched for. */
  @property({ attribute: false }) text = '';
  @state() private _panel: 'none' | 'filters' | 'help' = 'none';
  @query('input[type=search]') private _input!: HTMLInputElement;

  /** Puts the cursor into the search field. */
  focusSearch() {
    this._input.select();
    this._input.focus();
  }

  private _wish(action: MailHeaderEvent['action'], text?: string) {
    this.dispatchEvent(new MailHeaderEvent(action, text));
  }

  private _onKeyDown(event: KeyboardEvent) {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'Enter') this._wish('to-list');
    else if (event.key === 'Escape' && this.text !== '') this._wish('search', '');
    else return;
    event.preventDefault();
  }

  private _toggle(panel: 'filters' | 'help') {
    this._panel = this._panel === panel ? 'none' : panel;
    if (this._panel === 'filters')
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.panel input')?.focus());
  }

  private _onPanelKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this._closePanel();
  };

  private _closePanel() {
    const opener = this._panel;
    this._panel = 'none';
    this.renderRoot.querySelector<HTMLElement>(`.${opener}-button`)?.focus();
  }

  private _apply(change: Partial<SearchFields>) {
    this._wish('search', writeSearchFields({ ...readSearchFields(this.text), ...change }));
  }

  private _field(name: 'from' | 'to' | 'subject' | 'words' | 'after' | 'before', label: string, type = 'text') {
    const value = readSearchFields(this.text)[name];
    return html`<label class="field">${label}<input type=${type} autocomplete="off" .value=${value} @change=${(event: Event) => this._apply({ [name]: (event.target as HTMLInputElement).value })} /></label>`;
  }

  private _tick(name: 'hasAttachment' | 'unread' | 'starred', label: string) {
    return html`<label class="tick"><input type="checkbox" .checked=${readSearchFields(this.text)[name]} @change=${(event: Event) => this._apply({ [name]: (event.target as HTMLInputElement).checked })} />${label}</label>`;
  }

  private _filters() {
    const sizes = ['', '1M', '5M', '20M'] as const;
    const { larger } = readSearchFields(this.text);
    return html`<form class="panel" aria-label=${msg('Filters')} @keydown=${this._onPanelKey} @submit=${(
      event: Event,
    ) => {
      event.preventDefault();
      this._closePanel();
      this._wish('to-list');
    }}>
      <div class="fields">
        ${this._field('from', fromName())} ${this._field('to', toName())} ${this._field('subject', msg('Subject'))} ${this._field('words', msg('Words'))}
        ${this._field('after', msg('After'), 'date')} ${this._field('before', msg('Before'), 'date')}
        <label class="field">${msg('Larger than')}<select @change=${(event: Event) => this._apply({ larger: (event.target as HTMLSelectElement).value })}>
          ${repeat(
            sizes,
            (size) => size,
            (size) =>
              html`<option value=${size} ?selected=${size === larger}>${size === '' ? msg('any size') : size.replace('M', ' MB')}</option>`,
          )}
        </select></label>
        <div class="ticks">${this._tick('hasAttachment', msg('With attachment'))} ${this._tick('unread', msg('Unread'))} ${this._tick('starred', msg('Starred'))}</div>
      </div>
      <div class="buttons">
        <button type="button" class="button" @click=${() => this._wish('search', writeSearchFields(emptySearch))}>${msg('Clear')}</button>
        <button type="submit" class="button primary">${msg('Show results')}</button>
      </div>
    </form>`;
  }

  private _help() {
    return html`<div class="panel" role="group" aria-label=${msg('What may be typed')} tabindex="-1" @keydown=${this._onPanelKey}>
      <dl>${operators().map(([example, meaning]) => html`<dt><code>${example}</code></dt><dd>${meaning}</dd>`)}</dl>
      <p>${msg('Words are found by their beginning, with and without accents, also in files.')}</p>
    </div>`;
  }

  private _state() {
    const { indexed } = this;
    if (indexed !== undefined && indexed < 1) {
      const done = new Intl.NumberFormat(this.locale, { style: 'percent' }).format(indexed);
      return html`<span class="chip state" role="status">${msg(str`Preparing search: ${done}`)}</span>`;
    }
    if (!this.local) return nothing;
    return html`<span class="chip state ok">${icon(localIcon)}${msg('All on this device')}</span>`;
  }

  protected override render() {
    const button = (panel: 'filters' | 'help', label: string, svg: string, classes: string) =>
      html`<button type="button" class="${classes} ${panel}-button" aria-expanded=${String(this._panel === panel)} aria-label=${label} title=${label} @click=${() => this._toggle(panel)}>
        ${icon(svg)}${panel === 'filters' ? html`<span class="label">${label}</span>` : nothing}</button>`;
    return html`<header>
      <button type="button" class="icon-button plain menu-button" aria-label=${msg('Mailboxes')} @click=${() => this._wish('menu')}>${icon(menuIcon)}</button>
      <div class="search" role="search">
        ${icon(searchIcon)}
        <input type="search" autocomplete="off" spellcheck="false" placeholder=${msg('Search mail, also offline')} aria-label=${msg('Search mail')}
          .value=${this.text} @input=${() => this._wish('search', this._input.value)} @keydown=${this._onKeyDown} />
        <kbd aria-hidden="true">/</kbd>
      </div>
      ${button('filters', msg('Filters'), filterIcon, 'chip pill')} ${button('help', msg('Search help'), helpIcon, 'icon-button plain')}
      <span class="space"></span>${this._state()}
      ${this._panel === 'filters' ? this._filters() : this._panel === 'help' ? this._help() : nothing}
    </header>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-header': IkMailHeader;
  }
  interface HTMLElementEventMap {
    'ik-mail-header': MailHeaderEvent;
  }
}
