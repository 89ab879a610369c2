// Makes the picture of My Day that the next start begins with (docs/rules/day.md, MD10–MD13): in quiet moments after each change,
// whatever page is shown. The worker reads; here some hundred texts are written.
import type { DisplaySettings } from '../../app/display-settings.js';
import type { Services } from '../../app/services.js';
import type { EventOccurrence } from '../../domain/calendar/occurrence.js';
import type { Collection } from '../../domain/collections/collection.js';
import { isTold } from '../../domain/day/day-events.js';
import { layoutOf, type PictureWidget } from '../../domain/day/day-layout.js';
import {
  type DayPicture,
  PICTURE_DAYS,
  PICTURE_FORM,
  type PictureDay,
  type PictureEvent,
  writeDayPicture,
} from '../../domain/day/day-picture.js';
import { dayTasks, greetingAt, shortName } from '../../domain/day/my-day.js';
import type { Settings } from '../../domain/settings/settings.js';
import type { TaskEntry } from '../../domain/tasks/task-entry.js';
import { dayOf, localOfDay } from '../../domain/time/calendar-date.js';
import { systemClock, systemOffset } from '../../domain/time/clock.js';
import { createLocalFormats, type LocalFormats } from '../../domain/time/local-formats.js';
import { type DayNumber, type EpochMs, MS_PER_HOUR } from '../../domain/time/types.js';
import { epochToLocal, localToEpoch } from '../../domain/time/zone.js';
import { firstOf } from '../../domain/watchable.js';
import { languageOf, useLocale } from '../shell/localization.js';
import { pictureWords } from './day-picture-words.js';
import { clockText, dueOf, eventHue, greetingText, moreText, noTitle, taskHue } from './day-texts.js';

/** So long nothing has changed: whoever edits, or fetches, is not done before. */
const QUIET_MS = 1500;
/** A picture of earlier is made anew when the person goes: days have passed, or a zone has changed. */
const OLD_MS = MS_PER_HOUR;
/** When one is greeted in another way (MD1): hours. */
const GREETING_HOURS = [0, 5, 12, 18];

type Asked = Pick<
  Services,
  'account' | 'calendar' | 'collections' | 'dayPicture' | 'lock' | 'rooms' | 'settings' | 'tasks'
>;

/** What a picture is made of. */
export interface PictureFacts {
  readonly settings: Settings;
  readonly display: DisplaySettings;
  /** Of the account. */
  readonly name: string;
  readonly calendars: readonly Collection[];
  readonly occurrences: readonly EventOccurrence[];
  readonly tasks: readonly TaskEntry[];
  readonly hasRooms: boolean;
  readonly today: DayNumber;
  readonly now: EpochMs;
}

/** @returns ends it. */
export function keepDayPicture(services: Asked, display: () => DisplaySettings): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let kept = 0;
  const make = async () => {
    clearTimeout(timer);
    timer = undefined;
    const { version } = services.dayPicture;
    kept = systemClock.now();
    const facts = await readFacts(services, display()).catch(() => undefined);
    if (facts === undefined || version !== services.dayPicture.version) return;
    await useLocale(facts.display.locale);
    services.dayPicture.keep(writeDayPicture(dayPicture(facts)), version);
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(make, QUIET_MS);
  };
  const onHidden = () => {
    if (document.hidden && (timer !== undefined || systemClock.now() - kept > OLD_MS)) void make();
  };
  const stop = services.dayPicture.onGone(later);
  document.addEventListener('visibilitychange', onHidden);
  later();
  return () => {
    stop();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onHidden);
  };
}

/** @returns `undefined` where there is a lock: then none is made. */
async function readFacts(services: Asked, display: DisplaySettings): Promise<PictureFacts | undefined> {
  const lock = await firstOf(services.lock.watch());
  if (lock.isSet || services.lock.mayBeLocked) return undefined;
  const { timeZone } = display;
  const now = systemClock.now();
  const today = dayOf(epochToLocal(timeZone, now));
  const [from, to] = boundsOf(today, timeZone).filter((_, at) => at === 0 || at > PICTURE_DAYS) as [EpochMs, EpochMs];
  const [settings, account, calendars, occurrences, tasks, rooms] = await Promise.all([
    firstOf(services.settings.watch()),
    firstOf(services.account.watch()),
    firstOf(services.collections.watch('calendar')),
    firstOf(services.calendar.watchOccurrences({ from, to, timeZone })),
    firstOf(services.tasks.watch({ timeZone })),
    firstOf(services.rooms.watch()),
  ]);
  const hasRooms = rooms.rooms.length > 0;
  return { settings, display, name: account?.name ?? '', calendars, occurrences, tasks, hasRooms, today, now };
}

/** When the days begin, and the two after them. */
function boundsOf(today: DayNumber, timeZone: string): EpochMs[] {
  return Array.from({ length: PICTURE_DAYS + 2 }, (_, at) => localToEpoch(timeZone, localOfDay(today + at)));
}

/** MD10. */
export function dayPicture(facts: PictureFacts): DayPicture {
  const { settings, display, today, now, occurrences, calendars } = facts;
  const text = createLocalFormats(display.locale);
  const bounds = boundsOf(today, display.timeZone);
  const { order, hidden } = layoutOf(settings.dayOrder, settings.dayHidden);
  const told = occurrences.filter((one) => isTold(one) && (one.end > now || one.allDay));
  return {
    form: PICTURE_FORM,
    language: languageOf(display.locale),
    spoken: settings.locale ? '' : navigator.languages.join(),
    offsets: settings.timeZone ? [] : bounds.map(systemOffset),
    bounds,
    days: bounds.slice(0, PICTURE_DAYS).map((_, at) => pictureDay((today + at) as DayNumber, facts, text)),
    events: told.map((one) => pictureEvent(one, calendars, display.timeZone, text)),
    layout: order.filter((one) => one !== 'writing' && !hidden.includes(one)) as PictureWidget[],
    hasRooms: facts.hasRooms,
    words: pictureWords(),
  };
}

function pictureEvent(
  one: EventOccurrence,
  calendars: readonly Collection[],
  timeZone: string,
  text: LocalFormats,
): PictureEvent {
  return {
    uid: one.uid,
    start: one.start,
    end: one.end,
    allDay: one.allDay,
    title: one.title || noTitle(),
    ...(one.locked && { locked: true }),
    location: one.location ?? '',
    hue: eventHue(one, calendars),
    from: one.allDay ? '' : clockText(one.start, timeZone, text),
    until: one.allDay ? '' : clockText(one.end, timeZone, text),
  };
}

function pictureDay(day: DayNumber, facts: PictureFacts, text: LocalFormats): PictureDay {
  const { settings, display, name, tasks, calendars } = facts;
  const person = shortName(name || settings.personName);
  const at = (hour: number) => localToEpoch(display.timeZone, (localOfDay(day) + hour * MS_PER_HOUR) as never);
  const due = dayTasks(tasks, day, display.timeZone);
  return {
    date: text.longDay(day),
    greetings: GREETING_HOURS.map((hour) => [at(hour), greetingText(greetingAt(hour * 60), person)]),
    tasks: due.tasks.map((entry) => ({
      title: entry.title || noTitle(),
      ...dueOf(entry, display, day, text),
      hue: taskHue(entry, calendars),
    })),
    moreTasks: due.more > 0 ? moreText(due.more) : '',
  };
}
