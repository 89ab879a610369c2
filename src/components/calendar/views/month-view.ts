import { msg, str } from '@lit/localize';
import { type LocalTimes, spanOfLocal } from '../../../domain/calendar/layout/span.js';
import type { Slot } from '../../../domain/calendar/layout/times.js';
import { type DayRow, layoutRows, type Segment } from '../../../domain/calendar/layout/week-rows.js';
import { civilFromDay, weekdayOf } from '../../../domain/time/calendar-date.js';
import type { DayNumber } from '../../../domain/time/types.js';
import { ChipPool, edgeClasses, stateClasses, titleOf } from './chip-pool.js';
import {
  type CalendarView,
  type ChipElement,
  clamp,
  type DayElement,
  isRtl,
  make,
  makeMore,
  setText,
  type ViewModel,
} from './view.js';

const CHIP = 22;
const GAP = 2;
const HEAD = 30;
const EDGE = 10;
const MAX_ROWS = 6;
/** Narrower, a day has room for a word of the title only. */
const NARROW = 560;

/** Weeks as rows. Heights come from a ResizeObserver: drawing never reads layout. */
export function createMonthView(): CalendarView {
  const root = make('div', 'month', 'grid');
  root.setAttribute('part', 'grid');
  const head = make('div', 'weekdays', 'row');
  const names = Array.from({ length: 7 }, () => head.appendChild(make('div', 'weekday', 'columnheader')));
  const body = make('div', 'weeks', 'rowgroup');
  root.append(head, body);
  const rows = Array.from({ length: MAX_ROWS }, () => createRow());
  const chips = new ChipPool('event');
  const ghosts = new ChipPool('ghost');
  let model: ViewModel | undefined;
  let capacity = 0;
  let narrow = false;
  let weeks = 0;

  let height = 0;
  const capacityOf = () => Math.max(1, Math.floor((height / weeks - HEAD) / (CHIP + GAP)));
  const observer = new ResizeObserver(([entry]) => {
    const size = entry?.contentRect;
    if (size === undefined || size.height === 0) return; // not on screen
    height = size.height;
    const small = size.width < NARROW;
    if (capacityOf() === capacity && small === narrow) return;
    narrow = small;
    drawChips();
  });
  observer.observe(body);

  function draw(next: ViewModel): void {
    const changed = model === undefined || model.first !== next.first || model.days !== next.days;
    const reworded = model?.text !== next.text || changed;
    const previous = model;
    model = next;
    if (reworded || previous?.today !== next.today || previous.focus !== next.focus) drawDays(next, reworded);
    if (height > 0) drawChips();
  }

  function drawDays(next: ViewModel, reworded: boolean): void {
    setAttribute(root, 'aria-label', next.title);
    if (reworded)
      names.forEach((name, i) => {
        setText(name, next.text.weekday((next.first + i) as DayNumber, 'short'));
      });
    const count = next.days / 7;
    if (count !== weeks) {
      weeks = count;
      body.replaceChildren(...rows.slice(0, count).map((row) => row.element));
      body.style.setProperty('--weeks', String(count));
    }
    const month = civilFromDay(next.focus).month;
    rows.slice(0, count).forEach((row, r) => {
      row.cells.forEach((cell, c) => {
        drawCell(cell, (next.first + r * 7 + c) as DayNumber, month, next);
      });
    });
  }

  function drawChips(): void {
    if (model === undefined) return;
    capacity = capacityOf();
    const { first, occurrences } = model;
    const layout = layoutRows(model.spans, { first, rows: weeks, columns: 7, capacity });
    chips.begin();
    layout.forEach((row, r) => {
      for (const segment of row.segments) {
        const occurrence = occurrences[segment.span.index]!;
        const { bar } = segment.span;
        const name = `event hue${bar ? ' bar' : ''}${edgeClasses(segment)}${stateClasses(occurrence)}`;
        const title = titleOf(occurrence);
        const text = bar || narrow ? title : `${model!.text.time(segment.span.startMinute)} ${title}`;
        place(chips, segment, r, name, model!.hueOf(occurrence), text);
      }
      drawMore(rows[r]!, row);
    });
    chips.end();
  }

  function place(pool: ChipPool, s: Segment, row: number, name: string, hue: number, title: string) {
    const style = `--h:${hue};top:${HEAD + s.lane * (CHIP + GAP)}px;${s.length > 1 ? `--n:${s.length}` : ''}`;
    pool.place(rows[row]!.cells[s.column]!.element, pool === ghosts ? -1 : s.span.index, { name, style, title });
  }

  function drawMore(row: Row, layout: DayRow): void {
    row.cells.forEach((cell, c) => {
      const hidden = layout.hidden[c]!;
      if (hidden === 0) cell.more?.remove();
      else {
        cell.more ??= makeMore();
        const count = narrow ? `+${hidden}` : msg(str`+${hidden} more`);
        setText(cell.more, count);
        cell.more.style.top = `${HEAD + (capacity - 1) * (CHIP + GAP)}px`;
        if (cell.more.parentNode === null) cell.element.appendChild(cell.more);
      }
    });
  }

  return {
    root,
    draw,
    measure() {
      const box = body.getBoundingClientRect();
      const rtl = isRtl(body);
      return (x, y): Slot | undefined => {
        if (model === undefined || y < box.top || y >= box.bottom) return undefined;
        const column = clamp(Math.floor(((rtl ? box.right - x : x - box.left) / box.width) * 7), 0, 6);
        const row = clamp(Math.floor(((y - box.top) / box.height) * weeks), 0, weeks - 1);
        return { day: (model.first + row * 7 + column) as DayNumber };
      };
    },
    showGhost(times: LocalTimes | undefined, hue, title) {
      ghosts.begin();
      if (times !== undefined && model !== undefined) {
        const span = { ...spanOfLocal(times), bar: true };
        const layout = layoutRows([span], { first: model.first, rows: weeks, columns: 7, capacity: 1 });
        layout.forEach((row, r) => {
          for (const segment of row.segments) place(ghosts, segment, r, 'event hue bar ghost', hue, title);
        });
      }
      ghosts.end();
    },
    edgeAt(chip: ChipElement, x) {
      if (!chip.classList.contains('bar')) return undefined;
      const box = chip.getBoundingClientRect();
      const rtl = isRtl(chip);
      const [toStart, toEnd] = rtl ? [box.right - x, x - box.left] : [x - box.left, box.right - x];
      if (toEnd < EDGE && !chip.classList.contains('after')) return 'end';
      return toStart < EDGE / 2 && !chip.classList.contains('before') ? 'start' : undefined;
    },
    focusSlot({ day }) {
      const offset = day - (model?.first ?? 0);
      rows[Math.floor(offset / 7)]?.cells[offset % 7]?.element.focus();
    },
    dispose: () => observer.disconnect(),
  };
}

interface Cell {
  readonly element: DayElement;
  readonly number: HTMLElement;
  more: HTMLElement | undefined;
}
interface Row {
  readonly element: HTMLElement;
  readonly cells: readonly Cell[];
}

function createRow(): Row {
  const element = make('div', 'week', 'row');
  const cells = Array.from({ length: 7 }, (): Cell => {
    const cell = make('div', 'cell', 'gridcell') as DayElement;
    cell.tabIndex = -1;
    const number = cell.appendChild(make('span', 'number', 'button'));
    element.appendChild(cell);
    return { element: cell, number, more: undefined };
  });
  return { element, cells };
}

function drawCell(cell: Cell, day: DayNumber, month: number, model: ViewModel): void {
  const date = civilFromDay(day);
  const { element } = cell;
  const weekend = weekdayOf(day) > 5 ? ' weekend' : '';
  const name = `cell${date.month === month ? '' : ' outside'}${weekend}${day === model.today ? ' today' : ''}`;
  if (element.className !== name) element.className = name;
  if (element.day !== day) {
    element.day = day;
    const isFirst = date.day === 1;
    const shown = isFirst ? `${date.day} ${model.text.shortMonth(day)}` : String(date.day);
    setText(cell.number, shown);
    // What is read out must contain what is seen.
    const name = isFirst ? `${shown} ${date.year}, ${model.text.weekday(day, 'long')}` : model.text.longDay(day);
    cell.number.setAttribute('aria-label', name);
  }
  const tabIndex = day === model.focus ? 0 : -1;
  if (element.tabIndex !== tabIndex) element.tabIndex = tabIndex;
}

function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
