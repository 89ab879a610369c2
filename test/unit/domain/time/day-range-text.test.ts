import { describe, expect, it } from 'vitest';
import { dayFromCivil } from '../../../../src/domain/time/calendar-date.js';
import { dayRangeText } from '../../../../src/domain/time/day-range-text.js';

/** With the spaces that everybody types. */
const plain = (text: string) => text.replaceAll(/[\u2009\u202f\u00a0]/g, ' ').replaceAll(' – ', '–');

describe('dayRangeText', () => {
  it.each([
    ['en-GB', '16–22 November 2026', '30 Nov–6 Dec 2026', '28 Dec 2026–3 Jan 2027'],
    ['de-DE', '16.–22. November 2026', '30. Nov.–6. Dez. 2026', '28. Dez. 2026–3. Jan. 2027'],
    ['not a tag', '16–22 November 2026', '30 Nov–6 Dec 2026', '28 Dec 2026–3 Jan 2027'],
  ])('shortens months where there are two of them: %s', (locale, inside, across, acrossYears) => {
    const text = (...days: readonly [number, number, number][]) => {
      const [first, last] = days.map((day) => dayFromCivil(...day)) as [never, never];
      return plain(dayRangeText(locale, first, last));
    };
    expect(text([2026, 11, 16], [2026, 11, 22])).toBe(inside);
    expect(text([2026, 11, 30], [2026, 12, 6])).toBe(across);
    expect(text([2026, 12, 28], [2027, 1, 3])).toBe(acrossYears);
  });
});
