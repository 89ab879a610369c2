// "lunch with Sophie tomorrow 12:30": an event from a sentence, as people type it. No clock: now is given.
import { dayOf, localOfDay, timeOfDay, weekdayOf } from '../../time/calendar-date.js';
import { formatIcalDate } from '../../time/ical-time.js';
import { type DayNumber, type LocalMs, MS_PER_DAY, MS_PER_MINUTE } from '../../time/types.js';
import type { LocalTimes } from '../layout/span.js';
import { comingWeekday, type DateContext, type FoundDate, readDateAt } from './read-date.js';
import { readPeople, readPlaceAt } from './read-names.js';
import { type FoundRule, readCountAt, readRuleAt } from './read-rule.js';
import { type FoundTime, readDurationAt, readFromNowAt, readTimeAt } from './read-time.js';
import { foldSentence, isWordStart, MASK, skipSpace, wordEnd } from './scan.js';
import type { Vocabulary } from './vocabulary.js';
import { german } from './words-de.js';
import { english } from './words-en.js';
import { spanish } from './words-es.js';
import { french } from './words-fr.js';
import { italian } from './words-it.js';

export interface SentenceContext {
  /** Wall clock now, in the zone the event will be in. */
  readonly now: LocalMs;
  /** BCP 47: the language that is tried first; all others after it. */
  readonly locale: string;
  /** Length of an event that says none, minutes. */
  readonly minutes: number;
  /** It is a task: *by*, *bis*, *entro* lead to when it is due, and where something is stays in the title. */
  readonly task?: boolean;
  /** Where the person clicked: what the sentence does not say is taken from there. */
  readonly slot?: LocalTimes;
}

/** A part of the sentence and what it was understood as; half-open, in the order they stand. */
export interface SentenceMark {
  readonly from: number;
  readonly to: number;
  readonly kind: 'date' | 'time' | 'duration' | 'rule' | 'place' | 'person';
}

export interface ParsedSentence {
  /** What is left. People stay in it: *lunch with Sophie*. */
  readonly title: string;
  /** `undefined` when the sentence says nothing of when, and there is no slot. */
  readonly times: LocalTimes | undefined;
  readonly location: string;
  /** Names and addresses, as typed. */
  readonly people: readonly string[];
  /** RRULE value, '' for none. */
  readonly rrule: string;
  readonly marks: readonly SentenceMark[];
}

/** Attack: a novel in the field. Longer sentences are titles. */
const MAX_LENGTH = 300;
const EVENING = 19 * 60;

const vocabularies: readonly Vocabulary[] = [english, french, german, italian, spanish];

/** Understands what it can; the rest is the title. Never fails. */
export function parseSentence(typed: string, context: SentenceContext): ParsedSentence {
  if (typed.length > MAX_LENGTH) return nothing(typed, context);
  const own = vocabularies.find(({ code }) => context.locale.toLowerCase().startsWith(code)) ?? english;
  let best = read(typed, own, context);
  for (const vocabulary of vocabularies) {
    if (vocabulary === own) continue;
    const other = read(typed, vocabulary, context);
    if (other.score > best.score) best = other;
  }
  return best.score === 0 && best.parsed.marks.length === 0 ? nothing(typed, context) : best.parsed;
}

function nothing(typed: string, { slot }: SentenceContext): ParsedSentence {
  return { title: typed.trim(), times: slot, location: '', people: [], rrule: '', marks: [] };
}

/** Reads with the words of one language. The score is how many letters say when. */
function read(
  typed: string,
  v: Vocabulary,
  context: SentenceContext,
): { readonly parsed: ParsedSentence; readonly score: number } {
  const reading = new Reading(typed, v, context);
  const when = reading.when();
  const score = reading.marks.reduce((sum, { from, to }) => sum + to - from, 0);
  const place = context.task ? '' : reading.place();
  const people = readPeople(v, reading.text, typed);
  const marks = [...reading.marks, ...people.spans.map(([from, to]) => ({ from, to, kind: 'person' as const }))];
  const title = reading.title();
  const parsed = {
    title: title === '' && place !== '' ? place : title,
    times: when.times ?? context.slot,
    location: title === '' ? '' : place,
    people: people.people,
    rrule: when.rrule,
    marks: marks.toSorted((a, b) => a.from - b.from),
  };
  return { parsed, score };
}

/** One reading of one sentence: what is understood is masked, so that nothing is read twice. */
class Reading {
  text: string;
  readonly marks: SentenceMark[] = [];
  private readonly _today: DayNumber;

  constructor(
    private readonly _typed: string,
    private readonly _v: Vocabulary,
    private readonly _context: SentenceContext,
  ) {
    this.text = foldSentence(_typed);
    this._today = dayOf(_context.now);
  }

  /** The first place where something is found; it is masked. */
  private _find<T extends { readonly end: number }>(
    kind: SentenceMark['kind'],
    readAt: (at: number) => T | undefined,
  ): T | undefined {
    for (let at = 0; at < this.text.length; at += 1) {
      if (this.text[at] === MASK || this.text[at] === ' ' || !isWordStart(this.text, at)) continue;
      const found = readAt(at);
      if (found === undefined || found.end <= at) continue;
      this._mask(at, found.end, kind);
      return found;
    }
    return undefined;
  }

  private _mask(from: number, to: number, kind: SentenceMark['kind']) {
    this.text = this.text.slice(0, from) + MASK.repeat(to - from) + this.text.slice(to);
    this.marks.push({ from, to, kind });
  }

  private get _dates(): DateContext {
    const { _v: v, _typed: typed, _today: today, text } = this;
    return {
      v,
      typed,
      today,
      text,
      monthBeforeDay: /^en(?:-us|-ph|-ca)/i.test(this._context.locale) && v.code === 'en',
    };
  }

  when(): { readonly times: LocalTimes | undefined; readonly rrule: string } {
    const v = this._v;
    const rule = this._rule();
    const end = rule && this._ruleEnd();
    const fromNow = this._find('time', (at) => readFromNowAt(v, this.text, at));
    const date = this._find('date', (at) => readDateAt(this._dates, at));
    const isDay = date !== undefined || rule !== undefined;
    const time = fromNow === undefined ? this._find('time', (at) => readTimeAt(v, this.text, at, isDay)) : undefined;
    const hasStart = time !== undefined || fromNow !== undefined;
    const isOpen = hasStart && time?.until === undefined;
    const duration =
      isOpen || isDay ? this._find('duration', (at) => readDurationAt(v, this.text, at, isOpen)) : undefined;
    if (fromNow !== undefined) return { times: this._fromNow(fromNow.minutes, duration?.minutes), rrule: '' };
    return {
      times: hasStart || isDay ? this._times(date, time, rule, duration) : undefined,
      rrule: rule === undefined ? '' : `${rule.rrule}${end ?? ''}`,
    };
  }

  /** Every 2 weeks on Fridays is said in two places. */
  private _rule(): FoundRule | undefined {
    const rule = this._find('rule', (at) => readRuleAt(this._dates, at));
    if (rule === undefined || rule.weekdays.length > 0 || !rule.rrule.startsWith('FREQ=WEEKLY')) return rule;
    const days = this._find('rule', (at) => readRuleAt(this._dates, at));
    if (days === undefined || days.weekdays.length === 0) return rule;
    return { ...days, rrule: `${rule.rrule};BYDAY=${days.rrule.split('BYDAY=')[1]}` };
  }

  /** UNTIL or COUNT of a rule. */
  private _ruleEnd(): string {
    const count = this._find('rule', (at) => readCountAt(this._dates, at));
    if (count !== undefined) return `;COUNT=${count.count}`;
    const until = this._find('rule', (at) => {
      const word = wordEnd(this.text, at, this._v.until);
      return word === -1 ? undefined : readDateAt(this._dates, skipSpace(this.text, word));
    });
    return until === undefined ? '' : `;UNTIL=${formatIcalDate(localOfDay(until.day))}`;
  }

  private _fromNow(minutes: number, length = this._context.minutes): LocalTimes {
    const start = Math.round((this._context.now + minutes * MS_PER_MINUTE) / MS_PER_MINUTE) * MS_PER_MINUTE;
    return { start: start as LocalMs, end: (start + length * MS_PER_MINUTE) as LocalMs, allDay: false };
  }

  private _times(
    date: FoundDate | undefined,
    time: FoundTime | undefined,
    rule: FoundRule | undefined,
    duration: { readonly minutes: number; readonly days: number } | undefined,
  ): LocalTimes {
    const { slot } = this._context;
    const slotMinutes = slot !== undefined && !slot.allDay ? timeOfDay(slot.start) / MS_PER_MINUTE : undefined;
    const start = time?.start ?? (date?.evening ? EVENING : slotMinutes);
    const day = date?.day ?? this._dayWithout(start, rule);
    const days = date?.last === undefined ? (duration?.days ?? 0) : date.last - day + 1;
    if (start === undefined || (days > 0 && time === undefined)) {
      const last = day + Math.max(1, days);
      return { start: localOfDay(day), end: localOfDay(last), allDay: true };
    }
    const slotLength =
      slot === undefined || slot.allDay || time !== undefined ? undefined : (slot.end - slot.start) / MS_PER_MINUTE;
    const length =
      duration?.minutes || (time?.until === undefined ? (slotLength ?? this._context.minutes) : time.until - start);
    const at = localOfDay(day) + start * MS_PER_MINUTE;
    const more = days > 1 ? (days - 1) * MS_PER_DAY : 0;
    return { start: at as LocalMs, end: (at + more + length * MS_PER_MINUTE) as LocalMs, allDay: false };
  }

  /** The day of a sentence that says none: the slot's, the rule's first, today while the time is to come, else tomorrow. */
  private _dayWithout(start: number | undefined, rule: FoundRule | undefined): DayNumber {
    const isPast = start !== undefined && start * MS_PER_MINUTE <= timeOfDay(this._context.now);
    const { slot } = this._context;
    if (rule !== undefined && rule.weekdays.length > 0) {
      const first = slot === undefined ? this._today : dayOf(slot.start);
      const isFirstGood = rule.weekdays.includes(weekdayOf(first)) && !(isPast && first === this._today);
      if (isFirstGood) return first;
      return Math.min(...rule.weekdays.map((weekday) => comingWeekday(first, weekday))) as DayNumber;
    }
    if (slot !== undefined) return dayOf(slot.start);
    return (this._today + (isPast ? 1 : 0)) as DayNumber;
  }

  place(): string {
    return (
      this._find('place', (at) => (at === 0 ? undefined : readPlaceAt(this._v, this.text, this._typed, at)))?.place ??
      ''
    );
  }

  /** What nobody understood, without the words that led to what was. */
  title(): string {
    let left = '';
    for (let at = 0; at < this.text.length; at += 1) left += this.text[at] === MASK ? MASK : this._typed[at];
    const words = this._context.task ? `${this._v.deadline}|${this._v.dangling}` : this._v.dangling;
    const leading = new RegExp(`(?<![\\p{L}\\d])(?:${words})[ ]?(?=[ ]*${MASK})`, 'giu');
    return left
      .replace(leading, '')
      .replaceAll(new RegExp(`[ ,;:–-]*${MASK}+[ ,;]*`, 'g'), ' ')
      .replace(/\s+/g, ' ')
      .replace(/^[\s,.;:–-]+|[\s,;:–-]+$/g, '');
  }
}
