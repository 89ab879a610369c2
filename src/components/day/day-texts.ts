import { msg, str } from '@lit/localize';
import type { DayWidget } from '../../domain/day/day-layout.js';
import type { Greeting, NextEvent } from '../../domain/day/my-day.js';
import { timeOfDay } from '../../domain/time/calendar-date.js';
import type { LocalFormats } from '../../domain/time/local-formats.js';
import { type EpochMs, MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';

/** @param name - '' for nobody's. */
export function greetingText(greeting: Greeting, name: string): string {
  switch (greeting) {
    case 'morning':
      return name ? msg(str`Good morning, ${name}`) : msg('Good morning');
    case 'afternoon':
      return name ? msg(str`Good afternoon, ${name}`) : msg('Good afternoon');
    case 'evening':
      return name ? msg(str`Good evening, ${name}`) : msg('Good evening');
  }
}

export function widgetName(widget: DayWidget): string {
  return { moment: msg('At the moment'), mail: msg('Last mails'), rooms: msg('Rooms now'), tasks: msg('Tasks') }[
    widget
  ];
}

export function clockText(epoch: EpochMs, timeZone: string, formats: LocalFormats): string {
  return formats.time(Math.floor(timeOfDay(epochToLocal(timeZone, epoch)) / MS_PER_MINUTE));
}

/** `in 35 min`, `in 2 h 5 min`, `now, 12 min left`: whole minutes, the one under way counted. */
export function countdownText({ occurrence, running, tomorrow }: NextEvent, now: EpochMs): string {
  const minutes = Math.ceil(((running ? occurrence.end : occurrence.start) - now) / MS_PER_MINUTE);
  const text = minutes < 60 ? msg(str`${minutes} min`) : hoursText(Math.floor(minutes / 60), minutes % 60);
  if (running) return msg(str`now, ${text} left`);
  return tomorrow ? msg('tomorrow') : msg(str`in ${text}`);
}

const hoursText = (hours: number, minutes: number) =>
  minutes === 0 ? msg(str`${hours} h`) : msg(str`${hours} h ${minutes} min`);
