import { describe, expect, it } from 'vitest';
import { readEventFields } from '../../../../src/domain/calendar/read-event-fields.js';
import { expand } from '../../../../src/formats/ics/expand.js';
import { parseCalendar } from '../../../../src/formats/ics/parse.js';
import { parseRule10 } from '../../../../src/formats/ics/vcalendar-rule.js';
import { writeCalendar } from '../../../../src/formats/ics/write.js';

const file = (...lines: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:1.0', 'BEGIN:VEVENT', 'UID:a', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
const fieldsOf = (text: string) => readEventFields(parseCalendar(text).items[0]?.text ?? '');
const window = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2030, 0, 1) };

describe('[VC1] a file of vCalendar 1.0', () => {
  const phone = file(
    'SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCnchen; a, b',
    'DESCRIPTION;QUOTED-PRINTABLE:one=0D=0A=',
    'two=3D=',
    '',
    String.raw`LOCATION:Here\; there, C:\\x`,
    'CATEGORIES:MEETING;WORK',
    'DTSTART:20260105T100000Z',
    'DTEND:20260105T110000Z',
    'RRULE:W1 MO WE #4',
    'EXDATE:20260107T100000Z;20260112T100000Z',
    'DALARM:20260105T094500Z;PT5M;2;Wake up',
    'AALARM:20260105T094500Z;;;',
    'AALARM:20260105T093000Z;;;',
  );

  it('has its texts, repetition, exceptions and alarms', () => {
    const { items, problems } = parseCalendar(phone);
    expect(problems).toEqual([]);
    expect(fieldsOf(phone)).toMatchObject({
      title: 'München; a, b',
      description: 'one\ntwo=',
      location: String.raw`Here; there, C:\x`,
      categories: ['MEETING', 'WORK'],
      alarms: [15, 30],
    });
    const starts = expand(items, window).map(({ start }) => new Date(start).toISOString().slice(0, 10));
    expect(starts).toEqual(['2026-01-05', '2026-01-14']);
  });

  it('goes out as iCalendar, with what it said of its alarms', () => {
    const { items } = parseCalendar(phone);
    const written = writeCalendar(items);
    expect(written).toContain('VERSION:2.0');
    expect(written).toContain('DALARM:20260105T094500Z;PT5M;2;Wake up');
    expect(parseCalendar(written)).toMatchObject({ items, problems: [] });
  });

  it('says in which line something is wrong, also behind joined lines', () => {
    const { problems } = parseCalendar(
      file('DTSTART:20260105', 'DESCRIPTION;ENCODING=QUOTED-PRINTABLE:a=', 'b=', 'c', 'RRULE:W1 XX', 'no line'),
    );
    expect(problems.map(({ code, line }) => `${code} ${line}`)).toEqual(['ics/value 9', 'ics/syntax 10']);
  });

  it('has alarms only where they are of the start’s clock', () => {
    const alarms = (...lines: readonly string[]) => fieldsOf(file('DTSTART:20260105T100000', ...lines))?.alarms;
    expect(alarms('DALARM:20260105T100000;;;x')).toEqual([0]);
    expect(alarms('DALARM:20260105T090000Z;;;x')).toEqual([]);
    expect(alarms('DALARM:soon', 'AALARM:')).toEqual([]);
    expect(alarms(...Array.from({ length: 30 }, (_, n) => `DALARM:20260105T09${30 + (n % 30)}00;;;`))).toHaveLength(20);
  });

  it('is not one of 2.0 that says 1.0 of something else', () => {
    const text = file('DTSTART:20260105', 'DESCRIPTION:VERSION:1.0', 'SUMMARY;ENCODING=QUOTED-PRINTABLE:=C3=BC');
    expect(fieldsOf(text.replace('VERSION:1.0\r\nBEGIN', 'VERSION:2.0\r\nBEGIN'))?.title).toBe('=C3=BC');
  });
});

describe('[VC1] a rule of vCalendar 1.0', () => {
  it.each([
    ['D1 #10', 'FREQ=DAILY;COUNT=10'],
    ['D1 19971224T000000Z', 'FREQ=DAILY;UNTIL=19971224T000000Z'],
    ['D2 #0', 'FREQ=DAILY;INTERVAL=2'],
    ['D3', 'FREQ=DAILY;INTERVAL=3;COUNT=2'],
    ['W1 #10', 'FREQ=WEEKLY;COUNT=10'],
    ['W2 TU TH #8', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=8'],
    ['MP1 1+ FR #10', 'FREQ=MONTHLY;BYDAY=1FR;COUNT=10'],
    ['MP2 1+ SU 1- SU #10', 'FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU;COUNT=10'],
    ['MP6 1+ MO TU #5', 'FREQ=MONTHLY;INTERVAL=6;BYDAY=1MO,1TU;COUNT=5'],
    ['MD1 3- #0', 'FREQ=MONTHLY;BYMONTHDAY=-3'],
    ['MD1 2 15 LD #10', 'FREQ=MONTHLY;BYMONTHDAY=2,15,-1;COUNT=10'],
    ['YM1 6 7 #10', 'FREQ=YEARLY;BYMONTH=6,7;COUNT=10'],
    ['yd3 1 100 200 #0', 'FREQ=YEARLY;INTERVAL=3;BYYEARDAY=1,100,200'],
  ])('%s is %s', (old, rule) => {
    expect(parseRule10(old)).toBe(rule);
  });

  it.each(['', 'FREQ=DAILY', 'D0 #2', 'X1', 'W1 1+ MO', 'MP1 MO #2', 'MP1 1+ #2', 'MD1 32', 'D1 0900 #3', 'YM1 13'])(
    '%j is none that is understood: the event is there once, and it is said',
    (rule) => {
      expect(parseRule10(rule)).toBeUndefined();
      const { items, problems } = parseCalendar(file('DTSTART:20260105T100000Z', `RRULE:${rule}`));
      if (rule !== 'FREQ=DAILY') expect(problems).toMatchObject([{ code: 'ics/value', line: 6 }]);
      expect(items[0]?.text).toContain(`RRULE:${rule}`);
    },
  );

  it('costs little, whatever is in it', () => {
    const started = performance.now();
    parseRule10(`MP1 ${'1+ MO '.repeat(100_000)}`);
    parseCalendar(file('DTSTART:20260105', `DESCRIPTION;QUOTED-PRINTABLE:a=${'\r\nb='.repeat(20_000)}`));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
