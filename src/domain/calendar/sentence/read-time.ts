import { matchAt, readLength, readNumber, skipSpace, wordEnd } from './scan.js';
import type { Vocabulary } from './vocabulary.js';

/** A time of day as it is said, before anybody knows which half of the day is meant. */
interface Clock {
  readonly end: number;
  readonly hour: number;
  readonly minute: number;
  /** It says that it is a time: 12:30, 3pm, 14 Uhr. A number alone does not. */
  readonly sure: boolean;
  readonly half?: 'am' | 'pm';
  /** Written by the 24-hour clock for all we know: 04:30, 4h30, and 4:30 but in English. */
  readonly exact: boolean;
}

export interface FoundTime {
  readonly end: number;
  /** Minutes after midnight. */
  readonly start: number;
  /** May be after midnight of the next day. */
  readonly until?: number;
}

const NOON = 12;

function wordsBefore(
  v: Vocabulary,
  text: string,
  at: number,
): { readonly minutes: number; readonly end: number } | undefined {
  for (const [words, minutes] of v.before) {
    const end = wordEnd(text, at, words);
    if (end !== -1) return { minutes, end: skipSpace(text, end) };
  }
  return undefined;
}

function halfAt(
  v: Vocabulary,
  text: string,
  at: number,
): { readonly half: 'am' | 'pm'; readonly end: number } | undefined {
  const from = skipSpace(text, at);
  for (const [half, words] of [
    ['am', v.am],
    ['pm', v.pm],
  ] as const) {
    const end = wordEnd(text, from, words);
    if (end !== -1) return { half, end: text[end] === '.' && /\.m$/.test(text.slice(0, end)) ? end + 1 : end };
  }
  return undefined;
}

function clockAt(v: Vocabulary, text: string, at: number): Clock | undefined {
  for (const [words, hour] of [
    [v.noon, NOON],
    [v.midnight, 0],
  ] as const) {
    const end = wordEnd(text, at, words);
    if (end === -1) continue;
    const plus = plusAt(v, text, end);
    return { hour, minute: plus?.minutes ?? 0, end: plus?.end ?? end, sure: true, exact: true };
  }
  const before = wordsBefore(v, text, at);
  const number = readHour(v, text, before?.end ?? at, before !== undefined);
  if (number === undefined) return undefined;
  let { end, minute, sure } = number;
  const clock = wordEnd(text, skipSpace(text, end), v.clock);
  if (clock !== -1) {
    sure = true;
    end = clock;
    // 14 Uhr 30
    const minutes = matchAt(text, end, '[ ]([0-5]\\d)(?![\\d.:/]|[ ]?(?:min|std|h))');
    if (minutes !== undefined && minute === 0) {
      minute = Number(minutes[1]);
      end += minutes[0].length;
    }
  }
  const plus = plusAt(v, text, end);
  const half = halfAt(v, text, plus?.end ?? end);
  const total = number.hour * 60 + minute + (plus?.minutes ?? 0) + (before?.minutes ?? 0);
  return {
    hour: Math.floor(total / 60),
    minute: total % 60,
    end: half?.end ?? plus?.end ?? end,
    sure: sure || half !== undefined || before !== undefined,
    exact: number.exact,
    ...(half !== undefined && { half: half.half }),
  };
}

function plusAt(v: Vocabulary, text: string, at: number) {
  for (const [words, minutes] of v.plus) {
    const end = wordEnd(text, skipSpace(text, at), words);
    if (end !== -1) return { minutes, end };
  }
  return undefined;
}

function readHour(v: Vocabulary, text: string, at: number, words: boolean) {
  const found = matchAt(text, at, '(\\d{1,2})(?!\\d)');
  if (found === undefined) {
    const number = words ? readNumber(v, text, at) : undefined;
    return number && number.value <= NOON
      ? { hour: number.value, minute: 0, end: number.end, sure: true, exact: false }
      : undefined;
  }
  const hour = Number(found[1]);
  if (hour > 24) return undefined;
  const end = at + found[0].length;
  const colon = matchAt(text, end, ':([0-5]\\d)(?![\\d:])');
  const exact = v.code !== 'en' || found[0].startsWith('0');
  if (colon !== undefined) return { hour, minute: Number(colon[1]), end: end + colon[0].length, sure: true, exact };
  const dot = matchAt(text, end, '\\.([0-5]\\d)(?![\\d.])');
  if (dot !== undefined) {
    // 8.30am says so; 14.30 counts in languages that write it so, with a word before it.
    const after = end + dot[0].length;
    return v.dotTime || halfAt(v, text, after)
      ? { hour, minute: Number(dot[1]), end: after, sure: false, exact }
      : undefined;
  }
  const letter = v.hourLetter ? matchAt(text, end, '[ ]?h(?:[ ]?([0-5]\\d))?(?![a-z\\d])') : undefined;
  if (letter !== undefined)
    return { hour, minute: Number(letter[1] ?? 0), end: end + letter[0].length, sure: true, exact: true };
  return matchAt(text, end, '(?![a-z.,:/%]\\w|[a-z%/])') === undefined && halfAt(v, text, end) === undefined
    ? undefined
    : { hour, minute: 0, end, sure: false, exact: found[0].startsWith('0') };
}

/** Minutes after midnight; `undefined` for what no clock shows. */
function minutesOf({ hour, minute }: Clock, half: 'am' | 'pm' | undefined, isEnd = false): number | undefined {
  if (half !== undefined && hour > NOON && hour <= 24) return hour === 24 ? undefined : hour * 60 + minute;
  const shifted = half === 'pm' && hour < NOON ? hour + NOON : half === 'am' && hour === NOON ? 0 : hour;
  if (shifted === 24 && (minute > 0 || !isEnd)) return undefined;
  return shifted * 60 + minute;
}

/** Nobody meets at three in the night: an hour from 1 to 6 is one of the afternoon, unless it is written exactly. */
const isAfternoon = ({ half, exact, hour }: Clock) => half === undefined && !exact && hour >= 1 && hour <= 6;

/**
 * A time, or a range of times, that begins there; with the word before it.
 *
 * @param loose - The sentence has said a day: two bare numbers are a range then.
 */
export function readTimeAt(v: Vocabulary, text: string, at: number, loose: boolean): FoundTime | undefined {
  const marker = wordEnd(text, at, v.at);
  const from = marker === -1 ? wordEnd(text, at, v.from) : marker;
  const start = skipSpace(text, from === -1 ? at : from);
  if (text[start] !== undefined && start === at && /\d/.test(text[at - 1] ?? '')) return undefined;
  const first = clockAt(v, text, start);
  if (first === undefined) return undefined;
  const range = rangeFrom(v, text, first, loose || from !== -1);
  if (range !== undefined) return range;
  if (!first.sure && marker === -1) return undefined;
  if (!first.sure && isLengthOrCount(v, text, start, first)) return undefined;
  const guess = isAfternoon(first) ? 'pm' : first.half;
  const minutes = minutesOf(first, guess);
  return minutes === undefined ? undefined : { start: minutes, end: first.end };
}

/** 3 people, 2 weeks, 5 km: a number of something is no time. */
function isLengthOrCount(v: Vocabulary, text: string, at: number, clock: Clock): boolean {
  return (
    readLength(v, text, at) !== undefined ||
    matchAt(text, clock.end, '[ ]?(?:km|kg|m|%|eur|chf|€|\\$)(?![a-z])') !== undefined
  );
}

function rangeFrom(v: Vocabulary, text: string, first: Clock, loose: boolean): FoundTime | undefined {
  const dash = matchAt(text, first.end, '[ ]?[-–—][ ]?');
  let next = dash === undefined ? wordEnd(text, skipSpace(text, first.end), v.to) : first.end + dash[0].length;
  if (next === -1) return undefined;
  next = skipSpace(text, next);
  const second = clockAt(v, text, next);
  if (second === undefined || !(first.sure || second.sure || (loose && !isLengthOrCount(v, text, next, second))))
    return undefined;
  const half = second.half;
  let start = minutesOf(first, first.half ?? half);
  const until = minutesOf(second, half ?? first.half, true);
  if (start === undefined || until === undefined) return undefined;
  // 11–1pm begins in the morning.
  if (first.half === undefined && half === 'pm' && start >= until) start = minutesOf(first, 'am')!;
  const isGuessed = half === undefined && isAfternoon(first);
  if (isGuessed) start = minutesOf(first, 'pm')!;
  return { start, until: afterStart(start, until, half === undefined && !second.exact), end: second.end };
}

/** 9 to 1 is four hours; 22:00 to 02:00 ends the next day. */
function afterStart(start: number, until: number, isOpen: boolean): number {
  if (until > start) return until;
  if (isOpen && until + NOON * 60 > start && until <= NOON * 60) return until + NOON * 60;
  return until + 24 * 60;
}

/** Minutes that an event lasts; with the word before it. @param bare - Also without such a word. */
export function readDurationAt(
  v: Vocabulary,
  text: string,
  at: number,
  bare: boolean,
): { readonly end: number; readonly minutes: number; readonly days: number } | undefined {
  const marker = wordEnd(text, at, v.for);
  const start = skipSpace(text, marker === -1 ? at : marker);
  const fixed: readonly (readonly [string, number])[] = [
    [v.hourAndHalf, 90],
    [v.halfHour, 30],
  ];
  for (const [words, minutes] of fixed) {
    const end = wordEnd(text, start, words);
    if (end !== -1 && (marker !== -1 || bare)) return { minutes, days: 0, end };
  }
  const letters = matchAt(text, start, '(\\d{1,2})[ ]?h[ ]?([0-5]\\d)(?!\\d)');
  if (letters !== undefined && marker !== -1)
    return { minutes: Number(letters[1]) * 60 + Number(letters[2]), days: 0, end: start + letters[0].length };
  const length = readLength(v, text, start);
  if (length === undefined || length.unit === 'month' || length.unit === 'year') return undefined;
  const { value, unit } = length;
  const lasting = wordEnd(text, skipSpace(text, length.end), v.lasting);
  const isMarked = marker !== -1 || lasting !== -1;
  if (!isMarked && (!bare || unit === 'day' || unit === 'week' || (unit === 'hour' && value > NOON))) return undefined;
  const end = lasting === -1 ? length.end : lasting;
  if (unit === 'day' || unit === 'week')
    return { minutes: 0, days: Math.round(value) * (unit === 'week' ? 7 : 1), end };
  let minutes = Math.round(value * (unit === 'hour' ? 60 : 1));
  // 1 hour 30 minutes
  const and = wordEnd(text, skipSpace(text, end), v.and);
  const more = unit === 'hour' ? readLength(v, text, skipSpace(text, and === -1 ? end : and)) : undefined;
  if (more?.unit === 'minute') minutes += more.value;
  return minutes > 0 ? { minutes, days: 0, end: more?.unit === 'minute' ? more.end : end } : undefined;
}

/** In 30 minutes, in two hours: minutes from now. */
export function readFromNowAt(
  v: Vocabulary,
  text: string,
  at: number,
): { readonly end: number; readonly minutes: number } | undefined {
  const within = wordEnd(text, at, v.within);
  if (within === -1) return undefined;
  const from = skipSpace(text, within);
  const half = wordEnd(text, from, v.halfHour);
  if (half !== -1) return { minutes: 30, end: half };
  const length = readLength(v, text, from);
  if (length?.unit !== 'hour' && length?.unit !== 'minute') return undefined;
  return { minutes: Math.round(length.value * (length.unit === 'hour' ? 60 : 1)), end: length.end };
}
