import { msg } from '@lit/localize';
import type { LitElement } from 'lit';
import type { Services, TaskDetail, TaskScope } from '../../app/services.js';
import type { OccurrenceRef } from '../../domain/calendar/occurrence.js';
import { type Collection, canEdit } from '../../domain/collections/collection.js';
import type { UnsavedTask } from '../../domain/lock/unsaved-form.js';
import type { TaskEntry } from '../../domain/tasks/task-entry.js';
import { emptyTaskFields, type TaskFields } from '../../domain/tasks/task-fields.js';
import { firstOf } from '../../domain/watchable.js';
import type { RemindersOf } from '../calendar/default-reminders.js';
import type { SaveTask } from './ik-task-dialog.js';
import { createTaskActions, type TaskActions, taskRef } from './task-actions.js';
import { withTaskReminders } from './task-reminders.js';

export interface TaskContext {
  readonly services: Services | undefined;
  readonly calendars: readonly Collection[];
  /** The calendar of new tasks. */
  readonly home: string | undefined;
  readonly timeZone: string;
  readonly locale: string;
  /** Reminders of new tasks that are due. */
  readonly remindersOf: RemindersOf;
}

/** OKLCH hue of a first calendar. */
const FIRST_HUE = 265;

/** From a person's wish about a task over dialogs and questions to the data. Dialogs are loaded when first opened. */
export class TaskFlows {
  readonly actions: TaskActions;

  constructor(
    private readonly _host: LitElement,
    private readonly _context: () => TaskContext,
  ) {
    this.actions = createTaskActions(_host, () => this._services);
  }

  private get _services(): Services {
    const { services } = this._context();
    if (services === undefined) throw new Error('Tasks were changed before there were services.');
    return services;
  }

  /** Those that can be written to. */
  private get _calendars(): readonly Collection[] {
    return this._context().calendars.filter(canEdit);
  }

  /** Where new tasks go; a first calendar is made when there is none. */
  async homeCalendar(): Promise<string> {
    const { home } = this._context();
    const calendars = this._calendars;
    const known = calendars.find(({ id }) => id === home) ?? calendars.find(({ visible }) => visible) ?? calendars[0];
    return known?.id ?? (await this._services.collections.create('calendar', msg('My calendar'), FIRST_HUE)).id;
  }

  /** Opens the form of a new task. @param begin - What was typed before the app was locked. */
  async create(fields: Partial<TaskFields> = {}, begin?: UnsavedTask): Promise<void> {
    const { timeZone, locale, remindersOf } = this._context();
    const calendars = this._calendars;
    const known = calendars.find(({ id }) => id === begin?.calendarId);
    const calendarId = known?.id ?? (await this.homeCalendar());
    await import('./ik-task-dialog.js');
    const dialog = document.createElement('ik-task-dialog');
    this._show(
      Object.assign(dialog, {
        fields: withTaskReminders({ ...emptyTaskFields, ...fields }, calendarId, remindersOf),
        calendarId,
        calendars,
        isNew: true,
        begin: begin && { ...begin, calendarId, draft: { ...emptyTaskFields, ...begin.draft } },
        remindersOf,
        timeZone,
        locale,
        tasksOf: this._tasksOf,
        save: (async (made, id, parts) => {
          await this.actions.create(id, made, partsOf(parts));
          return true;
        }) satisfies SaveTask,
      }),
    );
  }

  /**
   * Opens a task's form.
   *
   * @param begin - What was typed before the app was locked.
   * @returns whether there is such a task.
   */
  async edit(task: OccurrenceRef, begin?: UnsavedTask): Promise<boolean> {
    const ref = taskRef(task);
    const detail = await this._services.tasks.read(ref);
    if (detail === undefined) return false; // deleted meanwhile
    const { timeZone, locale } = this._context();
    const own = this._context().calendars.find(({ id }) => id === ref.collectionId);
    const fixed = own !== undefined && !canEdit(own);
    const calendars = fixed ? [own] : this._calendars;
    const fields = begin?.about?.before ?? detail.fields;
    await import('./ik-task-dialog.js');
    const dialog = document.createElement('ik-task-dialog');
    this._show(
      Object.assign(dialog, {
        fields,
        calendarId: ref.collectionId,
        calendars,
        isNew: false,
        fixed,
        timeZone,
        locale,
        uid: ref.uid,
        begin,
        about: { ref, before: fields },
        tasksOf: this._tasksOf,
        save: (async (changed, calendarId, parts) => {
          // A rule, a calendar and a parent are not of one occurrence alone.
          const isWhole = changed.rrule !== fields.rrule || calendarId !== ref.collectionId;
          const scope = await this._scopeOf(detail, 'edit', isWhole || changed.parent !== fields.parent);
          if (scope === undefined) return false;
          const options = { before: fields, collectionId: calendarId, parts: partsOf(parts) };
          await this.actions.update(ref, changed, scope, options);
          return true;
        }) satisfies SaveTask,
        discard: async () => {
          const scope = await this._scopeOf(detail, 'delete');
          if (scope !== undefined) await this.actions.remove(ref, scope);
          return scope !== undefined;
        },
      }),
    );
    return true;
  }

  async remove(task: OccurrenceRef & { readonly recurring: boolean }): Promise<void> {
    const scope = await this.askScope(task, 'delete');
    if (scope !== undefined) await this.actions.remove(task, scope);
  }

  /** Which tasks of a series are meant. @returns `undefined` when the person thought better of it. */
  async askScope(
    task: OccurrenceRef & { readonly recurring: boolean },
    act: 'move' | 'delete',
  ): Promise<TaskScope | undefined> {
    if (!task.recurring) return 'all';
    const detail = await this._services.tasks.read(taskRef(task));
    return detail && this._scopeOf(detail, act);
  }

  private async _scopeOf(
    { ref, recurring, series }: TaskDetail,
    act: 'edit' | 'move' | 'delete',
    notThis = false,
  ): Promise<TaskScope | undefined> {
    if (!recurring || ref.recurrenceId === undefined) return 'all';
    const { askScope, isAll } = await import('../calendar/ik-scope-dialog.js');
    const question = { act, notThis, series, tasks: true };
    return isAll(question) ? 'all' : askScope(this._host.shadowRoot!, question);
  }

  private _tasksOf = (calendarId: string): Promise<readonly TaskEntry[]> => {
    const { timeZone } = this._context();
    return firstOf(this._services.tasks.watch({ timeZone, collectionIds: [calendarId] }));
  };

  private _show(dialog: HTMLElement): void {
    dialog.addEventListener('ik-close', () => dialog.remove());
    this._host.shadowRoot!.appendChild(dialog);
  }
}

const partsOf = (titles: readonly string[]): TaskFields[] => titles.map((title) => ({ ...emptyTaskFields, title }));
