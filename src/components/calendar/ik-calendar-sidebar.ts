import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import homeIcon from 'lucide-static/icons/calendar-check.svg?raw';
import checkIcon from 'lucide-static/icons/check.svg?raw';
import exportIcon from 'lucide-static/icons/download.svg?raw';
import moreIcon from 'lucide-static/icons/ellipsis.svg?raw';
import editIcon from 'lucide-static/icons/pencil.svg?raw';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import deleteIcon from 'lucide-static/icons/trash-2.svg?raw';
import importIcon from 'lucide-static/icons/upload.svg?raw';
import type { Collection } from '../../domain/collections/collection.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import type { MenuItem, MenuSelectEvent } from '../shared/ik-menu.js';
import '../shared/ik-menu.js';

/** A wish about one calendar, or, without `calendar`, about all of them. Does not bubble. */
export class CalendarListEvent extends Event {
  constructor(
    readonly action: 'toggle' | 'edit' | 'default' | 'export' | 'delete' | 'new-calendar' | 'new-event' | 'import',
    readonly calendar?: Collection,
  ) {
    super('ik-calendar-list');
  }
}

/**
 * Create button, what the page puts in between, and the calendars with their colours.
 *
 * @slot - Between the button and the list.
 * @fires {CalendarListEvent} ik-calendar-list - Something about a calendar, or a new event, is wanted. Does not bubble.
 */
@customElement('ik-calendar-sidebar')
@localized()
export class IkCalendarSidebar extends LitElement {
  static override styles = [
    controls,
    hue,
    css`
      :host { display: block; }
      .create { inline-size: 100%; min-block-size: 38px; margin-block-end: 16px; }
      .head { display: flex; align-items: center; justify-content: space-between; margin: 16px 0 2px; padding-inline-start: 6px; }
      .head .icon-button { inline-size: 32px; min-block-size: 32px; color: var(--ik-text-2); }
      .head .icon-button svg { inline-size: 15px; block-size: 15px; }
      ul { margin: 0; padding: 0; list-style: none; }
      li { display: flex; align-items: center; border-radius: 8px; }
      li:hover { background: var(--ik-surface-2); }
      label { flex: 1; min-inline-size: 0; display: flex; align-items: center; gap: 10px; min-block-size: 33px; padding-inline: 6px; font-size: 14px; cursor: pointer; }
      input { position: absolute; opacity: 0; inline-size: 16px; block-size: 16px; margin: 0; }
      .tick { flex: none; display: grid; place-items: center; inline-size: 16px; block-size: 16px; border: 1.5px solid var(--hue-bar); border-radius: 5px; color: transparent; }
      .tick svg { inline-size: 12px; block-size: 12px; stroke-width: 3.5; }
      input:checked + .tick { background: var(--hue-bar); color: var(--ik-surface); }
      input:focus-visible + .tick { outline: 2px solid var(--ik-accent); outline-offset: 2px; }
      .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      ik-menu { opacity: 0; }
      li:hover ik-menu, li:focus-within ik-menu { opacity: 1; }
      ik-menu::part(button) { inline-size: 32px; min-block-size: 32px; }
      .import {
        display: flex; align-items: center; gap: 10px; inline-size: 100%; min-block-size: 34px; margin-block-start: 14px; padding-inline: 6px; border: 0;
        border-radius: 8px; background: none; color: var(--ik-text-2); font-size: 14px; text-align: start; cursor: pointer;
      }
      .import svg { inline-size: 16px; block-size: 16px; }
      .import:hover { background: var(--ik-surface-2); color: var(--ik-text); }
      @media (hover: none) { ik-menu { opacity: 1; } label, .import { min-block-size: 44px; } }
    `,
  ];

  /** In order. */
  @property({ attribute: false }) calendars: readonly Collection[] = [];
  /** The calendar of new events. */
  @property({ attribute: false }) home: string | undefined;

  private _wish(action: CalendarListEvent['action'], calendar?: Collection) {
    this.dispatchEvent(new CalendarListEvent(action, calendar));
  }

  private _row = (calendar: Collection) => {
    const items: readonly MenuItem[] = [
      { id: 'edit', label: msg('Name and colour'), icon: editIcon },
      { id: 'default', label: msg('Use for new events'), icon: homeIcon, disabled: calendar.id === this.home },
      { id: 'export', label: msg('Export as .ics'), icon: exportIcon },
      { id: 'delete', label: msg('Delete'), icon: deleteIcon, danger: true, separated: true },
    ];
    return html`<li>
      <label class="hue" .style=${`--h:${calendar.hue}`}>
        <input type="checkbox" .checked=${calendar.visible} @change=${() => this._wish('toggle', calendar)} />
        <span class="tick">${icon(checkIcon)}</span><span class="name" title=${calendar.name}>${calendar.name}</span>
      </label>
      <ik-menu button-class="icon-button plain" label=${msg(str`Actions for ${calendar.name}`)} .items=${items}
        @ik-menu-select=${(event: MenuSelectEvent) => this._wish(event.id as 'edit', calendar)}>${icon(moreIcon)}</ik-menu>
    </li>`;
  };

  protected override render() {
    return html`<button type="button" class="button primary create" @click=${() => this._wish('new-event')}>${icon(plusIcon)}${msg('Create')}</button>
      <slot></slot>
      <div class="head">
        <h2 class="eyebrow" id="title">${msg('My calendars')}</h2>
        <button type="button" class="icon-button plain" aria-label=${msg('New calendar')} title=${msg('New calendar')} @click=${() => this._wish('new-calendar')}>${icon(plusIcon)}</button>
      </div>
      <ul aria-labelledby="title">${this.calendars.map(this._row)}</ul>
      <button type="button" class="import" @click=${() => this._wish('import')}>${icon(importIcon)}${msg('Import a file')}</button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-calendar-sidebar': IkCalendarSidebar;
  }
  interface HTMLElementEventMap {
    'ik-calendar-list': CalendarListEvent;
  }
}
