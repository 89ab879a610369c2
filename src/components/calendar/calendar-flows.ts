import type { LitElement } from 'lit';
import type { NewTimes } from '../../domain/calendar/event-change.js';
import type { EventFields } from '../../domain/calendar/event-fields.js';
import type { EventOccurrence, OccurrenceRef } from '../../domain/calendar/occurrence.js';
import { type Collection, canEdit } from '../../domain/collections/collection.js';
import { localOfDay } from '../../domain/time/calendar-date.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { NoticeEvent } from '../shared/notice-event.js';
import type { TaskFlows } from '../tasks/task-dialogs.js';
import { createCalendarActions } from './calendar-actions.js';
import { CalendarDialogs } from './calendar-dialogs.js';
import { type EventActionEvent, type EventChangeEvent, type EventSelectEvent, refOf } from './calendar-events.js';
import type { CalendarListEvent } from './calendar-list-event.js';
import type { CalendarListFlows } from './calendar-list-flows.js';
import { CreateFlows } from './create-flows.js';
import { defaultCalendar } from './default-calendar.js';
import { type FlowsContext, formOptions } from './flows-context.js';
import type { ScopeAct } from './task-scope-texts.js';

/** What a person does on the calendar page, from the wish over dialogs and questions to the data. */
export class CalendarFlows {
  /** Of what is new. */
  readonly creation: CreateFlows;
  private readonly _dialogs: CalendarDialogs;
  private readonly _actions;
  private _list: CalendarListFlows | undefined;

  constructor(
    private readonly _host: LitElement,
    private readonly _context: () => FlowsContext,
  ) {
    this._dialogs = new CalendarDialogs(_host);
    this._actions = createCalendarActions(_host, () => {
      const { services } = _context();
      if (services === undefined) throw new Error('The calendar was changed before there were services.');
      return services;
    });
    this.creation = new CreateFlows(_host, _context, { dialogs: this._dialogs, actions: this._actions });
  }

  /** What is done with whole calendars; its code comes with the first wish. */
  readonly onList = async (event: CalendarListEvent): Promise<void> => {
    const { CalendarListFlows } = await import('./calendar-list-flows.js');
    this._list ??= new CalendarListFlows(this._host, () => ({ ...this._context(), home: this.defaultCalendar()?.id }), {
      create: () => void this.creation.create(),
      createTask: () => void this.createTask(),
      createAbsence: (kind) => void this.creation.createAbsence(kind),
      exportCalendars: (calendars) => this._actions.exportCalendars(calendars),
      restore: (calendar) => this._dialogs.restore(calendar),
      showDeleted: () => this.showDeleted(),
    });
    this._list.onList(event);
  };

  /** The calendar of new events. */
  defaultCalendar(): Collection | undefined {
    const { calendars, settings } = this._context();
    return defaultCalendar(calendars, settings);
  }

  private _editable(): readonly Collection[] {
    return this._context().calendars.filter(canEdit);
  }

  /** There may be other calendars than before. */
  followCalendars(): void {
    const { calendars } = this._context();
    if (calendars === this._followed) return;
    this._followed = calendars;
    this._dialogs.follow(this.creation.calendars());
  }
  private _followed: readonly Collection[] | undefined;

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

  /** Opens a task's form; nothing of one that is not there any more. */
  async editTask(ref: OccurrenceRef | undefined): Promise<void> {
    if (ref !== undefined) await (await this._tasks()).edit(ref);
  }

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
    const { remindersOf } = this.creation;
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
    const options = { ...(await formOptions(this._context(), services!)), services: services!, calendars, change };
    await this._dialogs.editEvent(occurrence, { ...options, update: this._actions.update });
  }
}
