import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { EpochMs, LocalMs } from '../../../../src/domain/time/types.js';
import { epochToLocal, isKnownZone, localToEpoch, offsetAt } from '../../../../src/domain/time/zone.js';

const zones = fc.constantFrom(
  'UTC',
  'Europe/Rome',
  'Europe/Dublin',
  'Europe/Lisbon',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Gaza',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Pacific/Auckland',
  'Antarctica/Troll',
);
/** 1850 to 2090, to the second. */
const seconds = fc.integer({ min: -3_786_912_000, max: 3_786_912_000 });

describe('zones', () => {
  it('have the offsets that Temporal has', () => {
    fc.assert(
      fc.property(zones, seconds, (zone, second) => {
        const wanted =
          Temporal.Instant.fromEpochMilliseconds(second * 1000).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
        // Before 1900 Temporal's polyfill and Intl round local mean time differently.
        fc.pre(second > -2_208_988_800);
        expect(offsetAt(zone, (second * 1000) as EpochMs)).toBe(wanted);
      }),
      { numRuns: 1500 },
    );
  });

  it('[DT2] read wall clocks as RFC 5545 §3.3.5 says, which Temporal calls "compatible"', () => {
    fc.assert(
      fc.property(zones, seconds, (zone, second) => {
        fc.pre(second > -2_208_988_800);
        const wall = Temporal.Instant.fromEpochMilliseconds(second * 1000)
          .toZonedDateTimeISO('UTC')
          .toPlainDateTime();
        const wanted = wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
        expect(localToEpoch(zone, (second * 1000) as LocalMs)).toBe(wanted);
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    ['2026-03-29T02:30', 'Europe/Rome', '2026-03-29T01:30:00Z', 'skipped: an hour later'],
    ['2026-10-25T02:30', 'Europe/Rome', '2026-10-25T00:30:00Z', 'twice: the first'],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00Z', 'skipped by half an hour'],
    ['2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T22:00:00Z', 'a whole day skipped'],
  ])('[DT2] %s in %s is %s (%s)', (local, zone, instant) => {
    expect(localToEpoch(zone, Date.parse(`${local}:00Z`) as LocalMs)).toBe(Date.parse(instant));
  });

  it('go back and forth', () => {
    fc.assert(
      fc.property(zones, seconds, (zone, second) => {
        const local = epochToLocal(zone, (second * 1000) as EpochMs);
        expect(epochToLocal(zone, localToEpoch(zone, local))).toBe(local);
      }),
    );
  });

  it('keep their rules far beyond any table, and before it', () => {
    const july = Date.UTC(9000, 6, 1) as EpochMs;
    expect(offsetAt('Europe/Rome', july) / 3_600_000).toBe(2);
    expect(offsetAt('Europe/Rome', Date.UTC(9000, 0, 1) as EpochMs) / 3_600_000).toBe(1);
    expect(Number.isFinite(offsetAt('Europe/Rome', -6e15 as EpochMs))).toBe(true);
    expect(offsetAt('Europe/Rome', Number.POSITIVE_INFINITY as EpochMs)).toBe(0);
    expect(offsetAt('Europe/Rome', Number.NaN as EpochMs)).toBe(0);
  });

  it('are known by IANA names only', () => {
    expect(['Europe/Rome', 'UTC', 'Asia/Kolkata'].every(isKnownZone)).toBe(true);
    for (const name of ['', 'Nowhere/Land', '+01:00', '__proto__', 'Europe/../Rome', 'Europe/Rome\n']) {
      expect(isKnownZone(name)).toBe(false);
    }
  });
});
