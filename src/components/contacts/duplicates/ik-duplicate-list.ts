import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { map } from 'lit/directives/map.js';
import { range } from 'lit/directives/range.js';
import type { DuplicateGroup } from '../../../app/services.js';
import { controls } from '../../shared/controls.styles.js';
import { FixedRows } from '../../shared/fixed-rows.js';
import { hue } from '../../shared/hue.styles.js';
import { rowForKey } from '../../shared/row-keys.js';
import { faceStyles } from '../contact-face.js';
import { photoFace, photoFaceStyles } from '../photo-face.js';
import { PhotoUrls } from '../photo-urls.js';
import type { DuplicateRows } from './duplicate-rows.js';
import { gradeText, reasonsText } from './duplicate-texts.js';
import { styles } from './ik-duplicate-list.styles.js';

/** CSS pixels. */
const ROW_HEIGHT = 68;
const FACES = 3;

/** A group was chosen. `open`: it was clicked, or Enter pressed. Does not bubble. */
export class GroupSelectEvent extends Event {
  constructor(
    readonly index: number,
    readonly via: 'move' | 'open',
  ) {
    super('ik-group-select');
  }
}

/**
 * Groups of contacts that may be one person, as a list box of any length: arrow keys, Page Up and Down, Home, End.
 *
 * @fires {GroupSelectEvent} ik-group-select - A group was chosen. Does not bubble.
 */
@customElement('ik-duplicate-list')
@localized()
export class IkDuplicateList extends LitElement {
  static override styles = [controls, hue, faceStyles, photoFaceStyles, styles];

  @property({ attribute: false }) rows!: DuplicateRows;
  @property({ attribute: false }) count = 0;
  /** Index of the group that is shown, -1 for none. */
  @property({ attribute: false }) current = -1;
  /** That of `rows`. */
  @property({ attribute: false }) revision = 0;
  @property() locale = 'en';
  @query('.scroller') private _scroller!: HTMLElement | null;
  private readonly _photos = new PhotoUrls(this);
  private readonly _view = new FixedRows(this, () => this._scroller, ROW_HEIGHT);

  override focus(options?: FocusOptions) {
    this._scroller?.focus(options);
  }

  protected override updated(changed: PropertyValues<this>) {
    if (changed.has('current') && this.current !== -1) this._view.reveal(this.current);
  }

  private _select(index: number, via: 'move' | 'open') {
    const to = Math.max(0, Math.min(this.count - 1, index));
    this.dispatchEvent(new GroupSelectEvent(to, via));
  }

  private _onClick = (event: MouseEvent) => {
    const row = (event.target as Element).closest<HTMLElement>('.row');
    if (row !== null) this._select(Number(row.dataset.index), 'open');
  };

  private _onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const to = rowForKey(event.key, { at: this.current, count: this.count, page: this._view.pageSize - 1 });
    if (to !== undefined) this._select(to, 'move');
    else if ((event.key === 'Enter' || event.key === ' ') && this.current !== -1) this._select(this.current, 'open');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private _row = (index: number) => {
    const group = this.rows.at(index);
    const isCurrent = index === this.current;
    return html`<div class=${classMap({ row: true, current: isCurrent, waiting: group === undefined })} role="option" id=${`row-${index}`}
      data-index=${index} aria-selected=${isCurrent ? 'true' : 'false'} aria-posinset=${index + 1} aria-setsize=${this.count}
      aria-label=${group === undefined ? msg('Loading…') : nothing}>${group === undefined ? nothing : this._cells(group)}</div>`;
  };

  private _cells({ rows, grade, reasons, size }: DuplicateGroup) {
    const [first] = rows;
    const names = new Set(rows.map(({ name }) => name));
    const name = [...names].slice(0, FACES).join(' · ') || msg('Without a name');
    const count = size.toLocaleString(this.locale);
    return html`<span class="faces">${rows.slice(0, FACES).map((row) => photoFace({ ...row, photo: this._photos.ofRow(row) }))}</span>
      <span class="text"><span class="name">${first === undefined ? msg('Without a name') : name}</span>
        <span class="why">${reasonsText(reasons, this.locale)}</span></span>
      <span class="side"><span class="grade ${grade}">${gradeText(grade)}</span><span class="size">${msg(str`${count} cards`)}</span></span>`;
  }

  protected override render() {
    const { from, to } = this._view.range(this.count);
    if (this.count > 0) this.rows.want(from, to);
    const isDrawn = this.current >= from && this.current < to;
    return html`<div class="scroller" role="listbox" tabindex="0" aria-label=${msg('Possible duplicates')}
      aria-activedescendant=${isDrawn ? `row-${this.current}` : nothing} @click=${this._onClick} @keydown=${this._onKeyDown}>
      <div class="spacer" role="presentation" .style=${`block-size:${this.count * ROW_HEIGHT}px`}>
        <div class="window" role="presentation" .style=${`transform:translateY(${from * ROW_HEIGHT}px)`}>${map(range(from, to), this._row)}</div>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-duplicate-list': IkDuplicateList;
  }
  interface HTMLElementEventMap {
    'ik-group-select': GroupSelectEvent;
  }
}
