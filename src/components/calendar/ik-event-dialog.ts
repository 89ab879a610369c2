import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import bellIcon from 'lucide-static/icons/bell-plus.svg?raw';
import findIcon from 'lucide-static/icons/calendar-search.svg?raw';
import removeIcon from 'lucide-static/icons/x.svg?raw';
import type { EventFields } from '../../domain/calendar/event-fields.js';
import type { Collection } from '../../domain/collections/collection.js';
import { dayOf } from '../../domain/time/calendar-date.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import '../shared/ik-dialog.js';
import type { IkDialog } from '../shared/ik-dialog.js';
import { describeError } from '../shared/problem-message.js';
import { alarmText } from './alarm-text.js';
import {
  dateText,
  draftProblem,
  lastDateText,
  timeText,
  withAllDay,
  withDate,
  withLastDate,
  withStart,
  withTime,
} from './event-draft.js';
import { styles } from './ik-event-dialog.styles.js';
import './ik-rule-field.js';
import type { IkRuleField } from './ik-rule-field.js';

const alarmChoices = [0, 5, 10, 15, 30, 60, 120, 1440, 2880, 10_080];
const FIRST_ALARM = 10;

/** Stores the form. Resolves to false when the person changed their mind on the way; rejects when it cannot be stored. */
export type SaveEvent = (fields: EventFields, calendarId: string) => Promise<boolean>;

/**
 * Everything of one event, to write a new one or to edit. Open as soon as it is in the page; leaving it with changes
 * asks first.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-event-dialog')
@localized()
export class IkEventDialog extends LitElement {
  static override styles = [controls, styles];

  /** As it is now. */
  @property({ attribute: false }) fields!: EventFields;
  @property() calendarId = '';
  @property({ attribute: false }) calendars: readonly Pick<Collection, 'id' | 'name'>[] = [];
  @property({ type: Boolean }) isNew = false;
  /** Of an event that is there already. */
  @property() uid = '';
  /** Zone of new times. */
  @property() timeZone = 'UTC';
  @property() locale = 'en';
  @property({ attribute: false }) save: SaveEvent = async () => true;

  @state() private _draft!: EventFields;
  @state() private _calendarId = '';
  @state() private _open = true;
  @state() private _leaving = false;
  @state() private _saving = false;
  @state() private _error = '';
  @query('ik-dialog') private _dialog!: IkDialog;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('fields')) this._draft = this.fields;
    if (changed.has('calendarId')) this._calendarId = this.calendarId;
  }

  private _set(change: Partial<EventFields>) {
    this._draft = { ...this._draft, ...change };
    this._error = '';
  }

  private get _isChanged(): boolean {
    return this._calendarId !== this.calendarId || JSON.stringify(this._draft) !== JSON.stringify(this.fields);
  }

  private _problem(): string {
    switch (draftProblem(this._draft)) {
      case 'end-before-start':
        return msg('The event ends before it starts.');
      case 'zone':
        return msg('There is no such time zone.');
      case 'url':
        return msg('This is no complete address; it begins with https://.');
      case undefined:
        return '';
    }
  }

  private _onCancel = (event: Event) => {
    if (!this._isChanged) return;
    event.preventDefault();
    this._leaving = true;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.leave button')?.focus());
  };

  private _onSubmit = async (event: Event) => {
    event.preventDefault();
    if (this._problem() !== '' || this._saving) return;
    this._saving = true;
    try {
      this._open = !(await this.save(this._draft, this._calendarId));
    } catch (error) {
      this._error = describeError(error);
    } finally {
      this._saving = false;
    }
  };

  private _text(name: 'title' | 'location' | 'url', label: string, placeholder = '') {
    return html`<label class="field">${label}<input .value=${this._draft[name]} placeholder=${placeholder} autocomplete="off"
      @input=${(e: Event) => this._set({ [name]: textOf(e) })} /></label>`;
  }

  private _times() {
    const draft = this._draft;
    const timeField = (label: string, value: string, onChange: (text: string) => void) =>
      draft.allDay
        ? nothing
        : html`<input class="input" type="time" aria-label=${label} required .value=${value} @change=${(e: Event) => onChange(textOf(e))} />`;
    const problem = this._problem();
    return html`<div class="times">
        <fieldset class="time"><legend>${msg('Start')}</legend>
          <input class="input" type="date" aria-label=${msg('Start date')} required .value=${dateText(draft.start)}
            @change=${(e: Event) => this._set(withStart(this._draft, withDate(this._draft.start, textOf(e))))} />
          ${timeField(msg('Start time'), timeText(draft.start), (text) => this._set(withStart(this._draft, withTime(this._draft.start, text))))}
        </fieldset>
        <fieldset class="time"><legend>${msg('End')}</legend>
          <input class="input" type="date" aria-label=${msg('End date')} required .value=${lastDateText(draft)} aria-invalid=${problem === '' ? 'false' : 'true'}
            @change=${(e: Event) => this._set(withLastDate(this._draft, textOf(e)))} />
          ${timeField(msg('End time'), timeText(draft.end), (text) => this._set({ end: withTime(this._draft.end, text) }))}
        </fieldset>
      </div>
      ${problem === '' ? nothing : html`<p class="error" role="alert">${problem}</p>`}`;
  }

  private _findTime = async () => {
    const { findTime } = await import('./meetings/find-time.js');
    const display = { timeZone: this.timeZone, locale: this.locale, uid: this.uid };
    findTime(this.renderRoot as ShadowRoot, this._draft, display, (draft) => this._set(draft));
  };

  private _zone() {
    if (this._draft.allDay) return nothing;
    return html`<label class="field">${msg('Time zone')}
      <input list="zones" autocomplete="off" spellcheck="false" placeholder=${msg('Wherever you are')} .value=${this._draft.zone}
        @change=${(e: Event) => this._set({ zone: textOf(e).trim().replaceAll(' ', '_') })} />
      <datalist id="zones">${Intl.supportedValuesOf('timeZone').map((zone) => html`<option value=${zone}></option>`)}</datalist>
    </label>`;
  }

  private _select<T extends string>(
    label: string,
    value: T,
    choices: readonly (readonly [T, string])[],
    set: (value: T) => void,
  ) {
    return html`<label class="field">${label}<select @change=${(e: Event) => set(textOf(e) as T)}>
      ${choices.map(([choice, name]) => html`<option value=${choice} ?selected=${choice === value}>${name}</option>`)}
    </select></label>`;
  }

  private _alarms() {
    const { alarms } = this._draft;
    const set = (at: number, minutes: number | undefined) =>
      this._set({ alarms: alarms.flatMap((old, i) => (i === at ? (minutes === undefined ? [] : [minutes]) : [old])) });
    return html`<div class="field" role="group" aria-label=${msg('Reminders')}><span>${msg('Reminders')}</span>
      ${alarms.map((minutes, i) => {
        const choices = alarmChoices.includes(minutes) ? alarmChoices : [minutes, ...alarmChoices];
        return html`<div class="alarm">
          <select aria-label=${msg('Reminder')} @change=${(e: Event) => set(i, Number(textOf(e)))}>
            ${choices.map((choice) => html`<option value=${choice} ?selected=${choice === minutes}>${alarmText(choice)}</option>`)}
          </select>
          <button type="button" class="icon-button plain" aria-label=${msg('Remove reminder')} @click=${() => set(i, undefined)}>${icon(removeIcon)}</button>
        </div>`;
      })}
      <button type="button" class="button" @click=${() => this._set({ alarms: [...alarms, FIRST_ALARM] })}>${icon(bellIcon)}${msg('Add reminder')}</button>
    </div>`;
  }

  private _form() {
    const draft = this._draft;
    return html`<form id="form" @submit=${this._onSubmit}>
      <input class="title" aria-label=${msg('Title')} placeholder=${msg('Title')} .value=${draft.title} autocomplete="off" ?autofocus=${true}
        @input=${(e: Event) => this._set({ title: textOf(e) })} />
      <label class="check"><input type="checkbox" .checked=${draft.allDay}
        @change=${(e: Event) => this._set(withAllDay(this._draft, (e.target as HTMLInputElement).checked, this.timeZone))} />${msg('All day')}</label>
      ${this._times()}
      ${this._draft.allDay ? nothing : html`<button type="button" class="button find" @click=${this._findTime}>${icon(findIcon)}${msg('Find a time')}</button>`}
      ${this._zone()}
      <ik-rule-field .value=${draft.rrule} .dates=${draft} .day=${dayOf(draft.start)} .start=${draft.start} .allDay=${draft.allDay} .zone=${draft.zone} .locale=${this.locale}
        @change=${(e: Event) => this._set(repeatOf(e.target as IkRuleField))}></ik-rule-field>
      ${this._select(
        msg('Calendar'),
        this._calendarId,
        this.calendars.map(({ id, name }) => [id, name] as const),
        (id) => {
          this._calendarId = id;
        },
      )}
      ${this._text('location', msg('Place'))}
      <label class="field">${msg('Description')}<textarea rows="4" .value=${draft.description} @input=${(e: Event) => this._set({ description: textOf(e) })}></textarea></label>
      ${this._text('url', msg('Link'), 'https://')}
      ${this._alarms()}
      <div class="pair">
        ${this._select(
          msg('Availability'),
          draft.transparent ? 'free' : 'busy',
          [
            ['busy', msg('Busy')],
            ['free', msg('Free')],
          ],
          (value) => this._set({ transparent: value === 'free' }),
        )}
        ${this._select(
          msg('Visibility'),
          draft.visibility,
          [
            ['PUBLIC', msg('As the calendar')],
            ['PRIVATE', msg('Private')],
            ['CONFIDENTIAL', msg('Confidential')],
          ],
          (visibility) => this._set({ visibility }),
        )}
        ${this._select(
          msg('Status'),
          draft.status,
          [
            ['', msg('None')],
            ['CONFIRMED', msg('Confirmed')],
            ['TENTATIVE', msg('Tentative')],
            ['CANCELLED', msg('Cancelled')],
          ],
          (status) => this._set({ status }),
        )}
        <label class="field">${msg('Categories')}<input .value=${draft.categories.join(', ')} placeholder=${msg('Separated by commas')} autocomplete="off"
          @change=${(e: Event) => this._set({ categories: wordsOf(textOf(e)) })} /></label>
      </div>
      ${this._error === '' ? nothing : html`<p role="alert">${this._error}</p>`}
    </form>`;
  }

  private _footer() {
    if (this._leaving)
      return html`<div slot="footer" class="leave" role="alertdialog" aria-label=${msg('Discard your changes?')}>
        <span>${msg('Discard your changes?')}</span>
        <button type="button" class="button" @click=${() => {
          this._leaving = false;
        }}>${msg('Keep editing')}</button>
        <button type="button" class="button danger" @click=${() => {
          this._open = false;
        }}>${msg('Discard')}</button>
      </div>`;
    return html`<button slot="footer" type="button" class="button" @click=${() => this._dialog.leave()}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._problem() !== '' || this._saving}>${msg('Save')}</button>`;
  }

  protected override render() {
    return html`<ik-dialog heading=${this.isNew ? msg('New event') : msg('Edit event')} .open=${this._open}
      @ik-cancel=${this._onCancel} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      ${this._form()} ${this._footer()}
    </ik-dialog>`;
  }
}

function repeatOf({ value, dates }: IkRuleField): Partial<EventFields> {
  const { moreRules, rdates, exdates } = dates;
  return { rrule: value, moreRules, rdates, exdates };
}

const textOf = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value;
const wordsOf = (text: string) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);

declare global {
  interface HTMLElementTagNameMap {
    'ik-event-dialog': IkEventDialog;
  }
}
