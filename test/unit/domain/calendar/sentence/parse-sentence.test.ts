import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ParsedSentence,
  parseSentence,
  type SentenceContext,
} from '../../../../../src/domain/calendar/sentence/parse-sentence.js';
import type { LocalMs } from '../../../../../src/domain/time/types.js';
import { sentences as german } from './sentences-de.js';
import { sentences as english } from './sentences-en.js';
import { sentences as spanish } from './sentences-es.js';
import { sentences as french } from './sentences-fr.js';
import { sentences as italian } from './sentences-it.js';

const context = (locale: string, more: Partial<SentenceContext> = {}): SentenceContext => ({
  now: Date.UTC(2026, 10, 18, 10) as LocalMs,
  locale,
  minutes: 60,
  ...more,
});

/** title | when | @place | rule | +people; when as ISO 8601, the end short on the same day, the last day of all-day ones. */
function describeParsed({ title, times, location, rrule, people }: ParsedSentence): string {
  const iso = (local: number) => new Date(local).toISOString();
  const day = (local: number) => iso(local).slice(0, 10);
  let when = '';
  if (times?.allDay) {
    const last = day(times.end - 1);
    when = day(times.start) === last ? last : `${day(times.start)}/${last}`;
  } else if (times !== undefined) {
    const end = iso(times.end).slice(day(times.start) === day(times.end) ? 11 : 0, 16);
    when = `${iso(times.start).slice(0, 16)}/${end}`;
  }
  const place = location === '' ? '' : `@${location}`;
  const who = people.length === 0 ? '' : `+${people.join(',')}`;
  return [title, when, place, rrule, who].filter((part) => part !== '').join(' | ');
}

describe.each([
  ['en', english],
  ['fr', french],
  ['de', german],
  ['it', italian],
  ['es', spanish],
] as const)('parseSentence in %s', (locale, sentences) => {
  it.each(sentences)('%s', (typed, understood) => {
    expect(describeParsed(parseSentence(typed, context(locale)))).toBe(understood);
  });
});

describe('parseSentence', () => {
  it('falls back to the other languages', () => {
    const parsed = parseSentence('déjeuner avec Sophie demain 12h30 à Lausanne', context('en-GB'));
    expect(describeParsed(parsed)).toBe('déjeuner avec Sophie | 2026-11-19T12:30/13:30 | @Lausanne | +Sophie');
    expect(describeParsed(parseSentence('lunch tomorrow at noon', context('ja')))).toBe(
      'lunch | 2026-11-19T12:00/13:00',
    );
  });

  it('reads 12/3 as the locale does', () => {
    expect(describeParsed(parseSentence('visit 12/3', context('en-US')))).toBe('visit | 2026-12-03');
    expect(describeParsed(parseSentence('visit 12/3', context('en-GB')))).toBe('visit | 2027-03-12');
  });

  it('says which letters it understood', () => {
    const typed = 'lunch with Sophie tomorrow 12:30 for 2 hours at Luigi';
    const { marks } = parseSentence(typed, context('en'));
    expect(marks.map(({ from, to, kind }) => [kind, typed.slice(from, to)])).toEqual([
      ['person', 'Sophie'],
      ['date', 'tomorrow'],
      ['time', '12:30'],
      ['duration', 'for 2 hours'],
      ['place', 'at Luigi'],
    ]);
  });

  it('takes from the slot what the sentence does not say', () => {
    const slot = {
      start: Date.UTC(2026, 10, 20, 15) as LocalMs,
      end: Date.UTC(2026, 10, 20, 15, 30) as LocalMs,
      allDay: false,
    };
    const parse = (typed: string) => describeParsed(parseSentence(typed, context('en', { slot })));
    expect(parse('tea')).toBe('tea | 2026-11-20T15:00/15:30');
    expect(parse('tea at 5')).toBe('tea | 2026-11-20T17:00/18:00');
    expect(parse('tea tomorrow')).toBe('tea | 2026-11-19T15:00/15:30');
    expect(parse('tea for 2 hours at 9')).toBe('tea | 2026-11-20T09:00/11:00');
    expect(parse('every Monday tea')).toBe('tea | 2026-11-23T15:00/15:30 | FREQ=WEEKLY;BYDAY=MO');
  });

  it('today counts until its time has come', () => {
    expect(describeParsed(parseSentence('tea at 11', context('en')))).toBe('tea | 2026-11-18T11:00/12:00');
    expect(describeParsed(parseSentence('tea at 9', context('en')))).toBe('tea | 2026-11-19T09:00/10:00');
  });

  it('29 February is in a leap year', () => {
    expect(describeParsed(parseSentence('party on 29 February', context('en')))).toBe('party | 2028-02-29');
    expect(describeParsed(parseSentence('party on 30 February', context('en')))).toBe('party on 30 February');
  });

  it('a novel is a title', () => {
    const novel = 'tomorrow 12:30 '.repeat(10_000);
    expect(parseSentence(novel, context('en'))).toMatchObject({ times: undefined, marks: [] });
    expect(parseSentence(`${'x'.repeat(280)} tomorrow`, context('en')).times).toBeDefined();
  });

  it('never fails, and what it marks lies in the sentence', () => {
    const words = fc.constantFrom(
      ...[english, french, german, italian, spanish].flat().flatMap(([typed]) => typed.split(' ')),
    );
    const typed = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.array(words, { maxLength: 12 }).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(typed, fc.constantFrom('en', 'fr', 'de', 'it', 'es'), (sentence, locale) => {
        const { times, marks, title } = parseSentence(sentence, context(locale));
        if (times !== undefined) expect(times.end).toBeGreaterThan(times.start);
        expect(title.length).toBeLessThanOrEqual(sentence.length);
        for (const { from, to } of marks) expect(from >= 0 && from < to && to <= sentence.length).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
