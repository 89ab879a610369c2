import { msg } from '@lit/localize';
import { groupByDay } from '../../../domain/calendar/layout/day-groups.js';
import type { Span } from '../../../domain/calendar/layout/span.js';
import type { DayNumber } from '../../../domain/time/types.js';
import { ChipPool, stateClasses, titleOf, whereOf } from './chip-pool.js';
import { type CalendarView, type DayElement, make, setText, type ViewModel } from './view.js';

/** How near the end of the list, in pixels, more days are asked for. */
const NEAR = 600;

/**
 * Days that have something, one under the other.
 *
 * @param extend - Called when the person nears an end of the list; the caller shows more days.
 */
export function createScheduleView(extend: (direction: 'earlier' | 'later') => void): CalendarView {
  const root = make('div', 'schedule');
  root.setAttribute('part', 'schedule');
  root.tabIndex = -1;
  const earlier = make('button', 'extend');
  const later = make('button', 'extend');
  const list = make('div', 'groups');
  const empty = make('p', 'empty');
  root.append(earlier, list, empty, later);
  earlier.onclick = () => extend('earlier');
  later.onclick = () => extend('later');
  const sections: Section[] = [];
  const rows = new ChipPool('event', true);
  let model: ViewModel | undefined;
  let shownFocus: DayNumber | undefined;

  let waiting = false;
  root.onscroll = () => {
    if (waiting || model === undefined) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (root.scrollHeight - root.scrollTop - root.clientHeight < NEAR) extend('later');
    });
  };

  function draw(next: ViewModel): void {
    const grownBefore = model !== undefined && next.first < model.first && next.focus === model.focus;
    const fromEnd = grownBefore ? root.scrollHeight - root.scrollTop : 0;
    model = next;
    setText(earlier, msg('Earlier'));
    setText(later, msg('Later'));
    const groups = groupByDay(next.spans, next.first, next.days);
    setText(empty, groups.length === 0 ? msg('Nothing planned in these days.') : '');
    rows.begin();
    groups.forEach((group, g) => {
      const section = sections[g] ?? createSection(sections);
      drawHead(section, group.day, next);
      for (const span of group.spans) placeRow(section, span, group.day, next);
      if (section.element.parentNode === null) list.appendChild(section.element);
    });
    for (const section of sections.slice(groups.length)) section.element.remove();
    rows.end();
    if (grownBefore) root.scrollTop = root.scrollHeight - fromEnd;
    else if (shownFocus !== next.focus) root.scrollTop = list.offsetTop; // "Earlier" is found by scrolling back
    shownFocus = groups.length > 0 ? next.focus : undefined; // the days may still be on their way
  }

  function placeRow(section: Section, span: Span, day: DayNumber, { occurrences, hueOf, text }: ViewModel): void {
    const occurrence = occurrences[span.index]!;
    rows.place(section.element, span.index, {
      name: `event hue row${span.bar ? ' bar' : ''}${stateClasses(occurrence)}`,
      style: `--h:${hueOf(occurrence)}`,
      title: titleOf(occurrence),
      rest: whenText(span, day, text) + whereOf(occurrence),
    });
  }

  return {
    root,
    draw,
    measure: () => () => undefined,
    showGhost() {},
    edgeAt: () => undefined,
    focusSlot({ day }) {
      const section = sections.find((s) => s.element.isConnected && s.element.day >= day) ?? sections[0];
      section?.element.querySelector<HTMLElement>('.event')?.focus();
    },
    dispose() {},
  };
}

interface Section {
  readonly element: DayElement;
  readonly heading: HTMLElement;
}

function createSection(sections: Section[]): Section {
  const element = make('section', 'group') as DayElement;
  const heading = element.appendChild(make('h2', 'day'));
  const section = { element, heading };
  sections.push(section);
  return section;
}

function drawHead({ element, heading }: Section, day: DayNumber, { text, today }: ViewModel): void {
  element.day = day;
  element.className = day === today ? 'group today' : 'group';
  setText(heading, day === today ? `${text.shortDay(day)} · ${msg('today')}` : text.shortDay(day));
}

/** The hours of a day that an occurrence takes. */
export function whenText(span: Span, day: DayNumber, text: ViewModel['text']): string {
  if (span.bar) return msg('all day');
  const from = day > span.first ? text.time(0) : text.time(span.startMinute);
  if (span.first === span.last && span.startMinute === span.endMinute) return from;
  return `${from} – ${text.time(day < span.last ? 0 : span.endMinute % 1440)}`;
}
