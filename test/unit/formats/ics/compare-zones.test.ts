import { describe, expect, it } from 'vitest';
import { parseCalendar } from '../../../../src/formats/ics/parse.js';

const rule = (kind: string, start: string, from: string, to: string, more: readonly string[]) => [
  `BEGIN:${kind}`,
  `DTSTART:${start}`,
  `TZOFFSETFROM:${from}`,
  `TZOFFSETTO:${to}`,
  ...more,
  `END:${kind}`,
];
const zone = (tzid: string, ...parts: readonly (readonly string[])[]) => [
  'BEGIN:VTIMEZONE',
  `TZID:${tzid}`,
  ...parts.flat(),
  'END:VTIMEZONE',
];
const event = (start: string, ...more: readonly string[]) => [
  ...['BEGIN:VEVENT', `UID:${start}`, 'DTSTAMP:20260101T000000Z', `DTSTART;${start}`, ...more, 'END:VEVENT'],
];
const problems = (...lines: readonly (readonly string[])[]) =>
  parseCalendar(['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines.flat(), 'END:VCALENDAR', ''].join('\r\n')).problems;

const zurich = (tzid = 'Europe/Zurich') =>
  zone(
    tzid,
    rule('DAYLIGHT', '19810329T020000', '+0100', '+0200', ['RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU']),
    rule('STANDARD', '19961027T030000', '+0200', '+0100', ['RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU']),
  );
/** As American calendars had it until 2007. */
const oldNewYork = zone(
  'America/New_York',
  rule('DAYLIGHT', '19870405T020000', '-0500', '-0400', ['RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU']),
  rule('STANDARD', '19671029T020000', '-0400', '-0500', ['RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU']),
);

describe('a VTIMEZONE with other rules than the zone of its name', () => {
  it('[TZ6] is told once, with the time and both offsets', () => {
    const found = problems(
      oldNewYork,
      event('TZID=America/New_York:20260115T100000'),
      event('TZID=America/New_York:20260320T100000'),
      event('TZID=America/New_York:20260321T100000'),
    );
    expect(found).toEqual([
      {
        code: 'ics/zone',
        line: 3,
        message: 'VTIMEZONE America/New_York has other rules than America/New_York.',
        text: '20260320T100000: America/New_York -04:00, VTIMEZONE -05:00',
      },
    ]);
  });

  it('[TZ6] is told of names that only lead to a zone, and of any time of an event', () => {
    const wrong = zone('W. Europe Standard Time', rule('STANDARD', '16010101T000000', '+0300', '+0300', []));
    const [found] = problems(
      wrong,
      event('VALUE=DATE:20260101', 'RDATE;TZID="W. Europe Standard Time":20260102T080000,20260103T080000'),
    );
    expect(found).toMatchObject({ code: 'ics/zone', text: '20260102T080000: Europe/Berlin +01:00, VTIMEZONE +03:00' });
  });

  it('[TZ6] is nothing to tell where no event of the file is on such dates', () => {
    expect(
      problems(zurich(), event('TZID=Europe/Zurich:20260720T100000'), event('TZID=Europe/Zurich:20261225T100000')),
    ).toEqual([]);
    expect(problems(oldNewYork, event('TZID=America/New_York:20260115T100000'))).toEqual([]);
    expect(problems(oldNewYork, event('TZID=Europe/Zurich:20260320T100000'))).toEqual([]);
    // Nothing is known of it, or it says nothing: its own rules count, or the zone's.
    expect(
      problems(zone('Nowhere', ['X-A:1']), event('TZID=Nowhere:20260320T100000')).map(({ code }) => code),
    ).not.toContain('ics/zone');
    expect(problems(zone('Europe/Zurich'), event('TZID=Europe/Zurich:20260320T100000'))).toEqual([]);
  });
});

describe('a zone whose name nothing explains', () => {
  const unknown = (...lines: readonly (readonly string[])[]) =>
    problems(...lines).flatMap(({ code, line, text }) => (code === 'ics/no-zone' ? [`${line} ${text}`] : []));

  it('[TZ5] is told once, and where', () => {
    const times = ['DTEND;TZID="Other, too":20260115T110000', 'EXDATE;VALUE=DATE-TIME;TZID=Office:20260115T100000'];
    expect(unknown(event('TZID=Office:20260115T100000', ...times), event('TZID=Office:20260116T100000'))).toEqual([
      '6 DTSTART;TZID=Office:20260115T100000',
      '7 DTEND;TZID="Other, too":20260115T110000',
    ]);
  });

  it('[TZ5] is also one with a VTIMEZONE that cannot be read', () => {
    const office = (offset: string) => zone('Office', rule('STANDARD', '19700101T000000', offset, offset, []));
    expect(unknown(office('east'), event('TZID=Office:20260115T100000'))).toHaveLength(1);
    expect(unknown(office('+0100'), event('TZID=Office:20260115T100000'))).toEqual([]);
    expect(unknown(event('TZID=Office:20260115T100000'), office('0100'))).toEqual([]);
  });

  it('[TZ5] is not one of another property, nor one that IANA, Windows or Outlook know', () => {
    const more = ['X-TIME;TZID=Nowhere:20260115T110000', 'DESCRIPTION:a\\;TZID=Nowhere:1'];
    expect(unknown(event('TZID=Europe/Zurich:20260115T100000', ...more))).toEqual([]);
    expect(unknown(event('TZID="(UTC+01:00) Amsterdam, Berlin":20260115T100000'))).toEqual([]);
    expect(unknown(event('TZID=W. Europe Standard Time:20260115T100000'))).toEqual([]);
  });
});
