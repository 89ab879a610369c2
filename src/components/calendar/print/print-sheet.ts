import { msg, str } from '@lit/localize';
import { groupByDay } from '../../../domain/calendar/layout/day-groups.js';
import type { Collection } from '../../../domain/collections/collection.js';
import { defaultSettings, type Settings } from '../../../domain/settings/settings.js';
import { isoWeek } from '../../../domain/time/calendar-date.js';
import type { DayNumber } from '../../../domain/time/types.js';
import { build } from '../../shared/build.js';
import { hue } from '../../shared/hue.styles.js';
import { tokens } from '../../shared/tokens.styles.js';
import type { IkCalendar } from '../ik-calendar.js';
import { titleOf } from '../views/chip-pool.js';
import { whenText } from '../views/schedule-view.js';
import { printedClasses } from '../views/state-decor.js';
import type { ViewModel } from '../views/view.js';
import { styles as yearStyles } from '../views/year-view.styles.js';
import { printMonth } from './print-month.js';
import { pageStyles, sheetStyles } from './print-sheet.styles.js';
import { printTimes } from './print-times.js';

/** A sheet in the document. */
export interface PrintSheet {
  remove(): void;
}

/**
 * Puts the period a calendar shows onto paper: everything of it, not only what is scrolled into sight. The app is not
 * printed while the sheet is there; on the screen nothing changes.
 */
export function showPrintSheet(
  calendar: IkCalendar,
  calendars: readonly Collection[],
  settings: Settings = defaultSettings,
): PrintSheet {
  const model = calendar.model();
  const host = build('div', { className: 'ik-print', lang: document.documentElement.lang });
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [tokens, hue, yearStyles, sheetStyles].map(({ styleSheet }) => styleSheet!);
  const { first, days, text } = model;
  // A schedule's title is its month; on paper nobody can scroll to see where it ends.
  const period = calendar.view === 'schedule' ? text.dayRange(first, (first + days - 1) as DayNumber) : model.title;
  const title = build('h1', {}, period);
  if (model.days === 7 && calendar.view !== 'schedule') {
    const { week } = isoWeek(model.focus, model.firstDay);
    title.append(build('small', {}, msg(str`Week ${week}`)));
  }
  const sheet = build('div', { className: 'sheet' }, title, ...contentOf(calendar, model, calendars, settings));
  if (calendar.view !== 'year') sheet.append(legend(model, calendars));
  root.append(sheet);

  const page = new CSSStyleSheet();
  page.replaceSync(pageStyles(calendar.view !== 'schedule'));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];
  document.body.append(host);
  return {
    remove() {
      host.remove();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== page);
    },
  };
}

function contentOf(
  calendar: IkCalendar,
  model: ViewModel,
  calendars: readonly Collection[],
  settings: Settings,
): readonly HTMLElement[] {
  switch (calendar.view) {
    case 'year':
      return [yearOf(calendar)];
    case 'month':
      return [printMonth(model, settings.weekNumbers)];
    case 'schedule':
      return [listOf(model, calendars)];
    default: {
      const { grid, crowded } = printTimes(model, settings.workingHours);
      if (!crowded) return [grid];
      // Side by side they are too narrow to read: the same again, one under the other.
      const list = listOf(model, calendars);
      list.classList.add('more');
      return [grid, list];
    }
  }
}

/** As it is drawn: it has nothing that scrolls out of it. */
function yearOf(calendar: IkCalendar): HTMLElement {
  const drawn = calendar.renderRoot.querySelector('.year');
  return (drawn?.cloneNode(true) as HTMLElement | undefined) ?? build('div');
}

function listOf(model: ViewModel, calendars: readonly Collection[]): HTMLElement {
  const { occurrences, text, hueOf, today } = model;
  const nameOf = new Map(calendars.map(({ id, name }) => [id, name]));
  const spans = model.spans.filter(({ first, last }) => first < model.first + model.days && last >= model.first);
  const groups = groupByDay(spans, model.first, model.days).filter(({ day }) => !model.isLeftOut(day));
  const list = build('div', { className: 'list' });
  for (const { day, spans } of groups) {
    const entries = spans.map((span) => {
      const occurrence = occurrences[span.index]!;
      const more = [occurrence.location, nameOf.get(occurrence.collectionId)].filter(Boolean).join(' · ');
      return build(
        'div',
        { className: `entry hue${printedClasses(occurrence)}`, style: `--h:${hueOf(occurrence)}` },
        build('span', {}, whenText(span, day, text)),
        build('i'),
        build('p', {}, titleOf(occurrence), build('small', {}, more)),
      );
    });
    const heading = build('h2', { className: day === today ? 'today' : '' }, text.longDay(day));
    list.append(build('section', {}, heading, ...entries));
  }
  if (groups.length === 0) list.append(build('p', { className: 'empty' }, msg('Nothing planned in these days.')));
  return list;
}

/** Which colour is which calendar. */
function legend({ occurrences }: ViewModel, calendars: readonly Collection[]): HTMLElement {
  const used = new Set(occurrences.map(({ collectionId }) => collectionId));
  const items = calendars
    .filter(({ id }) => used.has(id))
    .map((one) => build('li', { className: 'hue', style: `--h:${one.hue}` }, one.name));
  return build('ul', { className: 'legend', hidden: items.length === 0 }, ...items);
}
