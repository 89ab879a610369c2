import { msg } from '@lit/localize';
import type { LitElement } from 'lit';
import type { Services } from '../../app/services.js';
import type { Absence } from '../../domain/calendar/absence-fields.js';
import type { NewTimes } from '../../domain/calendar/event-change.js';
import type { EventFields } from '../../domain/calendar/event-fields.js';
import { firstHour } from '../../domain/calendar/first-hour.js';
import type { LocalTimes } from '../../domain/calendar/layout/span.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import { type Collection, canEdit } from '../../domain/collections/collection.js';
import { defaultSettings, type Settings } from '../../domain/settings/settings.js';
import { localOfDay } from '../../domain/time/calendar-date.js';
import { systemClock } from '../../domain/time/clock.js';
import { type DayNumber, type LocalMs, MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { typingAhead } from '../shared/type-ahead-keys.js';
import type { TaskFlows } from '../tasks/task-dialogs.js';
import { createCalendarActions } from './calendar-actions.js';
import { CalendarDialogs } from './calendar-dialogs.js';
import {
  type EventActionEvent,
  type EventChangeEvent,
  type EventCreateEvent,
  type EventSelectEvent,
  refOf,
} from './calendar-events.js';
import type { CalendarListEvent } from './calendar-list-event.js';
import type { CalendarListFlows } from './calendar-list-flows.js';
import { type RemindersOf, remindersFor } from './default-reminders.js';
import { newEventFields } from './event-draft.js';
import type { ScopeAct } from './task-scope-texts.js';

/** OKLCH hue of a first calendar. */
const FIRST_HUE = 265;

const isEventFields = (given: LocalTimes | EventFields): given is EventFields => 'title' in given;

/** What the flows need to know of the page they run in, asked at each step. */
export interface FlowsContext {
  readonly services: Services | undefined;
  readonly calendars: readonly Collection[];
  readonly settings: Settings | undefined;
  /** The day in sight. */
  readonly day: DayNumber;
  /** IANA. */
  readonly timeZone: string;
  /** BCP 47. */
  readonly locale: string;
}

/** What a person does on the calendar page, from the wish over dialogs and questions to the data. */
export class CalendarFlows {
  private readonly _dialogs: CalendarDialogs;
  private readonly _actions;
  private _list: CalendarListFlows | undefined;

  constructor(
    private readonly _host: LitElement,
    private readonly _context: () => FlowsContext,
  ) {
    this._dialogs = new CalendarDialogs(_host);
    for (const type of ['pointerup', 'click', 'keydown'] as const)
      _host.addEventListener(
        type,
        (event: PointerEvent | MouseEvent | KeyboardEvent) => {
          this._isDrawn = type === 'pointerup';
          if ('clientX' in event && type === 'pointerup')
            this._notePlace(new DOMRect(event.clientX, event.clientY, 0, 0));
          if (type === 'keydown') this._notePlace(event.composedPath()[0]);
        },
        true,
      );
    this._actions = createCalendarActions(_host, () => {
      const { services } = _context();
      if (services === undefined) throw new Error('The calendar was changed before there were services.');
      return services;
    });
  }

  /** What is done with whole calendars; its code comes with the first wish. */
  readonly onList = async (event: CalendarListEvent): Promise<void> => {
    const { CalendarListFlows } = await import('./calendar-list-flows.js');
    this._list ??= new CalendarListFlows(this._host, () => ({ ...this._context(), home: this.defaultCalendar()?.id }), {
      create: () => void this.create(),
      createTask: () => void this.createTask(),
      createAbsence: (kind) => void this.createAbsence(kind),
      exportCalendars: (calendars) => this._actions.exportCalendars(calendars),
      restore: (calendar) => this._dialogs.restore(calendar),
      showDeleted: () => this.showDeleted(),
    });
    this._list.onList(event);
  };

  /** The calendar of new events: the chosen one, or the first that is shown. */
  defaultCalendar(): Collection | undefined {
    const { settings } = this._context();
    const calendars = this._editable();
    const chosen = settings?.defaultCalendarId;
    return calendars.find(({ id }) => id === chosen) ?? calendars.find(({ visible }) => visible) ?? calendars[0];
  }

  private _editable(): readonly Collection[] {
    return this._context().calendars.filter(canEdit);
  }

  /**
   * Opens the form of a new event.
   *
   * @param given - What is known of it already; the next hour of the day in sight when absent.
   * @param how.finding - With the search for a time that suits everybody.
   */
  async create(
    given?: LocalTimes | EventFields,
    calendar?: string,
    how: { readonly finding?: boolean } = {},
  ): Promise<void> {
    await typingAhead(async () => this._create(await this._ready(), given, calendar, how));
  }

  private async _create(
    services: Services | undefined,
    given: LocalTimes | EventFields | undefined,
    calendarId = this.defaultCalendar()?.id ?? '',
    how: { readonly finding?: boolean },
  ): Promise<void> {
    if (services === undefined) return;
    const times = given ?? this._nextHour();
    const isFields = isEventFields(times);
    const fields = isFields ? times : this._newFields(times, calendarId);
    const isAbsence = isFields && times.absence !== '';
    // Nobody is reminded of being away.
    const remindersOf: RemindersOf = isAbsence ? () => [] : this.remindersOf;
    const options = {
      ...(await this._form(services)),
      more: isFields && !isAbsence,
      finding: false,
      remindersOf,
      save: this.saveNew,
      ...how,
    };
    await this._dialogs.createEvent(fields, calendarId, this.calendars(), options);
  }

  private _waited = false;

  /** The services, once there is a calendar that something new can be in; waited for once. */
  private async _ready(): Promise<Services | undefined> {
    const { services } = this._context();
    if (services !== undefined && !this._waited && this._editable().length === 0) {
      this._waited = true;
      await (await import('./first-calendar.js')).firstCalendar(services);
    }
    return services;
  }

  /** Opens the form of a new absence on the day in sight. */
  async createAbsence(kind: Absence): Promise<void> {
    const { absenceDraft } = await import('./absences/absence-draft.js');
    await this.create(absenceDraft(kind, this._context()));
  }

  private _newFields({ start, end, allDay }: LocalTimes, calendarId: string): EventFields {
    const fields = newEventFields(start, end, allDay, this._context().timeZone);
    return { ...fields, alarms: this.remindersOf(calendarId, allDay) };
  }

  /** Reminders of something new. */
  readonly remindersOf: RemindersOf = (calendarId, allDay) => {
    const { calendars, settings } = this._context();
    return remindersFor(calendars, settings)(calendarId, allDay);
  };

  /** Calendars a new event can be in; the one that is made with it where there is none. */
  calendars(): readonly Pick<Collection, 'id' | 'name'>[] {
    const calendars = this._editable();
    return calendars.length > 0 ? calendars : [{ id: '', name: msg('My calendar') }];
  }

  /** There may be other calendars than before. */
  followCalendars(): void {
    const { calendars } = this._context();
    if (calendars === this._followed) return;
    this._followed = calendars;
    this._dialogs.follow(this.calendars());
  }
  private _followed: readonly Collection[] | undefined;

  readonly saveNew = async (fields: EventFields, calendarId: string): Promise<boolean> => {
    // A first calendar is made with its first event: not for somebody who thinks better of it.
    const known = calendarId || this.defaultCalendar()?.id;
    const id =
      known ?? (await this._context().services!.collections.create('calendar', msg('My calendar'), FIRST_HUE)).id;
    await this._actions.create(id, fields);
    return true;
  };

  private async _form(services: Services) {
    const { timeZone, locale, settings = defaultSettings } = this._context();
    const { eventFormHelp } = await import('./event-form-help.js');
    return { timeZone, locale, ...eventFormHelp(services, settings) };
  }

  /** What an event's card says, read and drawn when it is first wanted. */
  readonly card = async (occurrence: EventOccurrence): Promise<Node> => {
    const { services, timeZone, locale } = this._context();
    const { createEventCard } = await import('./create-event-card.js');
    const own = this._context().settings?.addresses ?? [];
    return createEventCard(occurrence, services!, { timeZone, locale, own });
  };

  /** Says something in passing. */
  tell(message: string): void {
    this._host.dispatchEvent(new NoticeEvent(message));
  }

  exportVisible(): Promise<void> {
    return this._actions.exportCalendars(this._context().calendars.filter(({ visible }) => visible));
  }

  /** The calendar of new events, unless the person chooses another one. */
  async restore(): Promise<void> {
    const calendar = this.defaultCalendar();
    if (calendar !== undefined) await this._dialogs.restore(calendar, this._editable());
  }

  showDeleted(): Promise<void> {
    return this._dialogs.deleted();
  }

  /** A card beside the place that was clicked; all of the form from there. */
  readonly onCreate = async ({ times: slot }: EventCreateEvent): Promise<void> => {
    const times = this._isDrawn ? slot : this._withLength(slot);
    await this._ready();
    const { openQuickCard } = await import('./quick-create.js');
    openQuickCard(this._host, this._quick(), { times, anchor: this._anchor });
  };

  /** The card with a sentence in it, or the field to type one. */
  readonly createFromSentence = async (sentence: string): Promise<void> => {
    await typingAhead(async () => {
      await this._ready();
      const { openQuickCard } = await import('./quick-create.js');
      openQuickCard(this._host, this._quick(), { sentence });
    });
  };

  /** A time that was only pressed says when an event begins: it is as long as new events are. */
  private _withLength<Times extends LocalTimes>(slot: Times): Times {
    if (slot.allDay) return slot;
    const { defaultDuration } = this._context().settings ?? defaultSettings;
    return { ...slot, end: (slot.start + defaultDuration * MS_PER_MINUTE) as LocalMs };
  }

  /** Whether the pointer drew what is being made: a drag ends with it, a click and a key come after it. */
  private _isDrawn = false;

  private _quick() {
    const { timeZone, locale, settings = defaultSettings, services } = this._context();
    return {
      ...{ timeZone, locale, services: services! },
      minutes: settings.defaultDuration,
      calendars: this.calendars(),
      calendarId: this.defaultCalendar()?.id ?? '',
      remindersOf: this.remindersOf,
      save: this.saveNew,
      more: (fields: EventFields, calendarId: string) => void this.create(fields, calendarId),
    };
  }

  /** Where the person last pressed, or what had the focus: the card opens beside it. */
  private _anchor: DOMRect | undefined;

  private _notePlace(place: DOMRect | EventTarget | undefined) {
    this._anchor =
      place instanceof Element ? place.getBoundingClientRect() : place instanceof DOMRect ? place : undefined;
  }

  readonly onChange = (event: EventChangeEvent): void => {
    const { occurrence, times } = event;
    if (occurrence.task !== undefined) {
      // A task has no length that could be dragged.
      if (event.kind === 'move') event.waitUntil(this._moveTask(occurrence, times));
      else event.preventDefault();
      return;
    }
    event.waitUntil(event.kind === 'copy' ? this.copy(occurrence, times) : this._move(occurrence, times));
  };

  /** A task opens its form, not the card of an event. */
  readonly onSelect = (event: EventSelectEvent): void => {
    if (event.occurrence.task === undefined) return;
    event.preventDefault();
    void this._tasks().then((tasks) => tasks.edit(event.occurrence));
  };

  readonly toggleTask = (task: EventOccurrence): void =>
    void (task.locked || this._tasks().then(({ actions }) => actions.complete(task, task.task === 'open')));

  /** Opens the form of a new task, due on the day in sight. */
  async createTask(): Promise<void> {
    const tasks = await this._tasks();
    await tasks.create({ due: localOfDay(this._context().day) });
  }

  private async _moveTask(task: EventOccurrence, times: NewTimes): Promise<void> {
    const tasks = await this._tasks();
    const scope = await tasks.askScope(task, 'move');
    if (scope !== undefined) await tasks.actions.move(task, times, scope);
  }

  /** Its code is loaded when the first task is touched. */
  private async _tasks(): Promise<TaskFlows> {
    const { TaskFlows } = await import('../tasks/task-dialogs.js');
    const { remindersOf } = this;
    return new TaskFlows(this._host, () => ({ ...this._context(), home: this.defaultCalendar()?.id, remindersOf }));
  }

  readonly onAction = (event: EventActionEvent): void => {
    if (event.action === 'edit') void this.edit(event.occurrence);
    else if (event.action === 'history')
      void this._dialogs.history(
        event.occurrence,
        !this._editable().some(({ id }) => id === event.occurrence.collectionId),
      );
    else if (event.action === 'duplicate') void this.copy(event.occurrence);
    else void this.remove(event.occurrence);
  };

  /** On the day in sight, as long as the settings say. */
  private _nextHour(): LocalTimes {
    const { day, timeZone } = this._context();
    const start = firstHour(day, epochToLocal(timeZone, systemClock.now()));
    const { defaultDuration } = this._context().settings ?? defaultSettings;
    return { start, end: (start + defaultDuration * MS_PER_MINUTE) as LocalMs, allDay: false };
  }

  /** @param times - Where the copy goes; where the event is when absent. */
  async copy(occurrence: EventOccurrence, times?: NewTimes): Promise<void> {
    if (occurrence.task) return;
    const { timeZone } = this._context();
    const { start, end, allDay } = occurrence;
    const own = { start: epochToLocal(timeZone, start), end: epochToLocal(timeZone, end), allDay, timeZone };
    // A copy stays in its calendar, where one can write to that.
    const target = occurrence.locked ? this.defaultCalendar()?.id : occurrence.collectionId;
    const scope = target === undefined ? undefined : await this._askScope(occurrence, 'copy');
    if (scope !== undefined) await this._actions.copy(occurrence, times ?? own, scope, target!);
  }

  private async _move(occurrence: EventOccurrence, times: NewTimes) {
    const scope = await this._askScope(occurrence, 'move');
    if (scope !== undefined) await this._actions.move(occurrence, times, scope);
  }

  private async _askScope(occurrence: EventOccurrence, act: ScopeAct) {
    if (!occurrence.recurring) return 'all';
    const detail = await this._context().services?.calendar.read(refOf(occurrence));
    return this._dialogs.askScope({ act, series: detail?.series });
  }

  async remove(occurrence: EventOccurrence) {
    if (occurrence.task) return (await this._tasks()).remove(occurrence);
    const scope = await this._askScope(occurrence, 'delete');
    if (scope !== undefined) await this._actions.remove(occurrence, scope);
  }

  /** @param change - What the form begins with, of what the event says. */
  async edit(occurrence: EventOccurrence, change?: (fields: EventFields) => EventFields) {
    if (occurrence.task) return (await this._tasks()).edit(occurrence);
    const { services } = this._context();
    const calendars = this._editable();
    const options = { ...(await this._form(services!)), services: services!, calendars, change };
    await this._dialogs.editEvent(occurrence, { ...options, update: this._actions.update });
  }
}
