import { msg, str } from '@lit/localize';
import type { DisplaySettings } from '../../app/display-settings.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import type { Collection } from '../../domain/collections/collection.js';
import { countdown, type NextEvent } from '../../domain/day/day-events.js';
import type { DayWidget, PictureWidget } from '../../domain/day/day-layout.js';
import type { Greeting } from '../../domain/day/my-day.js';
import type { TaskEntry } from '../../domain/tasks/task-entry.js';
import { dayOf, timeOfDay } from '../../domain/time/calendar-date.js';
import type { LocalFormats } from '../../domain/time/local-formats.js';
import { type DayNumber, type EpochMs, MS_PER_MINUTE } from '../../domain/time/types.js';
import { epochToLocal } from '../../domain/time/zone.js';
import { ownHue } from '../shared/color-hue.js';
import { dueText } from '../tasks/task-texts.js';

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
  return {
    moment: msg('At the moment'),
    mail: msg('Last mails'),
    rooms: msg('Rooms now'),
    tasks: msg('Tasks'),
    writing: msg('Writing help'),
  }[widget];
}

/** What a widget's link to its app says. */
export function widgetLink(widget: PictureWidget): string {
  return { moment: msg('Open calendar'), mail: msg('Open mail'), rooms: msg('All rooms'), tasks: msg('All tasks') }[
    widget
  ];
}

/** Where nobody has used mail: a sentence, and the link after it. */
export const noMail = (): [string, string] => [msg('No mail here yet.'), msg('Set up mail, or import some')];

/** The same of rooms. */
export const noRooms = (): [string, string] => [msg('No rooms yet.'), msg('Create the first room')];

export function clockText(epoch: EpochMs, timeZone: string, formats: LocalFormats): string {
  return formats.time(Math.floor(timeOfDay(epochToLocal(timeZone, epoch)) / MS_PER_MINUTE));
}

/** Parts of a countdown, of numbers or of what stands for them in the kept picture. */
export const countdownWords = {
  minutes: (minutes: number | string) => msg(str`${minutes} min`),
  hours: (hours: number | string) => msg(str`${hours} h`),
  hoursAndMinutes: (hours: number | string, minutes: number | string) => msg(str`${hours} h ${minutes} min`),
  left: (text: string) => msg(str`now, ${text} left`),
  until: (text: string) => msg(str`in ${text}`),
};

/** `in 35 min`, `in 2 h 5 min`, `now, 12 min left`. */
export function countdownText(next: NextEvent, now: EpochMs): string {
  const { kind, hours, minutes } = countdown(next, now);
  if (kind === 'tomorrow') return msg('tomorrow');
  const words = countdownWords;
  const hoursText = minutes === 0 ? words.hours(hours) : words.hoursAndMinutes(hours, minutes);
  return words[kind](hours === 0 ? words.minutes(minutes) : hoursText);
}

export const noTitle = () => msg('(no title)');

/** The person's own, where nothing says another. */
const DEFAULT_HUE = 265;

const calendarOf = (id: string, calendars: readonly Collection[]) => calendars.find((one) => one.id === id);

/** OKLCH, 0–360. */
export function eventHue(occurrence: EventOccurrence, calendars: readonly Collection[]): number {
  return ownHue(occurrence) ?? calendarOf(occurrence.collectionId, calendars)?.hue ?? DEFAULT_HUE;
}

export function taskHue({ collectionId }: TaskEntry, calendars: readonly Collection[]): number {
  return calendarOf(collectionId, calendars)?.hue ?? DEFAULT_HUE;
}

/** When a task is due, and whether that is over. */
export function dueOf(entry: TaskEntry, display: DisplaySettings, today: DayNumber, formats: LocalFormats) {
  const when = entry.due ?? entry.start;
  const late = when !== undefined && dayOf(epochToLocal(display.timeZone, when)) < today;
  return { due: dueText(entry, display, today, formats), late };
}

export const moreText = (count: number) => msg(str`${count} more`);
