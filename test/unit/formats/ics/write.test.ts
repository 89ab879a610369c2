import { describe, expect, it } from 'vitest';
import type { CalendarItem } from '../../../../src/domain/items/item.js';
import { parseCalendar } from '../../../../src/formats/ics/parse.js';
import { writeCalendar } from '../../../../src/formats/ics/write.js';

const lines = (...list: readonly string[]) => `${list.join('\r\n')}\r\n`;
const zone = (tzid: string, offset: string) =>
  lines(
    'BEGIN:VTIMEZONE',
    `TZID:${tzid}`,
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETFROM:+0000',
    `TZOFFSETTO:${offset}`,
    'END:STANDARD',
    'END:VTIMEZONE',
  );
const event = (uid: string, start: string, before = ''): CalendarItem => ({
  uid,
  kind: 'event',
  text: before + lines('BEGIN:VEVENT', `UID:${uid}`, `DTSTART${start}`, 'X-ODD:  folded', '  here', 'END:VEVENT'),
});

describe('writeCalendar', () => {
  it('writes items byte for byte inside one calendar', () => {
    const item = event('a', ':20260101T100000Z');
    expect(writeCalendar([item])).toBe(
      `${lines('BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Ikebana//Ikebana//EN')}${item.text}END:VCALENDAR\r\n`,
    );
  });

  it('writes method, name and other calendar properties, folded and without injected lines', () => {
    const text = writeCalendar([], {
      method: 'PUBLISH',
      name: `Work, home\nEND:VCALENDAR${'x'.repeat(80)}`,
      properties: ['COLOR:red\r\nBEGIN:VEVENT'],
    });
    expect(text.split('\r\n').every((line) => line.length <= 75)).toBe(true);
    expect(text.match(/^(?:BEGIN|END):/gm)).toHaveLength(2);
    expect(parseCalendar(`${text}`).name).toContain('Work, home\nEND:VCALENDAR');
  });

  it.each([['Europe/Zurich'], ['W. Europe Standard Time'], ['US/Eastern']])(
    'writes one VTIMEZONE for %s under that name',
    (tzid) => {
      const text = writeCalendar([
        event('a', `;TZID=${tzid}:20260101T100000`),
        event('b', `;TZID=${tzid}:20260101T100000`),
      ]);
      const written = text.match(/^TZID:.*$/gm)?.map((line) => line.trim());
      expect(written).toEqual([`TZID:${tzid}`]);
      expect(parseCalendar(text).items).toHaveLength(2);
    },
  );

  it('writes none when told so', () => {
    expect(writeCalendar([event('a', ';TZID=Europe/Zurich:20260101T100000')], { zones: false })).not.toContain(
      'VTIMEZONE',
    );
  });

  it('writes a zone that two items carry once', () => {
    const own = zone('Office', '+0130');
    const items = [event('a', ';TZID=Office:20260101T100000', own), event('b', ';TZID=Office:20260101T100000', own)];
    const text = writeCalendar(items);
    expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1);
    expect(parseCalendar(text).items).toEqual(items);
  });

  it('keeps apart what two items mean by the same name', () => {
    const items = [
      event('a', ';TZID=Office:20260101T100000', zone('Office', '+0130')),
      event('b', ';TZID=Office:20260101T100000', zone('Office', '-0700')),
    ];
    expect(parseCalendar(writeCalendar(items)).items).toEqual(items);
  });

  it('gives back everything of a file: items, name, properties, unknown components', () => {
    const text = `${lines('BEGIN:VCALENDAR', 'VERSION:2.0', 'X-WR-CALNAME:N', 'X-OTHER;A=b:c')}${
      event('a', ':20260101T100000Z').text
    }${lines('BEGIN:X-ROOM', 'X-SEATS:4', 'END:X-ROOM')}END:VCALENDAR\r\n`;
    const first = parseCalendar(text);
    expect(parseCalendar(writeCalendar(first.items, first))).toEqual(first);
  });
});
