import { layoutTimeGrid, type TimeBox } from '../../../domain/calendar/layout/time-columns.js';
import { type DayRow, layoutRows } from '../../../domain/calendar/layout/week-rows.js';
import type { Settings } from '../../../domain/settings/settings.js';
import { civilFromDay, weekdayOf } from '../../../domain/time/calendar-date.js';
import type { DayNumber } from '../../../domain/time/types.js';
import { build } from '../../shared/build.js';
import { titleOf } from '../views/chip-pool.js';
import { printedClasses } from '../views/state-decor.js';
import type { ViewModel } from '../views/view.js';

/** What the hours and the all-day events have of a landscape page, millimetres. */
const PAGE = 164;
/** The hours have this at least: then they go to a page of their own. */
const LEAST = 90;
const LANE = 4.3;
/** Width of the days together on A4, millimetres. */
const WIDTH = 264;
/** Narrower, nobody can read a title, millimetres. */
const NARROW = 11;
/** Lower, millimetres: one line of small letters. */
const LOW = 7;

/** Whole hours, 0–24. */
export interface HourRange {
  readonly from: number;
  readonly to: number;
}

/** The hours that hold events, and at least those of work. @param work - Minutes. */
export function printedHours(
  boxes: readonly Pick<TimeBox, 'from' | 'to'>[],
  work: readonly { readonly start: number; readonly end: number }[],
): HourRange {
  const usual = work.length > 0 ? work : [{ start: 9 * 60, end: 17 * 60 }];
  const from = Math.min(...usual.map(({ start }) => start), ...boxes.map((box) => box.from));
  const to = Math.max(...usual.map(({ end }) => end), ...boxes.map((box) => box.to));
  return { from: Math.floor(from / 60), to: Math.min(24, Math.ceil(to / 60)) };
}

/** Days as columns on one page. `crowded`: some events are too narrow to be read. */
export function printTimes(
  model: ViewModel,
  workingHours: Settings['workingHours'],
): { readonly grid: HTMLElement; readonly crowded: boolean } {
  const { first, days, spans } = model;
  const shown = Array.from({ length: days }, (_, c) => c).filter((c) => !model.isLeftOut(first + c));
  const boxes = layoutTimeGrid(spans, first, days);
  const work = shown.flatMap((c) => workingHours[weekdayOf((first + c) as DayNumber) - 1] ?? []);
  const all = shown.flatMap((c) => boxes[c]!);
  const hours = printedHours(all, work);
  const [row] = layoutRows(
    spans.filter((span) => span.bar),
    { first, rows: 1, columns: days, capacity: spans.length + 1 },
  );
  const height = Math.max(LEAST, PAGE - (row?.lanes ?? 0) * LANE);
  const columns = shown.map((c) => columnOf(model, boxes[c]!, hours, height));
  const grid = build(
    'div',
    { className: 'time', style: `--days:${shown.length};--height:${height}mm` },
    build('div', { className: 'heads' }, build('span'), ...shown.map((c) => headOf(model, (first + c) as DayNumber))),
    build('div', { className: 'lane' }, ...(row ? barsOf(model, row, shown) : [])),
    build('div', { className: 'hours' }, ...hourLines(model, hours), build('span'), ...columns),
  );
  const crowded = all.some((box) => (WIDTH / shown.length) * (box.width / box.columns) < NARROW);
  return { grid, crowded };
}

function headOf({ text, today }: ViewModel, day: DayNumber): HTMLElement {
  const name = `${text.weekday(day, 'short')} ${civilFromDay(day).day}`;
  return build('span', { className: day === today ? 'today' : '' }, name);
}

function barsOf({ occurrences, hueOf }: ViewModel, row: DayRow, shown: readonly number[]): HTMLElement[] {
  return row.segments.flatMap(({ span, column, length, lane, before }) => {
    const covered = shown.filter((c) => c >= column && c < column + length);
    if (covered.length === 0) return [];
    const occurrence = occurrences[span.index]!;
    const at = shown.indexOf(covered[0]!) + 2;
    return build(
      'div',
      {
        className: `event hue bar${before ? ' before' : ''}${printedClasses(occurrence)}`,
        style: `--h:${hueOf(occurrence)};grid-area:${lane + 1}/${at}/auto/span ${covered.length}`,
      },
      titleOf(occurrence),
    );
  });
}

function hourLines({ text }: ViewModel, { from, to }: HourRange): HTMLElement[] {
  return Array.from({ length: to - from }, (_, i) =>
    build('div', { className: 'hour', style: `inset-block-start:${(i / (to - from)) * 100}%` }, text.hour(from + i)),
  );
}

function columnOf(model: ViewModel, boxes: readonly TimeBox[], { from, to }: HourRange, height: number): HTMLElement {
  const share = (minutes: number) => (minutes / ((to - from) * 60)) * 100;
  const events = boxes.map((box) => {
    const occurrence = model.occurrences[box.span.index]!;
    const tall = share(box.to - box.from);
    const start = model.text.time(box.before ? 0 : box.span.startMinute);
    const end = model.text.time(box.after ? 0 : box.span.endMinute % 1440);
    const where = occurrence.location ? ` · ${occurrence.location}` : '';
    const tight = (tall / 100) * height < LOW || box.columns > 3 ? ' tight' : '';
    return build(
      'div',
      {
        className: `event hue${tight}${printedClasses(occurrence)}`,
        style: `--h:${model.hueOf(occurrence)};inset-block-start:${share(box.from - from * 60)}%;block-size:${tall}%;inset-inline-start:${(100 / box.columns) * box.column}%;inline-size:${(100 / box.columns) * box.width}%`,
      },
      build('b', {}, titleOf(occurrence)),
      ` ${start}${tight ? '' : ` – ${end}`}${where}`,
    );
  });
  return build('div', { className: 'column' }, ...events);
}
