import { describe, expect, it } from 'vitest';
import { parseDuration, parseIcalTime } from '../../../../src/domain/time/ical-time.js';
import { expand, expandRule } from '../../../../src/formats/ics/expand.js';
import { type Case, readCases, readFixture } from './corpus.js';
import { recurrenceDifferences } from './recurrence-differences.js';

const EVER = { from: Date.UTC(1900, 0, 1), to: Date.UTC(2100, 0, 1) };

function localOf(value: string): number {
  return parseIcalTime(value)?.local ?? Number.NaN;
}

function starts(text: string): string[] {
  const found = expand({ uid: 'x', text }, EVER, { timeZone: 'UTC' });
  return found.map(({ local, zone }) => (zone === 'UTC' ? `${local}Z` : local));
}

describe('recurrence sets of thunderbird-calendar', () => {
  const cases = readCases<string[]>('ical/thunderbird-calendar/recurrence-cases.json', 'recurrence-set');
  const differences = recurrenceDifferences['thunderbird-calendar'] ?? {};
  it.each(cases.map((one) => [`${one.name}: ${String(/RRULE:(.*)/.exec(String(one.input))?.[1])}`, one] as const))(
    '%s',
    (title, one) => {
      const found = starts(String(one.input));
      if (Object.hasOwn(differences, title)) expect(found).not.toEqual(one.expected);
      else expect(found).toEqual(one.expected);
    },
  );
});

describe('recurrence sets of dateutil, which are the rules and RDATEs alone', () => {
  const cases = readCases<string[]>('ical/dateutil/recurrence-cases.json', 'recurrence-set');
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_title, one) => {
    const lines = [
      ...String(one.input)
        .toUpperCase()
        .matchAll(/(DTSTART|RRULE|RDATE|EXDATE):(\S+)/g),
    ];
    const values = (name: string) => lines.filter((line) => line[1] === name).map((line) => line[2] ?? '');
    const [dtstart = ''] = values('DTSTART');
    const extra = { rdates: values('RDATE'), exdates: values('EXDATE') };
    const rules = values('RRULE');
    const found = (rules.length === 0 ? [''] : rules).flatMap((rule) => expandRule(rule, dtstart, extra));
    expect([...new Set(found)].sort()).toEqual(one.expected);
  });
});

describe('number of occurrences by libical', () => {
  const cases = readCases<{ count: number }>('ical/libical/recurrence-cases.json', 'count-occurrences');
  const differences = recurrenceDifferences['libical counts'] ?? {};
  it.each(cases.map((one) => [one.name, one] as const))('%s', (title, one) => {
    const found = starts(String(one.input)).length;
    if (Object.hasOwn(differences, title)) expect(found).not.toBe(one.expected.count);
    else expect(found).toBe(one.expected.count);
  });
});

describe('occurrences of ical.net', () => {
  interface Expected {
    readonly start: string;
    readonly duration?: string;
    readonly end?: string;
  }
  const cases = readCases<Expected[]>('ical/ical.net/recurrence-cases.json', 'occurrences');
  const differences = recurrenceDifferences['ical.net'] ?? {};

  /** Windows of these cases are wall clock of the event's zone, which their files define in ways of their own. */
  function run(one: Case<Expected[]>): { found: unknown; expected: unknown } {
    const text = readFixture(`ical/${String(one.file)}`);
    const window = one.window as { from: string; to: string };
    const inside = expand({ uid: 'x', text }, EVER, { timeZone: 'UTC' })
      .map(({ local, start, end }) => ({ local, at: localOf(local), length: end - start }))
      .filter(({ at, length }) => at < localOf(window.to) && at + Math.max(length, 1) > localOf(window.from));
    const expected = one.expected.map(({ start, duration, end }) => {
      const { days, seconds } = parseDuration(duration ?? '') ?? { days: 0, seconds: 0 };
      return [start, end === undefined ? days * 86_400_000 + seconds * 1000 : localOf(end) - localOf(start)];
    });
    return { found: inside.map(({ local, length }) => [local, length]), expected };
  }

  it.each(cases.map((one) => [one.name, one] as const))('%s', (title, one) => {
    const { found, expected } = run(one);
    if (Object.hasOwn(differences, title)) expect(found).not.toEqual(expected);
    else expect(found).toEqual(expected);
  });
});
