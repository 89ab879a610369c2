import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/domain/errors.js';
import { parseCalendar, parseCalendarSteps } from '../../../../src/formats/ics/parse.js';

const lines = (...list: readonly string[]) => `${list.join('\r\n')}\r\n`;
const event = (uid: string, ...more: readonly string[]) =>
  lines('BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', 'DTSTART:20260102T100000Z', ...more, 'END:VEVENT');
const withoutStart = (uid: string, ...more: readonly string[]) => event(uid, ...more).replace(/DTSTART.*\r\n/, '');
const calendar = (...components: readonly string[]) =>
  `${lines('BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN')}${components.join('')}END:VCALENDAR\r\n`;

describe('parseCalendar: items', () => {
  it('cuts components out byte for byte, folds and unknown properties included', () => {
    const text = event('a', 'X-UNKNOWN;X-P="q;:":va', ' lue', '\tmore', 'SUMMARY:Ümläut \\, 😀');
    const { items, problems } = parseCalendar(calendar(text, event('b')));
    expect(problems).toEqual([]);
    expect(items).toEqual([
      { uid: 'a', kind: 'event', text },
      { uid: 'b', kind: 'event', text: event('b') },
    ]);
  });

  it('joins master and overrides of a UID, master first', () => {
    const override = event('a', 'RECURRENCE-ID:20260109T100000Z');
    const master = event('a', 'RRULE:FREQ=WEEKLY');
    const { items, problems } = parseCalendar(calendar(override, event('b'), master));
    expect(problems).toEqual([]);
    expect(items.map(({ text }) => text)).toEqual([master + override, event('b')]);
  });

  it.each([['\n'], ['\r'], ['\r\r\n'], ['\r\n\r\n']])('ends lines by CRLF where the file has %j', (end) => {
    const text = event('a', 'SUMMARY:one', ' two');
    const { items, problems } = parseCalendar(calendar(text).replaceAll('\r\n', end));
    expect(problems).toEqual([]);
    expect(items[0]?.text).toBe(text);
  });

  it('reads tasks, journals, free-busy, and keeps what it does not know', () => {
    const named = (name: string, ...more: readonly string[]) => lines(`BEGIN:${name}`, ...more, `END:${name}`);
    const availability = named('VAVAILABILITY', 'UID:v', 'BEGIN:AVAILABLE', 'UID:x', 'END:AVAILABLE');
    const anonymous = named('X-ROOM', 'X-SEATS:4');
    const result = parseCalendar(
      calendar(
        named('VTODO', 'UID:t'),
        named('VJOURNAL', 'UID:j'),
        named('VFREEBUSY', 'UID:f'),
        availability,
        anonymous,
      ),
    );
    expect(result.items.map(({ uid, kind }) => `${uid} ${kind}`)).toEqual([
      't task',
      'j journal',
      'f freebusy',
      'v other',
    ]);
    expect(result.items[3]?.text).toBe(availability);
    expect(result.components).toEqual([anonymous]);
  });

  it('reads several calendars, METHOD, name and other calendar properties', () => {
    const first = calendar(event('a')).replace(
      'VERSION:2.0',
      'METHOD:publish\r\nX-WR-CALNAME:Work\\, home\r\nCOLOR:re\r\n d',
    );
    const { items, method, name, properties } = parseCalendar(first + calendar(event('b')));
    expect(items.map(({ uid }) => uid)).toEqual(['a', 'b']);
    expect({ method, name }).toEqual({ method: 'PUBLISH', name: 'Work, home' });
    expect(properties).toEqual(['X-WR-CALNAME:Work\\, home', 'COLOR:red']);
  });

  it('reads a component without VCALENDAR, and one with lower-case names', () => {
    const text = event('a').toLowerCase().replaceAll('t', 'T').replaceAll('z', 'Z');
    expect(parseCalendar(text).items).toEqual([{ uid: 'a', kind: 'event', text }]);
  });

  it('leaves the UID of an alarm alone when the event has none', () => {
    const text = event('x', 'BEGIN:VALARM', 'UID:alarm', 'END:VALARM').replace('UID:x\r\n', '');
    const [item] = parseCalendar(calendar(text)).items;
    expect(item?.text).toBe(event(item?.uid ?? '', 'BEGIN:VALARM', 'UID:alarm', 'END:VALARM'));
  });

  it('makes the same UID for the same component without one', () => {
    const text = event('x').replace('UID:x\r\n', '');
    const [one, two] = [parseCalendar(calendar(text)), parseCalendar(calendar(event('b'), text))];
    expect(one.items[0]?.uid).toMatch(/^derived-[0-9a-f]{16}$/);
    expect(one.items[0]?.text).toContain(`\r\nUID:${one.items[0]?.uid}\r\n`);
    expect(two.items[1]).toEqual(one.items[0]);
    expect(one.problems).toMatchObject([{ code: 'ics/uid', line: 4 }]);
  });
});

describe('parseCalendar: time zones', () => {
  const zone = (tzid: string) =>
    lines('BEGIN:VTIMEZONE', `TZID:${tzid}`, 'BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:+0100').concat(
      lines('TZOFFSETTO:+0100', 'END:STANDARD', 'END:VTIMEZONE'),
    );
  const zoned = (tzid: string) =>
    event('a').replace('DTSTART:20260102T100000Z', `DTSTART;TZID=${tzid}:20260102T100000`);

  it.each([['before'], ['behind']])('carries a VTIMEZONE %s it that no IANA zone stands for', (where) => {
    const parts = [zone('My Office; 2nd floor'), zoned('"My Office; 2nd floor"')];
    const { items } = parseCalendar(calendar(...(where === 'before' ? parts : parts.toReversed()), event('b')));
    expect(items.map(({ text }) => text)).toEqual([parts.join(''), event('b')]);
  });

  it('leaves a VTIMEZONE of an IANA zone out', () => {
    const { items } = parseCalendar(calendar(zone('Europe/Zurich'), zoned('Europe/Zurich')));
    expect(items[0]?.text).toBe(zoned('Europe/Zurich'));
  });
});

describe('parseCalendar: what is broken', () => {
  it.each([
    ['a line without colon', event('bad', 'no colon here'), 'ics/syntax', 8, 'no colon here'],
    ['an open quote', event('bad', 'ATTENDEE;CN="Joe:mailto:x'), 'ics/syntax', 8, 'ATTENDEE;CN="Joe:mailto:x'],
    ['a stray END', event('bad', 'END:VTODO'), 'ics/syntax', 8, 'END:VTODO'],
  ])('leaves out %s and keeps the event', (_what, component, code, line, text) => {
    const { items, problems } = parseCalendar(calendar(component, event('good')));
    expect(items.map(({ text: kept }) => kept)).toEqual([event('bad'), event('good')]);
    expect(problems).toMatchObject([{ code, line, text }]);
  });

  it('adds a missing END of an inner component', () => {
    const open = event('a', 'BEGIN:VALARM', 'ACTION:AUDIO');
    const { items, problems } = parseCalendar(calendar(open));
    expect(items[0]?.text).toBe(event('a', 'BEGIN:VALARM', 'ACTION:AUDIO', 'END:VALARM'));
    expect(problems).toMatchObject([{ code: 'ics/syntax', line: 10 }]);
  });

  it.each([
    ['an event without END', event('bad').replace('END:VEVENT\r\n', ''), 'VEVENT has no END'],
    ['an override of nothing', event('bad', 'RECURRENCE-ID:?'), 'RECURRENCE-ID'],
  ])('leaves out %s, says why, and shows it', (_what, component, reason) => {
    const { items, problems } = parseCalendar(calendar(component, event('good')));
    expect(items.map(({ uid }) => uid)).toEqual(['good']);
    const report = problems.find(({ text }) => text?.includes('BEGIN:VEVENT'));
    expect(report).toMatchObject({ line: 4, text: component });
    expect(report?.message).toContain(reason);
  });

  it('reports values that cannot be read and keeps them', () => {
    const text = event('a', 'DURATION:long', 'RRULE:BYDAY=MO', 'EXDATE:20260102T100000Z,x');
    const { items, problems } = parseCalendar(calendar(text));
    expect(items[0]?.text).toBe(text);
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ['ics/value', 8],
      ['ics/value', 9],
      ['ics/value', 10],
    ]);
  });

  it.each([
    'RRULE:FREQ=WEEKLY;UNTL=20261023;BYDAY=TH',
    'RRULE:FREQ=WEEKLY;INTERVAL=0',
    'RRULE:FREQ=DAILY;UNTIL=20260931',
    'RRULE:FREQ=OFTEN',
    'RRULE:RSCALE=CHINESE;FREQ=YEARLY',
    'EXRULE:FREQ=DAILY;COUNT=x',
  ])('[RR1] says that a rule is not read, and keeps it: %s', (rule) => {
    const { items, problems } = parseCalendar(calendar(event('a', rule)));
    expect(problems).toMatchObject([{ code: 'ics/value', line: 8, text: rule }]);
    expect(problems[0]?.message).toContain('counts as not there');
    expect(items[0]?.text).toContain(`${rule}\r\n`);
  });

  it('says which alarm has a time that cannot be read', () => {
    const alarm = (trigger: string) => ['BEGIN:VALARM', 'ACTION:DISPLAY', trigger, 'END:VALARM'];
    const good = [
      'TRIGGER:-PT15M',
      'trigger;RELATED=END:P1D',
      'TRIGGER;VALUE=DATE-TIME:20260101T090000Z',
      'TRIGGERS:x',
    ];
    const bad = ['TRIGGER:', 'TRIGGER;VALUE=DURATION:-PT', 'TRIGGER;VALUE=DATE:20260101'];
    expect(parseCalendar(calendar(event('a', ...good.flatMap(alarm)))).problems).toEqual([]);
    const { items, problems } = parseCalendar(calendar(event('a', ...bad.flatMap(alarm))));
    expect(problems).toMatchObject(bad.map((text, n) => ({ code: 'ics/value', line: 10 + 4 * n, text })));
    expect(items[0]?.text).toBe(event('a', ...bad.flatMap(alarm)));
  });

  it('[RR1] says nothing of a rule that is read, whatever its case and order', () => {
    const rules = ['RRULE:freq=weekly;byday=mo, th;X-OWN=1;', 'RRULE;X-A=1:COUNT=3;FREQ=DAILY', 'EXRULE:FREQ=DAILY'];
    expect(parseCalendar(calendar(...rules.map((rule, n) => event(String(n), rule)))).problems).toEqual([]);
  });

  it.each([
    ['without DTSTART', withoutStart('bad')],
    ['with a bad DTSTART', event('bad').replace(/DTSTART.*\r\n/, 'DTSTART:soon\r\n')],
    ['on 30 February', event('bad').replace('0102T', '0230T')],
  ])('[DT7] keeps an event %s as it is, and reports that it is on no day', (_what, component) => {
    const { items, problems } = parseCalendar(calendar(component, event('good')));
    expect(items.map(({ text }) => text)).toEqual([component, event('good')]);
    expect(problems.find(({ code }) => code === 'ics/start')).toMatchObject({ line: 4, text: component });
  });

  it('[DT7] reports no occurrence without start: its series says when it is', () => {
    const series = event('a', 'RRULE:FREQ=DAILY');
    const occurrence = withoutStart('a', 'RECURRENCE-ID:20260103T100000Z', 'SUMMARY:Other');
    const { items, problems } = parseCalendar(calendar(series, occurrence));
    expect(items.map(({ text }) => text)).toEqual([series + occurrence]);
    expect(problems).toEqual([]);
  });

  it('[DT7] takes no answer without start for a newer version', () => {
    const answer = withoutStart('a', 'SEQUENCE:3');
    for (const components of [
      [event('a'), answer],
      [answer, event('a')],
    ]) {
      const { items, problems } = parseCalendar(calendar(...components));
      expect(items.map(({ text }) => text)).toEqual([event('a')]);
      expect(problems).toMatchObject([{ code: 'ics/duplicate', text: answer }]);
    }
  });

  it('lets a scheduling message go without DTSTART', () => {
    const cancel = event('a').replace(/DTSTART.*\r\n/, '');
    const { items, problems } = parseCalendar(calendar(cancel).replace('VERSION:2.0', 'METHOD:CANCEL'));
    expect([items.length, problems]).toEqual([1, []]);
  });

  it.each([
    ['the same event twice', event('a'), event('a'), event('a')],
    ['a higher SEQUENCE first', event('a', 'SEQUENCE:2'), event('a', 'SEQUENCE:1'), event('a', 'SEQUENCE:2')],
    ['a higher SEQUENCE last', event('a', 'SEQUENCE:1'), event('a', 'SEQUENCE:2'), event('a', 'SEQUENCE:2')],
  ])('takes one of %s and reports', (_what, first, second, kept) => {
    const { items, problems } = parseCalendar(calendar(first, second));
    expect(items.map(({ text }) => text)).toEqual([kept]);
    expect(problems).toHaveLength(1);
  });

  it('keeps two events that share a UID and a time, when nothing says which is newer', () => {
    const one = event('a', 'SUMMARY:Part one');
    const two = event('a', 'SUMMARY:Part two');
    expect(parseCalendar(calendar(one, two)).items).toHaveLength(2);
    const renamed = two.replace('DTSTAMP:20260101', 'DTSTAMP:20260102');
    expect(parseCalendar(calendar(one, renamed)).items).toHaveLength(1);
  });

  it('keeps different events that share a UID', () => {
    const other = event('a', 'SUMMARY:Other').replace('20260102', '20260303');
    const { items, problems } = parseCalendar(calendar(event('a', 'SUMMARY:One'), other));
    expect(items).toHaveLength(2);
    expect(items[1]?.text).toContain(`UID:${items[1]?.uid}\r\n`);
    expect(problems).toHaveLength(1);
  });

  it('keeps an event and a task that share a UID', () => {
    const { items } = parseCalendar(calendar(event('a'), lines('BEGIN:VTODO', 'UID:a', 'END:VTODO')));
    expect(items.map(({ uid, kind }) => [uid, kind])).toEqual([
      ['a', 'event'],
      ['a-vtodo', 'task'],
    ]);
  });

  it('takes everything complete of a file cut in the middle', () => {
    const text = calendar(event('a'), event('b'));
    const { items, problems } = parseCalendar(text.slice(0, text.indexOf('UID:b') + 3));
    expect(items.map(({ uid }) => uid)).toEqual(['a']);
    expect(problems.filter(({ code }) => code === 'input/truncated')[0]?.text).toContain('BEGIN:VEVENT');
  });
});

describe('parseCalendar: long work', () => {
  const big = calendar(...Array.from({ length: 8000 }, (_, n) => event(`u${n}`, `SUMMARY:${'x'.repeat(200)}`)));

  it('reports progress from 0 to 1', () => {
    const seen: number[] = [];
    parseCalendar(big, { onProgress: (fraction) => seen.push(fraction) });
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.every((fraction) => fraction > 0 && fraction < 1)).toBe(true);
  });

  it('stops when told', () => {
    expect(() => parseCalendar(big, { shouldStop: () => true })).toThrow(AppError);
  });

  it('can be walked in steps with the same result', () => {
    const steps = parseCalendarSteps(big);
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    expect(step.value.items).toEqual(parseCalendar(big).items);
  });
});
