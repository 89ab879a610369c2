import { msg, str } from '@lit/localize';
import { type DayRow, layoutRows, type Segment } from '../../../domain/calendar/layout/week-rows.js';
import { civilFromDay, isoWeek, weekdayOf } from '../../../domain/time/calendar-date.js';
import type { DayNumber } from '../../../domain/time/types.js';
import { build } from '../../shared/build.js';
import { titleOf } from '../views/chip-pool.js';
import { printedClasses } from '../views/state-decor.js';
import type { ViewModel } from '../views/view.js';

/** What weeks have of a landscape page, millimetres: A4 without its margins, title, heads and legend. */
const PAGE = 158;
const HEAD = 5.5;
/** Letters, points: the largest that fits is taken. */
const SIZES = [8.5, 8, 7.5, 7, 6.5, 6] as const;
/** Of a line of one point, millimetres. */
const LINE = 1.3 * 0.3528;
const GAP = 0.4;
/** Events one over the other above which a week may be divided between pages. */
const LONG = 36;

/** A month with all of its events: its letters get smaller, then it takes a second page. */
export function printMonth(model: ViewModel, weekNumbers: boolean): HTMLElement {
  const rows = model.days / 7;
  const layout = layoutRows(model.spans, { first: model.first, rows, columns: 7, capacity: model.spans.length + 1 });
  const lanes = layout.map((row) => row.lanes);
  const heads = Array.from({ length: 7 }, (_, i) =>
    build('span', {}, model.text.weekday((model.first + i) as DayNumber, 'long')),
  );
  const { size, wraps } = lettersOf(lanes);
  const weeks = layout.map((row, r) => weekOf(model, row, r, weekNumbers));
  return build(
    'div',
    { className: wraps ? 'month' : 'month one-line', style: `--size:${size}pt` },
    build('div', { className: 'heads' }, ...heads),
    build('div', { className: 'weeks' }, ...weeks),
  );
}

/** @param lanes - Of each week. */
export function lettersOf(lanes: readonly number[]): { readonly size: number; readonly wraps: boolean } {
  const heightOf = (size: number, lines: number) =>
    lanes.reduce((sum, count) => sum + HEAD + count * (lines * size * LINE + GAP), 0);
  if (heightOf(8, 2) <= PAGE) return { size: 8, wraps: true };
  const size = SIZES.find((each) => heightOf(each, 1) <= PAGE) ?? 6;
  return { size, wraps: false };
}

function weekOf(model: ViewModel, row: DayRow, r: number, weekNumbers: boolean): HTMLElement {
  const month = civilFromDay(model.focus).month;
  const days = Array.from({ length: 7 }, (_, c) => (model.first + r * 7 + c) as DayNumber);
  const classesOf = (day: DayNumber) =>
    `${civilFromDay(day).month === month ? '' : ' outside'}${weekdayOf(day) > 5 ? ' weekend' : ''}${day === model.today ? ' today' : ''}`;
  const backs = days.map((day, c) =>
    build('div', { className: `back${c === 0 ? ' first' : ''}${classesOf(day)}`, style: `--c:${c}` }),
  );
  const numbers = days.map((day, c) => {
    const date = civilFromDay(day);
    const shown = date.day === 1 ? `${date.day} ${model.text.shortMonth(day)}` : String(date.day);
    const number = build('div', { className: `number${classesOf(day)}`, style: `grid-column:${c + 1}` }, shown);
    if (weekNumbers && c === 0) number.append(build('small', {}, msg(str`W${isoWeek(day, model.firstDay).week}`)));
    return number;
  });
  const events = row.segments.map((segment) => eventOf(model, segment));
  return build('div', { className: row.lanes > LONG ? 'week long' : 'week' }, ...backs, ...numbers, ...events);
}

function eventOf({ occurrences, hueOf, text }: ViewModel, segment: Segment): HTMLElement {
  const { span, column, length, lane, before } = segment;
  const occurrence = occurrences[span.index]!;
  const title = titleOf(occurrence);
  return build(
    'div',
    {
      className: `event hue${span.bar ? ' bar' : ''}${before ? ' before' : ''}${printedClasses(occurrence)}`,
      style: `--h:${hueOf(occurrence)};grid-area:${lane + 2}/${column + 1}/auto/span ${length}`,
    },
    span.bar ? title : `${text.time(span.startMinute)} ${title}`,
  );
}
