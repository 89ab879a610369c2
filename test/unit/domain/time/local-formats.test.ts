import { describe, expect, it } from 'vitest';
import { dayFromCivil } from '../../../../src/domain/time/calendar-date.js';
import { createLocalFormats, firstDayOfLocale } from '../../../../src/domain/time/local-formats.js';
import { type LocalMs, MS_PER_DAY, MS_PER_HOUR } from '../../../../src/domain/time/types.js';

const day = dayFromCivil(2026, 11, 18);
const at = (hour: number, days = 0) => ((day + days) * MS_PER_DAY + hour * MS_PER_HOUR) as LocalMs;

describe('createLocalFormats', () => {
  it('names days and times whatever zone the machine is in', () => {
    const text = createLocalFormats('en-GB');
    expect(text.time(9 * 60)).toBe('09:00');
    expect(text.weekday(day, 'long')).toBe('Wednesday');
    expect(text.monthAndYear(day)).toBe('November 2026');
    expect(createLocalFormats('en-US').time(9 * 60)).toMatch(/^9:00\sAM$/);
    expect(createLocalFormats('en-US').hour(21)).toMatch(/^9\sPM$/);
    expect(text.hour(9)).toBe('09:00');
    expect(createLocalFormats('fr-FR').hour(21)).toBe('21:00');
  });
  it('says when something is in as few words as it needs', () => {
    const text = createLocalFormats('en-GB');
    const plain = (value: string) => value.replaceAll(',', '');
    expect(plain(text.span({ start: at(14), end: at(15), allDay: false }))).toBe('Wed 18 Nov 14:00 – 15:00');
    expect(plain(text.span({ start: at(14), end: at(14), allDay: false }))).toBe('Wed 18 Nov 14:00');
    expect(plain(text.span({ start: at(22), end: at(2, 1), allDay: false }))).toBe('Wed 18 Nov 22:00 – 02:00');
    expect(plain(text.span({ start: at(0), end: at(0, 1), allDay: true }))).toBe('Wed 18 Nov');
    expect(plain(text.span({ start: at(0), end: at(0, 2), allDay: true }))).toBe('Wed 18 Nov – Thu 19 Nov');
    expect(plain(text.span({ start: at(14), end: at(15), allDay: false }, true))).toBe('Wed 18 Nov 2026 14:00 – 15:00');
  });
  it.each(['', 'not a tag', 'x'.repeat(300), 'en_GB'])('does not fail for the locale %j', (locale) => {
    expect(createLocalFormats(locale).monthAndYear(day)).toContain('2026');
    expect(firstDayOfLocale(locale)).toBeGreaterThanOrEqual(1);
  });
});
