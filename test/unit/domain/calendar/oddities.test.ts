import { describe, expect, it } from 'vitest';
import { eventEdits } from '../../../../src/domain/calendar/event-edits.js';
import { readOddities } from '../../../../src/domain/calendar/oddities.js';
import { readEventFields } from '../../../../src/domain/calendar/read-event-fields.js';
import { applyEdits } from '../../../../src/domain/items/apply-edits.js';
import type { EpochMs, LocalMs } from '../../../../src/domain/time/types.js';

const event = (...lines: readonly string[]) =>
  ['BEGIN:VEVENT', 'UID:x', 'DTSTAMP:20261101T100000Z', ...lines, 'END:VEVENT', ''].join('\r\n');

describe('readOddities', () => {
  it.each([
    ['nothing of a plain event', ['DTSTART:20261118T100000Z', 'DTEND:20261118T110000Z'], []],
    ['a missing start', ['SUMMARY:When?'], [{ kind: 'no-start' }]],
    ['an end before the start', ['DTSTART:20261118T100000Z', 'DTEND:20261118T090000Z'], [{ kind: 'end-before-start' }]],
    ['a negative length', ['DTSTART:20261118T100000Z', 'DURATION:-PT1H'], [{ kind: 'end-before-start' }]],
    [
      'an end in a zone further west, which is later',
      ['DTSTART;TZID=Europe/Zurich:20261118T100000', 'DTEND;TZID=America/New_York:20261118T090000'],
      [],
    ],
    [
      'end and length',
      ['DTSTART:20261118T100000Z', 'DTEND:20261118T110000Z', 'DURATION:PT3H'],
      [{ kind: 'end-and-duration' }],
    ],
    [
      'an unknown zone',
      ['DTSTART;TZID=Mars/Olympus:20261118T100000', 'DURATION:PT1H'],
      [{ kind: 'unknown-zone', zone: 'Mars/Olympus' }],
    ],
    ['a thousand years', ['DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:30260101'], [{ kind: 'long', years: 1000 }]],
    ['the year 1', ['DTSTART:00010101T000000Z', 'DURATION:PT1H'], [{ kind: 'far', year: 1 }]],
    ['the year 9999', ['DTSTART:99991231T230000Z', 'DURATION:PT1H'], [{ kind: 'far', year: 9999 }]],
  ])('says %s', (_what, lines, odd) => {
    const text = event(...lines);
    expect(readOddities(text)).toEqual(odd);
    expect(readEventFields(text)).toBeDefined();
  });

  it('an override without start stays where it was', () => {
    const text =
      event('DTSTART:20261118T100000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY') +
      event('RECURRENCE-ID:20261120T100000Z', 'SUMMARY:Other');
    expect(readEventFields(text, '20261120T100000Z')).toMatchObject({
      title: 'Other',
      start: Date.UTC(2026, 10, 20, 10),
    });
    expect(readOddities(text, '20261120T100000Z')).toEqual([]);
  });
});

describe('an event that does not say when it starts', () => {
  it('is put on the day it was written, and gets the start a person sets', () => {
    const text = event('SUMMARY:When?');
    const before = readEventFields(text)!;
    expect(before).toMatchObject({ allDay: true, start: Date.UTC(2026, 10, 1) });
    const times = {
      allDay: false,
      zone: 'Europe/Zurich',
      start: Date.UTC(2026, 10, 18, 9) as LocalMs,
      end: Date.UTC(2026, 10, 18, 10) as LocalMs,
    };
    const edits = eventEdits(text, {}, before, { ...before, ...times }, { scope: 'all' }, 0 as EpochMs);
    const now = applyEdits(text, edits);
    expect(now).toContain('DTSTART;TZID=Europe/Zurich:20261118T090000');
    expect(readEventFields(now)).toMatchObject(times);
    expect(readOddities(now)).toEqual([]);
  });
});
