/**
 * The words of a language that say when, as regular expressions over folded text: lower case, without accents. Groups in
 * them must not capture.
 */
export interface Vocabulary {
  readonly code: 'en' | 'fr' | 'de' | 'it' | 'es';
  /** January first. */
  readonly months: readonly string[];
  /** Monday first: full names, with the endings they take. */
  readonly weekdays: readonly string[];
  /** Monday first: short names. They count when capitalised (English) or with a dot or a number behind them. */
  readonly shortWeekdays: readonly string[];
  readonly today: string;
  readonly tonight: string;
  readonly tomorrow: string;
  readonly dayAfterTomorrow: string;
  /** May stand before a date: *on*, *le*, *am*. */
  readonly on: string;
  /** Before a number alone, the day of the month: *on the 3rd*, *le 3*. */
  readonly onDay: string;
  /** Before a weekday: that of next week. */
  readonly next: string;
  /** After a weekday: that of next week. */
  readonly nextAfter: string;
  /** Before or after a weekday: the one that comes. */
  readonly coming: string;
  readonly nextWeek: string;
  readonly nextMonth: string;
  /** Before a length of time: *in* 2 weeks. */
  readonly within: string;
  readonly units: Readonly<Record<'minute' | 'hour' | 'day' | 'week' | 'month' | 'year', string>>;
  readonly numbers: Readonly<Record<string, number>>;
  readonly halfHour: string;
  readonly hourAndHalf: string;
  /** First word of a range, and the one between. */
  readonly from: string;
  readonly to: string;
  /** Before a time of day. */
  readonly at: string;
  /** After a time of day: *Uhr*. */
  readonly clock: string;
  /** 14h, 14h30. */
  readonly hourLetter: boolean;
  /** 14.30 */
  readonly dotTime: boolean;
  readonly noon: string;
  readonly midnight: string;
  readonly am: string;
  readonly pm: string;
  /** Minutes said in words behind the hour. */
  readonly plus: readonly (readonly [words: string, minutes: number])[];
  /** Minutes said in words before the hour. */
  readonly before: readonly (readonly [words: string, minutes: number])[];
  /** Before a duration; `lasting` behind it. */
  readonly for: string;
  readonly lasting: string;
  readonly every: string;
  readonly everyOther: string;
  readonly daily: string;
  readonly weekly: string;
  readonly monthly: string;
  readonly yearly: string;
  readonly workdays: string;
  /** Monday first: words that alone say *every Monday*. */
  readonly everyWeekday: readonly string[];
  readonly until: string;
  readonly times: string;
  readonly and: string;
  /** Words that lead to a date or a time, and mean nothing once it is taken out. */
  readonly dangling: string;
  /** Words before when a task is due. As typed, accents and all. */
  readonly deadline: string;
  readonly place: string;
  readonly with: string;
  /** After the number of a day: 3*rd*, 1*er*, 3*.* */
  readonly ordinal: string;
  /** Between day and month, and between month and year. */
  readonly of: string;
  /** December 3 */
  readonly monthFirst: boolean;
  /** 3.12. and 3.12.2026 */
  readonly dotDates: boolean;
}

/** What never matches: a word the language does not have. */
export const NONE = '(?!)';
