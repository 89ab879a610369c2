// Tasks among the events of the calendar page: where they come from, and what a click on their box does.
import { css } from 'lit';
import type { Services } from '../../app/services.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import type { OccurrenceSource } from './sources/occurrence-source.js';
import type { ChipElement } from './views/view.js';

/** Width of a box's part that is pressed, CSS pixels from the end of the chip. */
const BOX = 26;

/** The calendar's events, with tasks on the days they are due. */
export function withTasks(calendar: Services['calendar']): OccurrenceSource {
  return { ...calendar, watchOccurrences: (query) => calendar.watchOccurrences({ ...query, tasks: true }) };
}

const boxes = css`
  .event.task { padding-inline-end: 24px; }
  .event.task::before {
    content: ''; position: absolute; inset-inline-end: 6px; inset-block-start: 5px; inline-size: 12px; block-size: 12px; box-sizing: border-box;
    border: 1.5px solid var(--hue-text); border-radius: 3.5px; cursor: pointer;
    background: var(--chip-fill); box-shadow: 0 0 0 5px var(--chip-fill); /* a long title ends before it */
  }
  .event.row.task { position: relative; }
  .event.row.task::before { inset-block-start: 12px; inline-size: 16px; block-size: 16px; inset-inline-end: 10px; }
  .event.task.done { text-decoration: line-through; opacity: 0.72; }
  .event.task.done::before { background: linear-gradient(45deg, transparent 46%, var(--hue-fill) 46% 58%, transparent 58%), var(--hue-text); }
  .event.task:hover::after { display: none; }
  @media (pointer: coarse) { .event.row.task::before { inline-size: 20px; block-size: 20px; } }
`;

/**
 * Draws boxes on the tasks of a calendar and hears what is done to them: a click on the box, or Space, completes; anything
 * else opens.
 *
 * @param calendar - An <ik-calendar> that has drawn. Its own code knows of tasks only that they have a class.
 */
export function hearTasks(
  calendar: HTMLElement,
  occurrenceOf: (key: ChipElement) => EventOccurrence | undefined,
  toggle: (task: EventOccurrence) => void,
): void {
  const root = calendar.shadowRoot;
  if (root === null) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, boxes.styleSheet!];
  const chipOf = (event: Event) =>
    event
      .composedPath()
      .find((node): node is ChipElement => node instanceof HTMLElement && node.matches('.event.task'));
  const take = (event: Event, chip: ChipElement) => {
    const task = occurrenceOf(chip);
    if (task === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    toggle(task);
  };
  root.addEventListener(
    'click',
    (event) => {
      const chip = chipOf(event);
      if (chip !== undefined && isOnBox(event as MouseEvent, chip)) take(event, chip);
    },
    { capture: true },
  );
  root.addEventListener(
    'keydown',
    (event) => {
      const chip = (event as KeyboardEvent).key === ' ' ? chipOf(event) : undefined;
      if (chip !== undefined) take(event, chip);
    },
    { capture: true },
  );
}

function isOnBox({ clientX, clientY, detail }: MouseEvent, chip: HTMLElement): boolean {
  if (detail === 0) return false; // assistive technology: it opens, and Space completes
  const box = chip.getBoundingClientRect();
  const rtl = getComputedStyle(chip).direction === 'rtl';
  const fromEnd = rtl ? clientX - box.left : box.right - clientX;
  const size = chip.matches('.row') ? BOX + 14 : BOX;
  return fromEnd <= size && clientY - box.top <= size + 10;
}
