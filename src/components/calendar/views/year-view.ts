import { msg, str } from '@lit/localize';
import { busyLevel, createDayCounter } from '../../../domain/calendar/layout/day-counts.js';
import { addMonths, civilFromDay, dayFromCivil, startOfWeek } from '../../../domain/time/calendar-date.js';
import type { LocalFormats } from '../../../domain/time/local-formats.js';
import type { DayNumber } from '../../../domain/time/types.js';
import { epochToLocal } from '../../../domain/time/zone.js';
import type { Watchable } from '../../../domain/watchable.js';
import { LiveController } from '../../shared/live-controller.js';
import type { DayQuestion, StageHost } from '../interaction/stage-host.js';
import { type CalendarView, type DayElement, isRtl, make, setText, type ViewModel } from './view.js';
import { styles } from './year-view.styles.js';

/** Narrower, in pixels, a day is too small for a finger: the whole month is what opens. */
const NARROW = 560;
const CELLS = 42;

interface Month {
  readonly root: HTMLElement;
  readonly title: HTMLElement;
  readonly grid: HTMLElement;
  readonly names: readonly HTMLElement[];
  readonly cells: readonly DayElement[];
}

/** Twelve small months; each day shows how busy it is. It asks for numbers only, whatever the calendar's size. */
export function createYearView(host: StageHost, shadow: ShadowRoot): CalendarView {
  const { owner } = host;
  shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, styles.styleSheet!];
  const root = make('div', 'year', 'group');
  root.setAttribute('part', 'grid');
  const months = Array.from({ length: 12 }, createMonth);
  root.append(...months.map((month) => month.root));
  let model: ViewModel | undefined;
  let asked: DayQuestion | undefined;
  let cursor: DayNumber | undefined;
  let drawn = {
    year: 0,
    counts: undefined as unknown,
    text: undefined as LocalFormats | undefined,
    first: 0,
    today: 0,
  };
  const live = new LiveController(owner, () => asked && watchCounts(asked));

  function draw(next: ViewModel): void {
    const question = owner.question();
    const isNew =
      question?.source !== asked?.source ||
      question?.query.from !== asked?.query.from ||
      question?.query.timeZone !== asked?.query.timeZone;
    if (isNew) {
      asked = question;
      live.value = undefined; // another year's numbers say nothing of this one
      live.refresh();
    }
    const isOther = model?.first !== next.first || model.focus !== next.focus;
    model = next;
    if (isOther) cursor = next.focus;
    root.setAttribute('aria-label', next.title);
    drawMonths(next);
    if (isOther) scrollTo(next.focus);
  }

  function drawMonths({ first, text, today }: ViewModel): void {
    const { year } = civilFromDay(first);
    const firstDay = host.model.firstDay;
    const counts = live.value;
    const same =
      drawn.year === year &&
      drawn.counts === counts &&
      drawn.text === text &&
      drawn.first === firstDay &&
      drawn.today === today;
    if (same) return;
    drawn = { year, counts, text, first: firstDay, today };
    months.forEach((month, m) => {
      drawMonth(month, dayFromCivil(year, m + 1, 1), firstDay);
    });
  }

  function drawMonth({ title, grid, names, cells }: Month, start: DayNumber, firstDay: number): void {
    const { text, today, first } = model!;
    const monday = startOfWeek(start, firstDay);
    const end = addMonths(start, 1);
    const name = text.monthAndYear(start);
    setText(title, text.longMonth(start));
    title.setAttribute('aria-label', name);
    grid.setAttribute('aria-label', name);
    names.forEach((cell, i) => {
      const day = (monday + i) as DayNumber;
      setText(cell, text.weekday(day, 'narrow'));
      cell.setAttribute('aria-label', text.weekday(day, 'long'));
    });
    cells.forEach((cell, i) => {
      const day = (monday + i) as DayNumber;
      const isOurs = day >= start && day < end;
      cell.day = day;
      const count = isOurs ? (live.value?.[day - first] ?? 0) : 0;
      cell.className = isOurs ? `cell busy-${busyLevel(count)}${day === today ? ' today' : ''}` : 'cell none';
      cell.tabIndex = day === cursor && isOurs ? 0 : -1;
      setText(cell.firstElementChild!, isOurs ? String(day - start + 1) : '');
      if (!isOurs) return;
      const label = `${text.longDay(day)}: ${countText(count)}`;
      cell.setAttribute('aria-label', label);
      cell.title = count === 0 ? '' : label;
    });
  }

  const cellAt = (day: DayNumber) => {
    const { cells } = months[civilFromDay(day).month - 1]!;
    return cells[day - cells[0]!.day];
  };

  function scrollTo(day: DayNumber): void {
    const month = months[civilFromDay(day).month - 1]!.root;
    root.scrollTop = month.offsetTop < root.clientHeight / 2 ? 0 : month.offsetTop - 8;
  }

  function moveTo(day: DayNumber): void {
    if (model === undefined) return;
    if (cursor !== undefined) {
      const old = cellAt(cursor);
      if (old !== undefined) old.tabIndex = -1;
    }
    cursor = day;
    const cell = cellAt(day);
    if (cell === undefined) return;
    cell.tabIndex = 0;
    cell.focus();
  }

  root.addEventListener('click', (event) => {
    const target = event.target as Element;
    const cell = target.closest<DayElement>('.cell:not(.none)');
    const month = months.find((candidate) => candidate.root.contains(target));
    if (month === undefined) return;
    event.stopPropagation();
    if (cell !== null && root.clientWidth >= NARROW) owner.show('day', cell.day);
    else if (cell !== null || target.closest('.month-name') || root.clientWidth < NARROW)
      owner.show('month', month.cells.find((candidate) => !candidate.classList.contains('none'))!.day);
  });

  root.addEventListener('keydown', (event) => {
    const cell = (event.target as Element).closest<DayElement>('.cell');
    if (cell === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = keyTarget(event.key, cell.day, host.model.firstDay, isRtl(root));
    const opens = event.key === 'Enter' || event.key === ' ';
    if (next === undefined && !opens) return;
    event.preventDefault();
    event.stopPropagation();
    if (next === undefined) owner.show('day', cell.day);
    else host.goTo({ day: next });
  });

  return {
    root,
    draw,
    measure: () => () => undefined,
    showGhost() {},
    edgeAt: () => undefined,
    focusSlot: ({ day }) => moveTo(day),
    leave() {
      asked = undefined;
      live.refresh();
    },
    dispose() {},
  };
}

/** The day a key leads to from another. */
function keyTarget(key: string, day: DayNumber, firstDay: number, rtl: boolean): DayNumber | undefined {
  const on = rtl ? -1 : 1;
  const targets: Record<string, number> = {
    ArrowLeft: day - on,
    ArrowRight: day + on,
    ArrowUp: day - 7,
    ArrowDown: day + 7,
    Home: startOfWeek(day, firstDay),
    End: startOfWeek(day, firstDay) + 6,
    PageUp: addMonths(day, -1),
    PageDown: addMonths(day, 1),
  };
  return Object.hasOwn(targets, key) ? (targets[key] as DayNumber) : undefined;
}

function countText(count: number): string {
  if (count === 0) return msg('nothing planned');
  return count === 1 ? msg('1 event') : msg(str`${count} events`);
}

/** A source that cannot count has its events counted here. */
function watchCounts({ source, query }: DayQuestion): Watchable<readonly number[]> {
  if (source.watchDayCounts !== undefined) return source.watchDayCounts(query);
  return {
    subscribe: (observer) =>
      source.watchOccurrences(query).subscribe({
        next(occurrences) {
          const counter = createDayCounter(query, (instant) => epochToLocal(query.timeZone, instant));
          for (const occurrence of occurrences) counter.add(occurrence);
          observer.next(counter.counts);
        },
        error: (error) => observer.error(error),
      }),
  };
}

function createMonth(): Month {
  const root = make('section', 'small-month');
  const title = root.appendChild(make('button', 'month-name')) as HTMLButtonElement;
  title.type = 'button';
  const grid = root.appendChild(make('div', 'days', 'grid'));
  const head = grid.appendChild(make('div', 'small-week', 'row'));
  const names = Array.from({ length: 7 }, () => head.appendChild(make('div', 'initial', 'columnheader')));
  const cells: DayElement[] = [];
  for (let week = 0; week < CELLS / 7; week++) {
    const row = grid.appendChild(make('div', 'small-week', 'row'));
    for (let i = 0; i < 7; i++) {
      const cell = row.appendChild(make('div', 'cell', 'gridcell')) as DayElement;
      cell.appendChild(make('span', 'number'));
      cells.push(cell);
    }
  }
  return { root, title, grid, names, cells };
}
