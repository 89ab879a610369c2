import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEventFields } from '../../../../src/domain/calendar/read-event-fields.js';
import { applyEdits } from '../../../../src/domain/items/apply-edits.js';
import { calendarToJcal } from '../../../../src/formats/ics/jcal.js';
import { parseCalendar } from '../../../../src/formats/ics/parse.js';
import { isVcalendar } from '../../../../src/formats/ics/vcalendar.js';
import { writeCalendar } from '../../../../src/formats/ics/write.js';
import { decodeText } from '../../../../src/formats/text/decode.js';
import { readCases } from './corpus.js';

const root = new URL('../../../fixtures/ical/', import.meta.url);
const read = (path: string) => new Uint8Array(readFileSync(new URL(path, root)));
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.includes('/files/') && /\.\w+$|fuzz/.test(path) && !path.endsWith('.json'))
  .sort();

const componentOf = /^BEGIN:(?:VEVENT|VTODO|VJOURNAL|VFREEBUSY)[ \t]*$/gim;
const countIn = (text: string) => text.replace(/\r\n?/g, '\n').match(componentOf)?.length ?? 0;

/** Random bytes: what counts is that reading ends. */
const isFuzz = (path: string) => /fuzz|crash/.test(path);

describe.each(files)('%s', (path) => {
  const parsed = parseCalendar(read(path));

  it('loses no component silently: each is an item, or in a report', () => {
    if (isFuzz(path)) return;
    const kept = parsed.items.map(({ text }) => countIn(text));
    const other = parsed.components.map(countIn);
    const left = parsed.problems.map(({ text = '', message }) => {
      if (/left out|newer one/.test(message)) return countIn(text.replace(/…$/, ''));
      return message.includes('same content') ? 1 : 0;
    });
    const total = [...kept, ...other, ...left].reduce((sum, count) => sum + count, 0);
    expect(total).toBe(countIn(decodeText(read(path)).text));
  });

  it('keeps every item byte for byte when nothing is wrong', () => {
    // What is of vCalendar 1.0 becomes iCalendar (VC1).
    if (parsed.problemCount > 0 || isVcalendar(decodeText(read(path)).text)) return;
    const source = decodeText(read(path)).text.replace(/[\r\n]+/g, '\r\n');
    for (const item of parsed.items) {
      for (const component of item.text.split(/(?<=^END:V(?:EVENT|TODO|JOURNAL|FREEBUSY|TIMEZONE)\r\n)/im)) {
        expect(source).toContain(component.trimEnd());
      }
    }
  });

  it('gives the same items when it is written and read again', () => {
    const { items, properties, components } = parsed;
    // An export has no METHOD: what a message may leave out is not lost for that.
    const again = parseCalendar(writeCalendar(items, { properties, components }));
    expect(again.items).toEqual(parsed.items);
    expect(again.components.toSorted()).toEqual(parsed.components.toSorted());
  });

  it('can be edited and read', () => {
    for (const item of parsed.items) {
      expect(applyEdits(item.text, {})).toBe(item.text);
      const edited = applyEdits(item.text, { 'X-TEST': 'X-TEST:1' });
      expect(parseCalendar(edited, {}).items.length).toBeLessThanOrEqual(1);
      readEventFields(edited);
    }
  });
});

describe('jCal', () => {
  const cases = ['icaljs', 'python-icalendar'].flatMap((source) =>
    readCases(`ical/${source}/jcal-cases.json`, 'parse-to-jcal'),
  );

  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, { file, expected }) => {
    const { calendars, problems } = calendarToJcal(read(String(file)));
    expect(calendars.length === 1 ? calendars[0] : calendars).toEqual(expected);
    expect(problems).toEqual([]);
  });

  it('reads the good components of a file with a bad line', () => {
    const event = (uid: string) => `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART:20260101T000000Z\r\nEND:VEVENT\r\n`;
    const text = `BEGIN:VCALENDAR\r\nX-A:1\r\n${event('a')}bad line\r\n${event('b')}END:VCALENDAR\r\n`;
    const { calendars, problems } = calendarToJcal(text);
    expect(calendars).toHaveLength(1);
    expect(calendars[0]?.[1]).toEqual([['x-a', {}, 'unknown', '1']]);
    expect(calendars[0]?.[2].map((component) => component[1][0]?.[3])).toEqual(['a', 'b']);
    expect(problems).toMatchObject([{ line: 7, text: 'bad line' }]);
  });
});
