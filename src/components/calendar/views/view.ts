import type { LocalTimes, Span } from '../../../domain/calendar/layout/span.js';
import type { Slot } from '../../../domain/calendar/layout/times.js';
import type { EventOccurrence } from '../../../domain/calendar/occurrence.js';
import type { LocalFormats } from '../../../domain/time/local-formats.js';
import type { DayNumber } from '../../../domain/time/types.js';

/** Everything a view draws. Replaced, never changed in place. */
export interface ViewModel {
  readonly first: DayNumber;
  readonly days: number;
  /** Of a week: 1 = Monday … 7 = Sunday. */
  readonly firstDay: number;
  /** Whether the view leaves this day of the range out. */
  readonly isLeftOut: (day: number) => boolean;
  /** The day `date` names: its month is the main one, the keyboard starts from it. */
  readonly focus: DayNumber;
  readonly today: DayNumber;
  /** Minutes after midnight now. */
  readonly nowMinute: number;
  readonly occurrences: readonly EventOccurrence[];
  /** One for each occurrence. */
  readonly spans: readonly Span[];
  readonly hueOf: (occurrence: EventOccurrence) => number;
  readonly text: LocalFormats;
  readonly title: string;
}

/** One way to show days. Its DOM is made once and reused: drawing a month again costs what differs. */
export interface CalendarView {
  readonly root: HTMLElement;
  draw(model: ViewModel): void;
  /** Reads where the grid is, once; the function then names the slot under a point, for a drag of many moves. */
  measure(): (x: number, y: number) => Slot | undefined;
  /** Shows where something would be; `undefined` takes it away. */
  showGhost(times: LocalTimes | undefined, hue: number, title: string): void;
  /** Which edge of an event a point is on, if that edge can be dragged. */
  edgeAt(chip: ChipElement, x: number, y: number): 'start' | 'end' | undefined;
  /** Moves the focus to a day, or to a time of it. */
  focusSlot(slot: Slot): void;
  /** Another view takes its place. */
  leave?(): void;
  dispose(): void;
}

/** The one element an event is drawn with. */
export interface ChipElement extends HTMLElement {
  /** Position in `ViewModel.occurrences`. */
  index: number;
  /** What was last written, so that nothing is written twice. */
  drawn: { style: string; name: string; text: string };
}

/** A cell that stands for a day. */
export interface DayElement extends HTMLElement {
  day: DayNumber;
}

/** An element with a class, and a role if it needs one. */
export function make(tag: string, className: string, role?: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  if (role !== undefined) element.setAttribute('role', role);
  return element;
}

/** A button for what a day has no room for. */
export function makeMore(): HTMLElement {
  const more = make('div', 'more', 'button');
  more.setAttribute('part', 'more');
  more.tabIndex = -1;
  return more;
}

/** Whether lines go from the right to the left there. */
export const isRtl = (element: Element): boolean => getComputedStyle(element).direction === 'rtl';

export const clamp = (value: number, min: number, max: number): number => Math.max(min, Math.min(max, value));

/** Writes text only when it differs. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
