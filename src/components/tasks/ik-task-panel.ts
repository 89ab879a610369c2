import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import menuIcon from 'lucide-static/icons/menu.svg?raw';
import type { CommandRegistry } from '../../app/commands/command-registry.js';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import { type Collection, canEdit } from '../../domain/collections/collection.js';
import { arrangeTask, type TaskMove } from '../../domain/tasks/arrange-task.js';
import type { QuickTask } from '../../domain/tasks/quick-task.js';
import { isClosed, type TaskEntry } from '../../domain/tasks/task-entry.js';
import { emptyTaskFields } from '../../domain/tasks/task-fields.js';
import { type TaskOrder, taskOrders } from '../../domain/tasks/task-list.js';
import type { RemindersOf } from '../calendar/default-reminders.js';
import { controls } from '../shared/controls.styles.js';
import { icon } from '../shared/icon.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { ToggleSidebarEvent } from '../shared/toggle-sidebar-event.js';
import './ik-task-line.js';
import type { IkTaskLine } from './ik-task-line.js';
import './ik-task-list.js';
import type { IkTaskList, TaskWishEvent } from './ik-task-list.js';
import { styles } from './ik-task-panel.styles.js';
import { rememberedOrder, rememberOrder } from './remembered-order.js';
import { taskCommands } from './task-commands.js';
import { TaskFlows } from './task-dialogs.js';
import { withTaskReminders } from './task-reminders.js';
import { arrangedText, cannotMoveText, orderText } from './task-texts.js';

/** Milliseconds after which the next move of a task does not wait any longer for the list that the one before it made. */
const MAX_WAIT = 2000;

/** The tasks of the visible calendars: the line that adds one, and the list, by keyboard and pointer. */
@customElement('ik-task-panel')
@localized()
export class IkTaskPanel extends LitElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) display: DisplaySettings | undefined;
  @property({ attribute: false }) registry: CommandRegistry | undefined;
  @property({ attribute: false }) calendars: readonly Collection[] = [];
  /** The calendar of new tasks. */
  @property({ attribute: false }) home: string | undefined;

  /** Reminders of new tasks that are due. */
  @property({ attribute: false }) remindersOf: RemindersOf = () => [];

  @state() private _order: TaskOrder = rememberedOrder(taskOrders);
  /** Of one calendar only; '' for all that are visible. */
  @state() private _calendarId = '';
  @query('ik-task-line') private _line!: IkTaskLine;
  @query('ik-task-list') private _list!: IkTaskList | null;

  private readonly _tasks = new LiveController(this, () =>
    this.services?.tasks.watch({
      timeZone: this._zone,
      ...(this._calendarId !== '' && { collectionIds: [this._calendarId] }),
    }),
  );
  private readonly _flows = new TaskFlows(this, () => ({
    services: this.services,
    calendars: this.calendars,
    home: this._calendarId || this.home,
    timeZone: this._zone,
    locale: this._locale,
    remindersOf: this.remindersOf,
  }));
  private _takeOutCommands = () => {};
  /** One after the other: each is reckoned from the list that the one before it made. */
  private _arranged: Promise<void> = Promise.resolve();
  private _onDrawn = () => {};

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
    if (changed.has('registry')) this._addCommands();
  }

  private _addCommands() {
    this._takeOutCommands();
    this._takeOutCommands =
      this.registry?.add(
        taskCommands({
          add: () => this._line.focus(),
          create: () => void this._flows.create(),
          list: () => this._list?.focus(),
          canArrange: () => this._list?.focusedTask !== undefined,
          arrange: (move) => this._arrange(move, this._list?.focusedTask),
        }),
      ) ?? (() => {});
  }

  private _onAdd = async (task: QuickTask) => {
    const calendarId = await this._flows.homeCalendar();
    const fields = withTaskReminders({ ...emptyTaskFields, ...task }, calendarId, this.remindersOf);
    await this._flows.actions.create(calendarId, fields);
  };

  /** Puts a task elsewhere; up and down make an order by hand of any other. */
  private _arrange(move: TaskMove, entry: TaskEntry | undefined) {
    const list = this._list;
    if (entry === undefined || list === null) return;
    this._arranged = this._arranged.then(async () => {
      const found = arrangeTask(list.all, entry.key, move, {
        byHand: this._order === 'manual',
        canEdit: (id) => this.calendars.some((one) => one.id === id && canEdit(one)),
      });
      if (found === undefined) {
        this.dispatchEvent(new NoticeEvent(cannotMoveText(move)));
        return;
      }
      if (found.place !== undefined) this._setOrder('manual');
      const { above } = found;
      if (above !== undefined) list.fold(above.key, false);
      const before = this._tasks.value;
      if (await this._flows.actions.place(found.places, arrangedText(entry.title, found)))
        await this._drawnAfter(before);
      list.reveal(entry.key);
    });
  }

  /** Until the list that comes of a command is drawn; it is on its way when the command is answered. */
  private _drawnAfter(before: readonly TaskEntry[] | undefined): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, MAX_WAIT);
      this._onDrawn = () => {
        if (this._tasks.value === before || this._list === null) return;
        clearTimeout(timer);
        this._onDrawn = () => {};
        void this._list.updateComplete.then(() => resolve());
      };
      this._onDrawn();
    });
  }

  protected override updated() {
    this._onDrawn();
  }

  private _setOrder(order: TaskOrder) {
    this._order = order;
    rememberOrder(order);
  }

  private _onWish = ({ wish, entry }: TaskWishEvent) => {
    const own = this.calendars.find(({ id }) => id === entry.collectionId);
    if (wish !== 'edit' && own !== undefined && !canEdit(own)) return; // its row offers nothing else
    if (wish === 'toggle') void this._flows.actions.complete(entry, !isClosed(entry));
    else if (wish === 'edit') void this._flows.edit(entry);
    else if (wish === 'remove') void this._flows.remove(entry);
    else this._arrange(wish, entry);
  };

  private _tree() {
    const { value, error } = this._tasks;
    if (value === undefined && error !== undefined)
      return html`<div class="state" role="alert"><strong>${msg('The tasks could not be read.')}</strong>
        <button type="button" class="button" @click=${() => this._tasks.refresh()}>${msg('Try again')}</button></div>`;
    return html`<ik-task-list .tasks=${value} .display=${this.display} .calendars=${this.calendars} .order=${this._order} @ik-task-wish=${this._onWish}></ik-task-list>`;
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
          this._setOrder((e.target as HTMLSelectElement).value as TaskOrder);
        }}>${taskOrders.map((order) => html`<option value=${order} ?selected=${order === this._order}>${orderText(order)}</option>`)}</select>
      </header>
      <ik-task-line .display=${this.display} .add=${this._onAdd}></ik-task-line>
      ${this._tree()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-task-panel': IkTaskPanel;
  }
}
