import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import checkIcon from 'lucide-static/icons/check.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { Collection } from '../../domain/collections/collection.js';
import { canEdit } from '../../domain/collections/collection.js';
import { dayTasks } from '../../domain/day/my-day.js';
import type { TaskEntry } from '../../domain/tasks/task-entry.js';
import { createLocalFormats, type LocalFormats } from '../../domain/time/local-formats.js';
import type { DayNumber } from '../../domain/time/types.js';
import { TASKS_URL } from '../calendar/calendar-route.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { dueOf, moreText, noTitle, taskHue } from './day-texts.js';
import { dayTasksStyles } from './ik-day-tasks.styles.js';

/**
 * Tasks that are due: ticked here, and taken back by the notice.
 *
 * @fires {NoticeEvent} ik-notice - A task was done, or could not be.
 */
@customElement('ik-day-tasks')
@localized()
export class IkDayTasks extends LitElement {
  static override styles = [controls, hue, dayTasksStyles];

  @property({ attribute: false }) services: Services | undefined;
  @property({ attribute: false }) display: DisplaySettings | undefined;
  @property({ attribute: false }) calendars: readonly Collection[] = [];
  /** On the person's clock. */
  @property({ attribute: false }) today = 0 as DayNumber;
  /** Ticked a moment ago: shown as done until the store says so. */
  @state() private _ticked: ReadonlySet<string> = new Set();
  private readonly _live = new LiveController<readonly TaskEntry[]>(this, () =>
    this.display ? this.services?.tasks.watch({ timeZone: this.display.timeZone }) : undefined,
  );
  private _text: LocalFormats = createLocalFormats('en');
  private _zone = '';

  protected override willUpdate(changed: PropertyValues<this>) {
    const zone = this.display?.timeZone ?? '';
    if (changed.has('display')) this._text = createLocalFormats(this.display?.locale ?? 'en');
    if (!changed.has('services') && zone === this._zone) return;
    this._zone = zone;
    this._live.refresh();
  }

  private async _complete(entry: TaskEntry) {
    this._ticked = new Set([...this._ticked, entry.key]);
    const { collectionId, uid, recurrenceId, title } = entry;
    try {
      const ref = { collectionId, uid, ...(recurrenceId !== undefined && { recurrenceId }) };
      const done = await this.services?.tasks.complete([ref], true);
      this.dispatchEvent(
        new NoticeEvent(msg(str`“${title}” is done.`), { undo: async () => void (await done?.undo()) }),
      );
    } catch (error) {
      this.dispatchEvent(new NoticeEvent(describeError(error), { kind: 'error' }));
    }
    this._ticked = new Set([...this._ticked].filter((key) => key !== entry.key));
  }

  private _task = (entry: TaskEntry) => {
    const { display } = this;
    if (display === undefined) return nothing;
    const calendar = this.calendars.find(({ id }) => id === entry.collectionId);
    const { due, late } = dueOf(entry, display, this.today, this._text);
    const ticked = this._ticked.has(entry.key);
    const title = entry.title || noTitle();
    return html`<li class=${ticked ? 'done' : ''}>
      <button type="button" class="tick hue" role="checkbox" aria-checked=${String(ticked)} aria-label=${title} ?disabled=${ticked || (calendar !== undefined && !canEdit(calendar))}
        .style=${`--h:${taskHue(entry, this.calendars)}`} @click=${() => this._complete(entry)}><span class="circle">${icon(checkIcon)}</span></button>
      <span class="title"><bdi>${title}</bdi></span>
      <span class="due ${late ? 'late' : ''}">${due}</span>
    </li>`;
  };

  protected override render() {
    if (this._live.value === undefined) {
      if (this._live.error !== undefined)
        return html`<p class="empty" role="alert">${describeError(this._live.error)}</p>`;
      return html`<div aria-hidden="true"><div class="waiting"></div><div class="waiting"></div></div>`;
    }
    const { tasks, more } = dayTasks(this._live.value, this.today, this._zone);
    if (tasks.length === 0) return html`<p class="empty">${msg('Nothing is due this week.')}</p>`;
    return html`<ul>${tasks.map(this._task)}</ul>
      ${more > 0 ? html`<a class="more" href=${TASKS_URL}>${moreText(more)}</a>` : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-day-tasks': IkDayTasks;
  }
}
