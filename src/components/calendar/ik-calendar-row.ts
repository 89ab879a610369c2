import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import homeIcon from 'lucide-static/icons/calendar-check.svg?raw';
import checkIcon from 'lucide-static/icons/check.svg?raw';
import downIcon from 'lucide-static/icons/chevron-down.svg?raw';
import upIcon from 'lucide-static/icons/chevron-up.svg?raw';
import exportIcon from 'lucide-static/icons/download.svg?raw';
import moreIcon from 'lucide-static/icons/ellipsis.svg?raw';
import onlyIcon from 'lucide-static/icons/eye.svg?raw';
import historyIcon from 'lucide-static/icons/history.svg?raw';
import leaveIcon from 'lucide-static/icons/log-out.svg?raw';
import editIcon from 'lucide-static/icons/pencil.svg?raw';
import refreshIcon from 'lucide-static/icons/refresh-cw.svg?raw';
import deleteIcon from 'lucide-static/icons/trash-2.svg?raw';
import shareIcon from 'lucide-static/icons/user-plus.svg?raw';
import { type Collection, canEdit, isOwned } from '../../domain/collections/collection.js';
import { isFetched } from '../../domain/collections/refresh.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import type { MenuItem, MenuSelectEvent } from '../shared/ik-menu.js';
import '../shared/ik-menu.js';
import { problemMessage } from '../shared/problem-message.js';
import { shareMark, shareMarkStyles } from '../sharing/share-mark.js';
import type { CalendarAction } from './calendar-list-event.js';

/** The calendar is wanted in another place of its list. */
export class RowMoveEvent extends Event {
  constructor(
    /** Places on, or back. */
    readonly by: number,
    /** The calendar that was dropped here. */
    readonly dropped?: string,
  ) {
    super('ik-row-move');
  }
}

/** What a drag carries: names of other programs' data are none of ours. */
const DRAGGED = 'application/x-ikebana-calendar';

/**
 * One calendar of the sidebar: shown or not, its colour, what can be done with it, and what is wrong with it.
 *
 * @fires {CustomEvent<CalendarAction>} ik-row-wish - Something is wanted of it. Does not bubble.
 * @fires {RowMoveEvent} ik-row-move - Another place is wanted. Does not bubble.
 */
@customElement('ik-calendar-row')
@localized()
export class IkCalendarRow extends LitElement {
  static override styles = [
    controls,
    hue,
    shareMarkStyles,
    css`
      :host { display: block; }
      .row { position: relative; display: flex; align-items: center; border-radius: 8px; }
      .row:hover { background: var(--ik-surface-2); }
      .row.over { box-shadow: inset 0 2px 0 var(--ik-accent); }
      label { flex: 1; min-inline-size: 0; display: flex; align-items: center; gap: 10px; min-block-size: 33px; padding-inline: 6px; font-size: 14px; cursor: pointer; }
      input { position: absolute; opacity: 0; inline-size: 16px; block-size: 16px; margin: 0; }
      .tick { flex: none; display: grid; place-items: center; inline-size: 16px; block-size: 16px; border: 1.5px solid var(--hue-bar); border-radius: 5px; color: transparent; }
      .tick svg { inline-size: 12px; block-size: 12px; stroke-width: 3.5; }
      input:checked + .tick { background: var(--hue-bar); color: var(--ik-surface); }
      input:focus-visible + .tick { outline: 2px solid var(--ik-accent); outline-offset: 2px; }
      .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      /* Over the name, which gives way when the menu is wanted. */
      ik-menu { position: absolute; inset-inline-end: 0; opacity: 0; }
      .row:hover label, .row:focus-within label { padding-inline-end: 34px; }
      .row:hover ik-menu, .row:focus-within ik-menu { opacity: 1; }
      ik-menu::part(button) { inline-size: 32px; min-block-size: 32px; }
      .problem {
        display: block; inline-size: 100%; min-block-size: 32px; padding: 0 6px 4px 32px; border: 0; border-radius: 8px; background: none; color: var(--ik-danger);
        font-size: 12px; line-height: 1.35; text-align: start; cursor: pointer; overflow-wrap: anywhere;
      }
      .problem:hover { background: var(--ik-surface-2); }
      @media (hover: none) { ik-menu { opacity: 1; } label, .problem { min-block-size: 44px; } .row label { padding-inline-end: 46px; } ik-menu::part(button) { inline-size: 44px; min-block-size: 44px; } }
    `,
  ];

  @property({ attribute: false }) calendar!: Collection;
  /** New events go there. */
  @property({ type: Boolean }) home = false;
  /** It stands at an end of its list. */
  @property({ type: Boolean }) first = false;
  @property({ type: Boolean }) last = false;
  @state() private _over = false;

  override focus() {
    this.renderRoot.querySelector('input')?.focus();
  }

  private _wish(action: CalendarAction) {
    if (action === 'up' || action === 'down') this._move(action === 'up' ? -1 : 1);
    else this.dispatchEvent(new CustomEvent('ik-row-wish', { detail: action }));
  }

  private _move(by: number, dropped?: string) {
    this.dispatchEvent(new RowMoveEvent(by, dropped));
  }

  private _onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    this._move(event.key === 'ArrowUp' ? -1 : 1);
  };

  private _onDragStart = (event: DragEvent) => event.dataTransfer?.setData(DRAGGED, this.calendar.id);

  private _onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes(DRAGGED)) return;
    event.preventDefault();
    this._over = true;
  };

  private _onDragLeave = () => {
    this._over = false;
  };

  private _onDrop = (event: DragEvent) => {
    this._over = false;
    const dropped = event.dataTransfer?.getData(DRAGGED) ?? '';
    if (dropped === '') return;
    event.preventDefault();
    event.stopPropagation();
    this._move(0, dropped);
  };

  private _items(): readonly MenuItem[] {
    const { calendar } = this;
    const own = canEdit(calendar);
    const isOut = calendar.share?.health === 'out';
    return [
      { id: 'only', label: msg('Show only this'), icon: onlyIcon },
      { id: 'edit', label: msg('Settings'), icon: editIcon },
      ...(calendar.source === undefined && !isOut
        ? [{ id: 'share', label: isOwned(calendar) ? msg('Share…') : msg('Who has it…'), icon: shareIcon } as const]
        : []),
      ...(own
        ? [{ id: 'default', label: msg('Use for new events'), icon: homeIcon, disabled: this.home } as const]
        : []),
      ...(isFetched(calendar.source) ? [{ id: 'refresh', label: msg('Refresh now'), icon: refreshIcon } as const] : []),
      ...(calendar.source?.kind === 'birthdays'
        ? []
        : [{ id: 'export', label: msg('Export as .ics'), icon: exportIcon } as const]),
      ...(own ? [{ id: 'restore', label: msg('Restore an earlier state'), icon: historyIcon } as const] : []),
      { id: 'up', label: msg('Move up'), icon: upIcon, hint: 'Alt+↑', disabled: this.first, separated: true },
      { id: 'down', label: msg('Move down'), icon: downIcon, hint: 'Alt+↓', disabled: this.last },
      this._lastItem(own),
    ];
  }

  private _lastItem(own: boolean): MenuItem {
    if (!isOwned(this.calendar)) {
      const label = this.calendar.share?.health === 'out' ? msg('Remove…') : msg('Leave…');
      return { id: 'leave', label, icon: leaveIcon, danger: true, separated: true };
    }
    const label = own ? msg('Delete') : msg('Remove');
    return { id: 'delete', label, icon: deleteIcon, danger: true, separated: true };
  }

  private _problem() {
    const { refresh, name } = this.calendar;
    if (refresh?.error === undefined || refresh.error.code === 'net/offline') return nothing;
    const text = problemMessage(refresh.error.code, refresh.error.detail);
    return html`<button type="button" class="problem" aria-label=${msg(str`${name}: ${text}`)} @click=${() => this._wish('edit')}>${text}</button>`;
  }

  protected override render() {
    const { calendar } = this;
    return html`<div class="row ${this._over ? 'over' : ''}" draggable="true" role="presentation" @dragstart=${this._onDragStart} @dragover=${this._onDragOver}
        @dragleave=${this._onDragLeave} @drop=${this._onDrop}>
        <label class="hue" .style=${`--h:${calendar.hue}`}>
          <input type="checkbox" .checked=${calendar.visible} aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown" @change=${() => this._wish('toggle')} @keydown=${this._onKeyDown} />
          <span class="tick">${icon(checkIcon)}</span><span class="name" title=${calendar.description || calendar.name}>${calendar.name}</span>${shareMark(calendar)}
        </label>
        <ik-menu button-class="icon-button plain" label=${msg(str`Actions for ${calendar.name}`)} .items=${this._items()}
          @ik-menu-select=${(event: MenuSelectEvent) => this._wish(event.id as CalendarAction)}>${icon(moreIcon)}</ik-menu>
      </div>${this._problem()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-calendar-row': IkCalendarRow;
  }
  interface HTMLElementEventMap {
    'ik-row-move': RowMoveEvent;
  }
}
