import { describe, expect, it } from 'vitest';
import { shiftRule } from '../../../../src/domain/calendar/shift-rule.js';
import type { LocalMs } from '../../../../src/domain/time/types.js';

const start = (text: string, zone = 'Europe/Vienna', allDay = false) => ({
  start: Date.parse(`${text}Z`) as LocalMs,
  zone,
  allDay,
});

// Wednesday 18 November 2026, the third Wednesday of the month.
const wednesday = start('2026-11-18T12:00');

describe('the rule of a series that is moved', () => {
  it.each([
    ['FREQ=WEEKLY;BYDAY=WE', '2026-11-20T12:00', 'FREQ=WEEKLY;BYDAY=FR'],
    ['FREQ=WEEKLY;BYDAY=MO,WE', '2026-11-17T12:00', 'FREQ=WEEKLY;BYDAY=SU,TU'],
    ['FREQ=MONTHLY;BYDAY=3WE', '2026-11-26T12:00', 'FREQ=MONTHLY;BYDAY=4TH'],
    ['FREQ=MONTHLY;BYDAY=-1WE', '2026-11-26T12:00', 'FREQ=MONTHLY;BYDAY=-1TH'],
    ['FREQ=MONTHLY;BYMONTHDAY=18', '2026-11-20T12:00', 'FREQ=MONTHLY;BYMONTHDAY=20'],
    ['FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=18', '2026-12-02T12:00', 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=2'],
  ])('%s follows to %s', (rule, to, moved) => {
    expect(shiftRule(rule, wednesday, start(to))).toBe(moved);
  });

  it.each(['FREQ=MONTHLY;BYMONTHDAY=1,15', 'FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=-1', 'FREQ=DAILY', ''])(
    '%s says something else than the start’s day, and stays',
    (rule) => {
      expect(shiftRule(rule, wednesday, start('2026-11-20T12:00'))).toBe(rule);
    },
  );

  it('ends with the same occurrence', () => {
    const to = start('2026-11-18T15:00');
    expect(shiftRule('FREQ=DAILY;UNTIL=20261201T110000Z', wednesday, to)).toBe('FREQ=DAILY;UNTIL=20261201T140000Z');
    expect(shiftRule('FREQ=DAILY;UNTIL=20261201T120000', wednesday, to)).toBe('FREQ=DAILY;UNTIL=20261201T140000Z');
    const allDay = start('2026-11-19T00:00', '', true);
    expect(shiftRule('FREQ=DAILY;UNTIL=20261201', start('2026-11-18T00:00', '', true), allDay)).toBe(
      'FREQ=DAILY;UNTIL=20261202',
    );
  });

  it('is untouched when nothing moved', () => {
    expect(shiftRule('freq=WEEKLY;BYDAY=WE', wednesday, wednesday)).toBe('freq=WEEKLY;BYDAY=WE');
  });
});
