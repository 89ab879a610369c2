import { describe, expect, it } from 'vitest';
import { WINDOWS_TO_IANA_MAP } from 'windows-iana';
import type { EpochMs } from '../../../../src/domain/time/types.js';
import { MS_PER_DAY } from '../../../../src/domain/time/types.js';
import { offsetAt } from '../../../../src/domain/time/zone.js';
import { resolveZone } from '../../../../src/formats/ics/resolve-zone.js';
import { readCases } from './corpus.js';
import { zoneDifferences } from './zone-differences.js';

/** The same clock since 2000: sources name different cities of one zone, or its spelling of another year. */
function sameClock(a: string, b: string): boolean {
  for (let at = Date.UTC(2000, 0, 1); at < Date.UTC(2037, 0, 1); at += 7 * MS_PER_DAY) {
    if (offsetAt(a, at as EpochMs) !== offsetAt(b, at as EpochMs)) return false;
  }
  return true;
}

describe('[TZ1] names of zones', () => {
  const sources = ['aliases-ical4j', 'aliases-node-ical', 'aliases-sabre'];
  const cases = sources.flatMap((source) => readCases<string[]>(`tz/${source}/cases.json`, 'tz-alias'));
  it.each(cases.map((one) => [`${String(one.input)} -> ${one.expected.join(', ')}`, one] as const))(
    '%s',
    (title, one) => {
      const zone = resolveZone(String(one.input));
      const agrees = zone !== undefined && one.expected.some((wanted) => wanted === zone || sameClock(wanted, zone));
      expect(agrees).toBe(!Object.hasOwn(zoneDifferences, title));
    },
  );

  it('lists no difference without its case', () => {
    const titles = cases.map((one) => `${String(one.input)} -> ${one.expected.join(', ')}`);
    expect(Object.keys(zoneDifferences).filter((title) => !titles.includes(title))).toEqual([]);
  });

  it.each([
    ['/freeassociation.sourceforge.net/Europe/Berlin', 'Europe/Berlin'],
    ['/freeassociation.sourceforge.net/Tzfile/SystemV/EST5EDT', 'America/New_York'],
    ['/mozilla.org/20050126_1/America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['/softwarestudio.org/Olson_20011030_5/America/Chicago', 'America/Chicago'],
    ['tzone://Microsoft/Utc', 'UTC'],
    ['europe/rome', 'Europe/Rome'],
    ['"Europe/Rome"', 'Europe/Rome'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['W. Europe Daylight Time', 'Europe/Berlin'],
    ['(GMT+01.00) Sarajevo/Warsaw/Zagreb', 'Europe/Warsaw'],
    ['(UTC+01:00)', 'Etc/GMT-1'],
    ['GMT-0500', 'Etc/GMT+5'],
    ['UTC', 'UTC'],
    ['Etc/UTC', 'UTC'],
    ['Z', 'UTC'],
  ])('%s is %s', (name, zone) => {
    expect(resolveZone(name)).toBe(zone);
  });

  it.each(['', 'Customized Time Zone', 'Nowhere/Land', '__proto__', 'constructor', 'UTC+05:30', 'x'.repeat(10_000)])(
    '%j is no zone',
    (name) => {
      expect(resolveZone(name)).toBeUndefined();
    },
  );

  it('leaves zones alone that only share a clock with another', () => {
    for (const zone of ['Europe/Oslo', 'Africa/Dakar', 'Asia/Kuwait']) expect(resolveZone(zone)).toBe(zone);
  });
});

describe('[TZ2] our table of Windows zones', () => {
  // Kazakhstan and Chihuahua have changed since the library's data.
  const newer = ['Central Asia Standard Time', 'Mountain Standard Time (Mexico)'];
  const zones = WINDOWS_TO_IANA_MAP.filter(
    ({ territory, windowsName }) => territory === '001' && !newer.includes(windowsName),
  );
  it.each(zones.map(({ windowsName, iana }) => [windowsName, iana[0]]))(
    '%s is %s, as CLDR has it',
    (name, expected) => {
      expect(sameClock(resolveZone(name) ?? '', expected)).toBe(true);
    },
  );
});

it('[TZ2] reads Outlook’s Brasília as Portuguese has it', () => {
  expect(resolveZone('(UTC-03:00) Brasília')).toBe('America/Sao_Paulo');
  expect(resolveZone('(UTC-03:00) Brasilia')).toBe('America/Sao_Paulo');
});
