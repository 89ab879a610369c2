import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import refreshIcon from 'lucide-static/icons/refresh-cw.svg?raw';
import type { CollectionChange } from '../../app/services.js';
import type { CalendarSource } from '../../domain/collections/calendar-source.js';
import { type Collection, canEdit } from '../../domain/collections/collection.js';
import type { Watchable } from '../../domain/watchable.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-dialog.js';
import '../shared/ik-hue-picker.js';
import type { IkHuePicker } from '../shared/ik-hue-picker.js';
import { LiveController } from '../shared/live-controller.js';
import { describeError, problemMessage } from '../shared/problem-message.js';
import { alarmText } from './alarm-text.js';
import { intervalOptions, momentText } from './refresh-text.js';

/** What the dialog stores. */
export interface CalendarInput extends CollectionChange {
  readonly name: string;
  readonly hue: number;
  readonly description: string;
  /** New events go there. */
  readonly home: boolean;
}

/** Reminders offered, in minutes before the start. */
const reminders = [0, 5, 10, 15, 30, 60, 120, 1440];

/**
 * Name, colour and all else of a calendar, new or existing. Open as soon as it is in the page.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-calendar-dialog')
@localized()
export class IkCalendarDialog extends LitElement {
  static override styles = [
    controls,
    css`
      form { display: grid; gap: 14px; }
      .check { display: flex; align-items: center; gap: 10px; min-block-size: 32px; font-size: 14px; }
      .check input { inline-size: 17px; block-size: 17px; margin: 0; accent-color: var(--ik-accent); }
      .status { display: flex; align-items: center; gap: 10px; padding: 10px 12px; border-radius: var(--ik-radius); background: var(--ik-surface-2); font-size: 13px; }
      .status div { flex: 1; min-inline-size: 0; overflow-wrap: anywhere; }
      .status p { margin: 0; }
      .quiet { margin: 0; color: var(--ik-text-2); font-size: 13px; }
      .problem, [role=alert] { color: var(--ik-danger); }
      @media (pointer: coarse) { .check { min-block-size: 44px; } }
    `,
  ];

  /** As it is; absent for a new one. */
  @property({ attribute: false }) calendar: Collection | undefined;
  /** OKLCH hue, 0–360. */
  @property({ type: Number }) hue = 265;
  /** New events go there already. */
  @property({ type: Boolean }) home = false;
  /** BCP 47. */
  @property() locale = 'en';
  /** All of them: how a refresh went is seen while the dialog is open. */
  @property({ attribute: false }) calendars: Watchable<readonly Collection[]> | undefined;
  /** Stores them. The dialog closes when it resolves and says why when it rejects. */
  @property({ attribute: false }) save: (input: CalendarInput) => Promise<unknown> = async () => undefined;
  /** Looks at a subscription's address now. */
  @property({ attribute: false }) refresh: (id: string) => Promise<void> = async () => undefined;
  @state() private _open = true;
  @state() private _busy = false;
  @state() private _error = '';
  @query('#name') private _name!: HTMLInputElement;
  @query('#description') private _description!: HTMLTextAreaElement;
  @query('#home') private _home!: HTMLInputElement | null;
  @query('#alarm') private _alarm!: HTMLSelectElement | null;
  @query('#interval') private _interval!: HTMLSelectElement | null;
  private readonly _live = new LiveController(this, () => this.calendars);

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('calendars')) this._live.refresh();
  }

  private _leave = () => {
    this._open = false;
  };

  private async _onSubmit(event: Event) {
    event.preventDefault();
    const name = this._name.value.trim();
    if (name === '') {
      this._name.focus();
      return;
    }
    const source = this._changedSource();
    try {
      await this.save({
        name,
        hue: this.hue,
        description: this._description.value.trim(),
        home: this._home?.checked ?? false,
        ...(this._alarm && { alarms: alarmsOf(this._alarm.value) }),
        ...(source && { source }),
      });
      this._open = false;
    } catch (error) {
      this._error = describeError(error);
    }
  }

  private _changedSource(): CalendarSource | undefined {
    const source = this.calendar?.source;
    const minutes = Number(this._interval?.value);
    if (source?.kind !== 'subscription' || this._interval === null || minutes === source.minutes) return undefined;
    return { ...source, minutes };
  }

  private async _refreshNow() {
    this._busy = true;
    await this.refresh(this.calendar!.id).catch((error: unknown) => {
      this._error = describeError(error);
    });
    this._busy = false;
  }

  private _ownFields() {
    const alarms = this.calendar?.alarms;
    const value = alarms === undefined ? '' : alarms.join(',') || 'none';
    const known = ['', 'none', ...reminders.map(String)];
    const option = (key: string, text: string) =>
      html`<option value=${key} ?selected=${key === value}>${text}</option>`;
    return html`<label class="field">${msg('Reminder of new events')}
        <select id="alarm">
          ${option('', msg('As in the settings'))}${option('none', msg('None'))}
          ${reminders.map((minutes) => option(String(minutes), alarmText(minutes)))}
          ${known.includes(value) ? nothing : option(value, (alarms ?? []).map(alarmText).join(', '))}
        </select>
      </label>
      <label class="check"><input id="home" type="checkbox" .checked=${this.home} ?disabled=${this.home} />${msg('Use for new events')}</label>`;
  }

  private _source(source: CalendarSource) {
    if (source.kind === 'birthdays')
      return html`<p class="quiet">${msg('Made of the birthdays and anniversaries of your contacts, and always in step with them.')}</p>`;
    if (source.kind === 'unknown')
      return html`<p class="quiet">${msg('Made by a newer version of the app; it can be read, not changed.')}</p>`;
    const isSubscription = source.kind === 'subscription';
    return html`${isSubscription ? html`<label class="field">${msg('Address')}<input readonly .value=${source.url} /></label>` : nothing}
      ${
        isSubscription
          ? html`<label class="field">${msg('Look for changes')}
            <select id="interval">${intervalOptions().map(({ minutes, text }) => html`<option value=${minutes} ?selected=${minutes === source.minutes}>${text}</option>`)}</select>
          </label>`
          : nothing
      }
      ${this._status()}`;
  }

  private _status() {
    const now = this._live.value?.find(({ id }) => id === this.calendar?.id) ?? this.calendar;
    const { succeededAt, error } = now?.refresh ?? {};
    return html`<div class="status" role="status">
      <div>
        <p>${succeededAt === undefined ? msg('Not refreshed yet.') : momentText(succeededAt, this.locale)}</p>
        ${error === undefined ? nothing : html`<p class="problem">${problemMessage(error.code, error.detail)}</p>`}
      </div>
      <button type="button" class="button" ?disabled=${this._busy} @click=${this._refreshNow}>${icon(refreshIcon)}${this._busy ? msg('Refreshing…') : msg('Refresh now')}</button>
    </div>`;
  }

  protected override render() {
    const { calendar } = this;
    const isNew = calendar === undefined;
    const source = calendar?.source;
    // What somebody else shares is named by those who share it.
    const isNamed = (calendar?.share?.role ?? 4) < 3;
    return html`<ik-dialog heading=${isNew ? msg('New calendar') : msg('Calendar')} .open=${this._open} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      <form id="form" @submit=${this._onSubmit}>
        <label class="field">${msg('Name')}<input id="name" .value=${calendar?.name ?? ''} maxlength="100" required ?autofocus=${true} ?readonly=${isNamed} autocomplete="off" /></label>
        <ik-hue-picker label=${msg('Colour')} .value=${this.hue} @change=${(event: Event) => {
          this.hue = (event.target as IkHuePicker).value;
        }}></ik-hue-picker>
        <label class="field">${msg('Description')}<textarea id="description" maxlength="2000" rows="2" ?readonly=${isNamed} .value=${calendar?.description ?? ''}></textarea></label>
        ${isNew || canEdit(calendar) ? this._ownFields() : nothing}
        ${source === undefined ? nothing : this._source(source)}
        ${this._error === '' ? nothing : html`<p role="alert">${this._error}</p>`}
      </form>
      <button slot="footer" type="button" class="button" @click=${this._leave}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary">${isNew ? msg('Create') : msg('Save')}</button>
    </ik-dialog>`;
  }
}

/** Of the choice: `null` is as in the settings. */
function alarmsOf(value: string): readonly number[] | null {
  if (value === '') return null;
  return value === 'none' ? [] : value.split(',').map(Number);
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-calendar-dialog': IkCalendarDialog;
  }
}
