import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import closeIcon from 'lucide-static/icons/x.svg?raw';
import { isMeetingTemplate, meetingTemplates } from '../../domain/calendar/meeting-link.js';
import type { Collection } from '../../domain/collections/collection.js';
import { MAX_REMINDERS } from '../../domain/settings/read-settings.js';
import { type DayHours, namedPeriods, type Settings } from '../../domain/settings/settings.js';
import { formatIsoDate, pad } from '../../domain/time/calendar-date.js';
import type { LocalFormats } from '../../domain/time/local-formats.js';
import type { DayNumber } from '../../domain/time/types.js';
import { alarmText } from '../calendar/alarm-text.js';
import { allDayReminderText } from '../calendar/all-day-alarm-text.js';
import { periodNames } from '../calendar/period-names.js';
import { icon } from '../shared/icon.js';
import './ik-zone-field.js';
import type { IkZoneField } from './ik-zone-field.js';
import { type ChangeSettings, homeChoice, select } from './settings-sections.js';

/** What the section needs to know beside the settings. */
export interface CalendarSettingsContext {
  readonly calendars: readonly Collection[];
  /** Monday to Sunday, in the person's language. */
  readonly weekdays: readonly string[];
  readonly text: LocalFormats;
  readonly today: DayNumber;
}

const DURATIONS = [15, 20, 30, 45, 60, 90, 120, 180, 240];
const TIMED_REMINDERS = [0, 5, 10, 15, 30, 60, 120, 1440, 2880, 10_080];
const NINE = 9 * 60;
/** At nine: on the day, one day before, two, a week; at six in the evening before. */
const ALL_DAY_REMINDERS = [-NINE, 6 * 60, 1440 - NINE, 2 * 1440 - NINE, 7 * 1440 - NINE];
const USUAL: DayHours = { start: NINE, end: 17 * 60 };

/** Everything of the calendar that can be chosen once for all. */
export function calendarSection(settings: Settings, context: CalendarSettingsContext, change: ChangeSettings) {
  return html`<section aria-labelledby="calendar">
    <h2 id="calendar">${msg('Calendar')}</h2>
    ${homeChoice(msg('New events go to'), settings.defaultCalendarId, context.calendars, (id) => change({ defaultCalendarId: id }))}
    <div class="pair">
      ${select(
        msg('A new event lasts'),
        String(settings.defaultDuration),
        withOwn(DURATIONS, settings.defaultDuration).map((minutes) => ({
          value: String(minutes),
          label: durationText(minutes),
        })),
        (minutes) => change({ defaultDuration: Number(minutes) }),
      )}
      ${select(
        msg('“Several days” shows'),
        String(settings.severalDays),
        [2, 3, 4, 5, 6, 7].map((days) => ({ value: String(days), label: msg(str`${days} days`) })),
        (days) => change({ severalDays: Number(days) }),
      )}
    </div>
    <div class="pair">
      ${reminders(msg('Reminders of new events'), settings.timedReminders, TIMED_REMINDERS, alarmText, (timedReminders) => change({ timedReminders }))}
      ${reminders(
        msg('Reminders of new all-day events'),
        settings.allDayReminders,
        ALL_DAY_REMINDERS,
        (minutes) => allDayReminderText(minutes, context.text),
        (allDayReminders) => change({ allDayReminders }),
      )}
    </div>
    ${workingHours(settings, context.weekdays, change)} ${schedule(settings, context, change)}
    <div>
      ${check(msg('Show week numbers'), settings.weekNumbers, (weekNumbers) => change({ weekNumbers }))}
      ${check(msg('Show events I declined'), settings.showDeclined, (showDeclined) => change({ showDeclined }))}
    </div>
    <ik-zone-field
      optional
      .label=${msg('Second time zone beside the hours')}
      .value=${settings.secondTimeZone}
      @change=${(event: Event) => change({ secondTimeZone: (event.target as IkZoneField).value })}
    ></ik-zone-field>
    ${meetingChoice(settings.meetingTemplate, change)}
  </section>`;
}

/** Where new video meetings are: a known service, or any other by its address. */
function meetingChoice(template: string, change: ChangeSettings) {
  const isOther = !meetingTemplates.some((known) => known.template === template);
  const services = [
    ...meetingTemplates.map(({ name, template: value }) => ({ value, label: name })),
    { value: isOther ? template : OTHER_MEETING, label: msg('Another address…') },
  ];
  const onAddress = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const isGood = isMeetingTemplate(input.value.trim());
    input.setCustomValidity(isGood ? '' : msg('This is no complete address; it begins with https://.'));
    if (isGood) change({ meetingTemplate: input.value.trim() });
    else input.reportValidity();
  };
  return html`<div class="pair">
    ${select(msg('New video calls'), template, services, (value) => change({ meetingTemplate: value }))}
    ${
      isOther
        ? html`<label class="field">${msg('Address; {random} is a room nobody can guess')}
            <input type="url" .value=${template} autocomplete="off" spellcheck="false" @change=${onAddress} /></label>`
        : nothing
    }
  </div>`;
}

/** To begin with: a Jitsi server of one's own. */
const OTHER_MEETING = 'https://meet.example.org/{random}';

/** A value that another device chose stays in the list. */
const withOwn = (choices: readonly number[], own: number) =>
  choices.includes(own) ? choices : [...choices, own].sort((a, b) => a - b);

function durationText(minutes: number): string {
  if (minutes < 60) return msg(str`${minutes} minutes`);
  const hours = Math.floor(minutes / 60);
  if (minutes % 60 === 0) return hours === 1 ? msg('1 hour') : msg(str`${hours} hours`);
  return msg(str`${hours} h ${minutes % 60} min`);
}

function check(label: string, checked: boolean, onChange: (checked: boolean) => void) {
  return html`<label class="check"
    ><input type="checkbox" .checked=${checked} @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)} />${label}</label
  >`;
}

function reminders(
  label: string,
  chosen: readonly number[],
  offered: readonly number[],
  textOf: (minutes: number) => string,
  onChange: (chosen: readonly number[]) => void,
) {
  const free = offered.filter((minutes) => !chosen.includes(minutes));
  const add = (event: Event) => {
    const field = event.target as HTMLSelectElement;
    onChange([...chosen, Number(field.value)].sort((a, b) => a - b));
    field.value = '';
  };
  return html`<div class="reminders" role="group" aria-label=${label}>
    <span class="name">${label}</span>
    <ul>
      ${chosen.length === 0 ? html`<li class="quiet">${msg('None')}</li>` : nothing}
      ${chosen.map(
        (minutes) => html`<li>
          <span>${textOf(minutes)}</span>
          <button type="button" class="icon-button plain" aria-label=${msg(str`Remove “${textOf(minutes)}”`)} @click=${() => onChange(chosen.filter((other) => other !== minutes))}>${icon(closeIcon)}</button>
        </li>`,
      )}
    </ul>
    ${
      chosen.length < MAX_REMINDERS
        ? html`<select class="input" aria-label=${msg(str`Add to “${label}”`)} @change=${add}>
            <option value="" selected>${msg('Add a reminder')}</option>
            ${free.map((minutes) => html`<option value=${minutes}>${textOf(minutes)}</option>`)}
          </select>`
        : nothing
    }
  </div>`;
}

const timeValue = (minute: number) => `${pad(Math.floor(minute / 60) % 24, 2)}:${pad(minute % 60, 2)}`;
const minuteOf = (value: string) => Number(value.slice(0, 2)) * 60 + Number(value.slice(3, 5));

function workingHours(settings: Settings, weekdays: readonly string[], change: ChangeSettings) {
  const set = (at: number, hours: DayHours | null) =>
    change({ workingHours: settings.workingHours.map((old, day) => (day === at ? hours : old)) });
  const edit = (at: number, old: DayHours, event: Event, edge: 'start' | 'end') => {
    const field = event.target as HTMLInputElement;
    // Midnight at the end is the end of the day.
    const minute = edge === 'end' ? minuteOf(field.value) || 1440 : minuteOf(field.value);
    const next = { ...old, [edge]: minute };
    const isRight = field.value !== '' && next.start < next.end;
    field.setCustomValidity(isRight ? '' : msg('The end must be after the start.'));
    if (isRight) set(at, next);
    else field.reportValidity();
  };
  return html`<fieldset class="hours">
    <legend>${msg('Working hours')}</legend>
    ${weekdays.map((name, day) => {
      const hours = settings.workingHours[day];
      const time = (edge: 'start' | 'end', label: string) =>
        html`<input type="time" class="input" aria-label=${label} .value=${timeValue(hours![edge])} @change=${(event: Event) => edit(day, hours!, event, edge)} />`;
      return html`<div class="day">
        ${check(name, hours !== null, (works) => set(day, works ? USUAL : null))}
        ${hours ? html`${time('start', msg(str`${name}, from`))}<span aria-hidden="true">–</span>${time('end', msg(str`${name}, to`))}` : html`<span class="quiet">${msg('No work')}</span>`}
      </div>`;
    })}
  </fieldset>`;
}

function schedule({ schedulePeriod }: Settings, { today }: CalendarSettingsContext, change: ChangeSettings) {
  const isChosen = schedulePeriod.includes('/');
  const [from = '', to = ''] = isChosen ? schedulePeriod.split('/') : [];
  const names = periodNames();
  const field = (label: string, edge: 'from' | 'to', value: string) => html`<label class="field"
    >${label}
    <input
      type="date"
      required
      .value=${value}
      min=${edge === 'to' ? from : nothing}
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        if (!input.reportValidity()) return;
        if (edge === 'to') change({ schedulePeriod: `${from}/${input.value}` });
        else change({ schedulePeriod: `${input.value}/${[input.value, to].sort()[1]}` });
      }}
    />
  </label>`;
  return html`<div class="pair">
    ${select(
      msg('The schedule shows'),
      isChosen ? 'chosen' : schedulePeriod,
      [
        ...namedPeriods.map((period) => ({ value: period, label: names[period] })),
        { value: 'chosen', label: msg('Chosen days') },
      ],
      (period) =>
        change({
          schedulePeriod: (period === 'chosen'
            ? `${formatIsoDate(today)}/${formatIsoDate(today + 13)}`
            : period) as Settings['schedulePeriod'],
        }),
    )}
    ${isChosen ? html`<div class="pair">${field(msg('From'), 'from', from)}${field(msg('To'), 'to', to)}</div>` : nothing}
  </div>`;
}
