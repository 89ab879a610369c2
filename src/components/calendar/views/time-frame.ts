import { msg } from '@lit/localize';
import type { LocalFormats } from '../../../domain/time/local-formats.js';
import { type DayElement, make, makeMore, setText } from './view.js';

/** The elements of one day. */
export interface DayColumn {
  readonly header: DayElement;
  readonly weekday: HTMLElement;
  readonly number: HTMLElement;
  /** Its cell of the all-day lane. */
  readonly allDay: DayElement;
  /** Names of the two cells, for who does not see the heads. */
  readonly names: readonly [allDay: HTMLElement, hours: HTMLElement];
  readonly more: HTMLElement;
  /** Its hours. */
  readonly element: DayElement;
}

export interface TimeFrame {
  readonly root: HTMLElement;
  readonly allDay: HTMLElement;
  readonly scroller: HTMLElement;
  /** The days' columns together, without the hours' names. */
  readonly canvas: HTMLElement;
  /** Seven; `setDays` says how many are shown. */
  readonly columns: readonly DayColumn[];
  /** @param shown - Which of the columns. */
  setDays(shown: readonly number[]): void;
  setHours(text: LocalFormats): void;
  /** What the lane is called now. */
  readonly words: string;
}

/** The empty time grid: heads, all-day lane, hours. */
export function createTimeFrame(hourHeight: number): TimeFrame {
  const root = make('div', 'time', 'grid');
  root.setAttribute('part', 'grid');
  const head = root.appendChild(make('div', 'heads', 'row'));
  head.appendChild(make('div', 'gutter', 'presentation'));
  const lane = root.appendChild(make('div', 'lane', 'row'));
  const laneName = lane.appendChild(make('div', 'gutter', 'rowheader'));
  const allDay = lane.appendChild(make('div', 'cells', 'presentation'));
  const scroller = root.appendChild(make('div', 'scroller', 'rowgroup'));
  const hoursRow = scroller.appendChild(make('div', 'hours-row', 'row'));
  hoursRow.style.setProperty('--hour', `${hourHeight}px`);
  const gutter = hoursRow.appendChild(make('div', 'gutter hours', 'presentation'));
  gutter.setAttribute('aria-hidden', 'true');
  const hours = Array.from({ length: 23 }, () => gutter.appendChild(make('span', 'hour')));
  const canvas = hoursRow.appendChild(make('div', 'canvas', 'presentation'));
  const columns = Array.from({ length: 7 }, createColumn);
  let shown = '';
  return {
    get words() {
      return laneName.textContent ?? '';
    },
    root,
    allDay,
    scroller,
    canvas,
    columns,
    setDays(days) {
      const key = days.join();
      if (key === shown) return;
      shown = key;
      root.style.setProperty('--days', String(days.length));
      const ours = days.map((day) => columns[day]!);
      head.replaceChildren(head.firstChild!, ...ours.map(({ header }) => header));
      allDay.replaceChildren(...ours.map((column) => column.allDay));
      canvas.replaceChildren(...ours.map(({ element }) => element));
    },
    setHours(text) {
      setText(laneName, msg('all day'));
      hours.forEach((hour, i) => {
        setText(hour, text.hour(i + 1));
      });
    },
  };
}

function createColumn(): DayColumn {
  const header = make('div', 'day-head', 'columnheader') as DayElement;
  const weekday = header.appendChild(make('span', 'weekday'));
  const number = header.appendChild(make('span', 'number'));
  const allDay = make('div', 'cell', 'gridcell') as DayElement;
  allDay.tabIndex = -1;
  const allDayName = allDay.appendChild(make('span', 'visually-hidden'));
  const more = allDay.appendChild(makeMore());
  more.hidden = true;
  const element = make('div', 'column', 'gridcell') as DayElement;
  element.tabIndex = -1;
  const name = element.appendChild(make('span', 'visually-hidden'));
  return { header, weekday, number, allDay, names: [allDayName, name], more, element };
}
