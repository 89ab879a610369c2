import { msg, str } from '@lit/localize';
import type { Settings } from '../../../domain/settings/settings.js';
import { isoWeek, localOfDay, timeOfDay, weekdayOf } from '../../../domain/time/calendar-date.js';
import { type DayNumber, type LocalMs, MS_PER_HOUR, MS_PER_MINUTE } from '../../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../../domain/time/zone.js';
import type { ViewDecor } from '../interaction/stage-host.js';
import { adoptDecor } from './decor-styles.js';
import { showStates } from './state-decor.js';
import { type DayElement, make, setText, type ViewModel } from './view.js';

const HOUR_PX = 54;
const OFF = `repeating-linear-gradient(var(--ik-weekend, var(--ik-bg)) 0 ${HOUR_PX - 1}px, transparent 0 ${HOUR_PX}px)`;

/** What a person's settings add to views: hours without work are quieter, a second zone, numbers of weeks. */
export function createSettingsDecor(settings: Settings, zone: string): ViewDecor {
  return ({ root }, model) => {
    adoptDecor(root);
    showStates(root, model);
    if (root.classList.contains('time')) {
      shadeHours(root, settings.workingHours);
      showSecondZone(root, settings.secondTimeZone, zone, model);
    } else if (root.classList.contains('month')) showWeekNumbers(root, settings.weekNumbers, model);
    else if (root.classList.contains('year')) numberYear(root, settings.weekNumbers, model.firstDay);
  };
}

function shadeHours(root: HTMLElement, workingHours: Settings['workingHours']): void {
  for (const column of root.querySelectorAll<DayElement>('.column')) {
    const hours = workingHours[weekdayOf(column.day) - 1];
    const px = (minutes: number) => `${(minutes / 60) * HOUR_PX}px`;
    const background = hours
      ? `${OFF} 0 0 / 100% ${px(hours.start)} no-repeat, ${OFF} 0 100% / 100% ${px(1440 - hours.end)} no-repeat`
      : OFF;
    if (column.dataset.shade === background) continue;
    column.dataset.shade = background;
    column.style.background = background;
  }
}

/** Hours of another zone on the day in sight, beside the others: its offset may be other on other days. */
function showSecondZone(root: HTMLElement, second: string, zone: string, model: ViewModel): void {
  const gutter = root.querySelector<HTMLElement>('.hours')!;
  const key = `${second} ${zone} ${second && model.focus}`;
  // A change of words writes the hours anew, without what stood beside them.
  if (gutter.dataset.second === key && (second === '' || gutter.querySelector('.second') !== null)) return;
  gutter.dataset.second = key;
  const hours = [...gutter.querySelectorAll<HTMLElement>('.hour')];
  for (const old of gutter.querySelectorAll('.second')) old.remove();
  root.style.setProperty('--gutter', second === '' ? '' : '104px');
  const corner = root.querySelector<HTMLElement>('.heads > .gutter')!;
  setText(corner, second === '' ? '' : cityOf(second));
  corner.title = second;
  if (second === '') return;
  hours.forEach((element, i) => {
    const local = (localOfDay(model.focus) + (i + 1) * MS_PER_HOUR) as LocalMs;
    const there = epochToLocal(second, localToEpoch(zone, local));
    const other = make('span', 'second');
    other.style.cssText = 'float:inline-start;opacity:.85';
    other.textContent = model.text.time(timeOfDay(there) / MS_PER_MINUTE);
    element.prepend(other);
  });
}

const cityOf = (zone: string) => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');

function showWeekNumbers(root: HTMLElement, shown: boolean, { first, firstDay }: ViewModel): void {
  root.querySelectorAll<HTMLElement>('.week').forEach((row, r) => {
    const cell = row.querySelector<HTMLElement>('.cell')!;
    let number = cell.querySelector<HTMLElement>('.week-number');
    if (!shown) {
      number?.remove();
      return;
    }
    if (number === null) {
      number = cell.appendChild(make('span', 'week-number'));
      number.style.cssText =
        'position:absolute;inset-block-start:6px;inset-inline-end:6px;font-size:11px;color:var(--ik-text-2);pointer-events:none';
    }
    const { week } = isoWeek((first + r * 7) as DayNumber, firstDay);
    setText(number, msg(str`W${week}`));
    number.setAttribute('aria-label', msg(str`Week ${week}`));
    number.setAttribute('role', 'img');
  });
}

/** Beside the weeks of each small month. A row outside its month has none. */
function numberYear(root: HTMLElement, shown: boolean, firstDay: number): void {
  root.classList.toggle('numbered', shown);
  for (const row of root.querySelectorAll<HTMLElement>('.small-week')) {
    const cells = [...row.querySelectorAll<DayElement>('.cell')];
    const own = cells.find((cell) => !cell.classList.contains('none'));
    let number = row.querySelector<HTMLElement>('.week-number');
    if (!shown || own === undefined) {
      number?.remove();
      continue;
    }
    if (number === null) {
      number = make('span', 'week-number');
      number.style.cssText =
        'position:absolute;inset-inline-end:100%;inset-block:0;display:grid;place-items:center;inline-size:var(--week-width,20px);font-size:var(--week-font,10px);color:var(--ik-text-2);pointer-events:none';
      row.style.position = 'relative';
      row.prepend(number);
    }
    const { week } = isoWeek(own.day, firstDay);
    setText(number, String(week));
    number.setAttribute('role', 'rowheader');
    number.setAttribute('aria-label', msg(str`Week ${week}`));
  }
}
