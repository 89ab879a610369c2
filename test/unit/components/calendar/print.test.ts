import { describe, expect, it } from 'vitest';
import { lettersOf } from '../../../../src/components/calendar/print/print-month.js';
import { printedHours } from '../../../../src/components/calendar/print/print-times.js';

const work = [{ start: 9 * 60, end: 17 * 60 }];

describe('printed hours', () => {
  it('are those of work on an empty day', () => {
    expect(printedHours([], work)).toEqual({ from: 9, to: 17 });
  });

  it('are usual ones on days without work', () => {
    expect(printedHours([], [])).toEqual({ from: 9, to: 17 });
  });

  it('grow to whole hours that hold every event', () => {
    expect(printedHours([{ from: 7 * 60 + 45, to: 8 * 60 }], work)).toEqual({ from: 7, to: 17 });
    expect(printedHours([{ from: 0, to: 1440 }], work)).toEqual({ from: 0, to: 24 });
    expect(printedHours([{ from: 1415, to: 1440 }], work)).toEqual({ from: 9, to: 24 });
  });
});

describe('letters of a printed month', () => {
  it('have two lines for a title where there is room', () => {
    expect(lettersOf([2, 2, 2, 2, 2])).toEqual({ size: 8, wraps: true });
  });

  it('get smaller with more events, to an end', () => {
    expect(lettersOf([7, 7, 7, 7, 7])).toEqual({ size: 7, wraps: false });
    expect(lettersOf([40, 40, 40, 40, 40])).toEqual({ size: 6, wraps: false });
  });
});
