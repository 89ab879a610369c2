import { describe, expect, it } from 'vitest';
import { expandRule } from '../../../../src/formats/ics/expand.js';
import { type Case, readCases, titleOf } from './corpus.js';
import { recurrenceDifferences } from './recurrence-differences.js';

interface RuleCase extends Case<string[]> {
  readonly rrule: string;
  readonly dtstart: string;
  readonly tzid?: string;
  readonly window?: { readonly from: string; readonly to: string };
  readonly fastForward?: string;
  readonly expectedIsPrefix?: boolean;
}

/** sabre's own class puts DTSTART into every set; the others' cases are about the rule alone. */
function run(source: string, one: RuleCase): string[] {
  // sabre-vobject writes midnight as a date.
  const timed = one.expected[0]?.includes('T') && !one.dtstart.includes('T');
  const found = expandRule(one.rrule, timed ? `${one.dtstart}T000000` : one.dtstart, {
    ...(one.tzid !== undefined && { tzid: one.tzid }),
    window: { from: one.fastForward ?? one.window?.from },
    includeStart: source === 'sabre-vobject',
  });
  const end = one.window?.to;
  const wanted = end === undefined ? found : found.filter((start) => start <= end);
  return one.expectedIsPrefix ? wanted.slice(0, one.expected.length) : wanted;
}

describe.each(['dateutil', 'ical4j', 'icaljs', 'libical', 'sabre-vobject'])('rules of %s', (source) => {
  const cases = readCases<string[]>(`ical/${source}/recurrence-cases.json`, 'rrule') as RuleCase[];
  const differences = recurrenceDifferences[source] ?? {};
  const known = (one: RuleCase) => Object.hasOwn(differences, titleOf(one));

  it.each(cases.filter((one) => !known(one)).map((one) => [titleOf(one), one] as const))('%s', (_title, one) => {
    expect(run(source, one)).toEqual(one.expected);
  });

  // A difference that is none any more must leave the list.
  it.each(cases.filter(known).map((one) => [titleOf(one), one] as const))(
    'differs, with a reason: %s',
    (_title, one) => {
      expect(run(source, one)).not.toEqual(one.expected);
    },
  );

  it('lists no difference without its case', () => {
    expect(Object.keys(differences).filter((title) => !cases.some((one) => titleOf(one) === title))).toEqual([]);
  });
});

describe('[RR1] rules that are none', () => {
  const cases = readCases<unknown>(
    'ical/sabre-vobject/recurrence-cases.json',
    'rrule-invalid',
  ) as unknown as RuleCase[];
  it.each(cases.map((one) => [one.rrule, one.dtstart]))('%s yields nothing', (rule, dtstart) => {
    expect(expandRule(rule, dtstart)).toEqual([]);
  });
});
