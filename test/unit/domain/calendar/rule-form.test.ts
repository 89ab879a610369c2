import { describe, expect, it } from 'vitest';
import { formToRule, ruleToForm } from '../../../../src/domain/calendar/rule-form.js';

const zurich = { allDay: false, zone: 'Europe/Zurich' };

describe('ruleToForm and formToRule', () => {
  it.each([
    'FREQ=DAILY',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE',
    'FREQ=MONTHLY;COUNT=12',
    'FREQ=YEARLY;UNTIL=20301231T225959Z',
  ])('%s comes back as it was', (rule) => {
    expect(formToRule(ruleToForm(rule, zurich)!, zurich)).toBe(rule);
  });

  it.each([
    'FREQ=MONTHLY;BYDAY=2MO',
    'FREQ=WEEKLY;BYDAY=MO;BYSETPOS=1',
    'FREQ=SECONDLY',
    'FREQ=WEEKLY;WKST=SU;BYDAY=MO',
    'FREQ=DAILY;COUNT=3;UNTIL=20300101',
    'FREQ=DAILY;INTERVAL=0',
    '',
    'garbage',
  ])('%s cannot be said by the form, and is left alone', (rule) => {
    expect(ruleToForm(rule, zurich)).toBeUndefined();
  });

  it('ends at the end of the last day, in the type of the start (RFC 5545 §3.3.10)', () => {
    const form = { frequency: 'DAILY', interval: 1, weekdays: [], end: { kind: 'until', date: '2026-07-31' } } as const;
    expect(formToRule(form, zurich)).toBe('FREQ=DAILY;UNTIL=20260731T215959Z');
    expect(formToRule(form, { allDay: true, zone: '' })).toBe('FREQ=DAILY;UNTIL=20260731');
    expect(formToRule(form, { allDay: false, zone: '' })).toBe('FREQ=DAILY;UNTIL=20260731T235959');
    expect(ruleToForm('FREQ=DAILY;UNTIL=20260731T215959Z', zurich)?.end).toEqual(form.end);
  });
});
