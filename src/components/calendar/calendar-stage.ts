import type { ViewName } from '../../domain/calendar/layout/range.js';
import type { LocalTimes } from '../../domain/calendar/layout/span.js';
import type { Slot } from '../../domain/calendar/layout/times.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import { epochToLocal } from '../../domain/time/zone.js';
import type { ChangeKind } from './calendar-events.js';
import { GridKeys } from './interaction/grid-keys.js';
import { PointerDrag } from './interaction/pointer-drag.js';
import type { StageHost, StageOwner } from './interaction/stage-host.js';
import { createMonthView } from './views/month-view.js';
import { createScheduleView } from './views/schedule-view.js';
import { createTimeView } from './views/time-view.js';
import type { CalendarView, ChipElement, ViewModel } from './views/view.js';

type ViewKind = 'month' | 'time' | 'schedule' | 'year';

/** The place where views are drawn. Each view is made when it is first shown, and kept. */
export class CalendarStage implements StageHost {
  calendarView!: CalendarView;
  model!: ViewModel;
  private _loading = false;
  private readonly _views = new Map<ViewKind, CalendarView>();
  private _zone = 'UTC';
  private _pendingFocus: Slot | undefined;

  constructor(
    readonly stage: HTMLElement,
    readonly owner: StageOwner,
  ) {
    new PointerDrag(this);
    new GridKeys(this);
  }

  draw(name: ViewName, model: ViewModel, zone: string): void {
    this.model = model;
    this._zone = zone;
    const view = this._viewOf(name);
    if (view === undefined) return;
    if (view !== this.calendarView) {
      this.calendarView?.leave?.();
      this.calendarView = view;
      this.stage.replaceChildren(view.root);
    }
    const focusedKey = this.focused()?.dataset.key;
    view.draw(model);
    this.owner.decor?.(view, model);
    if (focusedKey !== undefined) this._focusKey(focusedKey);
    if (this._pendingFocus !== undefined) view.focusSlot(this._pendingFocus);
    this._pendingFocus = undefined;
  }

  occurrenceOf(chip: ChipElement): EventOccurrence | undefined {
    return this.model.occurrences[chip.index];
  }

  timesOf({ start, end, allDay }: EventOccurrence): LocalTimes {
    return { start: epochToLocal(this._zone, start), end: epochToLocal(this._zone, end), allDay };
  }

  hueOf(occurrence: EventOccurrence): number {
    return this.model.hueOf(occurrence);
  }

  change(occurrence: EventOccurrence, times: LocalTimes, kind: ChangeKind): void {
    const view = this.calendarView;
    const settled = this.owner.change(occurrence, times, kind);
    if (settled === undefined) return;
    // Until it is stored, it is seen where it was put.
    view.showGhost(times, this.hueOf(occurrence), occurrence.title);
    const done = () => view.showGhost(undefined, 0, '');
    settled.then(done, done);
  }

  turnPage(by: 1 | -1): void {
    this._pendingFocus = undefined;
    this.owner.turnPage(by);
  }

  goTo(slot: Slot): void {
    const { first, days } = this.model;
    this._pendingFocus = slot;
    if (slot.day < first || slot.day >= first + days) this.owner.openDate(slot.day);
    else {
      this._pendingFocus = undefined;
      this.calendarView.focusSlot(slot);
    }
  }

  private _viewOf(name: ViewName): CalendarView | undefined {
    const kind = name === 'month' || name === 'schedule' || name === 'year' ? name : 'time';
    const known = this._views.get(kind);
    if (known !== undefined) return known;
    if (kind === 'year') {
      this._loadYear();
      return undefined;
    }
    const view =
      kind === 'month'
        ? createMonthView()
        : kind === 'time'
          ? createTimeView()
          : createScheduleView((direction) => this.owner.extend(direction));
    this._views.set(kind, view);
    return view;
  }

  /** It comes in a file of its own: the one-file build has room for the others only. */
  private _loadYear(): void {
    if (this._loading) return;
    this._loading = true;
    import('./views/year-view.js').then(
      ({ createYearView }) => {
        this._views.set('year', createYearView(this, this.stage.getRootNode() as ShadowRoot));
        this.owner.requestUpdate();
      },
      () => {
        this._loading = false;
        this.owner.show('month', this.model.focus); // its file is not there
      },
    );
  }

  focused(): ChipElement | undefined {
    const focused = (this.stage.getRootNode() as ShadowRoot).activeElement;
    return focused?.classList.contains('event') ? (focused as ChipElement) : undefined;
  }

  /** Elements are reused for other events: the focus follows the event, not the element. */
  private _focusKey(key: string): void {
    const at = this.model.occurrences.findIndex((occurrence) => occurrence.key === key);
    if (at === -1) return;
    const chips = this.calendarView.root.querySelectorAll<ChipElement>('.event:not(.ghost)');
    const chip = [...chips].find(({ index }) => index === at);
    if (chip === undefined) return;
    chip.focus();
    chip.setAttribute('aria-description', this.owner.describe(this.model.occurrences[at]!)); // it may have other times now
  }
}
