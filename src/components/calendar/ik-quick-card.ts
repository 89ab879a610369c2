import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import bellIcon from 'lucide-static/icons/bell.svg?raw';
import clockIcon from 'lucide-static/icons/clock.svg?raw';
import pinIcon from 'lucide-static/icons/map-pin.svg?raw';
import usersIcon from 'lucide-static/icons/users.svg?raw';
import closeIcon from 'lucide-static/icons/x.svg?raw';
import type { Services } from '../../app/services.js';
import { type AttendeeField, type EventFields, newAttendee } from '../../domain/calendar/event-fields.js';
import type { LocalTimes } from '../../domain/calendar/layout/span.js';
import { type ParsedSentence, parseSentence } from '../../domain/calendar/sentence/parse-sentence.js';
import type { Collection } from '../../domain/collections/collection.js';
import type { UnsavedEvent } from '../../domain/lock/unsaved-form.js';
import { systemClock } from '../../domain/time/clock.js';
import { createLocalFormats, type LocalFormats } from '../../domain/time/local-formats.js';
import { type LocalMs, MS_PER_HOUR, MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { describeError } from '../shared/problem-message.js';
import { isSaveKey, pressMain } from '../shared/save-key.js';
import { EditedEvent } from '../shared/unsaved.js';
import { alarmText } from './alarm-text.js';
import { allDayReminderText } from './all-day-alarm-text.js';
import type { RemindersOf } from './default-reminders.js';
import { newEventFields } from './event-draft.js';
import type { SaveEvent } from './ik-event-dialog.js';
import { styles } from './ik-quick-card.styles.js';
import { ruleText } from './rule-text.js';
import { suggestPeople } from './suggest-people.js';

const GAP = 8;
const PHONE = 560;

/**
 * A new event in one line: a title, or a sentence that says when, where and with whom; what was understood stands below
 * and can be refused by a click. Enter saves.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-quick-card')
@localized()
export class IkQuickCard extends LitElement {
  static override styles = [controls, styles];

  /** Times that were clicked or dragged. */
  @property({ attribute: false }) times: LocalTimes | undefined;
  /** Opens beside it. */
  @property({ attribute: false }) anchor: DOMRect | undefined;
  /** What is typed to begin with. */
  @property() sentence = '';
  @property() timeZone = 'UTC';
  @property() locale = 'en';
  @property({ attribute: false }) services!: Services;
  /** Length of an event that says none. */
  @property({ type: Number }) minutes = 60;
  @property({ attribute: false }) calendars: readonly Pick<Collection, 'id' | 'name'>[] = [];
  @property() calendarId = '';
  /** Reminders it has unless the person takes them away. */
  @property({ attribute: false }) remindersOf: RemindersOf = () => [];
  @property({ attribute: false }) save: SaveEvent = async () => true;
  /** Opens all of the form with what is known. */
  @property({ attribute: false }) more: (fields: EventFields, calendarId: string) => void = () => {};

  @state() private _typed = '';
  /** The sentence is only a title. */
  @state() private _plain = false;
  @state() private _people: readonly AttendeeField[] = [];
  /** What the person left of the reminders; `undefined` while they were not touched. */
  @state() private _alarms: readonly number[] | undefined;
  @state() private _saving = false;
  @state() private _error = '';
  @query('.card') private _card!: HTMLElement;
  @query('input') private _input!: HTMLInputElement;
  private _asked = '';
  private _before: Element | null = null;

  protected override firstUpdated() {
    this._before = document.activeElement;
    this._typed = this.sentence;
    this._card.showPopover();
    this._input.focus();
    // What is understood makes it higher.
    new ResizeObserver(() => this._place()).observe(this._card);
  }

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('_typed' as keyof PropertyValues)) void this._findPeople();
  }

  protected override updated() {
    this.dispatchEvent(new EditedEvent());
  }

  /** What would be lost now. */
  get unsaved(): UnsavedEvent | undefined {
    if (this._typed.trim() === '' || this._saving) return undefined;
    return { kind: 'event', calendarId: this.calendarId, draft: this._fields() };
  }

  /** Beside the place that was clicked, where there is room; a sheet on phones (CSS). */
  private _place() {
    const at = this.anchor;
    if (innerWidth < PHONE) {
      this._card.style.cssText = '';
      return;
    }
    const own = this._card.getBoundingClientRect();
    const middle = { left: (innerWidth - own.width) / 2, top: innerHeight / 5 };
    const after = at !== undefined && at.right + GAP + own.width <= innerWidth - GAP;
    const left = at === undefined ? middle.left : after ? at.right + GAP : Math.max(GAP, at.left - GAP - own.width);
    const top = at === undefined ? middle.top : Math.max(GAP, Math.min(at.top - GAP, innerHeight - own.height - GAP));
    this._card.style.left = `${left}px`;
    this._card.style.top = `${top}px`;
  }

  private get _now(): LocalMs {
    return epochToLocal(this.timeZone, systemClock.now());
  }

  private get _parsed(): ParsedSentence {
    const { locale, minutes, times: slot } = this;
    if (this._plain) return { title: this._typed.trim(), times: slot, location: '', people: [], rrule: '', marks: [] };
    return parseSentence(this._typed, { now: this._now, locale, minutes, ...(slot !== undefined && { slot }) });
  }

  /** People of the sentence who are in the contacts, or whose address it says. */
  private async _findPeople() {
    const { people } = this._parsed;
    const asked = people.join('\n');
    if (asked === this._asked) return;
    this._asked = asked;
    const found = await Promise.all(
      people.map(async (name) => {
        const [first, second] = await suggestPeople(this.services, name).catch(() => []);
        if (name.includes('@'))
          return newAttendee(`mailto:${name}`, first?.email.toLowerCase() === name.toLowerCase() ? first.name : '');
        // Two of that name: the person says in the form which.
        return first === undefined || second !== undefined
          ? undefined
          : newAttendee(`mailto:${first.email}`, first.name);
      }),
    );
    if (asked === this._asked) this._people = found.filter((one) => one !== undefined);
  }

  private _fields(): EventFields {
    const { title, times, location, rrule } = this._parsed;
    const hour = Math.ceil(this._now / MS_PER_HOUR) * MS_PER_HOUR;
    const { start, end, allDay } = times ?? {
      start: hour as LocalMs,
      end: (hour + this.minutes * MS_PER_MINUTE) as LocalMs,
      allDay: false,
    };
    const attendees = this._plain ? [] : this._people;
    const alarms = this._alarms ?? this.remindersOf(this.calendarId, allDay);
    return { ...newEventFields(start, end, allDay, this.timeZone), title, location, rrule, attendees, alarms };
  }

  private _onSubmit = async (event: Event) => {
    event.preventDefault();
    if (this._saving) return;
    this._saving = true;
    try {
      if (await this.save(this._fields(), this.calendarId)) this._close();
    } catch (error) {
      this._error = describeError(error);
    } finally {
      this._saving = false;
    }
  };

  private _onMore = () => {
    const fields = this._fields();
    this._close();
    this.more(fields, this.calendarId);
  };

  private _close = () => {
    if (this._card.matches(':popover-open')) this._card.hidePopover();
  };

  private _onToggle = (event: ToggleEvent) => {
    if (event.newState !== 'closed') return;
    if (this._before instanceof HTMLElement && this.shadowRoot?.activeElement) this._before.focus();
    this.dispatchEvent(new Event('ik-close'));
  };

  /** Those that come by themselves, each with a way to do without it. */
  private _reminders({ alarms, allDay }: EventFields, text: LocalFormats) {
    const remove = (at: number) => {
      this._alarms = alarms.toSpliced(at, 1);
      this._input.focus();
    };
    return html`<dt>${icon(bellIcon)}<span class="visually-hidden">${msg('Reminders')}</span></dt>
      <dd class="reminders">${alarms.map((minutes, at) => {
        const said = allDay ? allDayReminderText(minutes, text) : alarmText(minutes);
        return html`<span>${said}<button type="button" class="icon-button plain" aria-label=${msg(str`Remove reminder: ${said}`)} @click=${() => remove(at)}>${icon(closeIcon)}</button></span>`;
      })}</dd>`;
  }

  /** What was understood, so that nobody is surprised. */
  private _understood() {
    const { title, location, rrule, marks } = this._parsed;
    const fields = this._fields();
    const text = createLocalFormats(this.locale);
    const rule = ruleText(rrule, text);
    const isSentence = marks.length > 0;
    return html`<dl aria-live="polite">
      ${isSentence && title !== this._typed.trim() ? html`<dt class="visually-hidden">${msg('Title')}</dt><dd class="name">${title || msg('(no title)')}</dd>` : nothing}
      <dt>${icon(clockIcon)}<span class="visually-hidden">${msg('When')}</span></dt>
      <dd>${text.span(fields)}${rule === '' ? nothing : html`<div class="quiet">${rule}</div>`}</dd>
      ${location === '' ? nothing : html`<dt>${icon(pinIcon)}<span class="visually-hidden">${msg('Where')}</span></dt><dd>${location}</dd>`}
      ${
        this._people.length === 0 || this._plain
          ? nothing
          : html`<dt>${icon(usersIcon)}<span class="visually-hidden">${msg('People')}</span></dt>
              <dd>${this._people.map(({ name, address }) => name || address.replace(/^mailto:/i, '')).join(', ')}</dd>`
      }
      ${fields.alarms.length === 0 ? nothing : this._reminders(fields, text)}
    </dl>
    ${
      isSentence
        ? html`<button type="button" class="link" @click=${() => {
            this._plain = true;
          }}>${msg('Take the whole line as title')}</button>`
        : nothing
    }`;
  }

  private _onKey = (event: KeyboardEvent) => {
    if (!isSaveKey(event)) return;
    event.preventDefault();
    pressMain(this.renderRoot.querySelector<HTMLButtonElement>('.primary'));
  };

  protected override render() {
    return html`<div class="card" popover="auto" role="dialog" aria-label=${msg('New event')} @toggle=${this._onToggle}><form @submit=${this._onSubmit} @keydown=${this._onKey}>
      <div class="top">
        <input class="title" type="text" autocomplete="off" enterkeyhint="done" aria-label=${msg('Title, or a sentence')} placeholder=${msg('Lunch with Sophie 12:30')}
          .value=${this._typed} @input=${(e: Event) => {
            this._typed = (e.target as HTMLInputElement).value;
            this._error = '';
          }} />
        <button type="button" class="icon-button plain" aria-label=${msg('Close')} title=${msg('Close')} @click=${this._close}>${icon(closeIcon)}</button>
      </div>
      ${this._understood()}
      ${
        this.calendars.length < 2
          ? nothing
          : html`<label class="field">${msg('Calendar')}<select @change=${(e: Event) => {
              this.calendarId = (e.target as HTMLSelectElement).value;
            }}>${this.calendars.map(({ id, name }) => html`<option value=${id} ?selected=${id === this.calendarId}>${name}</option>`)}</select></label>`
      }
      ${this._error === '' ? nothing : html`<p role="alert">${this._error}</p>`}
      <div class="buttons">
        <button type="button" class="button" @click=${this._onMore}>${msg('More options')}</button>
        <button type="submit" class="button primary" ?disabled=${this._saving}>${msg('Save')}</button>
      </div>
    </form></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-quick-card': IkQuickCard;
  }
}
