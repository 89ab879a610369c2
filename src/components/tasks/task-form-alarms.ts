import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import bellIcon from 'lucide-static/icons/bell-plus.svg?raw';
import removeIcon from 'lucide-static/icons/x.svg?raw';
import type { AlarmField } from '../../domain/calendar/event-fields.js';
import type { TaskFields } from '../../domain/tasks/task-fields.js';
import { createLocalFormats } from '../../domain/time/local-formats.js';
import { alarmLength } from '../calendar/alarm-length.js';
import { alarmText } from '../calendar/alarm-text.js';
import { moreAlarmText } from '../calendar/more-alarm-text.js';
import { askForNotifications } from '../reminders/notifications.js';
import { icon } from '../shared/icon.js';

/** Minutes before; what is negative is after. */
const choices = [0, 5, 10, 15, 30, 60, 120, 1440, 2880, 10_080, -60, -1440];

export interface TaskAlarmsForm {
  readonly draft: TaskFields;
  readonly timeZone: string;
  readonly locale: string;
  readonly set: (change: Partial<TaskFields>) => void;
}

type StartAlarm = Extract<AlarmField, { from: 'start' | 'end' }>;

const isShownBeforeStart = (alarm: AlarmField): alarm is StartAlarm =>
  alarm.from === 'start' && alarm.action === 'DISPLAY';

/** Reminders before or after a task is due; of one that starts at another time also before that (RM12). */
export function taskAlarmsTemplate(form: TaskAlarmsForm) {
  const { draft, set } = form;
  const { alarms, moreAlarms, start, due } = draft;
  if (start === null && due === null) return nothing;
  const hasBoth = start !== null && due !== null && start !== due;
  const add = () => {
    set({ alarms: [...alarms, choices.find((minutes) => !alarms.includes(minutes)) ?? 0] });
    void askForNotifications();
  };
  const addBeforeStart = () => {
    const alarm: AlarmField = { action: 'DISPLAY', to: [], from: 'start', minutes: 0 };
    set({ moreAlarms: [...moreAlarms, alarm] });
    void askForNotifications();
  };
  return html`<div class="field" role="group" aria-label=${msg('Reminders')}><span>${msg('Reminders')}</span>
    ${alarms.map((minutes, at) =>
      row(minutes, due === null ? startText : dueText, (value) =>
        set({ alarms: value === undefined ? alarms.toSpliced(at, 1) : alarms.with(at, value) }),
      ),
    )}
    ${moreAlarms.map((alarm, at) => {
      const put = (value: AlarmField | undefined) =>
        set({ moreAlarms: value === undefined ? moreAlarms.toSpliced(at, 1) : moreAlarms.with(at, value) });
      return isShownBeforeStart(alarm)
        ? row(alarm.minutes, startText, (minutes) => put(minutes === undefined ? undefined : { ...alarm, minutes }))
        : saidRow(form, alarm, () => put(undefined));
    })}
    <div class="alarm">
      <button type="button" class="button" @click=${add}>${icon(bellIcon)}${msg('Add reminder')}</button>
      ${hasBoth ? html`<button type="button" class="button" @click=${addBeforeStart}>${icon(bellIcon)}${msg('Before the start')}</button>` : nothing}
    </div>
  </div>`;
}

function dueText(minutes: number): string {
  if (minutes === 0) return msg('when it is due');
  return minutes < 0 ? msg(str`${alarmLength(-minutes)} after it was due`) : alarmText(minutes);
}

function startText(minutes: number): string {
  if (minutes === 0) return msg('when it starts');
  const length = alarmLength(Math.abs(minutes));
  return minutes < 0 ? msg(str`${length} after the start`) : msg(str`${length} before the start`);
}

const removeButton = (text: string, remove: () => void) =>
  html`<button type="button" class="icon-button plain" aria-label=${msg(str`Remove reminder: ${text}`)} @click=${remove}>${icon(removeIcon)}</button>`;

function row(minutes: number, say: (minutes: number) => string, set: (minutes: number | undefined) => void) {
  const offered = choices.includes(minutes) ? choices : [minutes, ...choices];
  return html`<div class="alarm">
    <select aria-label=${msg('Reminder')} @change=${(e: Event) => set(Number((e.target as HTMLSelectElement).value))}>
      ${offered.map((choice) => html`<option value=${choice} ?selected=${choice === minutes}>${say(choice)}</option>`)}
    </select>
    ${removeButton(say(minutes), () => set(undefined))}
  </div>`;
}

/** What another program made: said, not edited. */
function saidRow({ timeZone, locale }: TaskAlarmsForm, alarm: AlarmField, remove: () => void) {
  const text = moreAlarmText(alarm, createLocalFormats(locale), timeZone);
  return html`<div class="alarm"><span class="said">${text}</span>${removeButton(text, remove)}</div>`;
}
