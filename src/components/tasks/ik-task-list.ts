import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import moreIcon from 'lucide-static/icons/ellipsis.svg?raw';
import listIcon from 'lucide-static/icons/list-checks.svg?raw';
import editIcon from 'lucide-static/icons/pencil.svg?raw';
import trashIcon from 'lucide-static/icons/trash-2.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import { type Collection, canEdit } from '../../domain/collections/collection.js';
import type { TaskMove } from '../../domain/tasks/arrange-task.js';
import { isClosed, type TaskEntry } from '../../domain/tasks/task-entry.js';
import { buildTaskList, type TaskGroup, type TaskLine, type TaskOrder } from '../../domain/tasks/task-list.js';
import { dayOf } from '../../domain/time/calendar-date.js';
import { systemClock } from '../../domain/time/clock.js';
import { createLocalFormats, type LocalFormats } from '../../domain/time/local-formats.js';
import type { DayNumber } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { hueOfColor } from '../shared/color-hue.js';
import { controls } from '../shared/controls.styles.js';
import { FixedRows } from '../shared/fixed-rows.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import type { MenuItem, MenuSelectEvent } from '../shared/ik-menu.js';
import '../shared/ik-menu.js';
import { styles } from './ik-task-list.styles.js';
import { shownLines } from './shown-lines.js';
import { moveItems } from './task-commands.js';
import { groupRow, taskRow } from './task-row.js';
import { dueText } from './task-texts.js';

/** CSS pixels; fixed, so that any place of the list is known without drawing what is before it. */
const ROW_HEIGHT = 44;

export type TaskWish = 'toggle' | 'edit' | 'remove' | TaskMove;

/** What a person wants of a task in the list. Does not bubble. */
export class TaskWishEvent extends Event {
  constructor(
    readonly wish: TaskWish,
    readonly entry: TaskEntry,
  ) {
    super('ik-task-wish');
  }
}

/**
 * Tasks as a tree, in groups by date. Arrows move; Space completes; Enter opens; Delete removes; Left and Right close and
 * open a group, or a task that has parts. Only the rows in sight are drawn.
 *
 * @fires {TaskWishEvent} ik-task-wish - Something is to be done to a task.
 */
@customElement('ik-task-list')
@localized()
export class IkTaskList extends LitElement {
  static override styles = [controls, hue, styles];

  /** `undefined` while they are read. */
  @property({ attribute: false }) tasks: readonly TaskEntry[] | undefined;
  @property({ attribute: false }) display: DisplaySettings | undefined;
  @property({ attribute: false }) calendars: readonly Collection[] = [];
  @property() order: TaskOrder = 'due';

  @state() private _closed: ReadonlySet<TaskGroup> = new Set<TaskGroup>(['completed']);
  /** Tasks whose parts are not shown. */
  @state() private _folded: ReadonlySet<string> = new Set();
  /** The task that the pointer is on. */
  @state() private _hovered = '';
  /** What the keyboard is at: a task's key, or a group's name. */
  @state() private _active = '';
  @query('.scroller') private _scroller!: HTMLElement | null;

  /** All of the list, nothing folded away. */
  all: readonly TaskLine[] = [];
  private _lines: readonly TaskLine[] = [];
  private readonly _view = new FixedRows(this, () => this._scroller, ROW_HEIGHT);
  private _formats: LocalFormats = createLocalFormats('en');
  private _today = 0 as DayNumber;
  private readonly _touch = matchMedia('(pointer: coarse)');

  private get _zone(): string {
    return this.display?.timeZone ?? 'UTC';
  }

  protected override willUpdate() {
    this._formats = createLocalFormats(this.display?.locale ?? 'en');
    this._today = dayOf(epochToLocal(this._zone, systemClock.now()));
    const { firstDay = 1 } = this.display ?? {};
    const options = { today: this._today, timeZone: this._zone, firstDay, order: this.order };
    this.all = buildTaskList(this.tasks ?? [], options);
    this._lines = shownLines(this.all, this._closed, this._folded);
  }

  override focus() {
    this._scroller?.focus();
  }

  /** The task that the keyboard is at, while it is in the list. */
  get focusedTask(): TaskEntry | undefined {
    if (this.shadowRoot?.activeElement !== this._scroller) return undefined;
    const line = this._lines.find((one) => this._keyOf(one) === this._active);
    return line?.kind === 'task' ? line.entry : undefined;
  }

  /** Scrolls to a task. */
  reveal(key: string) {
    const at = this._lines.findIndex((line) => this._keyOf(line) === key);
    if (at !== -1) this._view.reveal(at);
  }

  private _keyOf = (line: TaskLine | undefined): string =>
    line === undefined ? '' : line.kind === 'group' ? line.group : line.entry.key;

  private _hueOf({ color, collectionId }: TaskEntry): number {
    const own = color === undefined ? undefined : hueOfColor(color);
    return own ?? this.calendars.find(({ id }) => id === collectionId)?.hue ?? 265;
  }

  /** Hides the parts of a task, or shows them again. */
  fold(key: string, folded: boolean) {
    const keys = new Set(this._folded);
    if (folded) keys.add(key);
    else keys.delete(key);
    this._folded = keys;
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
  }

  private _lineAt(event: Event): TaskLine | undefined {
    const line = (event.target as Element).closest<HTMLElement>('.line');
    return this._lines[Number(line?.dataset.index ?? -1)];
  }

  private _onPointerOver = (event: PointerEvent) => {
    this._hovered = this._keyOf(this._lineAt(event));
  };

  private _onClick = (event: MouseEvent) => {
    const target = event.target as Element;
    const line = this._lineAt(event);
    if (line === undefined) return;
    this._active = this._keyOf(line);
    if (target.closest('ik-menu') !== null) return;
    if (line.kind === 'group') this._toggleGroup(line.group);
    else if (target.closest('.tick') !== null) this._wish('toggle', line.entry);
    else if (target.closest('.fold') !== null) this.fold(line.entry.key, !this._folded.has(line.entry.key));
    else this._wish('edit', line.entry);
  };

  private _onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== this._scroller) return;
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

  /** Right unfolds; Left folds, or goes out: to what the task is a part of, and closes its group at last. */
  private _open(line: TaskLine, opens: boolean) {
    const isTask = line.kind === 'task';
    if (isTask && line.parts.all > 0 && opens === this._folded.has(line.entry.key)) this.fold(line.entry.key, !opens);
    else if (isTask && opens) return;
    else if (isTask && line.above !== undefined)
      this._moveTo(this._lines.findIndex((one) => this._keyOf(one) === line.above?.key));
    else {
      this._active = line.group;
      this._toggleGroup(line.group, opens);
    }
  }

  private _act(key: string, line: TaskLine): boolean {
    const rtl = getComputedStyle(this).direction === 'rtl';
    if (key === 'ArrowLeft' || key === 'ArrowRight') this._open(line, (key === 'ArrowRight') !== rtl);
    else if (line.kind === 'group' && (key === ' ' || key === 'Enter')) this._toggleGroup(line.group);
    else if (line.kind === 'group') return false;
    else if (key === ' ') this._wish('toggle', line.entry);
    else if (key === 'Enter') this._wish('edit', line.entry);
    else if (key === 'Delete') this._wish('remove', line.entry);
    else return false;
    return true;
  }

  private _groupLine(line: Extract<TaskLine, { kind: 'group' }>, index: number) {
    return groupRow(line, { index, open: !this._closed.has(line.group), active: line.group === this._active });
  }

  private _taskLine(line: Extract<TaskLine, { kind: 'task' }>, index: number) {
    const { entry } = line;
    const isOverdue = entry.due !== undefined && dayOf(epochToLocal(this._zone, entry.due)) < this._today;
    const calendar = this.calendars.length > 1 ? this.calendars.find(({ id }) => id === entry.collectionId) : undefined;
    const active = entry.key === this._active;
    const hasMenu = active || entry.key === this._hovered || this._touch.matches;
    return taskRow(line, {
      index,
      active,
      folded: this._folded.has(entry.key),
      hue: this._hueOf(entry),
      due: this.display === undefined ? '' : dueText(entry, this.display, this._today, this._formats),
      late: isOverdue && !isClosed(entry),
      calendar,
      fixed: !this._canEdit(entry),
      menu: hasMenu && this._canEdit(entry) ? this._menu(entry) : nothing,
    });
  }

  private _canEdit({ collectionId }: TaskEntry): boolean {
    const own = this.calendars.find(({ id }) => id === collectionId);
    return own === undefined || canEdit(own);
  }

  private _menu(entry: TaskEntry) {
    const items: readonly MenuItem[] = [
      { id: 'edit', label: msg('Edit'), icon: editIcon },
      ...moveItems(),
      { id: 'remove', label: msg('Delete'), icon: trashIcon, danger: true, separated: true },
    ];
    return html`<ik-menu button-class="icon-button plain" label=${msg(str`Actions for ${entry.title}`)} .items=${items}
      @ik-menu-select=${(event: MenuSelectEvent) => this._onMenu(event.id as TaskWish, entry)}>${icon(moreIcon)}</ik-menu>`;
  }

  private _onMenu(wish: TaskWish, entry: TaskEntry) {
    this._active = entry.key;
    // The row, and its button, may go elsewhere.
    if (wish !== 'edit') this._scroller?.focus();
    this._wish(wish, entry);
  }

  private _wish(wish: TaskWish, entry: TaskEntry) {
    this.dispatchEvent(new TaskWishEvent(wish, entry));
  }

  protected override render() {
    const { tasks } = this;
    if (tasks === undefined)
      return html`<div class="scroller" aria-busy="true">${Array.from({ length: 8 }, () => html`<div class="line skeleton"><span class="tick"></span><span class="title"></span></div>`)}</div>`;
    if (tasks.length === 0)
      return html`<div class="state">${icon(listIcon)}<span>${msg('Nothing to do. Write your first task above, or drop an .ics file with tasks.')}</span></div>`;
    const { from, to } = this._view.range(this._lines.length);
    const at = this._lines.findIndex((line) => this._keyOf(line) === this._active);
    const shown = this._lines.slice(from, to).map((line, index) => ({ line, index: from + index }));
    return html`<div class="scroller" role="tree" tabindex="0" aria-label=${msg('Tasks')} aria-activedescendant=${at >= from && at < to ? `line-${at}` : nothing}
      @click=${this._onClick} @pointerover=${this._onPointerOver} @keydown=${this._onKeyDown} @focus=${() => at === -1 && this._moveTo(0)}>
      <div class="spacer" role="presentation" .style=${`block-size:${this._lines.length * ROW_HEIGHT}px`}>
        <div class="window" role="presentation" .style=${`transform:translateY(${from * ROW_HEIGHT}px)`}>${repeat(
          shown,
          ({ line }) => this._keyOf(line),
          ({ line, index }) => (line.kind === 'group' ? this._groupLine(line, index) : this._taskLine(line, index)),
        )}</div>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-task-list': IkTaskList;
  }
  interface HTMLElementEventMap {
    'ik-task-wish': TaskWishEvent;
  }
}
