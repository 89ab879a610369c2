import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import checkIcon from 'lucide-static/icons/check.svg?raw';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { Collection } from '../../domain/collections/collection.js';
import { canEdit } from '../../domain/collections/collection.js';
import { dayTasks } from '../../domain/day/my-day.js';
import type { TaskEntry } from '../../domain/tasks/task-entry.js';
import { dayOf } from '../../domain/time/calendar-date.js';
import { createLocalFormats, type LocalFormats } from '../../domain/time/local-formats.js';
import type { DayNumber } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { TASKS_URL } from '../calendar/calendar-route.js';
import { controls } from '../shared/controls.styles.js';
import { hue } from '../shared/hue.styles.js';
import { icon } from '../shared/icon.js';
import { LiveController } from '../shared/live-controller.js';
import { NoticeEvent } from '../shared/notice-event.js';
import { describeError } from '../shared/problem-message.js';
import { dueText } from '../tasks/task-texts.js';

/**
 * Tasks that are due: ticked here, and taken back by the notice.
 *
 * @fires {NoticeEvent} ik-notice - A task was done, or could not be.
 */
@customElement('ik-day-tasks')
@localized()
export class IkDayTasks extends LitElement {
  static override styles = [
    controls,
    hue,
    css`
      :host { display: block; min-inline-size: 0; }
      ul { margin: 0; padding: 0; list-style: none; }
      li { display: flex; align-items: center; gap: 4px; min-block-size: 32px; }
      .tick { flex: none; display: grid; place-items: center; inline-size: 32px; block-size: 32px; margin-inline-start: -8px; padding: 0; border: 0; border-radius: 50%; background: none; cursor: pointer; }
      .circle { display: grid; place-items: center; inline-size: 17px; block-size: 17px; border: 1.6px solid var(--hue-bar, var(--ik-text-2)); border-radius: 50%; }
      .circle svg { inline-size: 12px; block-size: 12px; opacity: 0; }
      .tick:hover .circle svg, .tick:focus-visible .circle svg, .tick[aria-checked='true'] .circle svg { opacity: 1; }
      .tick:disabled { cursor: default; }
      .title { flex: 1; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .done .title { text-decoration: line-through; color: var(--ik-text-2); }
      .due { flex: none; padding-inline-start: 8px; font-size: 12.5px; color: var(--ik-text-2); }
      .late { color: var(--ik-danger); }
      .empty { margin: 6px 0 2px; color: var(--ik-text-2); }
      .waiting { block-size: 24px; margin-block: 8px; border-radius: 8px; background: var(--ik-surface-2); }
      .more { display: inline-block; margin-block-start: 6px; color: var(--ik-accent); font-size: 13px; font-weight: 550; text-decoration: none; }
      @media (pointer: coarse) { li { min-block-size: 44px; } .tick { inline-size: 44px; block-size: 44px; margin-inline-start: -14px; } }
    `,
  ];

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
    const when = entry.due ?? entry.start;
    const late = when !== undefined && dayOf(epochToLocal(display.timeZone, when)) < this.today;
    const ticked = this._ticked.has(entry.key);
    const title = entry.title || msg('(no title)');
    return html`<li class=${ticked ? 'done' : ''}>
      <button type="button" class="tick hue" role="checkbox" aria-checked=${String(ticked)} aria-label=${title} ?disabled=${ticked || (calendar !== undefined && !canEdit(calendar))}
        .style=${`--h:${calendar?.hue ?? 265}`} @click=${() => this._complete(entry)}><span class="circle">${icon(checkIcon)}</span></button>
      <span class="title"><bdi>${title}</bdi></span>
      <span class="due ${late ? 'late' : ''}">${dueText(entry, display, this.today, this._text)}</span>
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
      ${more > 0 ? html`<a class="more" href=${TASKS_URL}>${msg(str`${more} more`)}</a>` : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ik-day-tasks': IkDayTasks;
  }
}
