import { describe, expect, it } from 'vitest';
import { itemChanges, MAX_CHANGES, summarize } from '../../../../src/domain/history/item-changes.js';

const event = (...lines: readonly string[]) => `${['BEGIN:VEVENT', 'UID:a', ...lines, 'END:VEVENT'].join('\r\n')}\r\n`;

describe('what differs between two states of an item', () => {
  it('is said property by property, without what programs write for each other', () => {
    const before = event('DTSTAMP:20260101T000000Z', 'DTSTART:20260101T100000Z', 'SUMMARY:Lunch', 'LOCATION:Inn');
    const after = event('DTSTAMP:20260102T000000Z', 'SEQUENCE:3', 'DTSTART:20260101T100000Z', 'SUMMARY:Dinner');
    expect(itemChanges(before, after)).toEqual([
      { occurrence: '', name: 'SUMMARY', before: ['SUMMARY:Lunch'], after: ['SUMMARY:Dinner'] },
      { occurrence: '', name: 'LOCATION', before: ['LOCATION:Inn'], after: [] },
    ]);
    expect(itemChanges(before, before)).toEqual([]);
  });

  it('names of many values only those that differ, and folds do not count', () => {
    const long = `DESCRIPTION:${'x'.repeat(100)}`;
    const folded = `${long.slice(0, 60)}\r\n ${long.slice(60)}`;
    const before = event('ATTENDEE:mailto:a@x', 'ATTENDEE:mailto:b@x', long);
    const after = event(folded, 'ATTENDEE:mailto:b@x', 'ATTENDEE:mailto:c@x');
    expect(itemChanges(before, after)).toEqual([
      { occurrence: '', name: 'ATTENDEE', before: ['ATTENDEE:mailto:a@x'], after: ['ATTENDEE:mailto:c@x'] },
    ]);
  });

  it('of an occurrence that got its own form is what differs from the series', () => {
    const series = event('DTSTART:20260101T100000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY', 'SUMMARY:Daily');
    const own = event('RECURRENCE-ID:20260103T100000Z', 'DTSTART:20260103T110000Z', 'DURATION:PT1H', 'SUMMARY:Daily');
    const changes = [
      {
        occurrence: '20260103T100000Z',
        name: 'DTSTART',
        before: ['DTSTART:20260103T100000Z'],
        after: ['DTSTART:20260103T110000Z'],
      },
    ];
    expect(itemChanges(series, series + own)).toEqual(changes);
    expect(itemChanges(series + own, series)).toEqual(
      changes.map(({ before, after, ...rest }) => ({ ...rest, before: after, after: before })),
    );
  });

  it('treats tasks, alarms, contacts and what nobody knows yet alike', () => {
    const alarm = 'BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM';
    expect(itemChanges(event(), event(alarm))).toEqual([
      { occurrence: '', name: 'VALARM', before: [], after: [alarm] },
    ]);
    const card = (name: string) => `BEGIN:VCARD\r\nVERSION:3.0\r\nitem1.FN:${name}\r\nEND:VCARD\r\n`;
    expect(itemChanges(card('Ana'), card('Anna')).map(({ name }) => name)).toEqual(['FN']);
    const slot = (hours: string) => `BEGIN:VAVAILABILITY\r\nUID:a\r\nX-HOURS:${hours}\r\nEND:VAVAILABILITY\r\n`;
    expect(itemChanges(slot('1'), slot('2'))).toEqual([
      { occurrence: '', name: 'X-HOURS', before: ['X-HOURS:1'], after: ['X-HOURS:2'] },
    ]);
  });

  it('is all of an item that was not there, and all of one that is gone', () => {
    const text = event('SUMMARY:New');
    expect(itemChanges(undefined, text)).toEqual([
      { occurrence: '', name: 'SUMMARY', before: [], after: ['SUMMARY:New'] },
    ]);
    expect(itemChanges(text, undefined)[0]).toMatchObject({ before: ['SUMMARY:New'], after: [] });
  });

  it('is bounded: long lines are cut, and there are only so many', () => {
    const [photo] = itemChanges(event(), event(`ATTACH:${'x'.repeat(100_000)}`));
    expect(photo?.after[0]?.length).toBeLessThan(2100);
    const many = Array.from({ length: MAX_CHANGES + 1 }, (_, index) => `X-P${index}:1`);
    expect(itemChanges(event(), event(...many))).toHaveLength(MAX_CHANGES);
  });
});

describe('a line about an item', () => {
  it('has its title and when it is', () => {
    expect(summarize(event('SUMMARY:A\\, b', 'DTSTART;TZID=Europe/Rome:20260101T100000'))).toEqual({
      component: 'VEVENT',
      title: 'A, b',
      start: 'DTSTART;TZID=Europe/Rome:20260101T100000',
    });
    expect(summarize('BEGIN:VTODO\r\nDUE:20260101T100000Z\r\nEND:VTODO\r\n')).toEqual({
      component: 'VTODO',
      title: '',
      start: 'DUE:20260101T100000Z',
    });
    expect(summarize('BEGIN:VCARD\r\nFN:Ana\r\nEND:VCARD\r\n')).toEqual({ component: 'VCARD', title: 'Ana' });
    expect(summarize('')).toEqual({ component: '', title: '' });
  });
});
