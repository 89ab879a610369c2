import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatDuration,
  formatIcalLocal,
  formatIcalUtc,
  parseDuration,
  parseIcalTime,
} from '../../../../src/domain/time/ical-time.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';

const NOON = Date.UTC(2026, 10, 18, 12);

describe('times', () => {
  it.each([
    ['20261118T120000', { local: NOON, date: false, utc: false }],
    ['20261118T120000Z', { local: NOON, date: false, utc: true }],
    ['20261118', { local: NOON - 43_200_000, date: true, utc: false }],
    ['2026-11-18T12:00:00Z', { local: NOON, date: false, utc: true }],
    ['20261118t120000z', { local: NOON, date: false, utc: true }],
    ['20261118T1200', { local: NOON, date: false, utc: false }],
    ['20261231T235960Z', { local: Date.UTC(2026, 11, 31, 23, 59, 59), date: false, utc: true }],
    ['00010101', { local: -62_135_596_800_000, date: true, utc: false }],
  ])('reads %s', (text, time) => {
    expect(parseIcalTime(text)).toEqual(time);
  });

  it.each([
    '',
    '2026',
    '20260230',
    '20261301',
    '20261118T250000',
    '20261118T12',
    '20261118X120000',
    '2026111８',
    'x'.repeat(1e6),
  ])('does not read %.20s', (text) => {
    expect(parseIcalTime(text)).toBeUndefined();
  });

  it('writes what it reads', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }), (second) => {
        const local = second * 1000;
        expect(parseIcalTime(formatIcalLocal(local))).toEqual({ local, date: false, utc: false });
        expect(parseIcalTime(formatIcalUtc(local as EpochMs))).toEqual({ local, date: false, utc: true });
      }),
    );
  });
});

describe('durations', () => {
  it.each([
    ['P15DT5H0M20S', { days: 15, seconds: 18_020 }],
    ['P7W', { days: 49, seconds: 0 }],
    ['-PT15M', { days: 0, seconds: -900 }],
    ['+P1D', { days: 1, seconds: 0 }],
    ['PT0S', { days: 0, seconds: 0 }],
    ['P1W2D', { days: 9, seconds: 0 }],
  ])('reads %s, days apart from seconds', (text, duration) => {
    expect(parseDuration(text)).toEqual(duration);
  });

  it.each(['', 'P', 'PT', 'P1', '1D', 'P1DT', 'PT1D', 'P1H', 'P99999999W', '--P1D'])('does not read %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it('writes what it reads', () => {
    const sizes = fc.tuple(fc.nat(9_999_999), fc.nat(86_400 * 100), fc.constantFrom(1, -1));
    fc.assert(
      fc.property(sizes, ([days, seconds, sign]) => {
        const duration = { days: days && days * sign, seconds: seconds && seconds * sign };
        expect(parseDuration(formatDuration(duration))).toEqual(duration);
      }),
    );
    expect(formatDuration({ days: 0, seconds: 5400 })).toBe('PT1H30M');
    expect(formatDuration({ days: 0, seconds: -900 })).toBe('-PT15M');
    expect(formatDuration({ days: 0, seconds: 0 })).toBe('PT0S');
  });
});
