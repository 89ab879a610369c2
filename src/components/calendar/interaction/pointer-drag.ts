import type { LocalTimes } from '../../../domain/calendar/layout/span.js';
import { clickTimes, moveTimes, newTimes, resizeTimes, type Slot } from '../../../domain/calendar/layout/times.js';
import type { EventOccurrence } from '../../../domain/calendar/occurrence.js';
import { type ChipElement, type DayElement, isRtl } from '../views/view.js';
import { cellOf, chipOf, type StageHost } from './stage-host.js';

/** Pixels a pointer may tremble before it drags. */
const TREMBLE = 5;
/** A finger held this long lifts what is under it; shorter, it scrolls or taps. */
const LONG_PRESS_MS = 380;
/** Near an edge of the scroller, in pixels, a drag scrolls it. */
const SCROLL_ZONE = 36;
/** A finger that goes this far to the side, in pixels, and half as far up or down at most, turns the page. */
const SWIPE = 60;

interface Press {
  readonly pointerId: number;
  readonly x: number;
  readonly y: number;
  readonly chip: ChipElement | null;
  readonly touch: boolean;
  timer: number;
  /** A finger that moved before it lifted anything. */
  swipes: boolean;
}

interface Drag {
  readonly slotAt: (x: number, y: number) => Slot | undefined;
  readonly from: Slot;
  readonly occurrence: EventOccurrence | undefined;
  readonly edge: 'start' | 'end' | undefined;
  times: LocalTimes | undefined;
  /** Alt is held: the event stays where it is. */
  copy: boolean;
  x: number;
  y: number;
}

/** Press, drag and click on a calendar's grid, by mouse, pen or finger. */
export class PointerDrag {
  private _press: Press | undefined;
  private _drag: Drag | undefined;
  private _suppressClick = false;
  private _frame = 0;

  constructor(private readonly _host: StageHost) {
    const { stage } = _host;
    stage.addEventListener('pointerdown', this._onDown);
    stage.addEventListener('pointermove', this._onMove);
    stage.addEventListener('pointerup', this._onUp);
    stage.addEventListener('pointercancel', this._onCancel);
    stage.addEventListener('click', this._onClick);
    stage.addEventListener('contextmenu', (event) => {
      if (this._press?.touch) event.preventDefault();
    });
    // A scroll cannot be stopped once it began; while something is lifted, none begins.
    stage.addEventListener('touchmove', (event) => this._drag && event.preventDefault(), { passive: false });
  }

  /** Puts everything back. */
  cancel(): void {
    clearTimeout(this._press?.timer);
    cancelAnimationFrame(this._frame);
    this._frame = 0;
    if (this._drag !== undefined) {
      this._suppressClick = true;
      this._host.calendarView.showGhost(undefined, 0, '');
      this._setCopy(false);
      this._press?.chip?.classList.remove('lifted');
      removeEventListener('keydown', this._onKeyDown, true);
      removeEventListener('keyup', this._onKeyDown, true);
    }
    this._press = this._drag = undefined;
  }

  private _onDown = (event: PointerEvent) => {
    if (event.button !== 0 || !event.isPrimary) return;
    this.cancel();
    this._suppressClick = false;
    const touch = event.pointerType === 'touch';
    if ((this._host.owner.readonly && !touch) || (cellOf(event) === null && chipOf(event) === null)) return;
    if (event.target instanceof Element && event.target.closest('.more') !== null) return;
    const { pointerId, clientX: x, clientY: y } = event;
    const press: Press = { pointerId, x, y, chip: chipOf(event), touch, timer: 0, swipes: false };
    if (touch && !this._host.owner.readonly)
      press.timer = setTimeout(() => this._begin(x, y), LONG_PRESS_MS) as unknown as number;
    this._press = press;
  };

  private _onMove = (event: PointerEvent) => {
    const press = this._press;
    if (press?.pointerId !== event.pointerId) return;
    const { clientX: x, clientY: y } = event;
    if (this._drag === undefined) {
      if (Math.hypot(x - press.x, y - press.y) < TREMBLE) return;
      if (press.touch) {
        clearTimeout(press.timer);
        press.swipes = cellOf(event) !== null; // or scrolls: then the browser cancels it
        return;
      }
      this._begin(press.x, press.y);
    }
    if (this._drag === undefined) return;
    this._drag.x = x;
    this._drag.y = y;
    this._setCopy(event.altKey);
    if (this._frame === 0) this._frame = requestAnimationFrame(this._step);
  };

  private _begin(x: number, y: number): void {
    const press = this._press!;
    const { calendarView: view, stage } = this._host;
    const slotAt = view.measure();
    const from = slotAt(x, y);
    const occurrence = press.chip === null ? undefined : this._host.occurrenceOf(press.chip);
    if (from === undefined || occurrence?.locked || (press.chip !== null && occurrence === undefined)) {
      this.cancel();
      return;
    }
    const edge = press.chip === null ? undefined : view.edgeAt(press.chip, x, y);
    this._drag = { slotAt, from, occurrence, edge, times: undefined, copy: false, x, y };
    press.chip?.classList.add('lifted');
    stage.setPointerCapture(press.pointerId);
    addEventListener('keydown', this._onKeyDown, true);
    addEventListener('keyup', this._onKeyDown, true);
    this._step();
  }

  /** Seen at once, also while the pointer rests. */
  private _setCopy(wanted: boolean): void {
    const drag = this._drag!;
    drag.copy = wanted && drag.occurrence !== undefined && drag.edge === undefined;
    this._host.stage.classList.toggle('copies', drag.copy);
  }

  private _step = () => {
    this._frame = 0;
    const drag = this._drag;
    if (drag === undefined) return;
    const scrolls = this._scrollNearEdge(drag);
    const to = drag.slotAt(drag.x, drag.y);
    if (to !== undefined) this._show(drag, to);
    if (scrolls) this._frame = requestAnimationFrame(this._step);
  };

  private _show(drag: Drag, to: Slot): void {
    const times = this._timesAt(drag, to);
    if (drag.times !== undefined && sameTimes(times, drag.times)) return;
    drag.times = times;
    const { occurrence } = drag;
    const hue = occurrence === undefined ? 265 : this._host.hueOf(occurrence);
    this._host.calendarView.showGhost(times, hue, occurrence?.title ?? '');
  }

  private _timesAt({ occurrence, edge, from }: Drag, to: Slot): LocalTimes {
    if (occurrence === undefined) return newTimes(from, to);
    const times = this._host.timesOf(occurrence);
    return edge === undefined ? moveTimes(times, from, to) : resizeTimes(times, edge, to);
  }

  private _scrollNearEdge({ y }: Drag): boolean {
    const scroller = this._host.stage.querySelector('.scroller');
    if (scroller === null) return false;
    const box = scroller.getBoundingClientRect();
    const by = y > box.bottom - SCROLL_ZONE ? 8 : y < box.top + SCROLL_ZONE && y > box.top ? -8 : 0;
    scroller.scrollTop += by;
    return by !== 0;
  }

  private _onUp = (event: PointerEvent) => {
    const press = this._press;
    if (press?.pointerId !== event.pointerId) return;
    if (press.swipes) this._swipe(event.clientX - press.x, event.clientY - press.y);
    const drag = this._drag;
    if (drag !== undefined) {
      cancelAnimationFrame(this._frame);
      this._step();
      this._setCopy(event.altKey);
    }
    const copy = drag?.copy;
    this.cancel();
    if (drag?.times === undefined) return;
    const { occurrence, times } = drag;
    if (occurrence === undefined) this._host.owner.create(times);
    else if (!sameTimes(times, this._host.timesOf(occurrence)))
      this._host.change(occurrence, times, copy ? 'copy' : drag.edge === undefined ? 'move' : 'resize');
  };

  private _swipe(x: number, y: number): void {
    if (Math.abs(x) < SWIPE || Math.abs(x) < 2 * Math.abs(y)) return;
    this._host.turnPage(x < 0 === isRtl(this._host.stage) ? -1 : 1);
  }

  private _onCancel = () => this.cancel();

  private _onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Alt') {
      event.preventDefault(); // or the browser's menu takes the next key
      this._setCopy(event.type === 'keydown');
    }
    if (event.key !== 'Escape' || event.type === 'keyup') return;
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
  };

  /** Also what assistive technology sends. */
  private _onClick = (event: MouseEvent) => {
    if (this._suppressClick) {
      this._suppressClick = false;
      return;
    }
    const target = event.target as Element;
    const chip = chipOf(event);
    const occurrence = chip === null ? undefined : this._host.occurrenceOf(chip);
    const more = target.closest('.more');
    const dayHead = target.closest<DayElement>('.day-head') ?? target.closest('.number')?.closest<DayElement>('.cell');
    if (chip !== null && occurrence !== undefined) this._host.owner.select(occurrence, chip);
    else if (more !== null) this._host.owner.showDay(more.closest<DayElement>('[role=gridcell]')!.day, more);
    else if (dayHead) this._host.owner.show('day', dayHead.day);
    else if (!this._host.owner.readonly && cellOf(event) !== null) {
      const slot = this._host.calendarView.measure()(event.clientX, event.clientY);
      if (slot !== undefined) this._host.owner.create(clickTimes(slot));
    }
  };
}

function sameTimes(a: LocalTimes, b: LocalTimes): boolean {
  return a.start === b.start && a.end === b.end && a.allDay === b.allDay;
}
