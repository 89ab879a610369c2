import { describe, expect, it } from 'vitest';
import {
  displayPartialDate,
  formatPartialDate,
  monthNames,
  parsePartialDate,
} from '../../../../src/domain/time/partial-date.js';

describe('partial dates', () => {
  it.each([
    ['1985-03-04', { year: 1985, month: 3, day: 4 }],
    ['--03-04', { year: undefined, month: 3, day: 4 }],
    ['--02-29', { year: undefined, month: 2, day: 29 }],
  ])('%s is read and written', (text, date) => {
    expect(parsePartialDate(text)).toEqual(date);
    expect(formatPartialDate(date)).toBe(text);
  });

  it.each(['', '1985-02-29', '1985-13-01', '--00-10', '--04-31', 'circa 1800', '1985', '19850304', '---04'])(
    '%j is no date: it is shown as it is',
    (text) => {
      expect(parsePartialDate(text)).toBeUndefined();
      expect(displayPartialDate(text, 'en-GB')).toBe(text);
    },
  );

  it('shows the same day in every zone', () => {
    expect(displayPartialDate('1985-03-04', 'en-GB')).toBe('4 March 1985');
    expect(displayPartialDate('--03-04', 'en-GB')).toBe('4 March');
    expect(displayPartialDate('0033-04-03', 'en-GB')).toContain('April');
  });

  it('names the months', () => {
    expect(monthNames('fr')[1]).toBe('février');
    expect(monthNames('en')).toHaveLength(12);
  });
});
