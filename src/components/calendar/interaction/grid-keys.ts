import type { LocalTimes } from '../../../domain/calendar/layout/span.js';
import { clickTimes, type Slot, SNAP_MINUTES } from '../../../domain/calendar/layout/times.js';
import { dayOf } from '../../../domain/time/calendar-date.js';
import { type DayNumber, type LocalMs, MS_PER_DAY, MS_PER_MINUTE } from '../../../domain/time/types.js';
import { type ChipElement, clamp, isRtl } from '../views/view.js';
import { cellOf, chipOf, type StageHost } from './stage-host.js';

/** Minutes the keyboard's cursor moves in the time grid. */
const STEP = 30;
const MORNING = 9 * 60;

/**
 * The keyboard's way through a grid: arrows move between days and times, Tab goes from the days to the events, arrows
 * between those; Alt and arrows move an event, Alt, Shift and arrows move its end, Alt and page up or down its start.
 */
export class GridKeys {
  private _minute = MORNING;

  constructor(private readonly _host: StageHost) {
    _host.stage.addEventListener('keydown', this._onKeyDown);
    _host.stage.addEventListener('focusin', this._onFocusIn);
  }

  private _onFocusIn = (event: FocusEvent) => {
    const chip = chipOf(event);
    if (chip !== null) {
      const occurrence = this._host.occurrenceOf(chip);
      if (occurrence === undefined) return;
      chip.setAttribute('aria-description', this._host.owner.describe(occurrence));
      chip.dataset.key = occurrence.key;
      return;
    }
    const cell = cellOf(event);
    if (cell === null) return;
    const chips = this._chips();
    const next = chips.find((c) => this._startDay(c) >= cell.day) ?? chips[0];
    for (const c of chips) c.tabIndex = c === next ? 0 : -1;
  };

  private _onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) return;
    const chip = chipOf(event);
    const more = event.target instanceof Element && event.target.closest('.more') !== null;
    const handled = more
      ? this._onMoreKey(event)
      : chip !== null
        ? this._onChipKey(event, chip)
        : this._onCellKey(event);
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  };

  private _onMoreKey(event: KeyboardEvent): boolean {
    if (!isPress(event)) return false;
    (event.target as HTMLElement).click();
    return true;
  }

  private _onChipKey(event: KeyboardEvent, chip: ChipElement): boolean {
    const occurrence = this._host.occurrenceOf(chip);
    if (occurrence === undefined) return false;
    if (isPress(event)) {
      this._host.owner.select(occurrence, chip);
      return true;
    }
    if (event.key === 'Escape') {
      this._host.goTo({ day: this._startDay(chip) });
      return true;
    }
    const isFixed = this._host.owner.readonly || occurrence.locked;
    const earlier = event.altKey && startSteps[event.key];
    if (earlier) {
      const changed = startMoved(this._host.timesOf(occurrence), earlier);
      if (changed !== undefined && !isFixed) this._host.change(occurrence, changed, 'resize');
      return true;
    }
    const arrow = this._arrow(event.key);
    if (arrow === undefined) return false;
    if (event.altKey) {
      if (isFixed) return false;
      const times = this._host.timesOf(occurrence);
      const changed = event.shiftKey ? resized(times, arrow) : moved(times, arrow, this._isTimeGrid());
      if (changed !== undefined) this._host.change(occurrence, changed, event.shiftKey ? 'resize' : 'move');
      return true;
    }
    const chips = this._chips();
    const at = chips.indexOf(chip);
    const next = chips[at + (arrow.days + arrow.lines > 0 ? 1 : -1)];
    next?.focus();
    return true;
  }

  private _onCellKey(event: KeyboardEvent): boolean {
    const cell = cellOf(event);
    if (cell === null || event.altKey) return false;
    const hasTime = cell.classList.contains('column');
    const slot: Slot = hasTime ? { day: cell.day, minute: this._minute } : { day: cell.day };
    if (isPress(event)) {
      if (!this._host.owner.readonly) this._host.owner.create(clickTimes(slot));
      return true;
    }
    if (event.key === 'PageDown' || event.key === 'PageUp') {
      this._host.turnPage(event.key === 'PageDown' ? 1 : -1);
      return true;
    }
    const arrow = this._arrow(event.key);
    if (arrow === undefined) return false;
    let next = cell.day + arrow.days;
    while (this._host.model.isLeftOut(next)) next += arrow.days;
    const day = next as DayNumber;
    if (hasTime) {
      this._minute = clamp(this._minute + arrow.lines * STEP, 0, 1440 - STEP);
      this._host.goTo({ day, minute: this._minute });
    } else {
      const lines = this._isTimeGrid() ? 0 : arrow.lines * 7;
      if (this._isTimeGrid() && arrow.lines > 0) this._host.goTo({ day: cell.day, minute: this._minute });
      else this._host.goTo({ day: (day + lines) as DayNumber });
    }
    return true;
  }

  private _isTimeGrid(): boolean {
    return this._host.calendarView.root.classList.contains('time');
  }

  /** Events on screen in the order of their start; a piece of one that goes on elsewhere counts once. */
  private _chips(): ChipElement[] {
    const seen = new Set<number>();
    return [...this._host.calendarView.root.querySelectorAll<ChipElement>('.event:not(.ghost)')]
      .sort((a, b) => a.index - b.index)
      .filter((chip) => !seen.has(chip.index) && seen.add(chip.index));
  }

  private _startDay(chip: ChipElement): DayNumber {
    const occurrence = this._host.occurrenceOf(chip);
    return occurrence === undefined ? (0 as DayNumber) : dayOf(this._host.timesOf(occurrence).start);
  }

  private _arrow(key: string): Arrow | undefined {
    if (key === 'ArrowUp' || key === 'ArrowDown') return { days: 0, lines: key === 'ArrowDown' ? 1 : -1 };
    if (key === 'ArrowLeft' || key === 'ArrowRight') {
      const forwards = (key === 'ArrowRight') !== isRtl(this._host.stage);
      return { days: forwards ? 1 : -1, lines: 0 };
    }
    return undefined;
  }
}

const isPress = ({ key }: KeyboardEvent) => key === 'Enter' || key === ' ';

interface Arrow {
  readonly days: number;
  readonly lines: number;
}

const STEP_MS = SNAP_MINUTES * MS_PER_MINUTE;

/** In the time grid up and down are minutes, elsewhere weeks. */
function moved(times: LocalTimes, { days, lines }: Arrow, timeGrid: boolean): LocalTimes | undefined {
  const minutes = timeGrid && !times.allDay ? lines * STEP_MS : 0;
  const weeks = timeGrid ? 0 : lines * 7;
  const by = (days + weeks) * MS_PER_DAY + minutes;
  if (by === 0) return undefined;
  return { ...times, start: (times.start + by) as LocalMs, end: (times.end + by) as LocalMs };
}

/** Alt and these move the start. */
const startSteps: Readonly<Record<string, number>> = { PageUp: -1, PageDown: 1 };

/** The end stays; at least one step, or one day, remains. */
function startMoved(times: LocalTimes, by: number): LocalTimes | undefined {
  const step = times.allDay ? MS_PER_DAY : STEP_MS;
  const start = times.start + by * step;
  return times.end - start < step ? undefined : { ...times, start: start as LocalMs };
}

/** The end moves; at least one step, or one day, remains. */
function resized(times: LocalTimes, { days, lines }: Arrow): LocalTimes | undefined {
  const by = times.allDay ? (days + lines * 7) * MS_PER_DAY : days * MS_PER_DAY + lines * STEP_MS;
  const shortest = times.allDay ? MS_PER_DAY : STEP_MS;
  const end = times.end + by;
  return end - times.start < shortest ? undefined : { ...times, end: end as LocalMs };
}
