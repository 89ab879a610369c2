import { describe, expect, it } from 'vitest';
import { scanComponents } from '../../../../src/domain/calendar/component-scan.js';
import { createOnsetZone, readOnsets } from '../../../../src/domain/calendar/onset-zone.js';
import { transitionsBetween } from '../../../../src/domain/time/transitions.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';
import { findZone, offsetAt } from '../../../../src/domain/time/zone.js';
import { writeCalendar } from '../../../../src/formats/ics/write.js';
import { zoneToVtimezone } from '../../../../src/formats/ics/write-zones.js';
import { zoneYearsIn } from '../../../../src/formats/ics/zone-names-in.js';

const ZONES = [
  'Africa/Abidjan',
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/Argentina/Buenos_Aires',
  'America/Caracas',
  'America/Havana',
  'America/Mexico_City',
  'America/New_York',
  'America/Nuuk',
  'America/Santiago',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Antarctica/Troll',
  'Asia/Gaza',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Pyongyang',
  'Asia/Tehran',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Europe/Dublin',
  'Europe/Istanbul',
  'Europe/Lisbon',
  'Europe/London',
  'Europe/Moscow',
  'Europe/Zurich',
  'Pacific/Apia',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
] as const;

const at = (text: string) => Date.parse(text) as EpochMs;

/** What a reader makes of the VTIMEZONE alone, under a name that says nothing. */
function readBack(zone: string, first: number, last: number) {
  const text = zoneToVtimezone(zone, { first, last })?.replace(/^TZID:.*$/m, 'TZID:Nowhere') ?? '';
  const component = scanComponents(text).find(({ name }) => name === 'VTIMEZONE');
  return { text, zone: createOnsetZone(readOnsets(component!)) };
}

describe('a VTIMEZONE that is written', () => {
  it.each(ZONES)('gives the instants of %s from 1970 to 2037', (name) => {
    const read = readBack(name, 1970, 2037);
    const changes = transitionsBetween(name, at('1970-01-01'), at('2038-01-01'));
    const around = changes.flatMap((change) => [change.at - 1000, change.at, change.at + 1000]);
    const months = Array.from({ length: 68 * 12 }, (_, index) => Date.UTC(1970, index, 15, 12));
    const wrong = [...around, ...months].filter(
      (epoch) => epoch >= at('1970-01-01') && read.zone.offsetAt(epoch) !== offsetAt(name, epoch as EpochMs),
    );
    expect(wrong.map((epoch) => new Date(epoch).toISOString())).toEqual([]);
    expect(read.text.length).toBeLessThan(8000);
  });

  it.each(['America/New_York', 'Europe/Zurich', 'Australia/Lord_Howe', 'Europe/Dublin'])(
    'of %s goes on after 2037, in few words',
    (name) => {
      const read = readBack(name, 2026, 2026);
      expect(read.zone.offsetAt(at('2070-07-01'))).toBe(offsetAt(name, at('2070-07-01')));
      expect(read.zone.offsetAt(at('2070-01-01'))).toBe(offsetAt(name, at('2070-01-01')));
      expect(read.text.match(/^BEGIN:(?:STANDARD|DAYLIGHT)/gm)).toHaveLength(3);
    },
  );

  it('has the rules of the years its times are in, not only those of today', () => {
    // New York changed its clocks in April until 2006.
    const item = (year: number) =>
      `BEGIN:VEVENT\r\nUID:${year}\r\nDTSTART;TZID=America/New_York:${year}0325T120000\r\nEND:VEVENT\r\n`;
    const text = writeCalendar([{ uid: '2000', kind: 'event', text: item(2000) }]);
    const zone = createOnsetZone(readOnsets(scanComponents(text).find(({ name }) => name === 'VTIMEZONE')!));
    expect(zone.offsetAt(at('2000-03-25T16:00Z'))).toBe(-5 * 3_600_000);
    expect(zone.offsetAt(at('2026-03-25T16:00Z'))).toBe(-4 * 3_600_000);
  });

  it('says nothing of zones nobody knows', () => {
    expect(zoneToVtimezone('Office', { first: 2026, last: 2026 })).toBeUndefined();
  });

  it('stays within bounds for any year', () => {
    for (const years of [
      { first: 1, last: 1 },
      { first: 9999, last: 9999 },
      { first: 1, last: 9999 },
    ]) {
      const text = zoneToVtimezone('Europe/Zurich', years) ?? '';
      expect(text).toContain('BEGIN:STANDARD');
      expect(text.length).toBeLessThan(10_000);
    }
  });
});

describe('years of times in a zone', () => {
  it('are those of its lines, and of the rule', () => {
    const once = 'DTSTART;TZID=A:20260101T100000\r\nDTEND;TZID="B":20270101T100000\r\n';
    expect([...zoneYearsIn(once)]).toEqual([
      ['A', { first: 2026, last: 2026 }],
      ['B', { first: 2027, last: 2027 }],
    ]);
    expect([...zoneYearsIn(`${once}RRULE:FREQ=DAILY;UNTIL=20300101T000000Z\r\n`)][0]?.[1]).toEqual({
      first: 2026,
      last: 2030,
    });
    expect([...zoneYearsIn(`${once}RRULE:FREQ=DAILY\r\n`)][0]?.[1].last).toBe(2037);
    const dates = 'EXDATE;TZID=A:20200101T100000,20400101T100000\r\n';
    expect([...zoneYearsIn(dates)][0]?.[1]).toEqual({ first: 2020, last: 2040 });
  });
});

describe('changes of a zone', () => {
  it('are found to the second', () => {
    expect(transitionsBetween('Europe/Zurich', at('2026-01-01'), at('2027-01-01'))).toEqual([
      { at: at('2026-03-29T01:00Z'), from: 3_600_000, to: 7_200_000 },
      { at: at('2026-10-25T01:00Z'), from: 7_200_000, to: 3_600_000 },
    ]);
    expect(findZone('Asia/Kathmandu')).toBeDefined();
    expect(transitionsBetween('Asia/Kathmandu', at('1985-01-01'), at('1987-01-01'))).toEqual([
      { at: at('1985-12-31T18:30Z'), from: 19_800_000, to: 20_700_000 },
    ]);
    expect(transitionsBetween('Asia/Tokyo', at('1970-01-01'), at('2038-01-01'))).toEqual([]);
  });
});
