import {
  type DayRange,
  type rangeOf,
  SCHEDULE_DAYS,
  stepDay,
  type ViewName,
} from '../../domain/calendar/layout/range.js';
import { localOfDay } from '../../domain/time/calendar-date.js';
import type { LocalFormats } from '../../domain/time/local-formats.js';
import type { DayNumber } from '../../domain/time/types.js';
import { localToEpoch } from '../../domain/time/zone.js';
import { viewTitle } from './view-title.js';

/** A schedule grows to this at most, in days, each way: then its date is changed instead. */
const MAX_EXTENT = 3 * 366;

/** What a calendar's author said of its days. */
export interface PeriodOwner {
  readonly view: ViewName;
  readonly days: number;
  readonly workDays: readonly number[];
  readonly rangeOf: typeof rangeOf;
}

/** The days a calendar shows: a page of its view, and what a schedule has grown by. */
export class CalendarPeriod {
  /** The day that was asked for. */
  focus = 0 as DayNumber;
  /** Days in sight; none before the first are asked for. */
  range: DayRange = { first: 0 as DayNumber, days: 0 };
  /** As the view has it, without what a schedule has grown by. */
  private _page!: DayRange;
  private _before = 0;
  private _after = 0;

  constructor(private readonly _owner: PeriodOwner) {}

  /** How many days the view `days` shows. */
  get count(): number {
    return Math.max(1, Math.min(7, this._owner.days)) || 1;
  }

  /** @param isAnew - A schedule is as long again as at first. */
  show(focus: DayNumber, firstDay: number, isAnew: boolean): void {
    if (isAnew) this._before = this._after = 0;
    const { view, workDays } = this._owner;
    this.focus = focus;
    this._page = this._owner.rangeOf(view, focus, { firstDay, count: this.count, workDays });
    const { first, days } = this._page;
    this.range = { first: (first - this._before) as DayNumber, days: this._before + days + this._after };
  }

  extend(direction: 'earlier' | 'later'): void {
    if (this._page.next) return;
    if (direction === 'earlier' && this._before < MAX_EXTENT) this._before += SCHEDULE_DAYS;
    if (direction === 'later' && this._after < MAX_EXTENT) this._after += SCHEDULE_DAYS;
  }

  /** The day to show one page on (1) or back (-1). */
  step(by: 1 | -1): DayNumber {
    return this._page[by > 0 ? 'next' : 'previous'] ?? stepDay(this._owner.view, this.focus, by, this.count);
  }

  title(text: LocalFormats): string {
    return viewTitle(this._page.next ? 'week' : this._owner.view, this.focus, this.range, text);
  }

  /** The time in sight, in a zone. */
  query(timeZone: string) {
    const { first, days } = this.range;
    return {
      from: localToEpoch(timeZone, localOfDay(first)),
      to: localToEpoch(timeZone, localOfDay(first + days)),
      timeZone,
    };
  }
}
