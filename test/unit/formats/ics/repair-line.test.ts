import { describe, expect, it } from 'vitest';
import { readEventFields } from '../../../../src/domain/calendar/read-event-fields.js';
import { expand } from '../../../../src/formats/ics/expand.js';
import { parseCalendar } from '../../../../src/formats/ics/parse.js';
import { quoteZone, repairLine } from '../../../../src/formats/ics/repair-line.js';

const parse = (...lines: readonly string[]) =>
  parseCalendar(['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:a', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n'));
const window = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) };
const starts = (items: ReturnType<typeof parse>['items']) =>
  expand(items, window, { timeZone: 'Asia/Tokyo' }).map(({ start }) => new Date(start).toISOString().slice(0, 16));

describe('[TZ7] a line that can only mean one thing', () => {
  it.each([
    'DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin, Bern:20260102T100000',
    'DTSTART;VALUE=DATE-TIME;TZID=UTC+01:00:20260102T100000',
    'DTSTART;TZID="Europe/Berlin:20260102T100000"',
    'DTSTART ;TZID=Europe/Berlin:20260102T100000',
    'DTSTART;TZID=Europe/Berlin : 20260102T100000',
    String.raw`DTSTART;X-A="a\"b";TZID=Europe/Berlin:20260102T100000`,
  ])('is read: %s', (line) => {
    const { items } = parse(line, 'SUMMARY:Lunch');
    expect(starts(items)).toEqual(['2026-01-02T09:00']);
    const again = parseCalendar(['BEGIN:VCALENDAR', `${items[0]?.text}END:VCALENDAR`, ''].join('\r\n'));
    expect(again.items).toEqual(items);
    expect(again.problems).toEqual([]);
  });

  it('is reported with what it was and how it was read', () => {
    expect(parse('DTSTART;TZID=UTC+01:00:20260102T100000').problems).toEqual([
      {
        code: 'ics/syntax',
        line: 4,
        message: 'Not how a line is written: it was read as DTSTART;TZID="UTC+01:00":20260102T100000',
        text: 'DTSTART;TZID=UTC+01:00:20260102T100000',
      },
    ]);
  });

  it('keeps what it says, its parameters too', () => {
    const { items, problems } = parse(
      'DTSTART:20260102T100000Z',
      'SUMMARY : Waste: glass',
      'LOCATION;X-TITLE="the "Bar":Here',
    );
    expect(readEventFields(items[0]?.text ?? '')).toMatchObject({ title: 'Waste: glass', location: 'Here' });
    expect(items[0]?.text).toContain("X-TITLE=the Bar^':Here");
    expect(problems).toHaveLength(2);
  });

  it('takes away what it named, also in a zone without quotes', () => {
    const zone = 'TZID=(UTC+01:00) Amsterdam, Berlin';
    const { items } = parse(
      `DTSTART;${zone}:20260102T100000`,
      'RRULE:FREQ=DAILY;COUNT=3',
      `EXDATE;${zone}:20260103T100000`,
    );
    expect(starts(items)).toEqual(['2026-01-02T09:00', '2026-01-04T09:00']);
  });

  it.each(['Dear Team,', 'Lunch : a line of a description that nobody folded', 'SUMMARY;X="open:Lunch', ': no name'])(
    'is not one that nobody can tell: %s',
    (line) => {
      expect(repairLine(line)).toBeUndefined();
      expect(parse('DTSTART:20260102T100000Z', line).problems).toMatchObject([{ code: 'ics/syntax', text: line }]);
    },
  );

  it.each([
    'DTSTART;TZID=Europe/Berlin:20260102T100000',
    'DTSTART;TZID="(UTC+01:00) Amsterdam":20260102T100000',
    'RDATE;TZID=Europe/Berlin;VALUE=PERIOD:20260102T100000/20260102T110000',
    'DTSTART;TZID=Europe/Berlin:soon',
    'ATTENDEE;CN="A, B":mailto:a@b.example',
  ])('is not one that is right, or wrong in its value alone: %s', (line) => {
    expect(quoteZone(line)).toBe(line);
    expect(repairLine(line)).toBe(line);
  });

  it('costs little, whatever is in it', () => {
    const started = performance.now();
    for (const part of [';TZID=', ';TZID=a:', ':20260102', '"', ';TZID="a:20260102']) {
      quoteZone(`DTSTART${part.repeat(2000 / part.length - 8)}`);
      quoteZone(`DTSTART${part.repeat(200_000)}`);
    }
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('DTSTART more than once', () => {
  const second = { code: 'ics/value', line: 5, message: 'DTSTART is there more than once: the first one counts.' };

  it('is told, as only the first counts', () => {
    const { items, problems } = parse('DTSTART:20260102T100000Z', 'DTSTART:20260103T100000Z');
    expect(starts(items)).toEqual(['2026-01-02T10:00']);
    expect(problems).toMatchObject([second]);
  });

  it('[DT7] is on no day where the first cannot be read', () => {
    const { items, problems } = parse('DTSTART:soon', 'DTSTART:20260103T100000Z');
    expect(starts(items)).toEqual([]);
    expect(problems).toMatchObject([{ code: 'ics/start' }, { code: 'ics/value', line: 4 }, second]);
  });
});
