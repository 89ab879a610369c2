import { describe, expect, it } from 'vitest';
import type { EpochMs } from '../../../../src/domain/time/types.js';
import { findZones, offsetText, placeOf, zoneChoices } from '../../../../src/domain/time/zone-search.js';

const choices = zoneChoices(Date.UTC(2026, 10, 18) as EpochMs);
const first = (typed: string) => findZones(choices, typed)[0]?.zone;

describe('findZones', () => {
  it.each([
    ['new york', 'America/New_York'],
    ['Genève', 'Europe/Zurich'],
    ['boston', 'America/New_York'],
    ['san fran', 'America/Los_Angeles'],
    ['JST', 'Asia/Tokyo'],
    ['zurich', 'Europe/Zurich'],
    ['America/Sao_Paulo', 'America/Sao_Paulo'],
    ['utc', 'UTC'],
  ])('finds %s', (typed, zone) => {
    expect(first(typed)).toBe(zone);
  });

  it('finds by offset, as it is on that day', () => {
    const zones = findZones(choices, 'UTC+5:30').map(({ zone }) => zone);
    expect(zones.some((zone) => zone === 'Asia/Kolkata' || zone === 'Asia/Calcutta')).toBe(true);
    expect(findZones(choices, '+1').some(({ zone }) => zone === 'Europe/Zurich')).toBe(true);
  });

  it('gives all for nothing typed, and none for what is no place', () => {
    expect(findZones(choices, '')).toBe(choices);
    expect(findZones(choices, 'atlantis')).toEqual([]);
  });

  it('says places and offsets as people write them', () => {
    expect(placeOf('America/Argentina/Buenos_Aires')).toEqual({ city: 'Buenos Aires', region: 'America, Argentina' });
    expect(offsetText(-3.5 * 3_600_000)).toBe('UTC−03:30');
  });
});
