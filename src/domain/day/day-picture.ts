// The picture of My Day that is kept on the device, to be painted before anything of the app is there (MD10–MD13). It says times as
// texts and days as the instants they begin: whoever paints it asks no zone and makes no format, which alone take a browser 40 ms.
import type { EpochMs } from '../time/types.js';
import { arrangeDay, countdown, type NextEvent, type ToldEvent } from './day-events.js';
import type { PictureWidget } from './day-layout.js';

/** Another one is of another version of the app, and not painted. */
export const PICTURE_FORM = 1;
/** Days a picture is good for, the first of them today; of one day more the events are kept, as tomorrow's are told. */
export const PICTURE_DAYS = 3;
/** With more events than that in its days nothing is kept: a picture is read before anything else may be. */
export const MAX_PICTURE_EVENTS = 100;
/** Longer ones are not kept whole, so that there is no picture of them. UTF-16 code units. */
export const MAX_PICTURE_TEXT = 500;
/** Of all of it. UTF-16 code units. */
export const MAX_PICTURE_LENGTH = 100_000;

/** An event, and what is written of it. */
export interface PictureEvent extends ToldEvent {
  readonly location: string;
  /** OKLCH, 0–360. */
  readonly hue: number;
  /** When it begins and ends. */
  readonly from: string;
  readonly until: string;
}

export interface PictureTask {
  readonly title: string;
  readonly due: string;
  readonly late: boolean;
  readonly hue: number;
}

/** What is said of a day when it is today. */
export interface PictureDay {
  /** Wednesday 18 November 2026. */
  readonly date: string;
  /** From when on the person is greeted so; the first is from the day's beginning. */
  readonly greetings: readonly (readonly [EpochMs, string])[];
  readonly tasks: readonly PictureTask[];
  /** How many more there are, in words; '' for none. */
  readonly moreTasks: string;
}

/** In the person's language; `{0}` and `{1}` stand for numbers and texts. */
export interface PictureWords {
  readonly apps: Readonly<Record<'day' | 'mail' | 'calendar' | 'contacts' | 'rooms' | 'settings', string>>;
  readonly search: string;
  readonly more: string;
  readonly widgets: Readonly<Record<PictureWidget, string>>;
  readonly links: Readonly<Record<PictureWidget, string>>;
  readonly minutes: string;
  readonly hours: string;
  readonly hoursAndMinutes: string;
  readonly left: string;
  readonly until: string;
  readonly now: string;
  readonly tomorrow: string;
  readonly nothing: string;
  readonly nothingElse: string;
  readonly noTasks: string;
  /** A sentence, and the link that follows it. */
  readonly noMail: readonly [string, string];
  readonly noRooms: readonly [string, string];
}

export interface DayPicture {
  readonly form: typeof PICTURE_FORM;
  /** BCP 47. */
  readonly language: string;
  /** What the device spoke, where the language follows it; '' where the person chose one. */
  readonly spoken: string;
  /** Minutes the device's clock was ahead of UTC at each bound; none where the person chose a zone. */
  readonly offsets: readonly number[];
  /** When the days begin: those of `days`, and two more. */
  readonly bounds: readonly EpochMs[];
  readonly days: readonly PictureDay[];
  readonly events: readonly PictureEvent[];
  readonly layout: readonly PictureWidget[];
  readonly hasRooms: boolean;
  readonly words: PictureWords;
}

/** What the device says of itself. */
export interface PictureDevice {
  /** As a text. */
  readonly languages: string;
  /** Minutes its clock is ahead of UTC. */
  offsetAt(epoch: EpochMs): number;
}

/** As it was kept; `undefined` for what is none, or of another version. */
export function readDayPicture(text: string | null): DayPicture | undefined {
  if (text === null || text.length > MAX_PICTURE_LENGTH) return undefined;
  try {
    const kept = JSON.parse(text) as Partial<DayPicture> | null;
    return kept?.form === PICTURE_FORM ? (kept as DayPicture) : undefined;
  } catch {
    return undefined;
  }
}

/** @returns `undefined` for one that is too long. */
export function writeDayPicture(picture: DayPicture): string | undefined {
  const { events } = picture;
  const isLong = ({ title, location, uid }: PictureEvent) =>
    Math.max(title.length, location.length, uid.length) > MAX_PICTURE_TEXT;
  if (events.length > MAX_PICTURE_EVENTS || events.some(isLong)) return undefined;
  const text = JSON.stringify(picture);
  return text.length > MAX_PICTURE_LENGTH ? undefined : text;
}

/** A line, told at one moment. */
export interface SceneLine {
  readonly event: PictureEvent;
  /** Now, tomorrow; '' for what is later today. */
  readonly when: string;
}

/** What is painted at one moment. */
export interface DayScene {
  readonly date: string;
  readonly greeting: string;
  readonly allDay: readonly PictureEvent[];
  readonly main: { readonly event: PictureEvent; readonly facts: readonly string[] } | undefined;
  /** In the place of `main`. */
  readonly nothing: string;
  readonly next: readonly SceneLine[];
  readonly tasks: readonly PictureTask[];
  readonly moreTasks: string;
}

const filled = (pattern: string, ...values: readonly (string | number)[]) =>
  pattern.replace(/\{(\d)\}/g, (_, at) => String(values[Number(at)]));

function countdownText(next: NextEvent<PictureEvent>, now: EpochMs, words: PictureWords): string {
  const { kind, hours, minutes } = countdown(next, now);
  if (kind === 'tomorrow') return words.tomorrow;
  const hoursText = filled(minutes === 0 ? words.hours : words.hoursAndMinutes, hours, minutes);
  return filled(words[kind], hours === 0 ? filled(words.minutes, minutes) : hoursText);
}

/**
 * MD11: what of a picture is right at a moment.
 *
 * @returns `undefined` for days it knows nothing of, and where the device speaks another language or has another clock by now.
 */
export function sceneAt(picture: DayPicture, now: EpochMs, device: PictureDevice): DayScene | undefined {
  const { bounds, days, words } = picture;
  if (picture.spoken !== '' && picture.spoken !== device.languages) return undefined;
  if (picture.offsets.some((offset, at) => offset !== device.offsetAt(bounds[at]!))) return undefined;
  const dayAt = (epoch: EpochMs) => bounds.filter((bound) => bound <= epoch).length - 1;
  const day = days[dayAt(now)];
  if (day === undefined) return undefined;
  const { main, next, allDay } = arrangeDay(picture.events, now, dayAt);
  const whenOf = ({ running, tomorrow }: NextEvent<PictureEvent>) =>
    running ? words.now : tomorrow ? words.tomorrow : '';
  return {
    date: day.date,
    greeting: day.greetings.findLast(([from]) => from <= now)?.[1] ?? '',
    allDay,
    main: main && {
      event: main.occurrence,
      facts: [
        `${main.occurrence.from} – ${main.occurrence.until}`,
        countdownText(main, now, words),
        main.occurrence.location,
      ].filter((fact) => fact !== ''),
    },
    nothing: allDay.length > 0 ? words.nothingElse : words.nothing,
    next: next.map((one) => ({ event: one.occurrence, when: whenOf(one) })),
    tasks: day.tasks,
    moreTasks: day.moreTasks,
  };
}
