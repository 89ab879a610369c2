import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { projectCalendarItem } from '../../../../src/domain/calendar/project-calendar-item.js';
import { readEventFields } from '../../../../src/domain/calendar/read-event-fields.js';
import { parseCalendar } from '../../../../src/formats/ics/parse.js';
import { type CalendarView, viewCalendarSteps } from '../../../../src/formats/ics/view.js';

const root = new URL('../../../fixtures/ical/', import.meta.url);
const read = (path: string) => new Uint8Array(readFileSync(new URL(path, root)));
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.includes('/files/') && /\.\w+$/.test(path) && !path.endsWith('.json'))
  .filter((path) => !/fuzz|crash/.test(path))
  .sort();

/** Where a look and an import differ, and why. */
const differences = {
  'libical/files/test-data/recur.txt':
    'Events without UID that are the same word for word are drawn as often as written.',
  'stalwart-calcard/files/013.ics': 'A zone’s quotes hold the time, too: only an import repairs lines.',
  'stalwart-calcard/files/110.ics': 'Blank lines inside folded lines.',
};

function view(bytes: Uint8Array): CalendarView {
  const steps = viewCalendarSteps(bytes);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const lines = (...content: readonly string[]) => new TextEncoder().encode(`${content.join('\r\n')}\r\n`);
const titles = ({ rows }: CalendarView) => rows.map(({ title }) => title);

describe.each(files)('%s', (path) => {
  const { items } = parseCalendar(read(path));
  const events = items.filter(({ kind }) => kind === 'event');

  it('shows the events that an import has', () => {
    if (items.length === 0) return;
    const { rows, readCard } = view(read(path));
    // Who declined is nothing to a page that does not know whose calendar it shows.
    const imported = events.flatMap((item) =>
      projectCalendarItem(item).map((row) => ({ ...row, uid: '', declinedBy: undefined, declinedIn: undefined })),
    );
    const differs = JSON.stringify(rows.map((row) => ({ ...row, uid: '' }))) !== JSON.stringify(imported);
    expect(differs).toBe(Object.hasOwn(differences, path));
    for (const { uid, text } of events) {
      const fields = readEventFields(text);
      const card = readCard(uid);
      if (fields && card) expect(fields).toMatchObject(card);
    }
  });
});

describe('viewCalendarSteps', () => {
  const event = (...more: readonly string[]) => ['BEGIN:VEVENT', 'DTSTART:20261118T100000Z', ...more, 'END:VEVENT'];

  it('takes the newer of two versions, wherever it stands', () => {
    const old = event('UID:a', 'SEQUENCE:1', 'SUMMARY:Old');
    const late = event('UID:a', 'SEQUENCE:2', 'SUMMARY:New');
    expect(titles(view(lines(...old, ...late)))).toEqual(['New']);
    expect(titles(view(lines(...late, ...old)))).toEqual(['New']);
    const stamped = (stamp: string) => event('UID:a', `DTSTAMP:${stamp}`, `SUMMARY:${stamp}`);
    expect(titles(view(lines(...stamped('20260102T000000Z'), ...stamped('20260101T000000Z'))))).toEqual([
      '20260102T000000Z',
    ]);
  });

  it('tells events apart that were all given the same UID', () => {
    const other = ['BEGIN:VEVENT', 'UID:a', 'DTSTART:20261119T100000Z', 'SUMMARY:B', 'END:VEVENT'];
    const found = view(lines(...event('UID:a', 'SUMMARY:A', 'DESCRIPTION:first'), ...other));
    expect(titles(found)).toEqual(['A', 'B']);
    expect(found.rows.map(({ uid }) => found.readCard(uid)?.description)).toEqual(['first', '']);
  });

  it('drops what has no end, and goes on with the next', () => {
    const broken = ['BEGIN:VEVENT', 'DTSTART:20261118', 'SUMMARY:Lost', 'BEGIN:VALARM'];
    expect(titles(view(lines('BEGIN:VCALENDAR', ...broken, ...event('SUMMARY:Kept'), 'END:VCALENDAR')))).toEqual([
      'Kept',
    ]);
    expect(titles(view(lines(...event('SUMMARY:Kept'), ...broken)))).toEqual(['Kept']);
  });

  it('reads the card of one occurrence, and of the series for the others', () => {
    const series = event('UID:a', 'RRULE:FREQ=DAILY;COUNT=3', 'LOCATION:Hall', 'ATTENDEE;CN="Ada L.":mailto:a@x.org');
    const moved = event('UID:a', 'RECURRENCE-ID:20261119T100000Z', 'LOCATION:Garden');
    const { readCard } = view(lines(...moved, ...series));
    expect(readCard('a', '20261119T100000Z')?.location).toBe('Garden');
    expect(readCard('a', '20261120T100000Z')?.location).toBe('Hall');
    expect(readCard('a')?.attendees).toEqual([{ address: 'mailto:a@x.org', name: 'Ada L.' }]);
    expect(readCard('__proto__')).toBeUndefined();
  });

  it('stays linear with hostile nesting, open ends and missing names', () => {
    const deep = Array.from({ length: 300_000 }, () => 'BEGIN:X');
    const ends = Array.from({ length: 300_000 }, () => 'END:Y');
    const empty = Array.from({ length: 100_000 }, () => 'BEGIN:VEVENT\r\nEND:VEVENT');
    const same = Array.from({ length: 20_000 }, (_, n) => event('UID:a', `SUMMARY:${n}`)).flat();
    expect(titles(view(new TextEncoder().encode([deep, ends, empty, same].flat().join('\r\n'))))).toHaveLength(20_000);
  });
});
