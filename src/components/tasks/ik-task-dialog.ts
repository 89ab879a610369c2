import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import trashIcon from 'lucide-static/icons/trash-2.svg?raw';
import type { Collection } from '../../domain/collections/collection.js';
import type { UnsavedTask } from '../../domain/lock/unsaved-form.js';
import { possibleParents } from '../../domain/tasks/possible-parents.js';
import type { TaskEntry } from '../../domain/tasks/task-entry.js';
import { emptyTaskFields, type TaskFields } from '../../domain/tasks/task-fields.js';
import { dayOf, localOfDay } from '../../domain/time/calendar-date.js';
import { systemClock } from '../../domain/time/clock.js';
import { type LocalMs, MS_PER_HOUR } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { followReminders, type RemindersOf } from '../calendar/default-reminders.js';
import { dateText, timeText, withDate, withTime } from '../calendar/event-draft.js';
import { styles } from '../calendar/ik-event-dialog.styles.js';
import '../calendar/ik-rule-field.js';
import type { IkRuleField } from '../calendar/ik-rule-field.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { focusLeaveQuestion, leaveQuestion, leaveStyles } from '../shared/leave-question.js';
import '../shared/ik-dialog.js';
import type { IkDialog } from '../shared/ik-dialog.js';
import { describeError } from '../shared/problem-message.js';
import { EditedEvent } from '../shared/unsaved.js';
import './ik-parent-field.js';
import type { IkParentField } from './ik-parent-field.js';
import './ik-parts-field.js';
import type { IkPartsField } from './ik-parts-field.js';
import { taskAlarmsTemplate } from './task-form-alarms.js';
import { selectField, taskProgressTemplate, textOf } from './task-form-progress.js';
import { taskReminders } from './task-reminders.js';

/** Time of day of a task that gets one. */
const MORNING = 9 * MS_PER_HOUR;

/** @param parts - Titles of new parts of the task. */
export type SaveTask = (fields: TaskFields, calendarId: string, parts: readonly string[]) => Promise<boolean>;

/**
 * Everything of one task, to write a new one or to edit. Open as soon as it is in the page; leaving it with changes asks
 * first.
 *
 * @fires {Event} ik-close - It was closed; take it out. Does not bubble.
 */
@customElement('ik-task-dialog')
@localized()
export class IkTaskDialog extends LitElement {
  static override styles = [
    leaveStyles,
    controls,
    styles,
    css`
      .all { display: contents; }
      .progress { display: grid; grid-template-columns: minmax(0, 1fr) 52px; gap: 10px; align-items: center; min-block-size: 38px; }
      .progress input { accent-color: var(--ik-accent); }
      .remove { margin-inline-end: auto; }
    `,
  ];

  /** As it is now. */
  @property({ attribute: false }) fields: TaskFields = emptyTaskFields;
  @property() calendarId = '';
  /** What was typed already, before the app was locked. */
  @property({ attribute: false }) begin: UnsavedTask | undefined;
  /** Of a task that is there already: which, and what it said when the form was opened. */
  @property({ attribute: false }) about: UnsavedTask['about'];
  @property({ attribute: false }) calendars: readonly Pick<Collection, 'id' | 'name'>[] = [];
  @property({ type: Boolean }) isNew = false;
  /** Only to be looked at. */
  @property({ type: Boolean }) fixed = false;
  /** Of the task; '' for a new one. */
  @property() uid = '';
  /** The tasks of a calendar: what this one may be a part of, and its own parts. */
  @property({ attribute: false }) tasksOf: (calendarId: string) => Promise<readonly TaskEntry[]> = async () => [];
  /** Zone of new times. */
  @property() timeZone = 'UTC';
  @property() locale = 'en';
  /** Of a new task, as long as the person has not chosen reminders. */
  @property({ attribute: false }) remindersOf: RemindersOf = () => [];
  /** Stores the form. Resolves to false when the person changed their mind on the way; rejects when it cannot be stored. */
  @property({ attribute: false }) save: SaveTask = async () => true;
  /** Deletes the task; resolves to false when the person changed their mind. */
  @property({ attribute: false }) discard: (() => Promise<boolean>) | undefined;

  @state() private _draft: TaskFields = emptyTaskFields;
  @state() private _calendarId = '';
  /** Tasks of the calendar that is chosen, and parts of this one where it is now. */
  @state() private _others: readonly TaskEntry[] = [];
  @state() private _parts: readonly TaskEntry[] = [];
  @state() private _added: readonly string[] = [];
  @state() private _open = true;
  @state() private _leaving = false;
  @state() private _saving = false;
  @state() private _error = '';
  @query('ik-dialog') private _dialog!: IkDialog;

  protected override willUpdate(changed: PropertyValues<this>) {
    const { begin } = this;
    if (changed.has('fields')) this._draft = begin?.draft ?? this.fields;
    if (changed.has('begin')) this._added = begin?.parts ?? [];
    if (changed.has('calendarId')) this._calendarId = begin?.calendarId ?? this.calendarId;
    if (changed.has('calendarId') || changed.has('uid')) void this._readOthers();
  }

  protected override updated() {
    this.dispatchEvent(new EditedEvent());
  }

  /** What would be lost now. */
  get unsaved(): UnsavedTask | undefined {
    if (!this._open || !this._isChanged) return undefined;
    const { about, _calendarId: calendarId, _draft: draft, _added: parts } = this;
    return { kind: 'task', calendarId, draft, parts, ...(about && { about }) };
  }

  /** A task can only be a part of one of its own calendar; its parts go where it goes. */
  private async _readOthers() {
    const calendarId = this._calendarId;
    const others = await this.tasksOf(calendarId).catch(() => []);
    if (calendarId !== this._calendarId) return; // chosen anew meanwhile
    this._others = others;
    if (calendarId !== this.calendarId) return;
    const parts = this.uid === '' ? [] : others.filter(({ parent }) => parent === this.uid);
    // Of a series that is a part the occurrences are one task here.
    this._parts = [...new Map(parts.map((part) => [part.uid, part])).values()];
  }

  private _setCalendar(id: string) {
    this._set({ parent: id === this.calendarId ? this.fields.parent : '' }, id);
    void this._readOthers();
  }

  private _set(change: Partial<TaskFields>, calendarId = this._calendarId) {
    const { _draft: before, remindersOf } = this;
    const after = { ...before, ...change };
    const was = taskReminders(before, this._calendarId, remindersOf);
    const is = taskReminders(after, calendarId, remindersOf);
    this._draft = this.isNew ? followReminders(before, after, was, is) : after;
    this._calendarId = calendarId;
    this._error = '';
  }

  private get _isChanged(): boolean {
    return (
      this._calendarId !== this.calendarId ||
      this._added.length > 0 ||
      JSON.stringify(this._draft) !== JSON.stringify(this.fields)
    );
  }

  private _problem(): string {
    const { start, due, url, rrule } = this._draft;
    if (start !== null && due !== null && due < start) return msg('The task is due before it starts.');
    if (rrule !== '' && start === null && due === null) return msg('A task that repeats needs a date.');
    return url !== '' && !URL.canParse(url) ? msg('This is no complete address; it begins with https://.') : '';
  }

  private _onCancel = (event: Event) => {
    if (!this._isChanged) return;
    event.preventDefault();
    this._leaving = true;
    void this.updateComplete.then(() => focusLeaveQuestion(this.renderRoot));
  };

  private _attempt = async (work: () => Promise<boolean>) => {
    if (this._saving) return;
    this._saving = true;
    try {
      this._open = !(await work());
    } catch (error) {
      this._error = describeError(error);
    } finally {
      this._saving = false;
    }
  };

  private _onSubmit = (event: Event) => {
    event.preventDefault();
    if (this._problem() === '') void this._attempt(() => this.save(this._draft, this._calendarId, this._added));
  };

  private _today(): LocalMs {
    return localOfDay(dayOf(epochToLocal(this.timeZone, systemClock.now())));
  }

  private _setTime(name: 'start' | 'due', text: string) {
    const local = this._draft[name] ?? this._today();
    this._set({ [name]: text === '' ? null : withDate(local, text) });
  }

  private _setAllDay(allDay: boolean) {
    const { start, due } = this._draft;
    const convert = (local: LocalMs | null) =>
      local === null ? null : ((localOfDay(dayOf(local)) + (allDay ? 0 : MORNING)) as LocalMs);
    this._set({ allDay, zone: allDay ? '' : this.timeZone, start: convert(start), due: convert(due) });
  }

  private _when(name: 'start' | 'due', legend: string, date: string, time: string) {
    const { allDay } = this._draft;
    const local = this._draft[name];
    return html`<fieldset class="time"><legend>${legend}</legend>
      <input class="input" type="date" aria-label=${date} .value=${local === null ? '' : dateText(local)}
        @change=${(e: Event) => this._setTime(name, textOf(e))} />
      ${
        allDay || local === null
          ? nothing
          : html`<input class="input" type="time" aria-label=${time} required .value=${timeText(local)}
              @change=${(e: Event) => this._set({ [name]: withTime(local, textOf(e)) })} />`
      }
    </fieldset>`;
  }

  private _form() {
    const draft = this._draft;
    const problem = this._problem();
    return html`<form id="form" @submit=${this._onSubmit}><fieldset class="all" ?disabled=${this.fixed}>
      <input class="title" aria-label=${msg('Title')} placeholder=${msg('What is to be done')} .value=${draft.title} autocomplete="off" ?autofocus=${true}
        @input=${(e: Event) => this._set({ title: textOf(e) })} />
      <div class="times">
        ${this._when('due', msg('Due'), msg('Due date'), msg('Due time'))}
        ${this._when('start', msg('Start'), msg('Start date'), msg('Start time'))}
      </div>
      <label class="check"><input type="checkbox" .checked=${!draft.allDay}
        @change=${(e: Event) => this._setAllDay(!(e.target as HTMLInputElement).checked)} />${msg('At a time of day')}</label>
      ${problem === '' ? nothing : html`<p class="error" role="alert">${problem}</p>`}
      <ik-rule-field ?inert=${this.fixed} .value=${draft.rrule} .day=${dayOf(draft.due ?? draft.start ?? this._today())} .allDay=${draft.allDay} .zone=${draft.zone} .locale=${this.locale}
        @change=${(e: Event) => this._set({ rrule: (e.target as IkRuleField).value })}></ik-rule-field>
      ${selectField(
        msg('Calendar'),
        this._calendarId,
        this.calendars.map(({ id, name }) => [id, name] as const),
        (id) => this._setCalendar(id),
      )}
      <ik-parent-field ?inert=${this.fixed} .value=${draft.parent} .choices=${possibleParents(this._others, this.uid, draft.parent)}
        @change=${(e: Event) => this._set({ parent: (e.target as IkParentField).value })}></ik-parent-field>
      <ik-parts-field ?inert=${this.fixed} .parts=${this._parts} .added=${this._added} @change=${(e: Event) => {
        if (e.target instanceof HTMLElement && e.target.matches('ik-parts-field'))
          this._added = (e.target as IkPartsField).added;
      }}></ik-parts-field>
      ${taskProgressTemplate(draft, (change) => this._set(change))}
      <label class="field">${msg('Description')}<textarea rows="4" .value=${draft.description} @input=${(e: Event) => this._set({ description: textOf(e) })}></textarea></label>
      <div class="times">
        <label class="field">${msg('Place')}<input .value=${draft.location} autocomplete="off" @input=${(e: Event) => this._set({ location: textOf(e) })} /></label>
        <label class="field">${msg('Link')}<input .value=${draft.url} placeholder="https://" autocomplete="off" @input=${(e: Event) => this._set({ url: textOf(e) })} /></label>
      </div>
      ${taskAlarmsTemplate({ draft, timeZone: this.timeZone, locale: this.locale, set: (change) => this._set(change) })}
      ${this._error === '' ? nothing : html`<p role="alert">${this._error}</p>`}
    </fieldset></form>`;
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
    if (this.fixed)
      return html`<button slot="footer" type="button" class="button" @click=${() => this._dialog.leave()}>${msg('Close')}</button>`;
    const { discard: remove } = this;
    return html`${
      remove === undefined
        ? nothing
        : html`<button slot="footer" type="button" class="button danger remove" aria-label=${msg(str`Delete “${this.fields.title}”`)}
            @click=${() => this._attempt(remove)}>${icon(trashIcon)}${msg('Delete')}</button>`
    }
      <button slot="footer" type="button" class="button" @click=${() => this._dialog.leave()}>${msg('Cancel')}</button>
      <button slot="footer" type="submit" form="form" class="button primary" ?disabled=${this._problem() !== '' || this._saving}>${msg('Save')}</button>`;
  }

  protected override render() {
    return html`<ik-dialog heading=${this.isNew ? msg('New task') : this.fixed ? msg('Task') : msg('Edit task')} .open=${this._open}
      @ik-cancel=${this._onCancel} @ik-close=${() => this.dispatchEvent(new Event('ik-close'))}>
      ${this._form()} ${this._footer()}
    </ik-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-task-dialog': IkTaskDialog;
  }
}
