import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import videoIcon from 'lucide-static/icons/video.svg?raw';
import type { SlotService } from '../../../app/services.js';
import { newMeetingLink } from '../../../domain/calendar/meeting-link.js';
import type { SlotRef } from '../../../domain/calendar/slots/bookable-slots.js';
import { newSlotFields, type SlotFields, slotLimits, slotProblem } from '../../../domain/calendar/slots/slot-fields.js';
import type { Collection } from '../../../domain/collections/collection.js';
import { defaultSettings } from '../../../domain/settings/settings.js';
import { dayOf, formatIsoDate } from '../../../domain/time/calendar-date.js';
import { systemClock } from '../../../domain/time/clock.js';
import { createLocalFormats } from '../../../domain/time/local-formats.js';
import { MS_PER_DAY } from '../../../domain/time/types.js';
import { epochToLocal } from '../../../domain/time/zone.js';
import { controls } from '../../shared/controls.styles.js';
import { icon } from '../../shared/icon.js';
import { focusLeaveQuestion, leaveQuestion, leaveStyles } from '../../shared/leave-question.js';
import '../../shared/ik-dialog.js';
import type { IkDialog } from '../../shared/ik-dialog.js';
import { describeError } from '../../shared/problem-message.js';
import '../ik-zone-picker.js';
import type { IkZonePicker } from '../ik-zone-picker.js';
import { styles } from './ik-slot-dialog.styles.js';
import { hoursTemplate } from './slot-hours-form.js';
import { lengthText, slotProblemText } from './slot-texts.js';

/** Bytes for a meeting link: more than it needs, for some are passed over. */
const RANDOM_BYTES = 64;
/** Days of which the form says how many free times they have. */
const LOOK_DAYS = 7;
/** Minutes that are offered as notice. */
const notices = [0, 60, 240, 720, 1440, 2880, 10_080];

/**
 * Everything of one schedule of bookable times. Open as soon as it is in the page; leaving it with changes asks first.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-slot-dialog')
@localized()
export class IkSlotDialog extends LitElement {
  static override styles = [controls, leaveStyles, styles];

  @property({ attribute: false }) fields: SlotFields = newSlotFields('UTC');
  @property({ attribute: false }) ref: SlotRef | undefined;
  @property({ type: Boolean }) isNew = false;
  @property() calendarId = '';
  @property({ attribute: false }) calendars: readonly Collection[] = [];
  @property() timeZone = 'UTC';
  @property() locale = 'en';
  @property() meetingTemplate = defaultSettings.meetingTemplate;
  /** For a look at what would be free. */
  @property({ attribute: false }) slots: Pick<SlotService, 'free'> | undefined;
  @property({ attribute: false }) save: (fields: SlotFields, calendarId: string) => Promise<void> = async () => {};

  @state() private _draft: SlotFields = this.fields;
  @state() private _calendarId = '';
  @state() private _open = true;
  @state() private _leaving = false;
  @state() private _saving = false;
  @state() private _tried = false;
  @state() private _error = '';
  @state() private _found: number | undefined;
  @query('ik-dialog') private _dialog!: IkDialog;
  private _asked = '';

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('fields')) this._draft = this.fields;
    if (changed.has('calendarId')) this._calendarId = this.calendarId;
    void this._look();
  }

  private _set = (change: Partial<SlotFields>) => {
    this._draft = { ...this._draft, ...change };
    this._error = '';
  };

  /** How much would be free. */
  private async _look() {
    const draft = { ...this._draft, title: '-' };
    const asked = slotProblem(draft) === undefined ? JSON.stringify(draft) : '';
    if (asked === this._asked) return;
    this._asked = asked;
    const start = systemClock.now();
    const request = { fields: draft, ref: this.ref, window: { start, end: start + LOOK_DAYS * MS_PER_DAY } };
    const found = asked === '' ? undefined : await this.slots?.free(request).catch(() => undefined);
    if (asked === this._asked) this._found = found?.slots.length;
  }

  private get _isChanged(): boolean {
    return this._calendarId !== this.calendarId || JSON.stringify(this._draft) !== JSON.stringify(this.fields);
  }

  private _onCancel = (event: Event) => {
    if (!this._isChanged) return;
    event.preventDefault();
    this._leaving = true;
    void this.updateComplete.then(() => focusLeaveQuestion(this.renderRoot));
  };

  private _onSubmit = async (event: Event) => {
    event.preventDefault();
    this._tried = true;
    if (slotProblem(this._draft) !== undefined || this._saving) return;
    this._saving = true;
    try {
      await this.save(this._draft, this._calendarId);
      this._open = false;
    } catch (error) {
      this._error = describeError(error);
    } finally {
      this._saving = false;
    }
  };

  private _number(label: string, field: 'length' | 'bufferBefore' | 'bufferAfter' | 'horizon' | 'perDay', step = 5) {
    const { min, max } = slotLimits[field === 'bufferBefore' || field === 'bufferAfter' ? 'buffer' : field];
    return html`<label class="field">${label}<input type="number" inputmode="numeric" min=${min} max=${max} step=${step} required .value=${String(this._draft[field])}
      @input=${(e: Event) => {
        const { valueAsNumber } = e.target as HTMLInputElement;
        this._set({ [field]: Number.isNaN(valueAsNumber) ? -1 : valueAsNumber });
      }} /></label>`;
  }

  private _notice() {
    const { notice } = this._draft;
    const choices = notices.includes(notice) ? notices : [...notices, notice].sort((a, b) => a - b);
    return html`<label class="field">${msg('Notice: nothing sooner than')}<select @change=${(e: Event) => this._set({ notice: Number((e.target as HTMLSelectElement).value) })}>
      ${choices.map((minutes) => html`<option value=${minutes} ?selected=${minutes === notice}>${minutes === 0 ? msg('Any time') : lengthText(minutes)}</option>`)}
    </select></label>`;
  }

  private _checked() {
    const { calendars } = this._draft;
    const all = this.calendars.map(({ id }) => id);
    const known = calendars.length === 0 ? all : calendars;
    const toggle = (id: string, on: boolean) => {
      const next = on ? [...known, id] : known.filter((one) => one !== id);
      // All of them: also those that will be made.
      this._set({ calendars: all.every((one) => next.includes(one)) ? [] : next });
    };
    if (this.calendars.length < 2) return nothing;
    return html`<fieldset class="wide"><legend>${msg('Busy is what is in')}</legend>
      ${this.calendars.map(
        ({
          id,
          name,
        }) => html`<label class="check"><input type="checkbox" .checked=${known.includes(id)} ?disabled=${known.length === 1 && known.includes(id)}
          @change=${(e: Event) => toggle(id, (e.target as HTMLInputElement).checked)} />${name}</label>`,
      )}
    </fieldset>`;
  }

  private _video() {
    const { conference } = this._draft;
    const make = () =>
      this._set({
        conference: newMeetingLink(this.meetingTemplate, crypto.getRandomValues(new Uint8Array(RANDOM_BYTES))),
      });
    return html`<div class="field"><label class="field">${msg('Video call')}<input type="url" inputmode="url" placeholder="https://" autocomplete="off" .value=${conference}
        @input=${(e: Event) => this._set({ conference: (e.target as HTMLInputElement).value.trim() })} /></label>
      ${conference === '' ? html`<button type="button" class="button" @click=${make}>${icon(videoIcon)}${msg('Make a link')}</button>` : nothing}</div>`;
  }

  private _text(field: 'location' | 'description', label: string) {
    return html`<label class="field">${label}<input autocomplete="off" maxlength="500" .value=${this._draft[field]} @input=${(e: Event) => this._set({ [field]: (e.target as HTMLInputElement).value })} /></label>`;
  }

  private _form() {
    const draft = this._draft;
    const problem = slotProblem(draft);
    const shown = problem !== undefined && (this._tried || problem !== 'title');
    const text = createLocalFormats(this.locale);
    const local = epochToLocal(this.timeZone, systemClock.now());
    return html`<form id="form" novalidate @submit=${this._onSubmit}>
      <input class="title" data-autofocus aria-label=${msg('Title')} placeholder=${msg('Title, as guests read it')} maxlength="200" autocomplete="off" .value=${draft.title}
        aria-invalid=${String(this._tried && problem === 'title')} @input=${(e: Event) => this._set({ title: (e.target as HTMLInputElement).value })} />
      ${this._number(msg('Length, minutes'), 'length')}
      <ik-zone-picker .label=${msg('Time zone of the hours')} .value=${draft.timeZone} .local=${local} .timeZone=${this.timeZone} .locale=${this.locale}
        @change=${(e: Event) => this._set({ timeZone: (e.target as IkZonePicker).value })}></ik-zone-picker>
      ${hoursTemplate(draft, this._set, { text, today: formatIsoDate(dayOf(local)) })}
      ${this._number(msg('Free before, minutes'), 'bufferBefore')} ${this._number(msg('Free after, minutes'), 'bufferAfter')}
      ${this._notice()} ${this._number(msg('How many days ahead'), 'horizon', 1)}
      ${this._number(msg('At most a day (0: no limit)'), 'perDay', 1)}
      ${this._text('location', msg('Place'))} ${this._video()} ${this._text('description', msg('What guests should know'))}
      ${
        this.calendars.length > 1
          ? html`<label class="field wide">${msg('Calendar of what is booked')}<select @change=${(e: Event) => {
              this._calendarId = (e.target as HTMLSelectElement).value;
            }}>${this.calendars.map(({ id, name }) => html`<option value=${id} ?selected=${id === this._calendarId}>${name}</option>`)}</select></label>`
          : nothing
      }
      ${this._checked()}
      ${this._found === undefined ? nothing : html`<p class="found wide" role="status">${this._found === 1 ? msg('1 free time in the next seven days') : msg(str`${this._found} free times in the next seven days`)}</p>`}
      ${shown ? html`<p class="error wide" role="alert">${slotProblemText(problem)}</p>` : nothing}
      ${this._error === '' ? nothing : html`<p class="error wide" role="alert">${this._error}</p>`}
    </form>`;
  }

  private _footer() {
    if (this._leaving)
      return leaveQuestion(
        () => {
          this._leaving = false;
        },
        () => {
          this._open = false;
        },
      );
    return html`<button slot="footer" type="button" class="button" @click=${() => this._dialog.leave()}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._saving}>${msg('Save')}</button>`;
  }

  protected override render() {
    return html`<ik-dialog heading=${this.isNew ? msg('New bookable times') : msg('Bookable times')} .open=${this._open}
      @ik-cancel=${this._onCancel} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      ${this._form()} ${this._footer()}
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-slot-dialog': IkSlotDialog;
  }
}
