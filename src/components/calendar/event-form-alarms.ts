import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import endIcon from 'lucide-static/icons/bell-minus.svg?raw';
import bellIcon from 'lucide-static/icons/bell-plus.svg?raw';
import clockIcon from 'lucide-static/icons/clock.svg?raw';
import removeIcon from 'lucide-static/icons/x.svg?raw';
import type { AlarmField, EventFields } from '../../domain/calendar/event-fields.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { MS_PER_HOUR } from '../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../domain/time/zone.js';
import { askForNotifications } from '../reminders/notifications.js';
import { icon } from '../shared/icon.js';
import { alarmText } from './alarm-text.js';
import { allDayReminderText } from './all-day-alarm-text.js';
import { dateText, timeText, withDate, withTime } from './event-draft.js';
import { moreAlarmText } from './more-alarm-text.js';

export interface AlarmsForm {
  readonly draft: EventFields;
  readonly timeZone: string;
  readonly locale: string;
  readonly set: (change: Partial<EventFields>) => void;
}

const FIRST_ALARM = 10;
/** Minutes of each unit; the largest that divides is shown. */
const UNITS = [10_080, 1440, 60, 1];
const MAX_COUNT = 999;

const inputOf = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;

/**
 * Reminders: minutes, hours, days, weeks before the start, before or after the end, at a set time, and those that other
 * programs made.
 */
export function alarmsTemplate(form: AlarmsForm) {
  const { draft, set, timeZone } = form;
  const { alarms, moreAlarms } = draft;
  const replace = (at: number, minutes: number | undefined) =>
    set({ alarms: alarms.flatMap((old, i) => (i === at ? (minutes === undefined ? [] : [minutes]) : [old])) });
  const addMoment = () => {
    const start = localToEpoch(draft.zone || timeZone, draft.start);
    const alarm: AlarmField = { action: 'DISPLAY', to: [], from: 'moment', at: (start - MS_PER_HOUR) as typeof start };
    set({ moreAlarms: [...moreAlarms, alarm] });
  };
  const addBeforeEnd = () => {
    const minutes = nextAlarm(moreAlarms.flatMap((alarm) => (isBeforeEnd(alarm) ? [alarm.minutes] : [])));
    set({ moreAlarms: [...moreAlarms, { action: 'DISPLAY', to: [], from: 'end', minutes }] });
    void askForNotifications();
  };
  return html`<div class="field" role="group" aria-label=${msg('Reminders')}><span>${msg('Reminders')}</span>
    ${alarms.map((minutes, at) => alarmRow(minutes, sayer(form), (value) => replace(at, value)))}
    ${moreAlarms.map((alarm, at) => moreRow(form, alarm, (value) => set({ moreAlarms: value === undefined ? moreAlarms.toSpliced(at, 1) : moreAlarms.with(at, value) })))}
    <div class="alarm">
      <button type="button" class="button" @click=${() => {
        set({ alarms: [...alarms, nextAlarm(alarms)] });
        void askForNotifications();
      }}>${icon(bellIcon)}${msg('Add reminder')}</button>
      <button type="button" class="button" @click=${addBeforeEnd}>${icon(endIcon)}${msg('Before the end')}</button>
      <button type="button" class="button" @click=${addMoment}>${icon(clockIcon)}${msg('At a set time')}</button>
    </div>
  </div>`;
}

const nextAlarm = (alarms: readonly number[]) =>
  [FIRST_ALARM, 60, 1440, 10_080, 0].find((minutes) => !alarms.includes(minutes)) ?? 30;

const removeButton = (text: string, remove: () => void) =>
  html`<button type="button" class="icon-button plain" aria-label=${msg(str`Remove reminder: ${text}`)} @click=${remove}>${icon(removeIcon)}</button>`;

/** Of a whole day people say when they are reminded, not how many minutes that is from midnight. */
function sayer({ draft, locale }: AlarmsForm): (minutes: number) => string {
  const text = createLocalFormats(locale);
  return (minutes) => (draft.allDay && minutes < 0 ? allDayReminderText(minutes, text) : alarmText(minutes));
}

function alarmRow(minutes: number, say: (minutes: number) => string, set: (minutes: number | undefined) => void) {
  const text = say(minutes);
  // After the start, as for all-day events: said, not edited.
  if (minutes < 0)
    return html`<div class="alarm"><span class="said">${text}</span>${removeButton(text, () => set(undefined))}</div>`;
  const names = [msg('weeks before'), msg('days before'), msg('hours before'), msg('minutes before')];
  return lengthRow({ minutes, units: UNITS.map((size, at) => [size, names[at] ?? ''] as const), text, set });
}

/** Weeks to minutes before the end, and, negative, after it. */
function endUnits(): readonly (readonly [size: number, name: string])[] {
  return [
    [10_080, msg('weeks before the end')],
    [1440, msg('days before the end')],
    [60, msg('hours before the end')],
    [1, msg('minutes before the end')],
    [-1440, msg('days after the end')],
    [-60, msg('hours after the end')],
    [-1, msg('minutes after the end')],
  ];
}

interface LengthRow {
  readonly minutes: number;
  /** Minutes of each unit, the largest first; negative is after. */
  readonly units: readonly (readonly [size: number, name: string])[];
  readonly text: string;
  readonly set: (minutes: number | undefined) => void;
}

/** A number and what of. None at all is before and after alike. */
function lengthRow({ minutes, units, text, set }: LengthRow) {
  const fits = ([size]: readonly [number, string]) =>
    minutes === 0 ? size === 1 : Math.sign(size) === Math.sign(minutes) && minutes % size === 0;
  const [unit] = units.find(fits) ?? [1];
  const onCount = (event: Event) =>
    set(Math.min(MAX_COUNT, Math.max(0, Math.round(Number(inputOf(event))))) * unit || 0);
  return html`<div class="alarm">
    <input type="number" min="0" max=${MAX_COUNT} step="1" aria-label=${msg('How long before')} .value=${String(minutes / unit)} @change=${onCount} />
    <select aria-label=${msg('Unit')} @change=${(event: Event) => set((minutes / unit) * Number(inputOf(event)))}>
      ${units.map(([size, name]) => html`<option value=${size} ?selected=${size === unit}>${name}</option>`)}
    </select>
    ${removeButton(text, () => set(undefined))}
  </div>`;
}

type EndAlarm = Extract<AlarmField, { from: 'start' | 'end' }>;

/** One that a person can set here. */
const isBeforeEnd = (alarm: AlarmField): alarm is EndAlarm => alarm.from === 'end' && alarm.action === 'DISPLAY';

function moreRow({ timeZone, locale }: AlarmsForm, alarm: AlarmField, set: (alarm: AlarmField | undefined) => void) {
  const text = moreAlarmText(alarm, createLocalFormats(locale), timeZone);
  // In seconds, as another program may: said, not rounded.
  if (isBeforeEnd(alarm) && Number.isInteger(alarm.minutes)) {
    const put = (minutes: number | undefined) => set(minutes === undefined ? undefined : { ...alarm, minutes });
    return lengthRow({ minutes: alarm.minutes, units: endUnits(), text, set: put });
  }
  if (alarm.from !== 'moment' || alarm.action === 'EMAIL')
    return html`<div class="alarm"><span class="said">${text}</span>${removeButton(text, () => set(undefined))}</div>`;
  const local = epochToLocal(timeZone, alarm.at);
  const at = (changed: typeof local) => set({ ...alarm, at: localToEpoch(timeZone, changed) });
  return html`<div class="alarm">
    <input class="input" type="date" aria-label=${msg('Date of the reminder')} .value=${dateText(local)} @change=${(e: Event) => at(withDate(local, inputOf(e)))} />
    <input class="input" type="time" aria-label=${msg('Time of the reminder')} .value=${timeText(local)} @change=${(e: Event) => at(withTime(local, inputOf(e)))} />
    ${alarm.action === 'AUDIO' ? html`<span class="said">${msg('with sound')}</span>` : nothing}
    ${removeButton(text, () => set(undefined))}
  </div>`;
}
