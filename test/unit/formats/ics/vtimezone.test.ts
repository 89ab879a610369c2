import { describe, expect, it } from 'vitest';
import { scanComponents } from '../../../../src/domain/calendar/component-scan.js';
import { guessZone } from '../../../../src/domain/calendar/item-zones.js';
import { createOnsetZone, readOnsets } from '../../../../src/domain/calendar/onset-zone.js';
import { expand } from '../../../../src/formats/ics/expand.js';
import { readCases, readFixture } from './corpus.js';

function timezoneOf(text: string) {
  return scanComponents(text).find(({ name }) => name === 'VTIMEZONE')!;
}

describe('[TZ4] a VTIMEZONE read by its own rules', () => {
  interface Sample {
    readonly utc: string;
    readonly offsetMinutes: number;
  }
  const cases = readCases<Sample[]>('tz/libical-zoneinfo/cases.json', 'vtimezone-offsets');
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const zone = createOnsetZone(readOnsets(timezoneOf(readFixture(`tz/${String(one.file)}`))));
    const found = one.expected.map(({ utc }) => ({ utc, offsetMinutes: zone.offsetAt(Date.parse(utc)) / 60_000 }));
    expect(found).toEqual(one.expected);
  });
});

describe('[TZ3] the IANA zone a VTIMEZONE stands for', () => {
  const cases = readCases<string[]>('tz/aliases-sabre/cases.json', 'vtimezone-guess');
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    // Zones that only share a clock stay themselves: the name in the file wins.
    expect(one.expected).toContain(guessZone(timezoneOf(String(one.input))));
  });
});

const ODD_ZONE = `BEGIN:VTIMEZONE
TZID:Office
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0645
TZOFFSETTO:+0545
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0545
TZOFFSETTO:+0645
END:DAYLIGHT
END:VTIMEZONE
`;

function starts(text: string): unknown[] {
  const window = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) };
  return expand({ uid: 'x', text }, window, { timeZone: 'Europe/Rome' }).map(({ start, local, floating, zone }) => [
    new Date(start).toISOString(),
    local,
    floating,
    zone,
  ]);
}

describe('events in zones that IANA does not know', () => {
  it('[TZ4] follow the VTIMEZONE of the item, a series across its change of clocks too', () => {
    const rule = 'RRULE:FREQ=MONTHLY;COUNT=2\n';
    const event = `BEGIN:VEVENT\nDTSTART;TZID=Office:20260318T140000\n${rule}END:VEVENT\n`;
    expect(starts(ODD_ZONE + event)).toEqual([
      ['2026-03-18T08:15:00.000Z', '20260318T140000', false, undefined],
      ['2026-04-18T07:15:00.000Z', '20260418T140000', false, undefined],
    ]);
    expect(starts(`${ODD_ZONE}BEGIN:VEVENT\nDTSTART;TZID=Office:20260718T140000\nEND:VEVENT\n`)).toEqual([
      ['2026-07-18T07:15:00.000Z', '20260718T140000', false, undefined],
    ]);
  });

  it('[TZ3] take the IANA zone that X-LIC-LOCATION names', () => {
    const text = ODD_ZONE.replace('TZID:Office', 'TZID:Office\nX-LIC-LOCATION:Asia/Tokyo');
    expect(starts(`${text}BEGIN:VEVENT\nDTSTART;TZID=Office:20260718T140000\nEND:VEVENT\n`)).toEqual([
      ['2026-07-18T05:00:00.000Z', '20260718T140000', false, 'Asia/Tokyo'],
    ]);
  });

  it('[TZ5] float when nothing says what the name means', () => {
    expect(starts('BEGIN:VEVENT\nDTSTART;TZID=Office:20260718T140000\nEND:VEVENT\n')).toEqual([
      ['2026-07-18T12:00:00.000Z', '20260718T140000', true, undefined],
    ]);
  });

  it('[TZ2] understand Windows and display names', () => {
    const name = '"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"';
    expect(starts(`BEGIN:VEVENT\nDTSTART;TZID=${name}:20260718T140000\nEND:VEVENT\n`)).toEqual([
      ['2026-07-18T12:00:00.000Z', '20260718T140000', false, 'Europe/Berlin'],
    ]);
  });
});

describe('[TZ4] parts of a VTIMEZONE', () => {
  const part = (kind: string, start: string, from: string, to: string, rrule = '') =>
    [
      ...[`BEGIN:${kind}`, `DTSTART:${start}`, `TZOFFSETFROM:${from}`, `TZOFFSETTO:${to}`],
      ...[rrule === '' ? '' : `RRULE:FREQ=YEARLY;${rrule}`, `END:${kind}`, ''],
    ].join('\r\n');
  const zoneOf = (...parts: readonly string[]) =>
    createOnsetZone(readOnsets(timezoneOf(`BEGIN:VTIMEZONE\r\nTZID:Office\r\n${parts.join('')}END:VTIMEZONE\r\n`)));
  const hours = (zone: ReturnType<typeof zoneOf>, utc: string) => zone.offsetAt(Date.parse(utc)) / 3_600_000;

  const eras = [
    part('STANDARD', '16711029T020000', '-0400', '-0500', 'BYDAY=-1SU;BYMONTH=10'),
    part('DAYLIGHT', '16710404T020000', '-0500', '-0400', 'BYDAY=1SU;BYMONTH=4'),
    part('STANDARD', '20071104T020000', '-0400', '-0500', 'BYDAY=1SU;BYMONTH=11'),
    part('DAYLIGHT', '20070311T020000', '-0500', '-0400', 'BYDAY=2SU;BYMONTH=3'),
  ];
  it.each([
    ['1985-04-06T12:00Z', -5],
    ['1985-04-08T12:00Z', -4],
    ['1985-10-28T12:00Z', -5],
    ['2006-04-03T12:00Z', -4],
    ['2006-10-30T12:00Z', -5],
    ['2007-03-12T12:00Z', -4],
    ['2007-10-30T12:00Z', -4],
    ['2007-11-05T12:00Z', -5],
    ['2025-03-20T12:00Z', -4],
    ['2025-10-28T12:00Z', -4],
    ['2025-11-03T12:00Z', -5],
  ])('that never end give way to the next of their kind: %s', (utc, offset) => {
    expect(hours(zoneOf(...eras), utc)).toBe(offset);
    expect(hours(zoneOf(...eras.toReversed()), utc)).toBe(offset);
  });

  it('that happen once, or end by themselves, end nothing', () => {
    const summer = part('DAYLIGHT', '20000326T020000', '+0100', '+0200', 'BYDAY=-1SU;BYMONTH=3');
    const winter = part('STANDARD', '20001029T030000', '+0200', '+0100', 'BYDAY=-1SU;BYMONTH=10');
    const once = part('STANDARD', '20200101T000000', '+0100', '+0100');
    expect(hours(zoneOf(summer, winter, once), '2026-12-01T12:00Z')).toBe(1);
    expect(hours(zoneOf(summer, winter, once), '2026-07-01T12:00Z')).toBe(2);
  });

  it.each([
    ['0100', 1],
    ['-5', -5],
    ['+05', 5],
    ['-0530', -5.5],
    ['+05:45', 5.75],
    ['+001400', 14 / 60],
  ])('have offsets as programs write them: %s', (offset, value) => {
    expect(hours(zoneOf(part('STANDARD', '19700101T000000', offset, offset)), '2026-01-01T00:00Z')).toBe(value);
  });
});
