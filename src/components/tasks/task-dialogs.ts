import { msg } from '@lit/localize';
import type { LitElement } from 'lit';
import type { Services, TaskScope } from '../../app/services.js';
import type { OccurrenceRef } from '../../domain/calendar/occurrence.js';
import { type Collection, canEdit } from '../../domain/collections/collection.js';
import { emptyTaskFields, type TaskFields } from '../../domain/tasks/task-fields.js';
import type { RemindersOf } from '../calendar/default-reminders.js';
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

  /** Opens the form of a new task. */
  async create(fields: Partial<TaskFields> = {}): Promise<void> {
    const { timeZone, locale, remindersOf } = this._context();
    const calendars = this._calendars;
    const calendarId = await this.homeCalendar();
    await import('./ik-task-dialog.js');
    const dialog = document.createElement('ik-task-dialog');
    this._show(
      Object.assign(dialog, {
        fields: withTaskReminders({ ...emptyTaskFields, ...fields }, calendarId, remindersOf),
        calendarId,
        calendars,
        isNew: true,
        remindersOf,
        timeZone,
        locale,
        save: async (made: TaskFields, id: string) => {
          await this.actions.create(id, made);
          return true;
        },
      }),
    );
  }

  /** Opens a task's form. */
  async edit(task: OccurrenceRef): Promise<void> {
    const ref = taskRef(task);
    const detail = await this._services.tasks.read(ref);
    if (detail === undefined) return; // deleted meanwhile
    const { timeZone, locale } = this._context();
    const calendars = this._calendars;
    const { fields, recurring } = detail;
    await import('./ik-task-dialog.js');
    const dialog = document.createElement('ik-task-dialog');
    const scopeOf = (heading: string) => (recurring && ref.recurrenceId ? this.askScope(heading) : ('all' as const));
    this._show(
      Object.assign(dialog, {
        fields,
        calendarId: ref.collectionId,
        calendars,
        isNew: false,
        timeZone,
        locale,
        save: async (changed: TaskFields, calendarId: string) => {
          const isWhole = changed.rrule !== fields.rrule || calendarId !== ref.collectionId;
          const scope = isWhole ? 'all' : await scopeOf(msg('Save for which tasks?'));
          if (scope === undefined) return false;
          await this.actions.update(ref, changed, scope, { before: fields, collectionId: calendarId });
          return true;
        },
        discard: async () => {
          const scope = await scopeOf(msg('Delete which tasks?'));
          if (scope !== undefined) await this.actions.remove(ref, scope);
          return scope !== undefined;
        },
      }),
    );
  }

  async remove(task: OccurrenceRef & { readonly recurring: boolean }): Promise<void> {
    const scope = task.recurring ? await this.askScope(msg('Delete which tasks?')) : 'all';
    if (scope !== undefined) await this.actions.remove(task, scope);
  }

  /** @returns `undefined` when the person thought better of it. */
  async askScope(heading: string): Promise<TaskScope | undefined> {
    const { askTaskScope } = await import('./ik-task-scope.js');
    return askTaskScope(this._host.shadowRoot!, heading);
  }

  private _show(dialog: HTMLElement): void {
    dialog.addEventListener('ik-close', () => dialog.remove());
    this._host.shadowRoot!.appendChild(dialog);
  }
}
