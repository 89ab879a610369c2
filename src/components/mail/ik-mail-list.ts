import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query as queryElement } from 'lit/decorators.js';
import { cache } from 'lit/directives/cache.js';
import { classMap } from 'lit/directives/class-map.js';
import { map } from 'lit/directives/map.js';
import { range } from 'lit/directives/range.js';
import type { MailService } from '../../app/services.js';
import type { EmailListInfo, EmailListItem, EmailQuery } from '../../domain/mail/email.js';
import { systemClock } from '../../domain/time/clock.js';
import { createMomentTexts } from '../../domain/time/moment-texts.js';
import { faceStyles } from '../contacts/contact-face.js';
import { controls } from '../shared/controls.styles.js';
import { FixedRows } from '../shared/fixed-rows.js';
import { hue } from '../shared/hue.styles.js';
import { RowCursor } from '../shared/row-cursor.js';
import { rowForKey } from '../shared/row-keys.js';
import { WindowedRows } from '../shared/windowed-rows.js';
import { styles } from './ik-mail-list.styles.js';
import { startMailDrag } from './mail-drag.js';
import { MailDragEvent, MailOpenEvent, MailPickEvent, MailRowEvent } from './mail-events.js';
import { defaultLooks, type MailLooks, type QuickAction } from './mail-looks.js';
import { type RowContext, rowCells, rowLabel, skeleton, waitingCells } from './mail-row.js';
import { MailSelection } from './mail-selection.js';
import { RowGestures, rowOf } from './row-gestures.js';
import { swipeHint } from './swipe-hint.js';

/** CSS pixels; fixed, so that any place of the list is known without drawing what is before it. */
const HEIGHTS = { stacked: { comfortable: 79, compact: 58 }, line: { comfortable: 46, compact: 36 } } as const;

/**
 * Some 50 kB each: the worker answers within a frame, so that little needs to be kept here, and a jump needs not read far beyond
 * what is drawn: rows that nobody looks at are left to be collected, here and in the worker.
 */
const LIMITS = { slice: 32, kept: 64, ahead: 8, around: 1 };

export type MailListSource = Pick<MailService, 'watchList' | 'rows' | 'indexOf'>;

/**
 * A list of messages or threads of any length, as a grid of rows: only what is visible is drawn. Arrow keys, Page Up and Down,
 * Home and End move; Enter opens; Space, Ctrl and Shift pick several; fingers swipe rows aside.
 *
 * @slot empty - Shown when the list has no rows.
 * @fires {MailOpenEvent} ik-mail-open - A row was passed or opened. Does not bubble.
 * @fires {MailPickEvent} ik-mail-pick - Other rows are picked. Does not bubble.
 * @fires {MailRowEvent} ik-mail-row - Something is wanted of one row. Does not bubble.
 * @fires {MailDragEvent} ik-mail-drag - Rows are dragged. Does not bubble.
 * @fires {Event} ik-list-change - `info` is another. Does not bubble.
 * @csspart row - One row.
 */
@customElement('ik-mail-list')
@localized()
export class IkMailList extends LitElement {
  static override styles = [controls, hue, faceStyles, styles];

  /** Where the rows come from. While it is missing the list draws its frame. */
  @property({ attribute: false }) source: MailListSource | undefined;
  /** Replaced, never changed in place. */
  @property({ attribute: false }) query: EmailQuery | undefined;
  /** The message that is open. */
  @property({ attribute: false }) current: string | undefined;
  @property({ attribute: false }) looks: MailLooks = defaultLooks;
  /** Own addresses, lower case. */
  @property({ attribute: false }) own: readonly string[] = [];
  /** One line each, as there is room. */
  @property({ type: Boolean, reflect: true }) lines = false;
  /** Whom it goes to is shown. */
  @property({ type: Boolean }) sent = false;
  @property() label = '';
  @property() locale = 'en';
  @property({ attribute: false }) timeZone = 'UTC';

  @queryElement('.scroller') private _scroller!: HTMLElement | null;
  private readonly _rows = new WindowedRows<EmailListInfo, EmailListItem>(this, () => this._onReplace(), LIMITS);
  private readonly _view = new FixedRows(this, () => this._scroller, HEIGHTS.stacked.comfortable);
  private readonly _picked = new MailSelection();
  private readonly _cursor = new RowCursor(this, this._rows, this._view);
  private readonly _gestures = new RowGestures({
    requestUpdate: () => this.requestUpdate(),
    actions: () => {
      const isLtr = getComputedStyle(this).direction !== 'rtl';
      const { swipeEnd, swipeStart } = this.looks;
      return isLtr ? { right: swipeEnd, left: swipeStart } : { right: swipeStart, left: swipeEnd };
    },
    act: (index, action) => this._act(action, this._rows.at(index)),
    pick: (index) => this._toggle(index),
  });
  private _version = -1;
  private _told: EmailListInfo | undefined;
  private _context: RowContext | undefined;

  /** How long it is; `undefined` until it is known. */
  get info(): EmailListInfo | undefined {
    return this._rows.info;
  }

  get picked(): readonly EmailListItem[] {
    return this._picked.items;
  }

  get active(): EmailListItem | undefined {
    return this._cursor.row;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('source') || changed.has('query')) this._ask();
    if (changed.has('looks') || changed.has('lines')) {
      this._view.rowHeight = HEIGHTS[this.lines ? 'line' : 'stacked'][this.looks.density];
      this._context = undefined;
    }
    for (const name of ['own', 'locale', 'timeZone', 'sent'] as const) if (changed.has(name)) this._context = undefined;
    const isOther = this._rows.version !== this._version;
    this._version = this._rows.version;
    if (isOther && this._picked.size > 0) void this._renewPicked();
    if (isOther) void this._findCurrent(false);
    else if (changed.has('current') && this.active?.id !== this.current) void this._findCurrent(true);
  }

  protected override updated() {
    if (this._rows.info === this._told) return;
    this._told = this._rows.info;
    this.dispatchEvent(new Event('ik-list-change'));
  }

  private _ask() {
    const { source, query } = this;
    if (source === undefined || query === undefined) return this._rows.show(undefined);
    this._rows.show({
      watch: () => source.watchList(query),
      rows: (from, to) => source.rows(query, from, to),
      count: ({ total }) => total,
    });
  }

  override focus(options?: FocusOptions) {
    this._scroller?.focus(options);
  }

  clearPicked() {
    if (this._picked.size === 0) return;
    this._picked.clear();
    this._pickChanged();
  }

  /** Picks the active row, or lets go of it. */
  toggleActive() {
    if (this._cursor.at !== -1) this._toggle(this._cursor.at);
  }

  async pickAll() {
    const rows = await this._rows.read(0, this._rows.count);
    this._picked.set(rows);
    this._pickChanged();
  }

  /** Steps on by as many rows, as the arrow keys do. */
  step(by: number, via: 'move' | 'open' = 'move') {
    return this._moveTo(Math.max(0, this._cursor.at + by), via);
  }

  /** What comes after a row: what is open when it is gone. */
  neighbour(by: 1 | -1): EmailListItem | undefined {
    const { at } = this._cursor;
    return this._rows.at(at + by) ?? this._rows.at(at - by);
  }

  private _onReplace() {
    this._cursor.put(-1);
    this._version = this._rows.version;
    this._view.scrollTo(0);
    this.clearPicked();
    void this._findCurrent(true);
  }

  /** What is picked may have changed or gone. */
  private async _renewPicked() {
    const ids = new Set(this._picked.items.map(({ id }) => id));
    const rows = await this._rows.read(0, Math.min(this._rows.count, 5_000)).catch(() => undefined);
    if (rows === undefined) return;
    this._picked.set(rows.filter(({ id }) => ids.has(id)));
    this._pickChanged();
  }

  private async _findCurrent(scroll: boolean) {
    const { current, source, query } = this;
    if (current === undefined || source === undefined || query === undefined || this._rows.info === undefined) return;
    const index = await source.indexOf(query, current).catch(() => -1);
    if (index === -1 || current !== this.current || query !== this.query) return;
    this._cursor.put(index);
    await this.updateComplete; // the list must be as long as it will be
    if (scroll) this._view.reveal(index);
    this.requestUpdate();
  }

  private _pickChanged() {
    this.requestUpdate();
    this.dispatchEvent(new MailPickEvent(this._picked.items));
  }

  private _moveTo = async (index: number, via: 'move' | 'open') => {
    const row = await this._cursor.goTo(index);
    if (row !== undefined) this.dispatchEvent(new MailOpenEvent(row, via));
  };

  private _extendTo = async (index: number) => {
    const rows = await this._cursor.extendTo(index);
    if (rows === undefined) return;
    this._picked.set(rows);
    this._pickChanged();
  };

  private _toggle(index: number) {
    const row = this._rows.at(index);
    if (row === undefined) return;
    this._cursor.put(index);
    this._picked.toggle(row);
    this._pickChanged();
  }

  private _act = (action: QuickAction, item: EmailListItem | undefined) => {
    if (item !== undefined && action !== 'none') this.dispatchEvent(new MailRowEvent(action, item));
  };

  private _onDragStart = (event: DragEvent) => {
    const row = this._rows.at(Number(rowOf(event)?.dataset.index));
    if (row === undefined) return event.preventDefault();
    const items = this._picked.has(row) ? this._picked.items : [row];
    const label = items.length === 1 ? row.subject || msg('1 message') : msg(str`${items.length} messages`);
    startMailDrag(event, label, items);
    this.dispatchEvent(new MailDragEvent(items));
  };

  private _onClick = (event: MouseEvent) => {
    const element = rowOf(event);
    if (element === null || this._gestures.takeClick()) return;
    const index = Number(element.dataset.index);
    const onFace = (event.target as Element).closest('.face') !== null;
    const isTouch = (event as PointerEvent).pointerType === 'touch';
    if (event.shiftKey) void this._extendTo(index);
    else if (event.ctrlKey || event.metaKey || onFace || (isTouch && this._picked.size > 0)) this._toggle(index);
    else void this._moveTo(index, 'open');
  };

  private _onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || this._rows.info === undefined) return;
    const { at } = this._cursor;
    const index = rowForKey(event.key, { at, count: this._rows.count, page: this._view.pageSize - 1 });
    const withCtrl = event.ctrlKey || event.metaKey;
    if (index !== undefined) {
      if (event.shiftKey) void this._extendTo(index);
      else void this._moveTo(index, 'move');
    } else if (event.key === 'Enter' && at !== -1) void this._moveTo(at, 'open');
    else if (event.key === 'Escape' && this._picked.size > 0) this.clearPicked();
    else if (withCtrl && event.key.toLowerCase() === 'a') void this.pickAll();
    else if (event.key === ' ' && at !== -1) this._toggle(at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private get _rowContext(): RowContext {
    this._context ??= {
      own: this.own,
      times: createMomentTexts(this.locale, this.timeZone, () => systemClock.now()),
      locale: this.locale,
      timeZone: this.timeZone,
      hover: this.looks.hover,
      isSent: this.sent,
      act: this._act,
    };
    return this._context;
  }

  /** Its cells are kept while it waits for another message, so that a jump makes none of them anew. */
  private _row = (index: number) => {
    const row = this._rows.at(index);
    const picked = row !== undefined && this._picked.has(row);
    const swipe = this._gestures.swipe?.index === index ? this._gestures.swipe : undefined;
    const classes = {
      row: true,
      waiting: row === undefined,
      active: index === this._cursor.at,
      current: row !== undefined && row.id === this.current,
      ticked: picked,
      unread: row?.threadUnread === true,
      flagged: row?.threadFlagged === true,
    };
    return html`<div part="row" class=${classMap(classes)} role="row" id=${`row-${index}`} data-index=${index} aria-selected=${picked ? 'true' : 'false'}
      aria-rowindex=${index + 1} aria-label=${row === undefined ? msg('Loading…') : rowLabel(row, this._rowContext)}
      .style=${swipe === undefined ? '' : `transform:translateX(${swipe.by}px)`}>${cache(row === undefined ? waitingCells : rowCells(row, this._rowContext))}</div>`;
  };

  protected override render() {
    const { info, error, count } = this._rows;
    if (error !== undefined)
      return html`<div class="state" role="alert"><strong>${msg('The messages could not be read.')}</strong>
        <button type="button" class="button" @click=${() => this._rows.retry()}>${msg('Try again')}</button></div>`;
    if (info !== undefined && count === 0) return html`<div class="state"><slot name="empty"></slot></div>`;
    const { from, to } = this._view.range(count);
    if (count > 0) this._rows.want(from, to);
    const height = this._view.rowHeight;
    const { at } = this._cursor;
    const { swipe } = this._gestures;
    const isActiveDrawn = at >= from && at < to;
    const classes = { scroller: true, picking: this._picked.size > 0, compact: this.looks.density === 'compact' };
    return html`<div class=${classMap(classes)} role="grid" tabindex="0" aria-label=${this.label || msg('Messages')} aria-multiselectable="true"
      aria-rowcount=${count} aria-busy=${info === undefined ? 'true' : 'false'} aria-activedescendant=${isActiveDrawn ? `row-${at}` : nothing}
      .style=${`--row:${height}px`}
      @click=${this._onClick} @keydown=${this._onKeyDown} @dragstart=${this._onDragStart} @pointerdown=${this._gestures.down} @pointermove=${this._gestures.move}
      @pointerup=${this._gestures.up} @pointercancel=${this._gestures.cancel} @contextmenu=${this._gestures.contextMenu}>
      <div class="spacer" .style=${`block-size:${count * height}px`}>${swipe === undefined ? nothing : swipeHint(swipe, this.looks, this._rows.at(swipe.index), height)}
        <div class="window" .style=${`transform:translateY(${from * height}px)`}>${info === undefined ? skeleton : map(range(from, to), this._row)}</div>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-mail-list': IkMailList;
  }
}
