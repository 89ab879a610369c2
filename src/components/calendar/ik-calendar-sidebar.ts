import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import restoreIcon from 'lucide-static/icons/archive-restore.svg?raw';
import birthdayIcon from 'lucide-static/icons/cake.svg?raw';
import awayIcon from 'lucide-static/icons/calendar-off.svg?raw';
import newIcon from 'lucide-static/icons/calendar-plus.svg?raw';
import downIcon from 'lucide-static/icons/chevron-down.svg?raw';
import holidayIcon from 'lucide-static/icons/flag.svg?raw';
import taskIcon from 'lucide-static/icons/list-plus.svg?raw';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import subscribeIcon from 'lucide-static/icons/rss.svg?raw';
import focusIcon from 'lucide-static/icons/target.svg?raw';
import importIcon from 'lucide-static/icons/upload.svg?raw';
import type { Collection } from '../../domain/collections/collection.js';
import { calendarGroups, movedBy, movedTo } from '../../domain/collections/order.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import type { MenuItem, MenuSelectEvent } from '../shared/ik-menu.js';
import '../shared/ik-menu.js';
import { absenceName } from './absences/absence-texts.js';
import { type CalendarAction, CalendarListEvent, type ListAction } from './calendar-list-event.js';
import './ik-calendar-row.js';
import type { RowMoveEvent } from './ik-calendar-row.js';

/**
 * Create button, what the page puts in between, and the calendars with their colours: the person's own, and others that
 * come from somewhere else. Drag, or Alt and arrows, gives them another order.
 *
 * @slot - Between the button and the list.
 * @fires {CalendarListEvent} ik-calendar-list - Something about a calendar, or a new event, is wanted. Does not bubble.
 */
@customElement('ik-calendar-sidebar')
@localized()
export class IkCalendarSidebar extends LitElement {
  static override styles = [
    controls,
    css`
      :host { display: block; }
      .create { display: flex; gap: 1px; margin-block-end: 16px; }
      .create .button { flex: 1; min-block-size: 38px; border-start-end-radius: 0; border-end-end-radius: 0; }
      .create ik-menu::part(button) { inline-size: 40px; min-block-size: 38px; padding: 0; border-start-start-radius: 0; border-end-start-radius: 0; color: var(--ik-on-accent); }
      .head { display: flex; align-items: center; justify-content: space-between; margin: 16px 0 2px; padding-inline-start: 6px; }
      ik-menu::part(button) { inline-size: 32px; min-block-size: 32px; color: var(--ik-text-2); }
      ul { margin: 0; padding: 0; list-style: none; }
      .import {
        display: flex; align-items: center; gap: 10px; inline-size: 100%; min-block-size: 34px; margin-block-start: 14px; padding-inline: 6px; border: 0;
        border-radius: 8px; background: none; color: var(--ik-text-2); font-size: 14px; text-align: start; cursor: pointer;
      }
      .import + .import { margin-block-start: 0; }
      .import svg { inline-size: 16px; block-size: 16px; }
      .import:hover { background: var(--ik-surface-2); color: var(--ik-text); }
      @media (hover: none) { .create .button, .create ik-menu::part(button) { min-block-size: 44px; } .import { min-block-size: 44px; } ik-menu::part(button) { inline-size: 44px; min-block-size: 44px; } }
    `,
  ];

  /** In order. */
  @property({ attribute: false }) calendars: readonly Collection[] = [];
  /** The calendar of new events. */
  @property({ attribute: false }) home: string | undefined;

  private _moved = '';

  private _wish(action: CalendarAction | ListAction, calendar?: Collection, order?: readonly string[]) {
    this.dispatchEvent(new CalendarListEvent(action, calendar, order));
  }

  private _onMove(group: readonly Collection[], calendar: Collection, event: RowMoveEvent) {
    const ids = group.map(({ id }) => id);
    const { by, dropped } = event;
    const order = dropped === undefined ? movedBy(ids, calendar.id, by) : movedTo(ids, dropped, calendar.id);
    if (!order.some((id, at) => id !== ids[at])) return;
    if (dropped === undefined) this._moved = calendar.id;
    this._wish('order', calendar, order);
  }

  /** The focus goes with the calendar that was moved by keyboard. */
  protected override updated(changed: PropertyValues<this>) {
    if (!changed.has('calendars') || this._moved === '') return;
    const rows = this.renderRoot.querySelectorAll('ik-calendar-row');
    [...rows].find(({ calendar }) => calendar.id === this._moved)?.focus();
    this._moved = '';
  }

  private _row(calendar: Collection, group: readonly Collection[]) {
    const at = group.indexOf(calendar);
    return html`<li><ik-calendar-row .calendar=${calendar} ?home=${calendar.id === this.home} ?first=${at === 0} ?last=${at === group.length - 1}
      @ik-row-wish=${(event: CustomEvent<CalendarAction>) => this._wish(event.detail, calendar)}
      @ik-row-move=${(event: RowMoveEvent) => this._onMove(group, calendar, event)}></ik-calendar-row></li>`;
  }

  private _list(label: string, group: readonly Collection[]) {
    return html`<ul aria-label=${label}>${group.map((calendar) => this._row(calendar, group))}</ul>`;
  }

  private _createMenu() {
    const items: readonly MenuItem[] = [
      { id: 'new-event', label: msg('Event'), icon: newIcon },
      { id: 'new-task', label: msg('Task'), icon: taskIcon },
      { id: 'new-out-of-office', label: absenceName('out-of-office'), icon: awayIcon },
      { id: 'new-focus', label: absenceName('focus'), icon: focusIcon },
    ];
    return html`<ik-menu button-class="button primary" label=${msg('Create something else')} .items=${items}
      @ik-menu-select=${(event: MenuSelectEvent) => this._wish(event.id as ListAction)}>${icon(downIcon)}</ik-menu>`;
  }

  private _addMenu() {
    const shown = this.calendars.some(({ visible }) => visible);
    const items: readonly MenuItem[] = [
      { id: 'new-calendar', label: msg('New calendar'), icon: newIcon },
      { id: 'subscribe', label: msg('Subscribe to an address'), icon: subscribeIcon },
      { id: 'holidays', label: msg('Public holidays'), icon: holidayIcon },
      { id: 'birthdays', label: msg('Birthdays of contacts'), icon: birthdayIcon },
      { id: 'import', label: msg('Import a file'), icon: importIcon },
      {
        id: shown ? 'hide-all' : 'show-all',
        label: shown ? msg('Hide all calendars') : msg('Show all calendars'),
        separated: true,
      },
    ];
    return html`<ik-menu button-class="icon-button plain" label=${msg('Add a calendar')} .items=${items}
      @ik-menu-select=${(event: MenuSelectEvent) => this._wish(event.id as ListAction)}>${icon(plusIcon)}</ik-menu>`;
  }

  protected override render() {
    const [own, shared, others] = calendarGroups(this.calendars);
    return html`<div class="create"><button type="button" class="button primary" @click=${() => this._wish('new-event')}>${icon(plusIcon)}${msg('Create')}</button>${this._createMenu()}</div>
      <slot></slot>
      <div class="head"><h2 class="eyebrow">${msg('My calendars')}</h2>${this._addMenu()}</div>
      ${this._list(msg('My calendars'), own)}
      ${
        shared.length === 0
          ? nothing
          : html`<div class="head"><h2 class="eyebrow">${msg('Shared with me')}</h2></div>
            ${this._list(msg('Shared with me'), shared)}`
      }
      <ik-invite-badge></ik-invite-badge>
      ${
        others.length === 0
          ? nothing
          : html`<div class="head"><h2 class="eyebrow">${msg('Other')}</h2></div>
            ${this._list(msg('Other calendars'), others)}`
      }
      <button type="button" class="import" @click=${() => this._wish('import')}>${icon(importIcon)}${msg('Import a file')}</button>
      <button type="button" class="import" @click=${() => this._wish('deleted')}>${icon(restoreIcon)}${msg('Recently deleted')}</button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-calendar-sidebar': IkCalendarSidebar;
  }
}
