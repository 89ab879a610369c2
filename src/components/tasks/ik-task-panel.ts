import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import checkIcon from 'lucide-static/icons/check.svg?raw';
import downIcon from 'lucide-static/icons/chevron-down.svg?raw';
import flagIcon from 'lucide-static/icons/flag.svg?raw';
import listIcon from 'lucide-static/icons/list-checks.svg?raw';
import menuIcon from 'lucide-static/icons/menu.svg?raw';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import repeatIcon from 'lucide-static/icons/repeat.svg?raw';
import type { CommandRegistry } from '../../app/commands/command-registry.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { Collection } from '../../domain/collections/collection.js';
import { readQuickTask } from '../../domain/tasks/quick-task.js';
import { isClosed, type TaskEntry } from '../../domain/tasks/task-entry.js';
import { emptyTaskFields } from '../../domain/tasks/task-fields.js';
import {
  buildTaskList,
  type TaskGroup,
  type TaskLine,
  type TaskOrder,
  taskOrders,
} from '../../domain/tasks/task-list.js';
import { dayOf } from '../../domain/time/calendar-date.js';
import { systemClock } from '../../domain/time/clock.js';
import { createLocalFormats, type LocalFormats } from '../../domain/time/local-formats.js';
import type { DayNumber } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import type { RemindersOf } from '../calendar/default-reminders.js';
import { hueOfColor } from '../shared/color-hue.js';
import { controls } from '../shared/controls.styles.js';
import { FixedRows } from '../shared/fixed-rows.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import { LiveController } from '../shared/live-controller.js';
import { ToggleSidebarEvent } from '../shared/toggle-sidebar-event.js';
import { styles } from './ik-task-panel.styles.js';
import { taskCommands } from './task-commands.js';
import { TaskFlows } from './task-dialogs.js';
import { dueText, groupText, orderText, priorityText } from './task-texts.js';

/** CSS pixels; fixed, so that any place of the list is known without drawing what is before it. */
const ROW_HEIGHT = 44;

/**
 * The tasks of the visible calendars, in groups by date. Arrows move; Space completes; Enter opens; Delete removes; Left and
 * Right close and open a group.
 */
@customElement('ik-task-panel')
@localized()
export class IkTaskPanel extends LitElement {
  static override styles = [controls, hue, styles];

  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) display: DisplaySettings | undefined;
  @property({ attribute: false }) registry: CommandRegistry | undefined;
  @property({ attribute: false }) calendars: readonly Collection[] = [];
  /** The calendar of new tasks. */
  @property({ attribute: false }) home: string | undefined;

  /** Reminders of new tasks that are due. */
  @property({ attribute: false }) remindersOf: RemindersOf = () => [];

  @state() private _order: TaskOrder = 'due';
  /** Of one calendar only; '' for all that are visible. */
  @state() private _calendarId = '';
  @state() private _closed: ReadonlySet<TaskGroup> = new Set<TaskGroup>(['completed']);
  @query('.scroller') private _scroller!: HTMLElement | null;
  @query('.add input') private _input!: HTMLInputElement;

  private readonly _tasks = new LiveController(this, () =>
    this.services?.tasks.watch({
      timeZone: this._zone,
      ...(this._calendarId !== '' && { collectionIds: [this._calendarId] }),
    }),
  );
  private readonly _view = new FixedRows(this, () => this._scroller, ROW_HEIGHT);
  private readonly _flows = new TaskFlows(this, () => ({
    services: this.services,
    calendars: this.calendars,
    home: this._calendarId || this.home,
    timeZone: this._zone,
    locale: this._locale,
    remindersOf: this.remindersOf,
  }));
  private _lines: readonly TaskLine[] = [];
  private _formats: LocalFormats = createLocalFormats('en');
  private _today = 0 as DayNumber;
  /** What the keyboard is at: a task's key, or a group's name. */
  private _active = '';
  private _takeOutCommands = () => {};

  private get _zone(): string {
    return this.display?.timeZone ?? 'UTC';
  }

  private get _locale(): string {
    return this.display?.locale ?? 'en';
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this._takeOutCommands();
  }

  override connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this._addCommands();
  }

  protected override willUpdate(changed: PropertyValues) {
    if (changed.has('services') || changed.has('_calendarId') || changed.has('display')) this._tasks.refresh();
    if (changed.has('display')) this._formats = createLocalFormats(this._locale);
    if (changed.has('registry')) this._addCommands();
    this._today = dayOf(epochToLocal(this._zone, systemClock.now()));
    this._lines = this._shownLines();
  }

  private _addCommands() {
    this._takeOutCommands();
    this._takeOutCommands =
      this.registry?.add(
        taskCommands({
          add: () => this._input.focus(),
          create: () => void this._flows.create(),
          list: () => this._scroller?.focus(),
        }),
      ) ?? (() => {});
  }

  private _shownLines(): readonly TaskLine[] {
    const all = buildTaskList(this._tasks.value ?? [], {
      today: this._today,
      timeZone: this._zone,
      firstDay: this.display?.firstDay ?? 1,
      order: this._order,
    });
    return all.filter((line) => line.kind === 'group' || !this._closed.has(line.group));
  }

  private _keyOf = (line: TaskLine | undefined): string =>
    line === undefined ? '' : line.kind === 'group' ? line.group : line.entry.key;

  private _hueOf({ color, collectionId }: TaskEntry): number {
    const own = color === undefined ? undefined : hueOfColor(color);
    return own ?? this.calendars.find(({ id }) => id === collectionId)?.hue ?? 265;
  }

  private async _onAdd(event: Event) {
    event.preventDefault();
    const { title, priority } = readQuickTask(this._input.value);
    if (title === '') return;
    this._input.value = '';
    const calendarId = await this._flows.homeCalendar();
    await this._flows.actions.create(calendarId, { ...emptyTaskFields, title, priority });
  }

  private _toggle(entry: TaskEntry) {
    void this._flows.actions.complete(entry, !isClosed(entry));
  }

  private _toggleGroup(group: TaskGroup, open = this._closed.has(group)) {
    const closed = new Set(this._closed);
    if (open) closed.delete(group);
    else closed.add(group);
    this._closed = closed;
  }

  private _moveTo(index: number) {
    const to = Math.max(0, Math.min(this._lines.length - 1, index));
    this._active = this._keyOf(this._lines[to]);
    this._view.reveal(to);
    this.requestUpdate();
  }

  private _onClick = (event: MouseEvent) => {
    const target = event.target as Element;
    const index = Number(target.closest<HTMLElement>('.line')?.dataset.index ?? -1);
    const line = this._lines[index];
    if (line === undefined) return;
    this._active = this._keyOf(line);
    this.requestUpdate();
    if (line.kind === 'group') this._toggleGroup(line.group);
    else if (target.closest('.tick') !== null) this._toggle(line.entry);
    else void this._flows.edit(line.entry);
  };

  private _onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = this._lines.findIndex((line) => this._keyOf(line) === this._active);
    const line = this._lines[at];
    const page = Math.max(1, this._view.pageSize - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: this._lines.length - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) this._moveTo(to);
    else if (line === undefined || !this._act(event.key, line)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  private _act(key: string, line: TaskLine): boolean {
    const rtl = getComputedStyle(this).direction === 'rtl';
    if (key === 'ArrowLeft' || key === 'ArrowRight') {
      const opens = (key === 'ArrowRight') !== rtl;
      this._active = line.group;
      this._toggleGroup(line.group, opens);
    } else if (line.kind === 'group' && (key === ' ' || key === 'Enter')) this._toggleGroup(line.group);
    else if (line.kind === 'group') return false;
    else if (key === ' ') this._toggle(line.entry);
    else if (key === 'Enter') void this._flows.edit(line.entry);
    else if (key === 'Delete') void this._flows.remove(line.entry);
    else return false;
    return true;
  }

  private _groupLine(line: Extract<TaskLine, { kind: 'group' }>, index: number) {
    const open = !this._closed.has(line.group);
    const text = groupText(line.group);
    return html`<div id=${`line-${index}`} aria-labelledby=${`line-${index}`} data-index=${index} role="treeitem" aria-level="1" aria-expanded=${open ? 'true' : 'false'}
      aria-selected=${line.group === this._active ? 'true' : 'false'}
      class=${classMap({ line: true, group: true, [line.group]: true, active: line.group === this._active })}>
      ${icon(downIcon)}<span>${text}</span><span class="count">${line.count}</span>
    </div>`;
  }

  private _taskLine({ entry, depth, parts }: Extract<TaskLine, { kind: 'task' }>, index: number) {
    const done = isClosed(entry);
    const due = this.display === undefined ? '' : dueText(entry, this.display, this._today, this._formats);
    const late = !done && entry.due !== undefined && dayOf(epochToLocal(this._zone, entry.due)) < this._today;
    const title = entry.title || msg('(no title)');
    const progress = parts.all > 0 ? Math.round((parts.done / parts.all) * 100) : entry.percent;
    const calendar = this.calendars.length > 1 ? this.calendars.find(({ id }) => id === entry.collectionId) : undefined;
    return html`<div id=${`line-${index}`} aria-labelledby=${`line-${index}`} data-index=${index} role="treeitem" aria-level=${depth + 2} aria-checked=${done ? 'true' : 'false'}
      aria-selected=${entry.key === this._active ? 'true' : 'false'}
      class=${classMap({ line: true, hue: true, done, active: entry.key === this._active })}
      .style=${`--h:${this._hueOf(entry)};padding-inline-start:${8 + depth * 26}px`}>
      <span class="tick">${icon(checkIcon)}</span><span class="title">${title}</span>
      <span class="facts">
        ${entry.recurring ? icon(repeatIcon) : nothing}
        ${entry.priority > 0 ? html`<span class=${classMap({ flag: true, high: entry.priority < 5 })}>${icon(flagIcon)}</span>` : nothing}
        ${parts.all > 0 ? html`<span>${parts.done}/${parts.all}</span>` : nothing}
        ${!done && progress > 0 ? html`<progress max="100" .value=${progress} aria-hidden="true"></progress>` : nothing}
        ${calendar ? html`<span class="calendar"><span class="dot"></span>${calendar.name}</span>` : nothing}
        ${due ? html`<span class=${late ? 'late' : ''}>${due}</span>` : nothing}
        ${entry.priority > 0 ? html`<span class="visually-hidden">${priorityText(entry.priority)}</span>` : nothing}
      </span>
    </div>`;
  }

  private _list() {
    const { value, error } = this._tasks;
    if (value === undefined && error !== undefined)
      return html`<div class="state" role="alert"><strong>${msg('The tasks could not be read.')}</strong>
        <button type="button" class="button" @click=${() => this._tasks.refresh()}>${msg('Try again')}</button></div>`;
    if (value === undefined)
      return html`<div class="scroller" aria-busy="true">${Array.from({ length: 8 }, () => html`<div class="line skeleton"><span class="tick"></span><span class="title"></span></div>`)}</div>`;
    if (value.length === 0)
      return html`<div class="state">${icon(listIcon)}<span>${msg('Nothing to do. Write your first task above, or drop an .ics file with tasks.')}</span></div>`;
    const { from, to } = this._view.range(this._lines.length);
    const at = this._lines.findIndex((line) => this._keyOf(line) === this._active);
    const shown = this._lines.slice(from, to).map((line, index) => ({ line, index: from + index }));
    return html`<div class="scroller" role="tree" tabindex="0" aria-label=${msg('Tasks')} aria-activedescendant=${at >= from && at < to ? `line-${at}` : nothing}
      @click=${this._onClick} @keydown=${this._onKeyDown} @focus=${() => at === -1 && this._moveTo(0)}>
      <div class="spacer" role="presentation" .style=${`block-size:${this._lines.length * ROW_HEIGHT}px`}>
        <div class="window" role="presentation" .style=${`transform:translateY(${from * ROW_HEIGHT}px)`}>${repeat(
          shown,
          ({ line }) => this._keyOf(line),
          ({ line, index }) => (line.kind === 'group' ? this._groupLine(line, index) : this._taskLine(line, index)),
        )}</div>
      </div>
    </div>`;
  }

  protected override render() {
    const calendars = this.calendars.filter(({ visible }) => visible);
    return html`<header>
        <button type="button" class="icon-button plain menu-button" aria-label=${msg('Calendars')} @click=${() => this.dispatchEvent(new ToggleSidebarEvent())}>${icon(menuIcon)}</button>
        <h1>${msg('Tasks')}</h1>
        ${
          calendars.length > 1
            ? html`<select aria-label=${msg('Calendar')} @change=${(e: Event) => {
                this._calendarId = (e.target as HTMLSelectElement).value;
              }}>
                <option value="">${msg('All calendars')}</option>
                ${calendars.map(({ id, name }) => html`<option value=${id} ?selected=${id === this._calendarId}>${name}</option>`)}
              </select>`
            : nothing
        }
        <select aria-label=${msg('Order')} @change=${(e: Event) => {
          this._order = (e.target as HTMLSelectElement).value as TaskOrder;
        }}>${taskOrders.map((order) => html`<option value=${order} ?selected=${order === this._order}>${orderText(order)}</option>`)}</select>
      </header>
      <form class="add" @submit=${this._onAdd}>
        <input class="input" aria-label=${msg('New task')} placeholder=${msg('Add a task; ! makes it important')} autocomplete="off" maxlength="500" />
        <button type="submit" class="button primary">${icon(plusIcon)}${msg('Add')}</button>
      </form>
      ${this._list()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-task-panel': IkTaskPanel;
  }
}
