import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import plusIcon from 'lucide-static/icons/plus.svg?raw';
import removeIcon from 'lucide-static/icons/x.svg?raw';
import type { DateHours, SlotFields, WeeklyHours } from '../../../domain/calendar/slots/slot-fields.js';
import { pad } from '../../../domain/time/calendar-date.js';
import type { LocalFormats } from '../../../domain/time/local-formats.js';
import { icon } from '../../shared/icon.js';
import { weekdayName } from './slot-texts.js';

const valueOfEvent = (event: Event) => (event.target as HTMLInputElement).value;
const nine = { start: 9 * 60, end: 17 * 60 };

/** `HH:MM`; the end of a day is 00:00 as a field has it. */
const timeValue = (minute: number) => `${pad(Math.floor((minute % 1440) / 60), 2)}:${pad(minute % 60, 2)}`;

function minuteOf(value: string): number | undefined {
  const match = /^(\d\d):(\d\d)/.exec(value);
  return match === null ? undefined : Number(match[1]) * 60 + Number(match[2]);
}

function rangeTemplate<Hours extends { readonly start: number; readonly end: number }>(
  hours: Hours,
  name: string,
  set: (hours: Hours | undefined) => void,
) {
  const change = (field: 'start' | 'end') => (event: Event) => {
    const minute = minuteOf(valueOfEvent(event));
    if (minute !== undefined) set({ ...hours, [field]: field === 'end' && minute === 0 ? 1440 : minute });
  };
  return html`<span class="range">
    <input class="input" type="time" required aria-label=${msg(str`From, ${name}`)} .value=${timeValue(hours.start)} @change=${change('start')} />
    <span aria-hidden="true">–</span>
    <input class="input" type="time" required aria-label=${msg(str`To, ${name}`)} .value=${timeValue(hours.end)} @change=${change('end')} />
    <button type="button" class="icon-button plain" aria-label=${msg(str`Remove ${name}`)} @click=${() => set(undefined)}>${icon(removeIcon)}</button>
  </span>`;
}

const replaced = <T>(list: readonly T[], at: number, value: T | undefined): readonly T[] =>
  list.flatMap((one, index) => (index === at ? (value === undefined ? [] : [value]) : [one]));

/** Hours of weekdays and of dates. @param firstDay - Of a week: 1 = Monday … 7 = Sunday. @param today - `YYYY-MM-DD`. */
export function hoursTemplate(
  draft: SlotFields,
  set: (change: Partial<SlotFields>) => void,
  { text, today }: { readonly text: LocalFormats; readonly today: string },
) {
  const { weekly, dates, others } = draft;
  const setWeekly = (at: number) => (hours: WeeklyHours | undefined) => set({ weekly: replaced(weekly, at, hours) });
  const setDate = (at: number) => (hours: DateHours | undefined) => set({ dates: replaced(dates, at, hours) });
  const toggled = (days: readonly number[], day: number) =>
    days.includes(day) ? days.filter((one) => one !== day) : [...days, day].sort((a, b) => a - b);
  return html`<fieldset class="hours wide"><legend>${msg('Hours')}</legend>
    ${weekly.map((hours, at) => {
      const name = msg(str`weekly hours ${at + 1}`);
      return html`<div class="line" role="group" aria-label=${name}>
        <span class="days">${[1, 2, 3, 4, 5, 6, 7].map(
          (
            day,
          ) => html`<label class="weekday"><input type="checkbox" .checked=${hours.days.includes(day)} aria-label=${weekdayName(day, text, 'long')}
            @change=${() => setWeekly(at)({ ...hours, days: toggled(hours.days, day) })} /><span aria-hidden="true">${weekdayName(day, text)}</span></label>`,
        )}</span>
        ${rangeTemplate(hours, name, setWeekly(at))}
      </div>`;
    })}
    ${dates.map((hours, at) => {
      const name = msg(str`date ${at + 1}`);
      return html`<div class="line" role="group" aria-label=${name}>
        <input class="input date" type="date" required aria-label=${msg(str`Day, ${name}`)} .value=${hours.date} @change=${(e: Event) => setDate(at)({ ...hours, date: valueOfEvent(e) })} />
        ${rangeTemplate(hours, name, setDate(at))}
      </div>`;
    })}
    ${others.length === 0 ? nothing : html`<p class="hint">${msg('Further hours that another program wrote are kept, and count.')}</p>`}
    <div class="adds">
      <button type="button" class="button soft" @click=${() => set({ weekly: [...weekly, { days: [1, 2, 3, 4, 5], ...nine }] })}>${icon(plusIcon)}${msg('Add weekly hours')}</button>
      <button type="button" class="button soft" @click=${() => set({ dates: [...dates, { date: today, ...nine }] })}>${icon(plusIcon)}${msg('Add a date')}</button>
    </div>
  </fieldset>`;
}
