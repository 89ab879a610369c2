import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCalendar } from '../../../../src/formats/ics/parse.js';
import { validateCalendar, validateItem } from '../../../../src/formats/ics/validate.js';
import { readCases } from './corpus.js';

const root = new URL('../../../fixtures/ical/', import.meta.url);
const read = (path: string) => new Uint8Array(readFileSync(new URL(path, root)));

/** Where ical4j's folder and RFC 5545 disagree; a difference that is none any more must leave the list. */
const differences: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['Belgische32feestdagen', 'Packers', 'bitfire1', 'friday13-NOT', 'friday13', 'miked'].map((name) => [
      `samples/valid/${name}.ics`,
      'VEVENT without DTSTAMP, which §3.6.1 requires',
    ]),
  ),
  'samples/valid/classify.ics': 'ATTENDEE without scheme, blank lines, and two versions of one event',
  'samples/valid/multiple_calendars.ics': 'ATTENDEE without scheme, and blank lines',
  'samples/valid/evolution2.ics': 'VALARM that displays has no DESCRIPTION, which §3.6.6 requires',
  'samples/valid/maritz.ics': 'VALARM that mails has no ATTENDEE, which §3.6.6 requires',
  'samples/valid/rfc5545-sec3.6.4.ics': "ORGANIZER without scheme: the RFC's own example is against its own grammar",
};

const lines = (...list: readonly string[]) => `${list.join('\r\n')}\r\n`;
const good = ['BEGIN:VEVENT', 'UID:a', 'DTSTAMP:20260101T000000Z', 'DTSTART:20260101T100000Z', 'END:VEVENT'];

describe('validateItem', () => {
  const validate = (change: (list: string[]) => string[]) =>
    validateItem({ uid: 'a', kind: 'event', text: lines(...change([...good])) });
  const withLine = (...more: readonly string[]) => validate((list) => list.toSpliced(-1, 0, ...more));

  it('has nothing against a plain event', () => {
    expect(validate((list) => list)).toEqual([]);
  });

  it.each([['UID'], ['DTSTAMP'], ['DTSTART']])('misses %s', (name) => {
    const problems = validate((list) => list.filter((line) => !line.startsWith(`${name}:`)));
    expect(problems.map(({ message }) => message)).toEqual([`VEVENT needs ${name}.`]);
  });

  it.each([
    ['two summaries', ['SUMMARY:a', 'SUMMARY:b']],
    ['end and duration', ['DTEND:20260101T110000Z', 'DURATION:PT1H']],
    ['an end before the start', ['DTEND:20260101T090000Z']],
    ['an end of another type', ['DTEND;VALUE=DATE:20260102']],
    ['a local LAST-MODIFIED', ['LAST-MODIFIED:20260101T000000']],
    ['a place of one number', ['GEO:47.4']],
    ['a priority of 10', ['PRIORITY:10']],
    ['a status of tasks', ['STATUS:COMPLETED']],
    ['a rule without frequency', ['RRULE:COUNT=2']],
    ['a guest without scheme', ['ATTENDEE:jo@example.org']],
    ['an alarm without trigger', ['BEGIN:VALARM', 'ACTION:AUDIO', 'END:VALARM']],
  ])('refuses %s', (_what, more) => {
    expect(withLine(...more)).toHaveLength(1);
  });
});

describe('ical4j: valid and invalid files', () => {
  const cases = readCases<{ strict: 'accept' | 'reject' }>('ical/ical4j/validity-cases.json', 'validity');

  it.each(cases.map((one) => [one.name, one] as const))('%s', (name, { file, expected }) => {
    const bytes = read(String(file));
    const verdict = validateCalendar(bytes).length === 0 ? 'accept' : 'reject';
    if (differences[name] === undefined) expect(verdict).toBe(expected.strict);
    else expect(verdict).not.toBe(expected.strict);
    // What is refused here is imported all the same.
    if (expected.strict === 'reject') expect(parseCalendar(bytes).items.length).toBeGreaterThan(0);
  });
});
