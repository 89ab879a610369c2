// Alarms (VALARM, RFC 5545 §3.6.6) as people set them, read and written.
import type { Component, Part } from '../items/component.js';
import { escapeText } from '../items/content-line.js';
import { formatDuration, formatIcalUtc, parseDuration, parseIcalTime } from '../time/ical-time.js';
import type { EpochMs } from '../time/types.js';
import { lineOf, type ScannedComponent, scanComponents, scannedParam } from './component-scan.js';
import { alarmMinutes, cardNames } from './event-card.js';
import type { AlarmField, EventFields } from './event-fields.js';

/** What a VALARM of an event's text says: minutes before the start, or more than that. `undefined`: not for people. */
export function readAlarm(part: Part): number | AlarmField | undefined {
  const [alarm] = part.block && part.name === 'VALARM' ? scanComponents(part.raw, cardNames) : [];
  return alarm && (alarmMinutes(alarm) ?? readAlarmField(alarm));
}

function readAlarmField(alarm: ScannedComponent): AlarmField | undefined {
  const action = lineOf(alarm, 'ACTION')?.value.trim().toUpperCase();
  const trigger = lineOf(alarm, 'TRIGGER');
  if (trigger === undefined || (action !== 'DISPLAY' && action !== 'AUDIO' && action !== 'EMAIL')) return undefined;
  const to = alarm.lines.filter(({ name }) => name === 'ATTENDEE').map(({ value }) => value.trim());
  const moment = parseIcalTime(trigger.value);
  if (moment !== undefined)
    return moment.utc ? { action, to, from: 'moment', at: moment.local as number as EpochMs } : undefined;
  const duration = parseDuration(trigger.value);
  if (duration === undefined) return undefined;
  const from = scannedParam(trigger, 'RELATED')?.toUpperCase() === 'END' ? 'end' : 'start';
  return { action, to, from, minutes: 0 - duration.days * 1440 - duration.seconds / 60 };
}

/** A component's alarms, each once. */
export function readAlarms(component: Component): Pick<EventFields, 'alarms' | 'moreAlarms'> {
  const alarms: number[] = [];
  const moreAlarms = new Map<string, AlarmField>();
  for (const part of component.parts) {
    const alarm = readAlarm(part);
    if (typeof alarm === 'number') alarms.push(alarm);
    else if (alarm !== undefined) moreAlarms.set(alarmKey(alarm), alarm);
  }
  return { alarms, moreAlarms: [...moreAlarms.values()] };
}

/** The same for the same reminder, so that two people who add it add one. */
export function alarmKey(alarm: number | AlarmField): string {
  if (typeof alarm === 'number') return `minutes${alarm}`;
  const when = alarm.from === 'moment' ? formatIcalUtc(alarm.at) : `${alarm.from}${alarm.minutes}`;
  return [alarm.action.toLowerCase(), when, ...alarm.to].join(' ');
}

const negated = (value: number) => (value === 0 ? 0 : -value);

function relativeTrigger(minutes: number): string {
  const seconds = Math.round(minutes * 60);
  const whole = seconds % 86_400 === 0 && seconds !== 0;
  const length = whole ? { days: seconds / 86_400, seconds: 0 } : { days: 0, seconds };
  return formatDuration({ days: negated(length.days), seconds: negated(length.seconds) });
}

function triggerLine(alarm: number | AlarmField): string {
  if (typeof alarm === 'number') return `TRIGGER:${relativeTrigger(alarm)}`;
  if (alarm.from === 'moment') return `TRIGGER;VALUE=DATE-TIME:${formatIcalUtc(alarm.at)}`;
  return `TRIGGER${alarm.from === 'end' ? ';RELATED=END' : ''}:${relativeTrigger(alarm.minutes)}`;
}

/** @param title - Shown with the alarm (RFC 5545 §3.6.6 requires a text). */
export function alarmBlock(alarm: number | AlarmField, title: string): string {
  const { action, to } = typeof alarm === 'number' ? { action: 'DISPLAY', to: [] } : alarm;
  const text = escapeText(title === '' ? 'Reminder' : title.slice(0, 60));
  const described = action === 'AUDIO' ? [] : [`DESCRIPTION:${text}`];
  const mail =
    action === 'EMAIL'
      ? [`SUMMARY:${text}`, ...to.map((address) => `ATTENDEE:${address.replace(/[\r\n]+/g, ' ')}`)]
      : [];
  return ['BEGIN:VALARM', `ACTION:${action}`, ...described, ...mail, triggerLine(alarm), 'END:VALARM'].join('\r\n');
}
