// What may be in a status (rules ST in docs/rules/status.md): another device, or another person's, may have written anything.
import { dayOf, localOfDay, startOfWeek } from '../time/calendar-date.js';
import { type EpochMs, MS_PER_HOUR, MS_PER_MINUTE } from '../time/types.js';
import { epochToLocal, localToEpoch } from '../time/zone.js';
import { noStatus, type Presence, type Status } from './status.js';

export const presences: readonly Presence[] = ['online', 'away', 'dnd'];

/** Longer than what fits beside a face. UTF-16 code units. */
export const MAX_STATUS_TEXT = 100;
/** The longest emoji are families and flags of regions. UTF-16 code units. */
const MAX_EMOJI = 32;
/** The last day that dates can be of (ECMA-262). */
const LAST_TIME = 8.64e15;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The first sign of a text if it is a picture; '' otherwise. */
export function firstEmoji(text: string): string {
  for (const { segment } of segmenter.segment(text.trim().slice(0, MAX_EMOJI)))
    return /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(segment) ? segment : '';
  return '';
}

/** One line, without control characters and what changes the direction of its surroundings. */
export const statusText = (text: string): string =>
  text
    .slice(0, MAX_STATUS_TEXT * 4)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_STATUS_TEXT);

/** @returns `noStatus` for what is none. */
export function readStatus(value: unknown): Status {
  if (typeof value !== 'object' || value === null) return noStatus;
  const { presence, emoji, text, until } = value as Partial<Record<keyof Status, unknown>>;
  const isTime = typeof until === 'number' && Number.isInteger(until) && until >= 0 && until <= LAST_TIME;
  if (!presences.includes(presence as Presence) || !isTime) return noStatus;
  return {
    presence: presence as Presence,
    emoji: typeof emoji === 'string' ? firstEmoji(emoji) : '',
    text: typeof text === 'string' ? statusText(text) : '',
    until,
  };
}

/** Whether a setting holds a status as it is written. */
export const isStatus = (value: unknown): boolean => JSON.stringify(readStatus(value)) === JSON.stringify(value);

/** Whether anything is said at all. */
export const saysSomething = ({ presence, emoji, text }: Status): boolean =>
  presence !== 'online' || emoji !== '' || text !== '';

/** How long a status is to hold. */
export type StatusLength = 'half-hour' | 'hour' | 'four-hours' | 'today' | 'this-week' | 'always';
export const statusLengths: readonly StatusLength[] = [
  'half-hour',
  'hour',
  'four-hours',
  'today',
  'this-week',
  'always',
];

/** When it is over: hours are hours, days end at the person's midnight, weeks before their first day. */
export function statusEnd(length: StatusLength, now: EpochMs, timeZone: string, firstDay: number): number {
  const today = dayOf(epochToLocal(timeZone, now));
  switch (length) {
    case 'half-hour':
      return now + 30 * MS_PER_MINUTE;
    case 'hour':
      return now + MS_PER_HOUR;
    case 'four-hours':
      return now + 4 * MS_PER_HOUR;
    case 'today':
      return localToEpoch(timeZone, localOfDay(today + 1));
    case 'this-week':
      return localToEpoch(timeZone, localOfDay(startOfWeek(today, firstDay) + 7));
    case 'always':
      return 0;
  }
}
