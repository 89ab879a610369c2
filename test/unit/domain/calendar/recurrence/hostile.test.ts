import { describe, expect, it } from 'vitest';
import { MAX_COUNTED, MAX_OCCURRENCES, MAX_RULE_LENGTH } from '../../../../../src/domain/calendar/recurrence/limits.js';
import { planRule } from '../../../../../src/domain/calendar/recurrence/plan.js';
import { parseRule } from '../../../../../src/domain/calendar/recurrence/rule.js';
import { walkRule } from '../../../../../src/domain/calendar/recurrence/walk.js';
import { expand, expandRule } from '../../../../../src/formats/ics/expand.js';

const MONTH = { from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 11, 1) };

function event(lines: string): { uid: string; text: string } {
  return { uid: 'x', text: `BEGIN:VEVENT\r\nDTSTART:20000101T000000Z\r\n${lines}\r\nEND:VEVENT\r\n` };
}

/** Rules that make a walking iterator run for minutes or for ever. */
const neverYield = [
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=SECONDLY;INTERVAL=2;BYSECOND=1',
  'FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1',
  'FREQ=HOURLY;INTERVAL=24;BYHOUR=7',
  'FREQ=SECONDLY;BYSETPOS=2',
  'FREQ=MONTHLY;BYDAY=1TH;BYSETPOS=2',
  'FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6',
  'FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29;BYYEARDAY=1',
];

describe('hostile rules', () => {
  // What bounds them is counted, not timed: how often a walk asks for another period.
  it.each(neverYield)('[RL2] %s ends', (rule) => {
    expect(expandRule(rule, '20010101T000000')).toEqual([]);
  });

  it('[RL3] a rule that goes on for ever yields no more than was asked for', () => {
    expect(expandRule('FREQ=SECONDLY', '20000101T000000', { limit: 3 })).toHaveLength(3);
    expect(expandRule('FREQ=SECONDLY', '20000101T000000')).toHaveLength(MAX_OCCURRENCES);
    expect(expand(event('RRULE:FREQ=SECONDLY'), MONTH)).toHaveLength(MAX_OCCURRENCES);
  });

  it('[RL3] a far window is reached without walking to it', () => {
    const plan = planRule(parseRule('FREQ=SECONDLY')!, 0, false)!;
    const from = Date.UTC(9000, 0, 1);
    const seen: number[] = [];
    walkRule(plan, from, Number.POSITIVE_INFINITY, (local) => seen.push(local) < 2);
    expect(seen).toEqual([from, from + 1000]);
  });

  it('[RL4] COUNT beyond what is counted goes on; an even step is reckoned exactly', () => {
    const many = expandRule('FREQ=DAILY;BYDAY=MO;COUNT=1000000000', '20000101T000000', { limit: 2 });
    expect(many).toEqual(['20000103T000000', '20000110T000000']);
    const last = expandRule('FREQ=MINUTELY;COUNT=1000000', '20000101T000000', { window: { from: '20011125T100000' } });
    expect(last.at(-1)).toBe('20011125T103900');
    expect(MAX_COUNTED).toBeLessThan(1_000_000);
  });

  it('[RL5] no rule goes on beyond the year 9999', () => {
    expect(expandRule('FREQ=YEARLY', '99980101').length).toBe(2);
  });

  it('[RL6] a day of every second, a set of millions, a rule of megabytes', () => {
    const all = (length: number) => Array.from({ length }, (_, n) => n).join(',');
    const everySecond = `BYHOUR=${all(24)};BYMINUTE=${all(60)};BYSECOND=${all(60)}`;
    const rule = `FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;${everySecond};BYSETPOS=-1,1`;
    expect(expandRule(rule, '20260101T000000', { limit: 2 })).toEqual(['20260101T000000', '20261231T235959']);
    expect(parseRule(`FREQ=DAILY;BYDAY=${'MO,'.repeat(MAX_RULE_LENGTH)}`)).toBeUndefined();
  });

  it('[RL6] thousands of rules, overrides and exceptions in one event', () => {
    const lines = [
      ...Array.from({ length: 5000 }, () => 'RRULE:FREQ=SECONDLY;INTERVAL=2;BYSECOND=1'),
      ...Array.from({ length: 5000 }, () => 'EXRULE:FREQ=SECONDLY'),
      ...Array.from({ length: 5000 }, (_, n) => `EXDATE:2026${String((n % 12) + 1).padStart(2, '0')}01T000000Z`),
    ];
    expect(expand(event(lines.join('\r\n')), MONTH)).toEqual([]);
  });

  it('[RL6] huge durations, intervals and years', () => {
    const window = { from: -8e15, to: 8e15 };
    expect(expand(event('DURATION:P9999999W'), window)).toHaveLength(1);
    expect(expand(event('RRULE:FREQ=SECONDLY;INTERVAL=999999999999999'), window)).toHaveLength(1);
    expect(expand(event('RRULE:FREQ=HOURLY\r\nDURATION:P9999999W'), MONTH)).toHaveLength(MAX_OCCURRENCES);
    expect(expandRule('FREQ=YEARLY;INTERVAL=999999999999999', '00010101')).toEqual(['00010101']);
  });
});
