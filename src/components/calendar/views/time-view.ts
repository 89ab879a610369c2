import { msg, str } from '@lit/localize';
import { type LocalTimes, spanOfLocal } from '../../../domain/calendar/layout/span.js';
import { layoutTimeGrid, type TimeBox } from '../../../domain/calendar/layout/time-columns.js';
import type { Slot } from '../../../domain/calendar/layout/times.js';
import { layoutRows } from '../../../domain/calendar/layout/week-rows.js';
import { civilFromDay, weekdayOf } from '../../../domain/time/calendar-date.js';
import type { DayNumber } from '../../../domain/time/types.js';
import { ChipPool, edgeClasses, stateClasses, titleOf, whereOf } from './chip-pool.js';
import { createTimeFrame, type TimeFrame } from './time-frame.js';
import { type CalendarView, type ChipElement, clamp, isRtl, make, setText, type ViewModel } from './view.js';

/** Height of an hour, pixels. */
const HOUR = 54;
const CHIP = 24;
const GAP = 2;
/** All-day lines shown before the lane says "+n more". */
const LANES = 4;
const EDGE = 7;
/** A day narrower than this, in pixels, has room for the number of "+n more" only. */
const NARROW = 70;
/** The least width of a box with others beside it, pixels: a word of its title. */
const BOX = 30;
/** A box narrower than this, in pixels, has no room around its text. */
const NARROW_BOX = 56;
/** Of a box's text, pixels. */
const LINE = 16;
/** The first hour in sight when a view opens, unless now is below what is in sight then. */
const MORNING = 8;

/** Days as columns with hours, all-day events above. */
export function createTimeView(): CalendarView {
  const frame = createTimeFrame(HOUR);
  const { root, columns, scroller, allDay, canvas } = frame;
  const boxes = new ChipPool('event', true);
  const bars = new ChipPool('event');
  const rests = new ChipPool('more');
  const ghosts = new ChipPool('ghost', true);
  const nowLine = make('div', 'now');
  nowLine.setAttribute('part', 'now');
  const cursor = make('div', 'cursor');
  let model: ViewModel | undefined;
  let width = 0;
  /** Columns in sight, of those of the range. */
  let shown: readonly number[] = [];
  // A grid that comes back on screen has lost its place: put it back when it has a size again, before it is painted.
  let scrolled: number | undefined;
  /** Where it begins, as long as nobody has scrolled it. */
  let begin = 0;
  scroller.addEventListener('scroll', () => {
    const { clientHeight, scrollTop } = scroller;
    if (clientHeight > 0 && scrollTop !== (scrolled ?? begin)) scrolled = scrollTop;
  });
  const observer = new ResizeObserver(() => {
    const { clientHeight, clientWidth } = scroller;
    // The morning's name is out of sight, not cut. The line's place is 0 where today is not among the days.
    scroller.scrollTop = scrolled ?? Math.max(MORNING * HOUR + 9, nowLine.offsetTop - clientHeight * 0.75);
    begin = scroller.scrollTop;
    if (!clientWidth || clientWidth === width) return;
    width = clientWidth;
    if (model === undefined) return;
    drawBars(model);
    drawBoxes(model);
  });
  observer.observe(scroller);

  function draw(next: ViewModel): void {
    const changed = model?.first !== next.first || model.days !== next.days;
    // Words of another language come later than its dates.
    const reworded = changed || model?.text !== next.text || frame.words !== msg('all day');
    const moved = model?.today !== next.today || model.focus !== next.focus;
    model = next;
    shown = Array.from({ length: next.days }, (_, c) => c).filter((c) => !next.isLeftOut(next.first + c));
    frame.setDays(shown);
    if (reworded || moved) drawDays(frame, next, reworded);
    drawBars(next);
    drawBoxes(next);
    drawNow(next);
  }

  function drawBars({ first, days, spans, occurrences, hueOf }: ViewModel): void {
    const [row] = layoutRows(
      spans.filter((span) => span.bar),
      { first, rows: 1, columns: days, capacity: LANES },
    );
    bars.begin();
    for (const segment of row?.segments ?? []) {
      const { span, column, length, lane } = segment;
      const covered = columnsOf(column, length);
      if (covered.length === 0) continue;
      const occurrence = occurrences[span.index]!;
      const name = `event hue bar${edgeClasses(segment)}${stateClasses(occurrence)}`;
      const style = `--h:${hueOf(occurrence)};top:${lane * (CHIP + GAP)}px;${length > 1 ? `--n:${covered.length}` : ''}`;
      const title = titleOf(occurrence);
      bars.place(columns[covered[0]!]!.allDay, span.index, { name, style, title });
    }
    bars.end();
    allDay.style.blockSize = `${Math.max(1, row?.lanes ?? 0) * (CHIP + GAP) + 6}px`;
    columns.forEach((column, c) => {
      const hidden = row?.hidden[c] ?? 0;
      column.more.hidden = hidden === 0;
      if (hidden > 0) setText(column.more, width / shown.length < NARROW ? `+${hidden}` : msg(str`+${hidden} more`));
    });
  }

  const columnsOf = (column: number, length: number) => shown.filter((c) => c >= column && c < column + length);

  function drawBoxes({ first, days, spans }: ViewModel): void {
    const room = width ? Math.max(2, Math.floor(width / shown.length / BOX)) : Number.POSITIVE_INFINITY;
    boxes.begin();
    rests.begin();
    layoutTimeGrid(spans, first, days, room).forEach((day, d) => {
      for (const box of day) box.count > 1 ? placeRest(box, d) : placeBox(box, d);
    });
    boxes.end();
    rests.end();
  }

  function placeRest(box: TimeBox, day: number): void {
    rests.place(columns[day]!.element, -1, { name: 'more rest', style: boxStyle(box, 0), title: `+${box.count}` });
  }

  function placeBox(box: TimeBox, day: number): void {
    const { text, occurrences, hueOf } = model!;
    const occurrence = occurrences[box.span.index]!;
    const height = box.to - box.from;
    const size = height < 40 ? ' short' : '';
    const name = `event hue box${size}${edgeClasses(box)}${stateClasses(occurrence)}`;
    const when = text.time(box.before ? 0 : box.span.startMinute);
    boxes.place(columns[day]!.element, box.span.index, {
      name,
      style: boxStyle(box, hueOf(occurrence), (width * box.width) / box.columns / shown.length < NARROW_BOX),
      title: titleOf(occurrence),
      rest: size ? `, ${when}` : when + whereOf(occurrence),
    });
  }

  function drawNow({ first, days, today, nowMinute }: ViewModel): void {
    const column = today - first;
    if (column < 0 || column >= days) nowLine.remove();
    else {
      nowLine.style.top = `${(nowMinute / 60) * HOUR}px`;
      const parent = columns[column]!.element;
      if (nowLine.parentNode !== parent) parent.appendChild(nowLine);
    }
  }

  return {
    root,
    draw,
    measure() {
      const grid = canvas.getBoundingClientRect();
      const lane = allDay.getBoundingClientRect();
      const sight = scroller.getBoundingClientRect();
      const scrollTop = scroller.scrollTop;
      const rtl = isRtl(root);
      return (x, y): Slot | undefined => {
        if (model === undefined || y < lane.top || y >= sight.bottom) return undefined;
        const across = rtl ? grid.right - x : x - grid.left;
        const column = clamp(Math.floor((across / grid.width) * shown.length), 0, shown.length - 1);
        const day = (model.first + shown[column]!) as DayNumber;
        if (y < lane.bottom) return { day };
        const top = grid.top + scrollTop - scroller.scrollTop; // it may have been scrolled since
        return { day, minute: clamp(((y - top) / HOUR) * 60, 0, 1439) };
      };
    },
    showGhost(times: LocalTimes | undefined, hue, title) {
      ghosts.begin();
      if (times !== undefined && model !== undefined) drawGhost(model, times, hue, title);
      ghosts.end();
    },
    edgeAt(chip: ChipElement, x, y) {
      const box = chip.getBoundingClientRect();
      if (chip.classList.contains('bar')) {
        const rtl = isRtl(chip);
        const toEnd = rtl ? x - box.left : box.right - x;
        return toEnd < EDGE && !chip.classList.contains('after') ? 'end' : undefined;
      }
      const edge = Math.min(EDGE, box.height / 3);
      if (box.bottom - y < edge && !chip.classList.contains('after')) return 'end';
      return y - box.top < edge / 2 && !chip.classList.contains('before') ? 'start' : undefined;
    },
    focusSlot({ day, minute }) {
      const column = columns[day - (model?.first ?? 0)];
      if (column === undefined) return;
      if (minute === undefined) {
        cursor.remove();
        column.allDay.focus();
        return;
      }
      cursor.style.cssText = `top:${(minute / 60) * HOUR}px;block-size:${HOUR / 2}px`;
      column.element.appendChild(cursor);
      column.element.focus({ preventScroll: true });
      cursor.scrollIntoView({ block: 'nearest' });
    },
    dispose: () => observer.disconnect(),
  };

  function drawGhost(shown: ViewModel, times: LocalTimes, hue: number, title: string): void {
    const { first, days, text } = shown;
    const span = spanOfLocal(times);
    if (span.bar) {
      const [row] = layoutRows([span], { first, rows: 1, columns: days, capacity: 1 });
      for (const { column, length } of row?.segments ?? []) {
        const covered = columnsOf(column, length);
        const style = `--h:${hue};top:0;--n:${covered.length}`;
        ghosts.place(columns[covered[0] ?? column]!.allDay, -1, { name: 'event hue bar ghost', style, title });
      }
      return;
    }
    layoutTimeGrid([span], first, days).forEach(([box], d) => {
      if (box === undefined) return;
      const rest = `${text.time(span.startMinute)} – ${text.time(span.endMinute % 1440)}`;
      ghosts.place(columns[d]!.element, -1, { name: 'event hue box ghost', style: boxStyle(box, hue), title, rest });
    });
  }
}

function boxStyle(box: TimeBox, hue: number, narrow = false): string {
  const top = (box.from / 60) * HOUR;
  const height = ((box.to - box.from) / 60) * HOUR;
  const share = 100 / box.columns;
  const rest = Math.max(0, height - 9) % LINE; // no line of text is cut through
  return `--h:${hue};top:${top + 1}px;block-size:${height - 3}px;padding-block-end:${rest + 3}px;inset-inline-start:${share * box.column}%;inline-size:calc(${share * box.width}% - 6px)${narrow ? ';padding-inline:9px 0;margin:0' : ''}`;
}

function drawDays(frame: TimeFrame, model: ViewModel, reworded: boolean): void {
  const { first, days, today, focus, text } = model;
  if (reworded) {
    frame.setHours(text);
    frame.root.setAttribute('aria-label', model.title);
  }
  frame.columns.slice(0, days).forEach((column, c) => {
    const day = (first + c) as DayNumber;
    const weekend = weekdayOf(day) > 5 ? ' weekend' : '';
    const state = day === today ? ' today' : '';
    column.header.className = `day-head${state}`;
    column.element.className = `column${weekend}${state}`;
    column.allDay.className = `cell${weekend}${state}`;
    column.element.tabIndex = day === focus ? 0 : -1;
    if (!reworded && column.element.day === day) return;
    column.element.day = day;
    column.allDay.day = day;
    setText(column.weekday, text.weekday(day, 'short'));
    setText(column.number, String(civilFromDay(day).day));
    column.header.day = day;
    const name = text.longDay(day);
    column.header.setAttribute('aria-label', name);
    setText(column.names[0], `${name}, ${msg('all day')}`);
    setText(column.names[1], name);
  });
}
