import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query as queryElement } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { map } from 'lit/directives/map.js';
import { range } from 'lit/directives/range.js';
import contactIcon from 'lucide-static/icons/users-round.svg?raw';
import type { ContactSource } from '../../app/contacts/contact-source.js';
import type { ContactListInfo, ContactQuery } from '../../app/services.js';
import type { ContactRow } from '../../domain/contacts/contact-row.js';
import type { ItemRef } from '../../domain/items/item.js';
import { controls } from '../shared/controls.styles.js';
import { FixedRows } from '../shared/fixed-rows.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import { RowCursor } from '../shared/row-cursor.js';
import { rowForKey } from '../shared/row-keys.js';
import { startContactDrag } from './contact-drag.js';
import { RowSelectEvent, SelectionChangeEvent } from './contact-events.js';
import { faceStyles } from './contact-face.js';
import { ContactRows } from './contact-rows.js';
import { styles } from './ik-contact-list.styles.js';
import './ik-letter-rail.js';
import { LongPress } from '../shared/long-press.js';
import type { LetterEvent } from './ik-letter-rail.js';
import { photoFace, photoFaceStyles } from './photo-face.js';
import { PhotoUrls } from './photo-urls.js';
import { isSameRef, RowSelection } from './row-selection.js';
import { createTypeAhead, findByPrefix } from './type-ahead.js';

/** CSS pixels; fixed, so that any place of the list is known without drawing what is before it. */
const ROW_HEIGHT = 48;
/** With fewer rows the letters would be in the way. */
const ROWS_WORTH_A_RAIL = 60;

/**
 * A list of contacts of any length, as a grid of rows: only what is visible is drawn. Arrow keys, Page Up and Down, Home, End
 * and letters move; Enter opens; Space, Ctrl and Shift select several.
 *
 * @slot empty - Shown when the list has no rows.
 * @fires {RowSelectEvent} ik-row-select - A row was passed or opened. Does not bubble.
 * @fires {Event} ik-list-change - `info` is another: other rows, or more of them. Does not bubble.
 * @fires {SelectionChangeEvent} ik-selection-change - Other rows are selected. Does not bubble.
 * @csspart row - One row.
 */
@customElement('ik-contact-list')
@localized()
export class IkContactList extends LitElement {
  static override styles = [controls, hue, faceStyles, photoFaceStyles, styles];

  /** Where the rows come from. While it is missing the list draws its frame. */
  @property({ attribute: false }) source: ContactSource | undefined;
  /** Replaced, never changed in place. */
  @property({ attribute: false }) query: ContactQuery = { sort: 'first' };
  /** The contact whose card is shown; scrolled to when it is set from outside. */
  @property({ attribute: false, hasChanged: (now?: ItemRef, before?: ItemRef) => !isSameRef(now, before) }) current:
    | ItemRef
    | undefined;
  /** Whether several rows may be selected. */
  @property({ type: Boolean }) multiple = false;
  /** Letters move to names. Off where single letters are commands. */
  @property({ attribute: false }) typeAhead = true;

  @queryElement('.scroller') private _scroller!: HTMLElement | null;
  private readonly _rows = new ContactRows(this, () => this._onReplace());
  private readonly _photos = new PhotoUrls(this);
  private readonly _selection = new RowSelection();
  private readonly _typed = createTypeAhead();
  private readonly _view = new FixedRows(this, () => this._scroller, ROW_HEIGHT);
  private readonly _cursor = new RowCursor(this, this._rows, this._view);
  /** Several are being picked: by face, Space, Ctrl or a long press. */
  private _picking = false;
  private readonly _press = new LongPress((target) => this._onLongPress(target));
  private _version = -1;
  private _told: ContactListInfo | undefined;

  /** How many rows there are; `undefined` until it is known. */
  get info(): ContactListInfo | undefined {
    return this._rows.info;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('source') || changed.has('query')) this._rows.ask(this.source, this.query);
    const version = this._rows.info?.version ?? -1;
    const isOther = version !== this._version;
    this._version = version;
    if (isOther) void this._findCurrent(changed.has('current'));
    else if (changed.has('current') && !isSameRef(this._cursor.row, this.current)) void this._findCurrent(true);
  }

  protected override updated() {
    if (this._rows.info === this._told) return;
    this._told = this._rows.info;
    this.dispatchEvent(new Event('ik-list-change'));
  }

  override focus(options?: FocusOptions) {
    this._scroller?.focus(options);
  }

  /** Selects nothing but the row of the card. */
  clearSelection() {
    this._select(this.current === undefined ? [] : [this.current]);
  }

  /** Steps on by as many rows, as the arrow keys do. */
  async step(by: number) {
    await this._moveTo(Math.max(0, this._cursor.at + by), 'move');
  }

  /** Opens the first row, as Enter does in a search field. */
  async openFirst() {
    await this._moveTo(0, 'open');
  }

  /** Every contact of the list. */
  async allRefs(): Promise<readonly ItemRef[]> {
    return this._rows.read(0, this._rows.info?.count ?? 0);
  }

  private _onReplace() {
    this._cursor.put(-1);
    this._version = this._rows.info?.version ?? -1;
    this._view.scrollTo(0);
    if (this._picking) this.clearSelection();
    void this._findCurrent(true);
  }

  /** The row of the card may have moved; after a new address it may be far away. */
  private async _findCurrent(scroll: boolean) {
    const { current, source, query } = this;
    const isSelected = current === undefined ? this._selection.size === 0 : this._selection.has(current);
    if (!this._picking && !isSelected) this._select(current ? [current] : []);
    if (current === undefined || source === undefined || this._rows.info === undefined) return;
    const index = await source.indexOf(query, current).catch(() => -1);
    if (index === -1 || !isSameRef(current, this.current) || query !== this.query) return;
    this._cursor.put(index);
    await this.updateComplete; // the list must be as long as it will be
    if (scroll) this._view.reveal(index);
    this.requestUpdate();
  }

  private _select(refs: readonly ItemRef[]) {
    this._picking = refs.length > 1;
    this._selection.set(refs);
    this._selectionChanged();
  }

  private _selectionChanged() {
    this.requestUpdate();
    this.dispatchEvent(new SelectionChangeEvent(this._selection.refs, this._picking));
  }

  private _moveTo = async (index: number, via: 'move' | 'open') => {
    const row = await this._cursor.goTo(index);
    if (row === undefined) return;
    this._select([row]);
    this.dispatchEvent(new RowSelectEvent(row, via));
  };

  private _extendTo = async (index: number) => {
    const rows = await this._cursor.extendTo(index);
    if (rows !== undefined) this._select(rows);
  };

  private _toggle(index: number) {
    const row = this._rows.at(index);
    if (row === undefined) return;
    this._cursor.put(index);
    this._selection.toggle(row);
    this._picking = this._selection.size > 0;
    this._selectionChanged();
  }

  /** On a phone: the first of several, and none of the row of the card. */
  private _onLongPress(target: Element) {
    const element = target.closest<HTMLElement>('.row');
    if (element === null || !this.multiple) return;
    if (!this._picking) this._selection.set([]);
    this._toggle(Number(element.dataset.index));
  }

  private _onDragStart = (event: DragEvent) => {
    const element = (event.target as Element).closest<HTMLElement>('.row');
    const row = this._rows.at(Number(element?.dataset.index));
    if (row === undefined) return event.preventDefault();
    const refs = this._selection.has(row) ? this._selection.refs : [row];
    const label = refs.length === 1 ? row.name : msg(str`${refs.length} contacts`);
    startContactDrag(event, refs, label);
  };

  private async _selectAll() {
    this._select(await this.allRefs());
  }

  private _onClick = (event: MouseEvent) => {
    const element = (event.target as Element).closest<HTMLElement>('.row');
    if (element === null || this._press.takeClick()) return;
    const index = Number(element.dataset.index);
    const onFace = (event.target as Element).closest('.face') !== null;
    const isTouch = (event as PointerEvent).pointerType === 'touch';
    if (this.multiple && event.shiftKey) void this._extendTo(index);
    else if (this.multiple && (event.ctrlKey || event.metaKey || onFace || (isTouch && this._picking)))
      this._toggle(index);
    else void this._moveTo(index, 'open');
  };

  private _onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || this._rows.info === undefined) return;
    const { at } = this._cursor;
    const index = rowForKey(event.key, { at, count: this._rows.count, page: this._view.pageSize - 1 });
    const withCtrl = event.ctrlKey || event.metaKey;
    if (index !== undefined) {
      if (event.shiftKey && this.multiple) void this._extendTo(index);
      else void this._moveTo(index, 'move');
    } else if (event.key === 'Enter' && at !== -1) void this._moveTo(at, 'open');
    else if (event.key === 'Escape' && this._picking) this.clearSelection();
    else if (withCtrl && event.key.toLowerCase() === 'a' && this.multiple) void this._selectAll();
    else if (event.key === ' ' && !this._typed.isTyping(event.timeStamp) && at !== -1) this._onSpace();
    else if (!withCtrl && this.typeAhead && event.key.length === 1) void this._onLetter(event.key, event.timeStamp);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private _onSpace() {
    if (this.multiple) this._toggle(this._cursor.at);
    else void this._moveTo(this._cursor.at, 'open');
  }

  private async _onLetter(letter: string, at: number) {
    const word = this._typed.type(letter, at);
    const { info } = this._rows;
    if (info === undefined) return;
    const index = await findByPrefix(word, info, this.query.sort, (from, to) => this._rows.read(from, to));
    if (index !== -1) await this._moveTo(index, 'move');
  }

  private _row = (index: number) => {
    const row = this._rows.at(index);
    const selected = row !== undefined && this._selection.has(row);
    const classes = {
      row: true,
      waiting: row === undefined,
      active: index === this._cursor.at,
      current: row !== undefined && isSameRef(row, this.current),
      ticked: selected && this._picking,
      'only-name': row?.email === '',
    };
    return html`<div part="row" class=${classMap(classes)} role="row" id=${`row-${index}`} data-index=${index}
      aria-selected=${selected ? 'true' : 'false'} aria-rowindex=${index + 1}
      aria-label=${row === undefined ? msg('Loading…') : nothing}
    >${row === undefined ? waiting : cells(row, this._photos.ofRow(row, this.source))}</div>`;
  };

  protected override render() {
    const { info, error } = this._rows;
    if (error !== undefined) return this._error();
    if (info?.count === 0)
      return html`<div class="state"><slot name="empty">${icon(contactIcon)}<span>${msg('No contacts')}</span></slot></div>`;
    const count = info?.count ?? 0;
    const { from, to } = this._view.range(count);
    if (count > 0) this._rows.want(from, to);
    const letters = count >= ROWS_WORTH_A_RAIL ? (info?.letters ?? []) : [];
    const { at } = this._cursor;
    const isActiveDrawn = at >= from && at < to;
    return html`<div class=${classMap({ scroller: true, 'with-rail': letters.length > 1 })} role="grid" tabindex="0"
        aria-label=${msg('Contacts')} aria-multiselectable=${this.multiple ? 'true' : 'false'} aria-rowcount=${count} aria-busy=${info === undefined ? 'true' : 'false'}
        aria-activedescendant=${isActiveDrawn ? `row-${at}` : nothing}
        @click=${this._onClick} @keydown=${this._onKeyDown} @dragstart=${this._onDragStart} @pointerdown=${this._onPointerDown}
        @pointermove=${this._press.move} @pointerup=${this._press.end} @pointercancel=${this._press.end} @contextmenu=${this._press.contextMenu}>
        <div class="spacer" .style=${`block-size:${count * ROW_HEIGHT}px`}>
          <div class="window" .style=${`transform:translateY(${from * ROW_HEIGHT}px)`}>${
            info === undefined ? skeleton : map(range(from, to), this._row)
          }</div>
        </div>
      </div>
      ${letters.length > 1 ? this._rail(letters) : nothing}`;
  }

  private _rail(letters: ContactListInfo['letters']) {
    return html`<ik-letter-rail .letters=${letters} .top=${this._view.top}
      @ik-letter=${(event: LetterEvent) => this._view.scrollTo(event.index * ROW_HEIGHT)}></ik-letter-rail>`;
  }

  /** A mouse drags rows; a finger scrolls, or presses long. */
  private _onPointerDown = (event: PointerEvent) => {
    const row = (event.target as Element).closest<HTMLElement>('.row');
    if (row !== null) row.draggable = this.multiple && event.pointerType === 'mouse';
    this._press.begin(event);
  };

  private _error() {
    return html`<div class="state" role="alert"><strong>${msg('The contacts could not be read.')}</strong>
      <button type="button" class="button" @click=${() => this._rows.retry()}>${msg('Try again')}</button></div>`;
  }
}

const waiting = html`<span class="face"></span><span class="name" role="gridcell"></span><span class="mail"></span><span class="phone"></span><span class="org"></span>`;

/** Before the number of rows is known. */
const skeleton = Array.from({ length: 12 }, () => html`<div class="row waiting" aria-hidden="true">${waiting}</div>`);

function cells(row: ContactRow, photo: string) {
  return html`${photoFace({ ...row, photo, who: row.email })}<span class="name" role="rowheader">${row.name || msg('Without a name')}</span><span class="mail" role="gridcell">${
    row.email
  }</span><span class="phone" role="gridcell">${row.phone}</span><span class="org" role="gridcell">${row.organization}</span>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-contact-list': IkContactList;
  }
}
