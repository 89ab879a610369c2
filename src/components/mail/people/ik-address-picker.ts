import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { map } from 'lit/directives/map.js';
import { range } from 'lit/directives/range.js';
import type { BookGroups, Services } from '../../../app/services.js';
import type { Collection } from '../../../domain/collections/collection.js';
import type { ContactListInfo, ContactQuery } from '../../../domain/contacts/contact-query.js';
import type { ContactRow } from '../../../domain/contacts/contact-row.js';
import type { MailAddress } from '../../../domain/mail/message.js';
import { face, faceStyles } from '../../contacts/contact-face.js';
import { controls } from '../../shared/controls.styles.js';
import { FixedRows } from '../../shared/fixed-rows.js';
import { hue } from '../../shared/hue.styles.js';
import '../../shared/ik-dialog.js';
import { LiveController } from '../../shared/live-controller.js';
import { describeError } from '../../shared/problem-message.js';
import { WindowedRows } from '../../shared/windowed-rows.js';
import { toName } from '../header-names.js';
import { styles } from './ik-address-picker.styles.js';
import type { RecipientField } from './pick-addresses.js';

/** CSS pixels. */
const ROW = 52;
/** People that are chosen at once: more is no letter any more. */
const MAX_PICKED = 1_000;

/** What is shown: everybody, favourites, a book, or a group, by its option. */
type Place = 'all' | 'favourites' | `book:${string}` | `group:${string}`;

/**
 * People and groups of the address books, to be chosen for a message. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed; `result` is who was chosen, and for which field. Does not bubble.
 */
@customElement('ik-address-picker')
@localized()
export class IkAddressPicker extends LitElement {
  static override styles = [controls, hue, faceStyles, styles];

  @property({ attribute: false }) services: Services | undefined;
  /** From where it was opened. */
  @property() field: RecipientField = 'to';
  /** Addresses that the message goes to already, lower case. */
  @property({ attribute: false }) taken: readonly string[] = [];
  result: { readonly field: RecipientField; readonly people: readonly MailAddress[] } | undefined;
  @state() private _place: Place = 'all';
  @state() private _typed = '';
  @state() private _picked: ReadonlyMap<string, MailAddress> = new Map();
  @state() private _said = '';
  @query('.scroller') private _scroller!: HTMLElement | null;
  private readonly _rows = new WindowedRows<ContactListInfo, ContactRow>(this, () => this._view.scrollTo(0));
  private readonly _view = new FixedRows(this, () => this._scroller, ROW);
  private readonly _books = new LiveController<readonly Collection[]>(this, () =>
    this.services?.collections.watch('addressbook'),
  );
  private readonly _groups = new LiveController<readonly BookGroups[]>(this, () =>
    this.services?.contacts.watchGroups(),
  );

  override connectedCallback() {
    super.connectedCallback();
    this._show();
  }

  private get _query(): ContactQuery {
    const [kind, ...rest] = this._place.split(':');
    const name = rest.join(':');
    return {
      sort: 'first',
      ...(kind === 'favourites' && { favourites: true }),
      ...(kind === 'book' && { collectionIds: [name] }),
      ...(kind === 'group' && { group: name }),
      ...(this._typed.trim() !== '' && { text: this._typed.trim() }),
    };
  }

  private _show() {
    const { services, _query: wanted } = this;
    if (services === undefined) return;
    this._rows.show({
      watch: () => services.contacts.watchList(wanted),
      rows: (from, to) => services.contacts.rows(wanted, from, to),
      count: ({ count }) => count,
    });
  }

  private _isTaken(row: ContactRow): boolean {
    return this.taken.includes(row.email.toLowerCase());
  }

  private _toggle(row: ContactRow) {
    if (row.email === '' || this._isTaken(row)) return;
    const key = row.email.toLowerCase();
    const picked = new Map(this._picked);
    if (picked.has(key)) picked.delete(key);
    else if (picked.size < MAX_PICKED) picked.set(key, { name: row.name || null, email: row.email });
    this._picked = picked;
    this._said = '';
  }

  /** Everybody who is listed: a whole group, a whole book. */
  private async _pickAll() {
    const rows = await this.services!.contacts.rows(this._query, 0, MAX_PICKED);
    const picked = new Map(this._picked);
    for (const row of rows)
      if (row.email !== '' && !this._isTaken(row) && picked.size < MAX_PICKED)
        picked.set(row.email.toLowerCase(), { name: row.name || null, email: row.email });
    const without = rows.filter(({ email }) => email === '').length;
    this._picked = picked;
    this._said = without === 0 ? '' : msg(str`${without} of them have no e-mail address.`);
  }

  private _finish(field: RecipientField) {
    this.result = { field, people: [...this._picked.values()] };
    this._close();
  }

  private _close = () => this.dispatchEvent(new Event('ik-close'));

  private _onKey = async (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = Number((event.currentTarget as HTMLElement).dataset.index) + step;
    if (at < 0) return this._search?.focus();
    if (at >= this._rows.count) return;
    this._view.reveal(at);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-index='${at}'] input`)?.focus();
  };
  @query('input[type=search]') private _search!: HTMLInputElement | null;

  private _onSearchKey = (event: KeyboardEvent) => {
    if (event.isComposing || (event.key !== 'ArrowDown' && event.key !== 'Enter')) return;
    event.preventDefault();
    const first = this.renderRoot.querySelector<HTMLInputElement>("[data-index='0'] input");
    if (event.key === 'ArrowDown') return first?.focus();
    const row = this._rows.at(0);
    if (row !== undefined) this._toggle(row);
  };

  private _row(index: number) {
    const row = this._rows.at(index);
    const top = `inset-block-start:${index * ROW}px`;
    if (row === undefined) return html`<div class="row none" .style=${top}></div>`;
    const isTaken = this._isTaken(row);
    const isPicked = this._picked.has(row.email.toLowerCase());
    const canPick = row.email !== '' && !isTaken;
    return html`<label class="row ${isPicked ? 'picked' : ''} ${canPick ? '' : 'none'}" data-index=${index} .style=${top} @keydown=${this._onKey}>
      <input type="checkbox" .checked=${isPicked || isTaken} aria-disabled=${String(!canPick)} @click=${(event: Event) => canPick || event.preventDefault()} @change=${() => this._toggle(row)} />
      ${face({ initials: row.initials, hue: row.hue })}
      <span class="who"><bdi>${row.name || row.email}</bdi><small>${row.email === '' ? msg('No e-mail address') : html`<bdi>${row.email}</bdi>`}</small></span>
      ${isTaken ? html`<span class="tag">${msg('Already there')}</span>` : nothing}
    </label>`;
  }

  private _list() {
    const { count, info, error } = this._rows;
    if (info === undefined)
      return html`<div class="empty" role="status">${error === undefined ? msg('Loading…') : describeError(error)}</div>`;
    if (count === 0)
      return html`<div class="empty">${this._typed.trim() === '' ? msg('There is nobody here yet.') : msg('Nobody is called so.')}</div>`;
    const { from, to } = this._view.range(count);
    this._rows.want(from, to);
    return html`<div class="all" .style=${`block-size:${count * ROW}px`}>${map(range(from, to), (index) => this._row(index))}</div>`;
  }

  private _places() {
    const groups = new Map<string, number>();
    for (const book of this._groups.value ?? [])
      for (const { name, count } of book.groups) groups.set(name, (groups.get(name) ?? 0) + count);
    const named = [...groups].filter(([, count]) => count > 0).sort(([a], [b]) => a.localeCompare(b));
    const option = (place: Place, label: string) =>
      html`<option value=${place} ?selected=${place === this._place}>${label}</option>`;
    return html`<label class="field">${msg('Address book or group')}<select @change=${(event: Event) => {
      this._place = (event.target as HTMLSelectElement).value as Place;
      this._show();
    }}>
      ${option('all', msg('All contacts'))} ${option('favourites', msg('Favourites'))}
      <optgroup label=${msg('Address books')}>${(this._books.value ?? []).map(({ id, name }) => option(`book:${id}`, name))}</optgroup>
      ${named.length === 0 ? nothing : html`<optgroup label=${msg('Groups')}>${named.map(([name, count]) => option(`group:${name}`, `${name} (${count})`))}</optgroup>`}
    </select></label>`;
  }

  private _footer() {
    const names: Readonly<Record<RecipientField, string>> = { to: toName(), cc: msg('Cc'), bcc: msg('Bcc') };
    const fields = (['bcc', 'cc', 'to'] as const).filter((field) => field !== this.field);
    const isEmpty = this._picked.size === 0;
    const button = (field: RecipientField, look: string) =>
      html`<button slot="footer" type="button" class=${look} ?disabled=${isEmpty} aria-label=${msg(str`Add to “${names[field]}”`)} @click=${() => this._finish(field)}>${names[field]}</button>`;
    return html`<button slot="footer" type="button" class="button" @click=${this._close}>${msg('Cancel')}</button>
      ${fields.map((field) => button(field, 'button'))} ${button(this.field, 'button primary')}`;
  }

  protected override render() {
    const { size } = this._picked;
    const chosen = size === 0 ? msg('Nobody chosen') : size === 1 ? msg('1 chosen') : msg(str`${size} chosen`);
    return html`<ik-dialog open heading=${msg('Address books')} @ik-close=${this._close}>
      <div class="filters">
        <label class="field">${msg('Search')}<input type="search" data-autofocus autocomplete="off" spellcheck="false" .value=${this._typed} @keydown=${this._onSearchKey}
          @input=${(event: Event) => {
            this._typed = (event.target as HTMLInputElement).value;
            this._show();
          }} /></label>
        ${this._places()}
      </div>
      <div class="scroller" role="group" aria-label=${msg('People')} tabindex=${this._rows.count === 0 ? nothing : '-1'}>${this._list()}</div>
      <div class="below"><span role="status">${chosen}${this._said === '' ? '' : `. ${this._said}`}</span><span class="space"></span>
        ${this._rows.count > 0 ? html`<button type="button" class="link" @click=${() => void this._pickAll()}>${msg('Choose all of these')}</button>` : nothing}
        ${
          size > 0
            ? html`<button type="button" class="link" @click=${() => {
                this._picked = new Map();
                this._said = '';
              }}>${msg('Choose nobody')}</button>`
            : nothing
        }
      </div>
      ${this._footer()}
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-address-picker': IkAddressPicker;
  }
}
