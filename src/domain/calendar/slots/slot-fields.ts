// Times that others can book (rules BS1–BS9 of docs/rules/availability.md): what a person sees and edits of them.
import { formatIsoDate, parseIsoDate } from '../../time/calendar-date.js';
import { isKnownZone } from '../../time/zone.js';

/** Hours of some weekdays, minutes after midnight: `start` < `end` ≤ 1440. */
export interface WeeklyHours {
  /** 1 = Monday … 7 = Sunday, ascending, none twice. */
  readonly days: readonly number[];
  readonly start: number;
  readonly end: number;
}

/** Hours of one date. */
export interface DateHours {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly start: number;
  readonly end: number;
}

export interface SlotFields {
  readonly title: string;
  readonly description: string;
  readonly location: string;
  /** Address of the video call; '' for none. */
  readonly conference: string;
  /** IANA zone that the hours are of. */
  readonly timeZone: string;
  readonly weekly: readonly WeeklyHours[];
  readonly dates: readonly DateHours[];
  /** Hours that only another program understands (AVAILABLE components as text): kept, and counted. */
  readonly others: readonly string[];
  /** Minutes of a slot. */
  readonly length: number;
  /** Minutes kept free before and after what else there is. */
  readonly bufferBefore: number;
  readonly bufferAfter: number;
  /** Minutes from now in which nothing can be booked any more. */
  readonly notice: number;
  /** How many days ahead can be booked. */
  readonly horizon: number;
  /** How many can be booked for one day; 0 is no limit. */
  readonly perDay: number;
  /** Calendars that are looked at for what else there is; all of one's own when empty. */
  readonly calendars: readonly string[];
}

/** What each number may be. Attack: slots of a second over a hundred years. */
export const slotLimits = {
  length: { min: 5, max: 1440 },
  buffer: { min: 0, max: 720 },
  notice: { min: 0, max: 60 * 1440 },
  horizon: { min: 1, max: 365 },
  perDay: { min: 0, max: 100 },
} as const;

/** Ranges of hours, of weekdays and dates together. */
export const MAX_HOURS = 100;

/** Half an hour on working days from nine to five, from tomorrow on, for a month. */
export function newSlotFields(timeZone: string): SlotFields {
  return {
    title: '',
    description: '',
    location: '',
    conference: '',
    timeZone,
    weekly: [{ days: [1, 2, 3, 4, 5], start: 9 * 60, end: 17 * 60 }],
    dates: [],
    others: [],
    length: 30,
    bufferBefore: 0,
    bufferAfter: 0,
    notice: 24 * 60,
    horizon: 30,
    perDay: 0,
    calendars: [],
  };
}

export type SlotProblem = 'title' | 'zone' | 'no-hours' | 'hours' | 'short' | 'number' | 'conference' | 'too-many';

const isWithin = (value: number, { min, max }: { readonly min: number; readonly max: number }) =>
  Number.isInteger(value) && value >= min && value <= max;

/** What keeps a schedule from being saved. */
export function slotProblem(fields: SlotFields): SlotProblem | undefined {
  const { weekly, dates, others, length, conference } = fields;
  if (fields.title.trim() === '') return 'title';
  if (!isKnownZone(fields.timeZone)) return 'zone';
  const hours = [...weekly, ...dates];
  if (hours.length === 0 && others.length === 0) return 'no-hours';
  if (hours.length > MAX_HOURS) return 'too-many';
  const isRange = ({ start, end }: { readonly start: number; readonly end: number }) =>
    isWithin(start, { min: 0, max: 1439 }) && isWithin(end, { min: 1, max: 1440 }) && start < end;
  const areDays = weekly.every(({ days }) => days.length > 0 && days.every((day) => isWithin(day, { min: 1, max: 7 })));
  const areDates = dates.every(({ date }) => {
    const day = parseIsoDate(date);
    return day !== undefined && formatIsoDate(day) === date;
  });
  if (!areDays || !areDates || !hours.every(isRange)) return 'hours';
  const numbers: readonly (readonly [number, keyof typeof slotLimits])[] = [
    [length, 'length'],
    [fields.bufferBefore, 'buffer'],
    [fields.bufferAfter, 'buffer'],
    [fields.notice, 'notice'],
    [fields.horizon, 'horizon'],
    [fields.perDay, 'perDay'],
  ];
  if (!numbers.every(([value, name]) => isWithin(value, slotLimits[name]))) return 'number';
  if (others.length === 0 && hours.every(({ start, end }) => end - start < length)) return 'short';
  if (conference !== '' && !/^https?:\/\/\S+$/i.test(conference)) return 'conference';
  return undefined;
}
