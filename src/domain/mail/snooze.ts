// When a message comes back, written into its keywords so that every device with the account knows it (docs/rules/mail-snooze.md).
import { dayOf, localOfDay, weekdayOf } from '../time/calendar-date.js';
import { type DayNumber, type EpochMs, type LocalMs, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../time/types.js';

/** On every message that was put off; the time is in the others. */
export const SNOOZED = '$ik-snoozed';
const BIT = '$ik-snooze-';
/** A moment is a number of quarters of an hour, each of its bits a keyword: servers have room for few different ones. */
const QUARTER_MS = 15 * MS_PER_MINUTE;
const BITS = 20;
/** 1 January 2025: with 20 bits the last moment is in November 2054. */
const FROM = Date.UTC(2025, 0, 1);
const MOST = 2 ** BITS - 1;

/** All keywords that may say when a message comes back. */
export const snoozeKeywordNames: readonly string[] = [
  SNOOZED,
  ...Array.from({ length: BITS }, (_, bit) => `${BIT}${bit}`),
];

/**
 * Keywords that say when a message comes back; the next quarter of an hour.
 *
 * @see rule MZ1 in docs/rules/mail-snooze.md
 */
export function snoozeKeywords(until: number): readonly string[] {
  const quarters = Math.min(MOST, Math.max(0, Math.ceil((until - FROM) / QUARTER_MS)));
  const bits = Array.from({ length: BITS }, (_, bit) => bit).filter((bit) => (quarters & (1 << bit)) !== 0);
  return [SNOOZED, ...bits.map((bit) => `${BIT}${bit}`)];
}

/** When a message comes back, or came back, epoch ms; `undefined` for one that was never put off. */
export function snoozedUntil(keywords: readonly string[]): number | undefined {
  if (!keywords.includes(SNOOZED)) return undefined;
  let quarters = 0;
  for (const keyword of keywords) {
    if (!keyword.startsWith(BIT)) continue;
    const bit = Number(keyword.slice(BIT.length));
    if (Number.isInteger(bit) && bit >= 0 && bit < BITS) quarters |= 1 << bit;
  }
  return FROM + quarters * QUARTER_MS;
}

export type SnoozeChoiceId = 'later' | 'evening' | 'tomorrow' | 'weekend' | 'next-week';

export interface SnoozeChoice {
  readonly id: SnoozeChoiceId;
  /** Wall clock. */
  readonly at: LocalMs;
}

const MORNING = 8 * MS_PER_HOUR;
const EVENING = 18 * MS_PER_HOUR;
const LATER = 3 * MS_PER_HOUR;
const SATURDAY = 6;
const MONDAY = 1;

/**
 * What is offered at a moment, each later than now, in order: later today (in three hours, not after the evening), this evening,
 * tomorrow, the weekend, next week.
 *
 * @see rule MZ2 in docs/rules/mail-snooze.md
 */
export function snoozeChoices(now: LocalMs): readonly SnoozeChoice[] {
  const today = dayOf(now);
  const at = (day: number, time: number) => (localOfDay(day as DayNumber) + time) as LocalMs;
  /** Days until that weekday, at least one. */
  const until = (weekday: number) => ((weekday - weekdayOf(today) + 6) % 7) + 1;
  const later = (Math.ceil((now + LATER) / MS_PER_HOUR) * MS_PER_HOUR) as LocalMs;
  const evening = at(today, EVENING);
  const all: SnoozeChoice[] = [];
  if (later < evening) all.push({ id: 'later', at: later });
  if (now < evening - MS_PER_HOUR) all.push({ id: 'evening', at: evening });
  // After midnight the morning that comes is still tomorrow's to whoever is awake.
  all.push({ id: 'tomorrow', at: at(today + 1, MORNING) });
  const weekend = until(SATURDAY);
  if (weekend > 1) all.push({ id: 'weekend', at: at(today + weekend, MORNING) });
  const week = until(MONDAY);
  if (week > 1) all.push({ id: 'next-week', at: at(today + week, MORNING) });
  return all.sort((a, b) => a.at - b.at);
}

/** Later than that nobody puts mail off: five years. */
export const MAX_SNOOZE_MS = 5 * 365 * MS_PER_DAY;

/** Whether a moment can be chosen. */
export const isSnoozeTime = (until: number, now: EpochMs): boolean => until > now && until <= now + MAX_SNOOZE_MS;
