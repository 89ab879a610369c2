import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import findIcon from 'lucide-static/icons/calendar-search.svg?raw';
import moreIcon from 'lucide-static/icons/chevron-down.svg?raw';
import type { EventFields } from '../../domain/calendar/event-fields.js';
import type { Oddity } from '../../domain/calendar/oddities.js';
import type { Collection } from '../../domain/collections/collection.js';
import type { UnsavedEvent } from '../../domain/lock/unsaved-form.js';
import { isRoom, peopleOf } from '../../domain/rooms/event-rooms.js';
import { defaultSettings } from '../../domain/settings/settings.js';
import { dayOf } from '../../domain/time/calendar-date.js';
import '../rooms/ik-room-field.js';
import type { EventRoomsEvent } from '../rooms/ik-room-field.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import { focusLeaveQuestion, leaveQuestion, leaveStyles } from '../shared/leave-question.js';
import '../shared/ik-dialog.js';
import type { IkDialog } from '../shared/ik-dialog.js';
import { describeError } from '../shared/problem-message.js';
import { EditedEvent } from '../shared/unsaved.js';
import { absenceTemplate, formHeading } from './absences/event-form-absence.js';
import { followReminders, type RemindersOf } from './default-reminders.js';
import { draftProblem, hasMore, withAllDay } from './event-draft.js';
import { alarmsTemplate } from './event-form-alarms.js';
import { colorTemplate, marksTemplate, videoTemplate } from './event-form-looks.js';
import { timesTemplate } from './event-form-times.js';
import type { AttachmentReader } from './ik-attachment-list.js';
import { styles } from './ik-event-dialog.styles.js';
import './ik-files-field.js';
import type { IkFilesField } from './ik-files-field.js';
import './ik-people-field.js';
import type { IkPeopleField, SuggestGroups, SuggestPeople } from './ik-people-field.js';
import './ik-rule-field.js';
import type { IkRuleField } from './ik-rule-field.js';
import { oddityText } from './oddity-text.js';
import { selectTemplate } from './select-template.js';

/** Stores the form. Resolves to false when the person changed their mind on the way; rejects when it cannot be stored. */
export type SaveEvent = (fields: EventFields, calendarId: string) => Promise<boolean>;

/** What the form asks of the app. */
export interface EventFormHelp {
  readonly suggest: SuggestPeople;
  /** Groups of contacts, among the suggestions. */
  readonly groups?: SuggestGroups;
  /** Keeps a file; gives its name. */
  readonly keepFile: (file: Blob) => Promise<string>;
  readonly readFile: AttachmentReader;
}

const noHelp: EventFormHelp = { suggest: async () => [], keepFile: async () => '', readFile: async () => undefined };

/**
 * Everything of one event, to write a new one or to edit: in short what most events are, *More* for all the rest. Open as
 * soon as it is in the page; leaving it with changes asks first.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-event-dialog')
@localized()
export class IkEventDialog extends LitElement {
  static override styles = [controls, hue, leaveStyles, styles];

  /** As it is now. */
  @property({ attribute: false }) fields!: EventFields;
  @property() calendarId = '';
  /** What was typed already, before the app was locked. */
  @property({ attribute: false }) begin: UnsavedEvent | undefined;
  /** Of an event that is there already: which, and what it said when the form was opened. */
  @property({ attribute: false }) about: UnsavedEvent['about'];
  @property({ attribute: false }) calendars: readonly Pick<Collection, 'id' | 'name'>[] = [];
  @property({ type: Boolean }) isNew = false;
  /** Of an event that is there already. */
  @property() uid = '';
  /** All of the form is open from the beginning. */
  @property({ type: Boolean }) more = false;
  /** Zone of new times. */
  @property() timeZone = 'UTC';
  @property() locale = 'en';
  @property() meetingTemplate = defaultSettings.meetingTemplate;
  /** What is strange about the event. */
  @property({ attribute: false }) odd: readonly Oddity[] = [];
  @property({ attribute: false }) help = noHelp;
  /** The person's own mail address is known: guests can be invited. */
  @property({ type: Boolean }) knowsOwn = true;
  /** Opens with the search for a time. */
  @property({ type: Boolean }) finding = false;
  /** Of a new event, as long as the person has not chosen reminders. */
  @property({ attribute: false }) remindersOf: RemindersOf = () => [];
  @property({ attribute: false }) save: SaveEvent = async () => true;

  @state() private _draft!: EventFields;
  @state() private _calendarId = '';
  @state() private _more = false;
  @state() private _endZone = false;
  @state() private _open = true;
  @state() private _leaving = false;
  @state() private _saving = false;
  @state() private _error = '';
  @query('ik-dialog') private _dialog!: IkDialog;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('fields')) this._draft = this.begin?.draft ?? this.fields;
    if (changed.has('calendarId')) this._calendarId = this.begin?.calendarId ?? this.calendarId;
    if (changed.has('fields') || changed.has('more'))
      this._more = this.more || ((!this.isNew || this.begin !== undefined) && hasMore(this._draft, this.timeZone));
  }

  protected override updated() {
    this.dispatchEvent(new EditedEvent());
  }

  /** What would be lost now. */
  get unsaved(): UnsavedEvent | undefined {
    if (!this._open || !this._isChanged) return undefined;
    const { about, _calendarId: calendarId, _draft: draft } = this;
    return { kind: 'event', calendarId, draft, ...(about && { about }) };
  }

  protected override firstUpdated() {
    if (this.finding) void this._findTime();
  }

  private _set = (change: Partial<EventFields>, calendarId = this._calendarId) => {
    const { _draft: before, remindersOf } = this;
    const after = { ...before, ...change };
    const was = remindersOf(this._calendarId, before.allDay);
    this._draft = this.isNew ? followReminders(before, after, was, remindersOf(calendarId, after.allDay)) : after;
    this._calendarId = calendarId;
    this._error = '';
  };

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
      case 'conference':
        return msg('This is no complete address; it begins with https://.');
      case undefined:
        return '';
    }
  }

  private _onCancel = (event: Event) => {
    if (!this._isChanged) return;
    event.preventDefault();
    this._leaving = true;
    void this.updateComplete.then(() => focusLeaveQuestion(this.renderRoot));
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

  private _onMore = () => {
    this._more = true;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.rest textarea')?.focus());
  };

  private _text(name: 'title' | 'location' | 'url', label: string, placeholder = '') {
    return html`<label class="field">${label}<input .value=${this._draft[name]} placeholder=${placeholder} autocomplete="off"
      @input=${(e: Event) => this._set({ [name]: textOf(e) })} /></label>`;
  }

  private _times(problem: string) {
    const { _draft: draft, timeZone, locale } = this;
    const isElsewhere = draft.zone !== timeZone || draft.endZone !== '';
    const isBoth = this._endZone || draft.endZone !== '';
    const isTime = problem !== '' && !this._isAddress();
    return html`${timesTemplate({
      ...{ draft, timeZone, locale, invalid: isTime },
      zones: this._more || isElsewhere ? (isBoth ? 'both' : 'start') : 'none',
      set: (change) => this._set(change(this._draft)),
      showEndZone: () => {
        this._endZone = true;
      },
    })}
    ${isTime ? html`<p class="error" role="alert">${problem}</p>` : nothing}`;
  }

  private _findTime = async () => {
    const { findTime } = await import('./meetings/find-time.js');
    const display = { timeZone: this.timeZone, locale: this.locale, uid: this.uid };
    findTime(this.renderRoot as ShadowRoot, this._draft, display, (draft) => this._set(draft));
  };

  private _isAddress(): boolean {
    const problem = draftProblem(this._draft);
    return problem === 'url' || problem === 'conference';
  }

  /** What most events are. */
  private _short(problem: string) {
    const draft = this._draft;
    return html`<input class="title" aria-label=${msg('Title')} placeholder=${msg('Title')} .value=${draft.title} autocomplete="off" ?autofocus=${true}
        @input=${(e: Event) => this._set({ title: textOf(e) })} />
      ${this.odd.map((one) => html`<p class="odd">${oddityText(one)}</p>`)}
      <label class="check"><input type="checkbox" .checked=${draft.allDay}
        @change=${(e: Event) => this._set(withAllDay(this._draft, (e.target as HTMLInputElement).checked, this.timeZone))} />${msg('All day')}</label>
      ${this._times(problem)}
      ${draft.allDay || draft.absence !== '' ? nothing : html`<button type="button" class="button find" @click=${this._findTime}>${icon(findIcon)}${msg('Find a time')}</button>`}
      <ik-rule-field .value=${draft.rrule} .dates=${draft} .day=${dayOf(draft.start)} .start=${draft.start} .allDay=${draft.allDay} .zone=${draft.zone} .locale=${this.locale}
        @change=${(e: Event) => this._set(repeatOf(e.target as IkRuleField))}></ik-rule-field>
      ${absenceTemplate(draft, this._set)}
      ${selectTemplate(
        msg('Calendar'),
        this._calendarId,
        this.calendars.map(({ id, name }) => [id, name] as const),
        (id) => this._set({}, id),
      )}
      ${this._text('location', msg('Place'))}
      <ik-room-field .fields=${draft} .uid=${this.uid} .timeZone=${this.timeZone} .locale=${this.locale}
        @ik-event-rooms=${({ change }: EventRoomsEvent) => this._set(change)}></ik-room-field>`;
  }

  /** All the rest. */
  private _rest(problem: string) {
    const { _draft: draft, _set: set, timeZone, locale, help } = this;
    const address = draftProblem(draft);
    return html`<div class="rest">
      <label class="field wide">${msg('Description')}<textarea rows="4" .value=${draft.description} @input=${(e: Event) => set({ description: textOf(e) })}></textarea></label>
      <ik-people-field class="wide" .value=${peopleOf(draft.attendees)} .suggest=${help.suggest} .groups=${help.groups}
        @change=${(e: Event) => set({ attendees: [...(e.target as IkPeopleField).value, ...draft.attendees.filter(isRoom)] })}></ik-people-field>
      ${
        peopleOf(draft.attendees).length === 0 || this.knowsOwn
          ? nothing
          : html`<p class="odd wide" role="status">${msg('Your own mail address is not in the settings yet: no invitations are made for these guests.')}</p>`
      }
      ${videoTemplate(draft, this.meetingTemplate, address === 'conference' ? problem : '', set)}
      ${alarmsTemplate({ draft, timeZone, locale, set })}
      <ik-files-field class="wide" .value=${draft.attachments} .keep=${help.keepFile} .readFile=${help.readFile}
        @change=${(e: Event) => set({ attachments: (e.target as IkFilesField).value })}></ik-files-field>
      <div class="wide">${colorTemplate(draft.color, set)}</div>
      ${marksTemplate(draft, set)}
      <div class="wide">${this._text('url', msg('Link'), 'https://')}${address === 'url' ? html`<p class="error" role="alert">${problem}</p>` : nothing}</div>
    </div>`;
  }

  private _form() {
    const problem = this._problem();
    return html`<form id="form" @submit=${this._onSubmit}>
      ${this._short(problem)}
      ${this._more ? this._rest(problem) : html`<button type="button" class="button soft more" aria-expanded="false" @click=${this._onMore}>${icon(moreIcon)}${msg('More options')}</button>`}
      ${this._error === '' ? nothing : html`<p role="alert">${this._error}</p>`}
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
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._problem() !== '' || this._saving}>${msg('Save')}</button>`;
  }

  protected override render() {
    return html`<ik-dialog class=${this._more ? 'large' : ''} heading=${formHeading(this._draft, this.isNew)} .open=${this._open}
      @ik-cancel=${this._onCancel} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      ${this._form()} ${this._footer()}
    </ik-dialog>`;
  }
}

function repeatOf({ value, dates }: IkRuleField): Partial<EventFields> {
  const { moreRules, rdates, exdates } = dates;
  return { rrule: value, moreRules, rdates, exdates };
}

const textOf = (event: Event) => (event.target as HTMLInputElement | HTMLTextAreaElement).value;

declare global {
  interface HTMLElementTagNameMap {
    'ik-event-dialog': IkEventDialog;
  }
}
