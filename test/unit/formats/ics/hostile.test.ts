import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEventFields } from '../../../../src/domain/calendar/read-event-fields.js';
import { applyEdits } from '../../../../src/domain/items/apply-edits.js';
import { calendarToJcal } from '../../../../src/formats/ics/jcal.js';
import { defaultIcsLimits, type IcsLimits } from '../../../../src/formats/ics/limits.js';
import { parseCalendar } from '../../../../src/formats/ics/parse.js';
import { writeCalendar } from '../../../../src/formats/ics/write.js';

const lines = (...list: readonly string[]) => `${list.join('\r\n')}\r\n`;
const event = (uid: string, ...more: readonly string[]) =>
  lines('BEGIN:VEVENT', `UID:${uid}`, 'DTSTART:20260102T100000Z', ...more, 'END:VEVENT');
const calendar = (...components: readonly string[]) => lines('BEGIN:VCALENDAR', `${components.join('')}END:VCALENDAR`);
const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

describe('what is no calendar', () => {
  it.each([[''], [' \r\n\t'], ['\ufeff']])('says that %j is empty', (input) => {
    expect(parseCalendar(input)).toMatchObject({ items: [], problems: [{ code: 'input/empty' }] });
    expect(parseCalendar(new TextEncoder().encode(input)).problems[0]?.code).toBe('input/empty');
  });

  it.each([
    ['<!DOCTYPE html><html><body>Sign in</body></html>', 'an HTML page'],
    ['<?xml version="1.0"?><icalendar xmlns="x"/>', 'xCal'],
    ['PK\u0003\u0004rest', 'a ZIP archive'],
    ['%PDF-1.7', 'a PDF document'],
    ['\u0089PNG\r\n\u001a\n', 'a PNG picture'],
    ['BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann\r\nEND:VCARD', 'a vCard'],
    ['["vcalendar",[],[]]', 'jCal'],
    ['{"a":1}', 'a JSON document'],
    ['Subject: hello\r\n\r\nBody', 'a mail message'],
    ['\u0000\u0001\u0002\u0003\u0004\u0005\u00fe', 'a binary file'],
    ['Just some notes', 'has no BEGIN:VCALENDAR'],
  ])('says what %j is', (input, words) => {
    const { items, problems } = parseCalendar(bytes(input));
    expect([items.length, problems.length, problems[0]?.code]).toEqual([0, 1, 'input/wrong-kind']);
    expect(problems[0]?.message).toContain(words);
  });

  it('reads a calendar behind a preface, and reports preface and signature once each', () => {
    const { items, problems } = parseCalendar(`Hello,\nhere it is.\n\n${calendar(event('a'))}-- \nAnn`);
    expect(items).toHaveLength(1);
    expect(problems.map(({ line }) => line)).toEqual([1, 10]);
  });

  it('leaves a contact out of a calendar', () => {
    const { items, problems } = parseCalendar(calendar(lines('BEGIN:VCARD', 'FN:Ann', 'END:VCARD'), event('a')));
    expect(items).toHaveLength(1);
    expect(problems).toMatchObject([{ code: 'input/wrong-kind', line: 2 }]);
  });
});

describe('encodings', () => {
  const text = calendar(event('a', 'SUMMARY:Café à Zürich'));
  it('reads Latin-1 and says so', () => {
    const { items, problems } = parseCalendar(bytes(text));
    expect(items[0]?.text).toContain('Café à Zürich');
    expect(problems).toMatchObject([{ code: 'input/encoding' }]);
  });

  it('reads UTF-16', () => {
    const utf16 = new Uint8Array(Uint16Array.from(`\ufeff${text}`, (char) => char.charCodeAt(0)).buffer);
    expect(parseCalendar(utf16)).toMatchObject({ items: [{ uid: 'a' }], problems: [] });
  });
});

describe('limits', () => {
  const withLimits = (text: string, limits: Partial<IcsLimits>) => parseCalendar(text, { limits });

  it('[maxInputBytes] refuses what is larger, before looking at it', () => {
    const text = calendar(event('a'));
    const size = text.length;
    expect(withLimits(text, { maxInputBytes: size }).items).toHaveLength(1);
    for (const maxInputBytes of [size - 1, 0]) {
      expect(withLimits(text, { maxInputBytes })).toMatchObject({ items: [], problems: [{ code: 'input/too-large' }] });
    }
    expect(parseCalendar(new Uint8Array(200_000_000)).problems[0]?.code).toBe('input/too-large');
  });

  it('[maxLineLength] leaves a longer line out and keeps the event', () => {
    const line = `DESCRIPTION:${'x'.repeat(100)}\r\n  folded`;
    const text = calendar(event('a', line));
    expect(withLimits(text, { maxLineLength: line.length }).items[0]?.text).toBe(event('a', line));
    const { items, problems } = withLimits(text, { maxLineLength: line.length - 1 });
    expect(items[0]?.text).toBe(event('a'));
    expect(problems).toMatchObject([{ code: 'input/limit', line: 5 }]);
    expect(withLimits(text, { maxLineLength: 0 }).items).toEqual([]);
  });

  it('[maxLineLength] takes a line of ten megabytes, folded or not', () => {
    for (const long of ['x'.repeat(10_000_000), 'x\r\n '.repeat(2_500_000)]) {
      const { items, problems } = parseCalendar(calendar(event('a', `SUMMARY:${long}`), event('b')));
      expect(items.map(({ text }) => text)).toEqual([event('a'), event('b')]);
      expect(problems).toMatchObject([{ code: 'input/limit', line: 5 }]);
      expect(problems[0]?.text?.length).toBeLessThanOrEqual(200);
    }
  });

  it('[maxDepth] leaves out what is nested deeper', () => {
    const nested = (depth: number) =>
      event(
        'deep',
        ...Array.from({ length: depth }, () => 'BEGIN:X-A'),
        ...Array.from({ length: depth }, () => 'END:X-A'),
      );
    const { maxDepth } = defaultIcsLimits;
    expect(parseCalendar(calendar(nested(maxDepth - 1))).problems).toEqual([]);
    for (const depth of [maxDepth, 10_000]) {
      const { items, problems } = parseCalendar(calendar(nested(depth), event('b')));
      expect(items.map(({ uid }) => uid)).toEqual(['b']);
      expect(problems).toMatchObject([{ code: 'input/limit', line: 2 }]);
    }
    expect(withLimits(calendar(event('a')), { maxDepth: 0 }).items).toEqual([]);
  });

  it.each(['VEVENT', 'VALARM', 'VCALENDAR', 'X-A', 'VTIMEZONE'])('survives ten thousand open %s', (name) => {
    const { items, problemCount } = parseCalendar(calendar(`BEGIN:${name}\r\n`.repeat(10_000), event('good')));
    expect(problemCount).toBeGreaterThan(0);
    expect(items.map(({ uid }) => uid)).toEqual(['good']);
  });

  it('[maxItems] reads so many and says that there are more', () => {
    const text = calendar(event('a'), event('b'), event('c'));
    expect(withLimits(text, { maxItems: 3 }).problems).toEqual([]);
    for (const maxItems of [2, 0]) {
      const { items, problems } = withLimits(text, { maxItems });
      expect(items).toHaveLength(maxItems);
      expect(problems).toMatchObject([{ code: 'input/limit' }]);
    }
  });

  it('[maxUidLength] replaces a longer UID', () => {
    const long = 'u'.repeat(20);
    expect(withLimits(calendar(event(long)), { maxUidLength: 20 }).items[0]?.uid).toBe(long);
    for (const maxUidLength of [19, 0]) {
      const { items, problems } = withLimits(calendar(event(long)), { maxUidLength });
      expect(items[0]?.uid).toMatch(/^derived-/);
      expect(items[0]?.text).not.toContain(long);
      expect(problems).toMatchObject([{ code: 'input/limit' }]);
    }
  });

  it('[maxCalendarProperties] keeps so many', () => {
    const text = calendar('X-A:1\r\nX-B:2\r\n', event('a'));
    for (const maxCalendarProperties of [2, 1, 0]) {
      expect(withLimits(text, { maxCalendarProperties }).properties).toHaveLength(maxCalendarProperties);
    }
  });

  it('[maxProblems] keeps so many and counts all', () => {
    const text = calendar(event('a', ...Array.from({ length: 30 }, () => 'bad')));
    for (const maxProblems of [31, 30, 29, 0]) {
      const { problems, problemCount } = withLimits(text, { maxProblems });
      expect([problems.length, problemCount]).toEqual([Math.min(30, maxProblems), 30]);
    }
  });

  it('reads 60 MB in time that grows with the size only', () => {
    const part = event('u', `DESCRIPTION:${'long text '.repeat(60)}`);
    const text = calendar(...Array.from({ length: 90_000 }, (_, n) => part.replace('UID:u', `UID:${n}`)));
    const { items, problemCount } = parseCalendar(text);
    expect([items.length, problemCount]).toEqual([90_000, 0]);
  }, 60_000);
});

describe('names of JavaScript objects', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is a name like any other', (name) => {
    const text = event(name, `${name}:1`, `X-A;${name}=2:3`, `BEGIN:${name}`, `END:${name}`);
    const file = calendar(`${name}:x\r\n`, `BEGIN:${name}\r\nEND:${name}\r\n`, text);
    const parsed = parseCalendar(file);
    expect(parsed.items).toEqual([{ uid: name, kind: 'event', text }]);
    expect(parsed.properties).toEqual([`${name}:x`]);
    expect(parseCalendar(writeCalendar(parsed.items, parsed)).items).toEqual(parsed.items);
    expect(applyEdits(text, JSON.parse(`{"${name}":"${name}:4"}`))).toBe(text);
    expect(readEventFields(text)?.title).toBe('');
    calendarToJcal(file);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

describe('damage', () => {
  const root = new URL('../../../fixtures/ical/', import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ics') && readFileSync(new URL(path, root)).length < 20_000,
  );
  const file = fc.constantFrom(...files).map((path) => new Uint8Array(readFileSync(new URL(path, root))));
  const spice = fc.constantFrom(
    '\r\n',
    '\n ',
    '\r',
    ':',
    ';',
    '"',
    '\\',
    '\0',
    ',',
    'BEGIN:VEVENT\n',
    'END:VEVENT\n',
    'ÿ',
    '\ufeff',
  );
  const wound = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(40),
    insert: fc.oneof(spice, fc.string({ unit: 'binary', maxLength: 8 })),
  });

  it('of any kind in a real file never throws, and what is read can be written and read again', () => {
    fc.assert(
      fc.property(file, fc.array(wound, { minLength: 1, maxLength: 6 }), (original, wounds) => {
        let text = new TextDecoder().decode(original);
        for (const { at, length, insert } of wounds) {
          const from = Math.floor(at * text.length);
          text = text.slice(0, from) + insert + text.slice(from + length);
        }
        const { items, problems, problemCount } = parseCalendar(text);
        expect(problems.length).toBeLessThanOrEqual(problemCount);
        for (const item of items) {
          readEventFields(applyEdits(item.text, { SUMMARY: 'SUMMARY:x' }));
          const again = parseCalendar(writeCalendar([item], { method: 'REQUEST' })).items;
          expect(again).toEqual([item]);
        }
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('at any place a file is cut: everything complete is taken, and the cut is reported', () => {
    const text = calendar(...['a', 'b', 'c'].map((uid) => event(uid, 'SUMMARY:Long enough')));
    const ends = [...text.matchAll(/END:VEVENT/g)].map(({ index }) => index + 'END:VEVENT'.length);
    for (let cut = 'BEGIN:VCALENDAR\r\n'.length; cut < text.length - 'END:VCALENDAR'.length; cut += 1) {
      const { items, problems } = parseCalendar(text.slice(0, cut));
      expect(items).toHaveLength(ends.filter((end) => end <= cut).length);
      expect(problems.some(({ code }) => code === 'input/truncated')).toBe(true);
    }
  });
});
