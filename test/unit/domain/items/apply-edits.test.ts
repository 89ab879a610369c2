import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../src/domain/items/apply-edits.js';
import { parseComponents, propertyValue } from '../../../../src/domain/items/component.js';
import { instantOf, momentKey, readMomentLine } from '../../../../src/domain/items/moment.js';

const lines = (...list: readonly string[]) => `${list.join('\r\n')}\r\n`;
const single = lines(
  'BEGIN:VEVENT',
  'UID:a',
  'DTSTART;TZID=Europe/Zurich;X-KEEP=1:20261118T100000',
  'DTEND;TZID=Europe/Zurich:20261118T113000',
  'SUMMARY:Old',
  'X-UNKNOWN:kept as',
  '  it is',
  'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:Ann@example.org',
  'ATTENDEE:mailto:bob@example.org',
  'BEGIN:VALARM',
  'TRIGGER:-PT5M',
  'END:VALARM',
  'BEGIN:VALARM',
  'TRIGGER:-PT10M',
  'END:VALARM',
  'END:VEVENT',
);
const series = lines(
  'BEGIN:VEVENT',
  'UID:s',
  'DTSTART;TZID=Europe/Zurich:20261102T100000',
  'DTEND;TZID=Europe/Zurich:20261102T110000',
  'RRULE:FREQ=WEEKLY',
  'EXDATE;TZID=Europe/Zurich:20261109T100000,20261116T100000',
  'SUMMARY:Series',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:s',
  'RECURRENCE-ID;TZID=Europe/Zurich:20261123T100000',
  'DTSTART;TZID=Europe/Zurich:20261123T140000',
  'DURATION:PT30M',
  'SUMMARY:Moved',
  'END:VEVENT',
);

describe('applyEdits: lines', () => {
  it('changes nothing without edits', () => {
    expect(applyEdits(single, {})).toBe(single);
    expect(applyEdits(single, { deleted: '20261118T000000Z', 'no key': 'x' })).toBe(single);
  });

  it('replaces one line in its place and leaves every other as it was', () => {
    expect(applyEdits(single, { SUMMARY: 'SUMMARY:New' })).toBe(single.replace('SUMMARY:Old', 'SUMMARY:New'));
  });

  it('adds behind the last line, before alarms, folded', () => {
    const long = `LOCATION:${'x'.repeat(80)}`;
    const edited = applyEdits(single, { LOCATION: long });
    expect(edited).toContain(`mailto:bob@example.org\r\n${long.slice(0, 75)}\r\n ${long.slice(75)}\r\nBEGIN:VALARM`);
  });

  it('removes', () => {
    expect(applyEdits(single, { 'X-UNKNOWN': '' })).toBe(single.replace('X-UNKNOWN:kept as\r\n  it is\r\n', ''));
  });

  it('names attendees by address, so that two guests answer at once', () => {
    const edited = applyEdits(single, {
      'ATTENDEE;mailto:ann@example.org': 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:Ann@example.org',
      'ATTENDEE;mailto:bob@example.org': '',
      'ATTENDEE;mailto:cy@example.org': 'ATTENDEE:mailto:cy@example.org',
    });
    expect(edited.match(/ATTENDEE.*/g)).toEqual([
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:Ann@example.org',
      'ATTENDEE:mailto:cy@example.org',
    ]);
  });

  it('names the n-th line or alarm of the text, whatever else goes', () => {
    const edited = applyEdits(single, {
      'VALARM;#1': '',
      'VALARM;#2': 'BEGIN:VALARM\r\nTRIGGER:-PT20M\r\nEND:VALARM',
      'VALARM;x': 'BEGIN:VALARM\r\nTRIGGER:-PT1H\r\nEND:VALARM',
    });
    expect(edited.match(/TRIGGER.*/g)).toEqual(['TRIGGER:-PT20M', 'TRIGGER:-PT1H']);
  });

  it('edits a vCard alike', () => {
    const card = lines('BEGIN:VCARD', 'VERSION:3.0', 'UID:c', 'item1.TEL;TYPE=home:1', 'TEL:2', 'END:VCARD');
    const edited = applyEdits(card, { 'TEL;#1': 'item1.TEL;TYPE=work:3', 'TEL;new': 'TEL:4', FN: 'FN:Ann' });
    expect(edited).toBe(
      lines('BEGIN:VCARD', 'VERSION:3.0', 'UID:c', 'item1.TEL;TYPE=work:3', 'TEL:2', 'TEL:4', 'FN:Ann', 'END:VCARD'),
    );
  });

  it.each([
    ['another UID', { UID: 'UID:b' }],
    ['a line break', { SUMMARY: 'SUMMARY:x\r\nATTENDEE:mailto:evil@example.org' }],
    ['another name', { SUMMARY: 'ATTENDEE:mailto:evil@example.org' }],
    ['no content line', { SUMMARY: 'New' }],
    ['an END', { END: 'END:VEVENT' }],
    ['an alarm that closes the event', { 'VALARM;x': 'BEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT' }],
    ['an alarm with a stranger inside', { 'VALARM;x': 'BEGIN:VALARM\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VALARM' }],
    ['a bad start', { DTSTART: 'DTSTART:soon' }],
    ['no start', { DTSTART: '' }],
    ['a negative length', { DURATION: 'DURATION:-PT1H' }],
    ['DTEND without a zone', { DTEND: 'DTEND:20200101T000000' }],
    ['RECURRENCE-ID of the master', { 'RECURRENCE-ID': 'RECURRENCE-ID:20200101T000000Z' }],
    ['a prototype name', { __proto__: 'x', constructor: 'y' }],
  ])('ignores an edit that is %s', (_what, edits) => {
    expect(applyEdits(single, edits)).toBe(single);
  });
});

describe('applyEdits: time', () => {
  const times = (text: string) => text.match(/^(?:DTSTART|DTEND|DURATION).*$/gm)?.map((line) => line.trim());

  it('keeps the length when the start moves, and writes DTEND where it was', () => {
    expect(times(applyEdits(single, { DTSTART: 'DTSTART;TZID=Europe/Zurich:20261119T090000' }))).toEqual([
      'DTSTART;TZID=Europe/Zurich:20261119T090000',
      'DTEND;TZID=Europe/Zurich:20261119T103000',
    ]);
  });

  it('merges a move and a shortening made at once', () => {
    const edits = { DTSTART: 'DTSTART;TZID=Europe/Zurich:20261119T180000', DURATION: 'DURATION:PT15M' };
    expect(times(applyEdits(single, edits))).toEqual([
      'DTSTART;TZID=Europe/Zurich:20261119T180000',
      'DTEND;TZID=Europe/Zurich:20261119T181500',
    ]);
  });

  it('takes the end into the new zone', () => {
    expect(times(applyEdits(single, { DTSTART: 'DTSTART:20261119T090000Z' }))).toEqual([
      'DTSTART:20261119T090000Z',
      'DTEND:20261119T103000Z',
    ]);
  });

  it('keeps the zone a flight lands in', () => {
    const flight = single.replace(/DTEND.*/, 'DTEND;TZID=America/New_York:20261118T120000');
    expect(times(applyEdits(flight, { DTSTART: 'DTSTART;TZID=Europe/Zurich:20261119T100000' }))).toEqual([
      'DTSTART;TZID=Europe/Zurich:20261119T100000',
      'DTEND;TZID=America/New_York:20261119T120000',
    ]);
  });

  it('makes whole days of an all-day event', () => {
    expect(times(applyEdits(single, { DTSTART: 'DTSTART;VALUE=DATE:20261119', DURATION: 'DURATION:PT30H' }))).toEqual([
      'DTSTART;VALUE=DATE:20261119',
      'DTEND;VALUE=DATE:20261121',
    ]);
  });

  it('adds DURATION to an event that had no end', () => {
    const open = single.replace(/DTEND.*\r\n/, '');
    expect(times(applyEdits(open, { DURATION: 'DURATION:PT2H' }))).toEqual([
      'DTSTART;TZID=Europe/Zurich;X-KEEP=1:20261118T100000',
      'DURATION:PT2H',
    ]);
  });

  it('keeps a night from 22:00 to 06:00 when clocks change', () => {
    const night = single.replace('T100000', 'T220000').replace('20261118T113000', '20261119T060000');
    expect(times(applyEdits(night, { DTSTART: 'DTSTART;TZID=Europe/Zurich:20261024T220000' }))).toEqual([
      'DTSTART;TZID=Europe/Zurich:20261024T220000',
      'DTEND;TZID=Europe/Zurich:20261025T060000',
    ]);
  });

  it('edits DTSTART and DUE of a task each by itself; due is never before the start', () => {
    const task = lines('BEGIN:VTODO', 'UID:t', 'DTSTART:20260101T100000Z', 'DUE:20260101T120000Z', 'END:VTODO');
    const moved = applyEdits(task, { DTSTART: 'DTSTART:20260102T100000Z', DUE: 'DUE:20250101T000000Z' });
    expect(propertyValue(parseComponents(moved)[0]!, 'DUE')).toBe('20260102T100000Z');
    const later = applyEdits(task, { DUE: 'DUE:20260105T000000Z' });
    expect(propertyValue(parseComponents(later)[0]!, 'DTSTART')).toBe('20260101T100000Z');
    expect(propertyValue(parseComponents(later)[0]!, 'DUE')).toBe('20260105T000000Z');
  });

  it('edits DUE of a task without start', () => {
    const task = lines('BEGIN:VTODO', 'UID:t', 'DUE:20260101T120000Z', 'END:VTODO');
    expect(applyEdits(task, { DUE: 'DUE:20260102T120000Z' })).toContain('DUE:20260102T120000Z');
  });
});

describe('applyEdits: series', () => {
  it('edits one override of the text', () => {
    expect(applyEdits(series, { '@20261123T100000 SUMMARY': 'SUMMARY:Mine' })).toBe(
      series.replace('SUMMARY:Moved', 'SUMMARY:Mine'),
    );
  });

  it('makes an override of an occurrence', () => {
    const edited = applyEdits(series, { '@20261130T100000 SUMMARY': 'SUMMARY:Late', SUMMARY: 'SUMMARY:All' });
    expect(edited.slice(series.length - 'Series'.length + 'All'.length)).toBe(
      lines(
        'BEGIN:VEVENT',
        'UID:s',
        'DTSTART;TZID=Europe/Zurich:20261130T100000',
        'RECURRENCE-ID;TZID=Europe/Zurich:20261130T100000',
        'DTEND;TZID=Europe/Zurich:20261130T110000',
        'SUMMARY:Late',
        'END:VEVENT',
      ),
    );
  });

  it('moves one occurrence', () => {
    const edited = applyEdits(series, { '@20261130T100000 DTSTART': 'DTSTART;TZID=Europe/Zurich:20261201T080000' });
    const made = parseComponents(edited)[2]!;
    expect(['DTSTART', 'DTEND', 'RECURRENCE-ID'].map((name) => propertyValue(made, name))).toEqual([
      '20261201T080000',
      '20261201T090000',
      '20261130T100000',
    ]);
  });

  it('takes an occurrence away together with its override, in whatever zone that is written', () => {
    const edited = applyEdits(series, {
      'EXDATE;20261123T090000Z': 'EXDATE:20261123T090000Z',
      '@20261123T100000 SUMMARY': 'SUMMARY:Edited meanwhile',
    });
    expect(edited).not.toContain('RECURRENCE-ID');
    expect(edited).toContain('EXDATE:20261123T090000Z');
  });

  it('brings back one value of an EXDATE line that holds two', () => {
    expect(applyEdits(series, { 'EXDATE;20261109T100000': '' })).toContain(
      '\r\nEXDATE;TZID=Europe/Zurich:20261116T100000\r\n',
    );
  });

  it('moves an override along with its series', () => {
    const edited = applyEdits(series, {
      DTSTART: 'DTSTART;TZID=Europe/Zurich:20261103T100000',
      '@20261123T100000 SUMMARY': 'SUMMARY:Still this one',
    });
    const override = parseComponents(edited)[1]!;
    expect(propertyValue(override, 'RECURRENCE-ID')).toBe('20261124T100000');
    expect(propertyValue(override, 'SUMMARY')).toBe('Still this one');
  });

  it('drops overrides of a series that became a single event', () => {
    const edited = applyEdits(series, { RRULE: '', '@20261130T100000 SUMMARY': 'SUMMARY:x' });
    expect(parseComponents(edited)).toHaveLength(1);
  });

  it('keeps an invitation to one occurrence that has no master', () => {
    const orphan = series.slice(series.indexOf('BEGIN:VEVENT', 5));
    expect(applyEdits(orphan, { SUMMARY: 'SUMMARY:x' })).toBe(orphan.replace('Moved', 'x'));
    expect(applyEdits(orphan, { '@20270101T000000 SUMMARY': 'SUMMARY:x' })).toBe(orphan);
  });
});

describe('applyEdits: any merge is a valid item', () => {
  const stamp = fc
    .record({ day: fc.integer({ min: 1, max: 28 }), hour: fc.integer({ min: 0, max: 23 }) })
    .map(({ day, hour }) => `202611${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}0000`);
  const start = fc.oneof(
    stamp.map((at) => `:${at}Z`),
    stamp.map((at) => `;TZID=Europe/Zurich:${at}`),
    stamp.map((at) => `;TZID=America/New_York:${at}`),
    stamp.map((at) => `;VALUE=DATE:${at.slice(0, 8)}`),
    stamp.map((at) => `:${at}`),
  );
  const duration = fc.constantFrom('PT0S', 'PT15M', 'PT36H', 'P1D', 'P2W', '-PT5M', 'x');
  const rid = fc.constantFrom('', '@20261123T100000 ', '@20261130T100000 ', '@20261207 ');
  const edit = fc.oneof(
    fc.tuple(rid, start).map(([at, value]) => [`${at}DTSTART`, `DTSTART${value}`]),
    fc.tuple(rid, duration).map(([at, value]) => [`${at}DURATION`, `DURATION:${value}`]),
    fc.tuple(rid, fc.string()).map(([at, value]) => [`${at}SUMMARY`, `SUMMARY:${value}`]),
    stamp.map((at) => [`EXDATE;${at}`, `EXDATE;TZID=Europe/Zurich:${at}`]),
    fc.tuple(rid, fc.string(), fc.string()).map(([at, key, value]) => [at + key, value]),
    fc.constant(['RRULE', '']),
    fc
      .tuple(rid, fc.constantFrom('', ';TZID=Europe/Zurich:20261207T100000', ':20261130T090000Z'))
      .map(([at, value]) => [`${at}RECURRENCE-ID`, `RECURRENCE-ID${value}`]),
  );
  const edits = fc.array(edit, { maxLength: 8 }).map((list) => Object.fromEntries(list) as Record<string, string>);

  it('parses, has one UID, starts once, never ends before it starts', () => {
    fc.assert(
      fc.property(fc.constantFrom(single, series), edits, edits, (text, mine, theirs) => {
        const merged = applyEdits(text, { ...mine, ...theirs });
        const components = parseComponents(merged);
        expect(components.length).toBeGreaterThan(0);
        const rids = components.map((component) => {
          const moment = readMomentLine(component.parts.find(({ name }) => name === 'RECURRENCE-ID')?.text);
          return moment === undefined ? '' : momentKey(moment);
        });
        expect(new Set(rids).size).toBe(rids.length);
        for (const component of components) {
          const value = (name: string) => component.parts.filter((part) => part.name === name);
          expect(value('UID').map((part) => part.text)).toEqual([text.match(/UID:\w/)?.[0]]);
          expect(value('DTSTART')).toHaveLength(1);
          const from = readMomentLine(value('DTSTART')[0]?.text);
          const to = readMomentLine(value('DTEND')[0]?.text);
          if (from === undefined || to === undefined) continue;
          expect(to.date).toBe(from.date);
          expect(instantOf(to)).toBeGreaterThanOrEqual(instantOf(from));
        }
        expect(applyEdits(merged, {})).toBe(merged);
      }),
      { numRuns: 400 },
    );
  });

  it('does nothing the second time, unless it moves what the edits are named by', () => {
    fc.assert(
      fc.property(fc.constantFrom(single, series), edits, (text, { DTSTART: _start, ...some }) => {
        const once = applyEdits(text, some);
        expect(applyEdits(once, some)).toBe(once);
      }),
      { numRuns: 400 },
    );
  });
});
