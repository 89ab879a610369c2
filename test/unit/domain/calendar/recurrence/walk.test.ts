import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { describe, expect, it } from 'vitest';
import { expandRule } from '../../../../../src/formats/ics/expand.js';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Sometimes nothing, sometimes `;NAME=a,b`. */
function listPart(name: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const some = fc.uniqueArray(value, { minLength: 1, maxLength: 3 }).map((values) => `;${name}=${values.join(',')}`);
  return fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: some });
}

function numbers(name: string, min: number, max: number): fc.Arbitrary<string> {
  return listPart(
    name,
    fc
      .integer({ min, max })
      .filter((n) => n !== 0 || min === 0)
      .map(String),
  );
}

const weekdays = fc.constantFrom(...WEEKDAYS);
const nthWeekdays = fc.tuple(fc.constantFrom('1', '2', '-1', '4'), weekdays).map((parts) => parts.join(''));
// rrule-temporal passes plain ones over where they stand beside ordinals: not mixed here.
const monthWeekdays = fc.oneof(listPart('BYDAY', nthWeekdays), listPart('BYDAY', weekdays));

/** Parts that RFC 5545 §3.3.10 allows with each frequency. */
const partsByFrequency: Record<string, fc.Arbitrary<string>[]> = {
  YEARLY: [numbers('BYMONTH', 1, 12), numbers('BYMONTHDAY', -5, 31), monthWeekdays],
  MONTHLY: [numbers('BYMONTH', 1, 12), numbers('BYMONTHDAY', -5, 31), monthWeekdays],
  WEEKLY: [numbers('BYMONTH', 1, 12), listPart('BYDAY', weekdays)],
  DAILY: [
    numbers('BYMONTH', 1, 12),
    numbers('BYMONTHDAY', -5, 31),
    listPart('BYDAY', weekdays),
    numbers('BYHOUR', 0, 23),
  ],
  HOURLY: [listPart('BYDAY', weekdays), numbers('BYHOUR', 0, 23), numbers('BYMINUTE', 0, 59)],
  MINUTELY: [numbers('BYHOUR', 0, 23), numbers('BYMINUTE', 0, 59), numbers('BYSECOND', 0, 59)],
};

const rules = fc.constantFrom(...Object.keys(partsByFrequency)).chain((frequency) =>
  fc
    .tuple(
      fc.integer({ min: 1, max: 5 }).map((interval) => `;INTERVAL=${interval}`),
      fc.constantFrom('', ';WKST=SU', ';WKST=WE'),
      listPart('BYSETPOS', fc.constantFrom('1', '2', '-1')),
      ...(partsByFrequency[frequency] ?? []),
    )
    // BYSETPOS needs another part beside it.
    .map(
      ([interval, start, position, ...parts]) =>
        `FREQ=${frequency}${interval}${start}${parts.join('') && position}${parts.join('')}`,
    ),
);

const starts = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2030-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => `${date.toISOString().replace(/[-:]|\.\d+/g, '')}`);

const HORIZON_DAYS = 3 * 365;

/** Rules within days yield much: their windows are shorter. */
function scale(rule: string): number {
  return /FREQ=(HOUR|MINUTE)LY/.test(rule) ? 0.01 : 1;
}

function plusDays(start: string, days: number): string {
  const at = Date.parse(start.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'));
  return `${new Date(at + Math.round(days * 86_400) * 1000).toISOString().replace(/[-:]|\.\d+/g, '')}`;
}

describe('random rules', () => {
  it('[RL1] a window gives what the whole expansion has in it', () => {
    fc.assert(
      fc.property(
        rules,
        starts,
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 0, max: 300 }),
        (rule, start, skip, length) => {
          const from = plusDays(start, skip * scale(rule));
          const to = plusDays(start, (skip + length) * scale(rule));
          const whole = expandRule(rule, start, { window: { to }, limit: 1_000_000 });
          const inside = expandRule(rule, start, { window: { from, to }, limit: 1_000_000 });
          expect(inside).toEqual(whole.filter((time) => time >= from && time < to));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('[RL1] COUNT gives the first ones, in a window too', () => {
    fc.assert(
      fc.property(
        rules,
        starts,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 60 }),
        (rule, start, count, skip) => {
          const first = expandRule(rule, start, { limit: count });
          const from = plusDays(start, skip);
          expect(expandRule(`${rule};COUNT=${count}`, start)).toEqual(first);
          const counted = expandRule(`${rule};COUNT=${count}`, start, { window: { from } });
          expect(counted).toEqual(first.filter((time) => time >= from));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('agree with rrule-temporal', () => {
    fc.assert(
      fc.property(rules, starts, (rule, start) => {
        // Ordinals count within the year here (RR7), rrule-temporal passes BYMONTHDAY over.
        fc.pre(!/FREQ=YEARLY.*BYMONTHDAY.*BYDAY=[^;]*\d/.test(rule));
        const to = plusDays(start, HORIZON_DAYS);
        const oracle = oracleOf(rule, start, to);
        // It gives up on rules that yield nothing for long.
        fc.pre(oracle !== undefined);
        expect(expandRule(rule, start, { limit: 20, window: { to } })).toEqual(oracle);
      }),
      { numRuns: 300 },
    );
  });
});

function oracleOf(rule: string, start: string, to: string): string[] | undefined {
  try {
    const until = new RRuleTemporal({
      rruleString: `DTSTART:${start}\nRRULE:${rule};UNTIL=${to}`,
      maxIterations: 20_000,
    });
    const found = until
      .all((_date, index) => index < 20)
      .map((date) => date.toInstant().toString().replace(/[-:]/g, ''));
    return found.filter((time) => time < to).slice(0, 20);
  } catch {
    return undefined;
  }
}
