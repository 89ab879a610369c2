import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventText } from '../../../../src/domain/calendar/create-event-text.js';
import { attachmentId } from '../../../../src/domain/calendar/event-attachments.js';
import { type EditTarget, eventEdits, removeOccurrenceEdits } from '../../../../src/domain/calendar/event-edits.js';
import {
  type AttachmentField,
  type EventFields,
  emptyEventFields,
} from '../../../../src/domain/calendar/event-fields.js';
import { readEventFields } from '../../../../src/domain/calendar/read-event-fields.js';
import { applyEdits } from '../../../../src/domain/items/apply-edits.js';
import { parseComponents, propertyValue } from '../../../../src/domain/items/component.js';
import type { Edits } from '../../../../src/domain/items/item.js';
import { parseIcalTime } from '../../../../src/domain/time/ical-time.js';
import type { EpochMs, LocalMs } from '../../../../src/domain/time/types.js';

const now = Date.UTC(2026, 10, 21, 12) as EpochMs;
const at = (text: string) => parseIcalTime(text)?.local ?? (Number.NaN as LocalMs);
const lines = (...list: readonly string[]) => `${list.join('\r\n')}\r\n`;

const plain: EventFields = {
  ...emptyEventFields,
  title: 'Tea',
  start: at('20261118T140000'),
  end: at('20261118T150000'),
  zone: 'Europe/Zurich',
};

const series = lines(
  'BEGIN:VEVENT',
  'UID:s',
  'DTSTAMP:20260101T000000Z',
  'SEQUENCE:4',
  'DTSTART;TZID=W. Europe Standard Time:20261102T100000',
  'DTEND;TZID=W. Europe Standard Time:20261102T110000',
  'RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261231T090000Z',
  'EXDATE;TZID=W. Europe Standard Time:20261109T100000,20261116T100000',
  'RDATE:20261210T090000Z',
  'SUMMARY;LANGUAGE=en;ALTREP="http://x":Series',
  'DESCRIPTION:Old',
  'X-ALT-DESC;FMTTYPE=text/html:<b>Old</b>',
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  'TRIGGER:-PT5M',
  'END:VALARM',
  'BEGIN:VALARM',
  'ACTION:EMAIL',
  'TRIGGER:-P1D',
  'END:VALARM',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:s',
  'RECURRENCE-ID;TZID=W. Europe Standard Time:20261123T100000',
  'DTSTART;TZID=W. Europe Standard Time:20261124T140000',
  'DURATION:PT30M',
  'SUMMARY:Elsewhere',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:s',
  'RECURRENCE-ID:20261130T090000Z',
  'DTSTART:20261130T090000Z',
  'DTEND:20261130T100000Z',
  'SUMMARY:Renamed',
  'END:VEVENT',
);

const fieldsOf = (text: string, recurrenceId?: string): EventFields => {
  const fields = readEventFields(text, recurrenceId);
  if (fields === undefined) throw new Error('no such event');
  return fields;
};

/** Edits after a person changed some fields of what they saw. */
function change(text: string, existing: Edits, target: EditTarget, what: Partial<EventFields>, seen?: string): Edits {
  const rid = target.scope === 'this' ? target.recurrenceId : seen;
  const before = fieldsOf(applyEdits(text, existing), rid);
  return { ...existing, ...eventEdits(text, existing, before, { ...before, ...what }, target, now) };
}

const all: EditTarget = { scope: 'all' };
const only = (recurrenceId: string): EditTarget => ({ scope: 'this', recurrenceId });

describe('readEventFields', () => {
  it('reads what a person sees, the zone under its IANA name', () => {
    expect(fieldsOf(series)).toEqual({
      ...plain,
      title: 'Series',
      description: 'Old',
      start: at('20261102T100000'),
      end: at('20261102T110000'),
      zone: 'Europe/Berlin',
      rrule: 'FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261231T090000Z',
      rdates: ['20261210T100000'],
      exdates: ['20261109T100000', '20261116T100000'],
      alarms: [5],
      moreAlarms: [{ action: 'EMAIL', to: [], from: 'start', minutes: 1440 }],
    });
  });

  it('reads an occurrence with and without an override', () => {
    expect(fieldsOf(series, '20261104T100000')).toMatchObject({ title: 'Series', start: at('20261104T100000') });
    expect(fieldsOf(series, '20261123T100000')).toMatchObject({
      title: 'Elsewhere',
      start: at('20261124T140000'),
      end: at('20261124T143000'),
    });
  });

  it('finds an override whose RECURRENCE-ID is in UTC', () => {
    expect(fieldsOf(series, '20261130T100000').title).toBe('Renamed');
  });

  it('gives an end in the zone of the start, and the zone it is written in', () => {
    const flight = createEventText(plain, { uid: 'f', now }).replace(/DTEND.*/, 'DTEND:20261118T160000Z');
    expect(fieldsOf(flight)).toMatchObject({ end: at('20261118T170000'), endZone: 'UTC' });
    const named = flight.replace(/DTEND.*/, 'DTEND;TZID=W. Europe Standard Time:20261118T170000');
    expect(fieldsOf(named)).toMatchObject({ end: at('20261118T170000'), endZone: 'Europe/Berlin' });
  });

  it.each([
    ['a date', 'DTSTART;VALUE=DATE:20261118', '20261119'],
    ['a time', 'DTSTART:20261118T140000', '20261118T140000'],
  ])('without end and duration %s has its default length', (_what, start, end) => {
    expect(fieldsOf(lines('BEGIN:VEVENT', 'UID:x', start, 'END:VEVENT')).end).toBe(at(end));
  });

  it.each([
    ['no event', ''],
    ['no start', lines('BEGIN:VEVENT', 'UID:x', 'END:VEVENT')],
    ['a start that is none', lines('BEGIN:VEVENT', 'UID:x', 'DTSTART:soon', 'END:VEVENT')],
  ])('gives nothing for %s', (_what, text) => {
    expect(readEventFields(text)).toBeUndefined();
  });
});

describe('createEventText', () => {
  it('writes a plain event plainly', () => {
    expect(createEventText(plain, { uid: 'u', now })).toBe(
      lines(
        'BEGIN:VEVENT',
        'UID:u',
        'DTSTAMP:20261121T120000Z',
        'CREATED:20261121T120000Z',
        'LAST-MODIFIED:20261121T120000Z',
        'SEQUENCE:0',
        'DTSTART;TZID=Europe/Zurich:20261118T140000',
        'DTEND;TZID=Europe/Zurich:20261118T150000',
        'SUMMARY:Tea',
        'END:VEVENT',
      ),
    );
  });
});

const file = (one: Partial<AttachmentField>): AttachmentField => {
  const whole = { id: '', uri: '', data: '', name: '', type: '', size: 0, ...one };
  return { ...whole, id: attachmentId(whole) };
};
const files = [
  file({ uri: 'https://example.org/plan.pdf?a=1;b=2,3' }),
  file({ uri: 'ni:///sha-256;abc', name: 'Plan "B"; final.pdf', type: 'application/pdf', size: 70_000 }),
  file({ data: 'aGVsbG8=', name: 'hello.txt', type: 'text/plain', size: 5 }),
];

const minute = fc.integer({ min: 0, max: 2_000_000 });
const fields: fc.Arbitrary<EventFields> = fc
  .record({
    title: fc.string({ unit: 'grapheme' }),
    location: fc.string(),
    description: fc.string({ unit: 'grapheme' }).map((text) => `${text}\nnext; line, "quoted" \\`),
    url: fc.constantFrom('', 'https://example.org/?a=1;b'),
    allDay: fc.boolean(),
    day: minute,
    length: fc.integer({ min: 1, max: 5000 }),
    zone: fc.constantFrom('', 'UTC', 'Europe/Zurich', 'America/New_York', 'Asia/Kolkata'),
    endZone: fc.constantFrom('', 'UTC', 'Asia/Tokyo'),
    conference: fc.constantFrom('', 'https://meet.jit.si/abc', 'https://example.org/x;y,z'),
    color: fc.constantFrom('', 'tomato', 'steelblue'),
    transparent: fc.boolean(),
    status: fc.constantFrom('', 'CONFIRMED', 'TENTATIVE', 'CANCELLED'),
    visibility: fc.constantFrom('PUBLIC', 'PRIVATE', 'CONFIDENTIAL'),
    categories: fc.uniqueArray(fc.constantFrom('Work', 'a,b', 'x;y'), { maxLength: 3 }),
    alarms: fc.uniqueArray(fc.constantFrom(0, 5, 15, 90, 1440, -10), { maxLength: 3 }),
    moreAlarms: fc.uniqueArray(
      fc.constantFrom(
        { action: 'DISPLAY', to: [], from: 'end', minutes: 5 } as const,
        { action: 'AUDIO', to: [], from: 'moment', at: Date.UTC(2026, 10, 1, 8) as EpochMs } as const,
        { action: 'EMAIL', to: ['mailto:a@example.org'], from: 'start', minutes: 60 } as const,
      ),
      { maxLength: 2 },
    ),
    organizer: fc.constantFrom('', 'mailto:o@example.org'),
    organizerName: fc.constantFrom('', 'Olga; "O"'),
    attachments: fc.uniqueArray(fc.constantFrom(...files), { maxLength: 3 }),
    attendees: fc.uniqueArray(
      fc.record({
        address: fc.constantFrom('mailto:a@example.org', 'mailto:B@example.org', 'urn:x'),
        name: fc.constantFrom('', 'Ann', 'O\'Neil, "Bob"; ^n'),
        status: fc.constantFrom('NEEDS-ACTION', 'ACCEPTED', 'DECLINED'),
        role: fc.constantFrom('CHAIR', 'REQ-PARTICIPANT'),
        rsvp: fc.boolean(),
        kind: fc.constantFrom('INDIVIDUAL', 'ROOM'),
      }),
      { selector: ({ address }) => address, maxLength: 3 },
    ),
  })
  .map(({ day, length, ...rest }) => {
    const start = rest.allDay ? Math.floor(day / 1440) * 86_400_000 : day * 60_000;
    const end = start + (rest.allDay ? Math.ceil(length / 1440) * 86_400_000 : length * 60_000);
    // Noon to noon: no wall clock that is skipped or comes twice.
    return {
      ...emptyEventFields,
      ...rest,
      title: clean(rest.title),
      location: clean(rest.location),
      description: clean(rest.description),
      zone: rest.allDay ? '' : rest.zone,
      endZone: rest.allDay || rest.zone === '' || rest.zone === rest.endZone ? '' : rest.endZone,
      organizerName: rest.organizer === '' ? '' : rest.organizerName,
      start: (Date.UTC(2026, 0, 1) + start) as LocalMs,
      end: (Date.UTC(2026, 0, 1) + end) as LocalMs,
      rrule: '',
    } as EventFields;
  })
  .filter(({ start, end }) => ![start, end].some((time) => /^20\d\d-(?:03|10|11)-/.test(new Date(time).toISOString())));
/** One kind of line break is read back. */
const clean = (text: string) => text.replace(/[\r\n]+/g, '\n').replace(/[^\P{Cc}\t\n]/gu, '');

const sorted = (one: EventFields) => ({
  ...one,
  alarms: one.alarms.toSorted((a, b) => a - b),
  attendees: one.attendees.toSorted((a, b) => (a.address < b.address ? -1 : 1)),
  moreAlarms: one.moreAlarms.toSorted((a, b) => (a.action < b.action ? -1 : 1)),
  attachments: one.attachments.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
});

describe('eventEdits: what a person wrote is what is read back', () => {
  it('in a new event', () => {
    fc.assert(
      fc.property(fields, (wanted) => {
        expect(sorted(fieldsOf(createEventText(wanted, { uid: 'u', now })))).toEqual(sorted(wanted));
      }),
    );
  });

  it('in any number of edits of an event', () => {
    fc.assert(
      fc.property(fields, fc.array(fields, { minLength: 1, maxLength: 3 }), (first, versions) => {
        const text = createEventText(first, { uid: 'u', now });
        let edits: Edits = {};
        for (const version of versions) {
          edits = change(text, edits, all, version);
          expect(sorted(fieldsOf(applyEdits(text, edits)))).toEqual(sorted(version));
        }
      }),
    );
  });

  it('in any number of edits of an occurrence, and the series stays', () => {
    const target = only('20261104T100000');
    const { rrule, rdates, exdates } = fieldsOf(series);
    const repeats = { rrule, rdates, exdates };
    fc.assert(
      fc.property(fc.array(fields, { minLength: 1, maxLength: 3 }), (versions) => {
        let edits: Edits = {};
        for (const version of versions) {
          edits = change(series, edits, target, { ...version, ...repeats });
          const now = applyEdits(series, edits);
          expect(sorted({ ...fieldsOf(now, '20261104T100000'), rrule: '', rdates: [], exdates: [] })).toEqual(
            sorted(version),
          );
          expect(now.startsWith(series)).toBe(true);
        }
      }),
    );
  });

  it('without edits when nothing differs', () => {
    expect(change(series, {}, all, {})).toEqual({});
    expect(change(series, {}, only('20261130T100000'), {})).toEqual({});
  });
});

describe('eventEdits: only what differs', () => {
  it('writes the changed property and the stamps, and keeps parameters that still hold', () => {
    expect(change(series, {}, all, { title: 'Neu' })).toEqual({
      SUMMARY: 'SUMMARY;LANGUAGE=en:Neu',
      DTSTAMP: 'DTSTAMP:20261121T120000Z',
      'LAST-MODIFIED': 'LAST-MODIFIED:20261121T120000Z',
    });
  });

  it('raises SEQUENCE with the time', () => {
    expect(change(series, {}, all, { end: at('20261102T113000') })).toMatchObject({
      DURATION: 'DURATION:PT1H30M',
      SEQUENCE: 'SEQUENCE:5',
    });
  });

  it('drops the formatted twin of a description', () => {
    expect(change(series, {}, all, { description: 'New' })).toMatchObject({ 'X-ALT-DESC': '' });
  });

  it('changes one answer and keeps the other parameters', () => {
    const text = lines(
      'BEGIN:VEVENT',
      'UID:m',
      'DTSTART:20261118T140000Z',
      'ATTENDEE;CUTYPE=INDIVIDUAL;RSVP=TRUE;X-NUM-GUESTS=2;CN=Ann:mailto:Ann@example.org',
      'ATTENDEE:mailto:b@example.org',
      'END:VEVENT',
    );
    const [ann, b] = fieldsOf(text).attendees;
    const edits = change(text, {}, all, { attendees: [{ ...ann!, status: 'ACCEPTED' }, b!] });
    expect(edits['ATTENDEE;mailto:ann@example.org']).toBe(
      'ATTENDEE;CN=Ann;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=TRUE;X-NUM-GUESTS=2:mailto:Ann@example.org',
    );
    expect(edits).not.toHaveProperty('ATTENDEE;mailto:b@example.org');
  });

  it('leaves alarms alone that are no reminders', () => {
    const edits = change(series, {}, all, { alarms: [30] });
    const text = applyEdits(series, edits);
    expect(text).toContain('ACTION:EMAIL');
    expect(text).toContain('TRIGGER:-PT30M');
    expect(text).not.toContain('TRIGGER:-PT5M');
  });
});

describe('eventEdits: what a person adds and takes away', () => {
  const office = lines(
    ...[
      'BEGIN:VEVENT',
      'UID:o',
      'DTSTART;TZID=Europe/Zurich:20261118T140000',
      'DTEND;TZID=Europe/Zurich:20261118T150000',
    ],
    ...[
      'LOCATION:Old',
      'GEO:46.5;6.6',
      'X-MICROSOFT-CDO-BUSYSTATUS:OOF',
      'X-GOOGLE-CONFERENCE:https://meet.google.com/a',
    ],
    ...[
      'CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+411',
      'ATTACH;FMTTYPE=text/html:https://example.org/a',
      'ATTACH:cid:x',
    ],
    ...['BEGIN:VALARM', 'ACTION:X-WHISTLE', 'TRIGGER:-PT1M', 'END:VALARM', 'END:VEVENT'],
  );
  const edited = (what: Partial<EventFields>, edits: Edits = {}) =>
    applyEdits(office, change(office, edits, all, what)).replaceAll('\r\n ', '');

  it('an end in another zone goes with any start and length', () => {
    const there = change(office, {}, all, { endZone: 'America/New_York' });
    expect(applyEdits(office, there)).toContain('DTEND;TZID=America/New_York:20261118T090000');
    const moved = change(office, {}, all, { start: at('20261118T160000'), end: at('20261118T180000') });
    const merged = applyEdits(office, { ...there, ...moved });
    expect(merged).toContain('DTEND;TZID=America/New_York:20261118T120000');
    expect(fieldsOf(merged)).toMatchObject({ end: at('20261118T180000'), endZone: 'America/New_York' });
    expect(applyEdits(office, change(office, { ...there, ...moved }, all, { endZone: '' }))).toContain(
      'DTEND;TZID=Europe/Zurich:20261118T180000',
    );
  });

  it('reads the meeting where others write it, and takes that away with the link', () => {
    expect(fieldsOf(office).conference).toBe('https://meet.google.com/a');
    const text = edited({ conference: 'https://meet.jit.si/x' });
    expect(text).toContain('CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:https://meet.jit.si/x');
    expect(text).toContain('tel:+411');
    expect(text).not.toContain('X-GOOGLE-CONFERENCE');
    expect(fieldsOf(edited({ conference: '' })).conference).toBe('');
  });

  it('takes one attachment away and leaves the other as it was', () => {
    const [link, other] = fieldsOf(office).attachments;
    const text = edited({ attachments: [other!] });
    expect(text).not.toContain('https://example.org/a');
    expect(text).toContain('ATTACH:cid:x');
    expect(edited({ attachments: [link!, other!, files[2]!] })).toContain(
      'ATTACH;FMTTYPE=text/plain;FILENAME=hello.txt;ENCODING=BASE64;VALUE=BINARY:aGVsbG8=',
    );
  });

  it('forgets where the old place was with the place, and says busy in Outlook’s way too', () => {
    expect(edited({ title: 'x' })).toMatch(/GEO:46.5;6.6[\s\S]*BUSYSTATUS:OOF/);
    expect(edited({ location: 'New' })).not.toContain('GEO');
    expect(edited({ transparent: true })).toContain('X-MICROSOFT-CDO-BUSYSTATUS:FREE');
  });

  it('leaves alarms alone that are not for people', () => {
    expect(edited({ alarms: [10], moreAlarms: [] })).toContain('X-WHISTLE');
  });
});

describe('eventEdits: a series that moves', () => {
  it('takes rule, exceptions and extra dates along', () => {
    const edits = change(series, {}, all, { start: at('20261103T113000'), end: at('20261103T123000') });
    const [master] = parseComponents(applyEdits(series, edits));
    const of = (name: string) => master?.parts.filter((part) => part.name === name).map(({ text }) => text);
    expect(of('DTSTART')).toEqual(['DTSTART;TZID=W. Europe Standard Time:20261103T113000']);
    expect(of('DTEND')).toEqual(['DTEND;TZID=W. Europe Standard Time:20261103T123000']);
    expect(of('RRULE')).toEqual(['RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270101T103000Z']);
    expect(of('EXDATE')?.sort()).toEqual([
      'EXDATE;TZID=W. Europe Standard Time:20261110T113000',
      'EXDATE;TZID=W. Europe Standard Time:20261117T113000',
    ]);
    expect(of('RDATE')).toEqual(['RDATE;TZID=W. Europe Standard Time:20261211T113000']);
  });

  it('moves overrides along, but not one that a person put elsewhere', () => {
    const text = applyEdits(
      series,
      change(series, {}, all, { start: at('20261102T113000'), end: at('20261102T123000') }),
    );
    expect(fieldsOf(text, '20261123T113000')).toMatchObject({ title: 'Elsewhere', start: at('20261124T140000') });
    expect(fieldsOf(text, '20261130T113000')).toMatchObject({ title: 'Renamed', start: at('20261130T113000') });
  });

  it('moves by what one of its occurrences was moved by', () => {
    const moved = change(
      series,
      {},
      all,
      { start: at('20261118T103000'), end: at('20261118T113000') },
      '20261118T100000',
    );
    expect(fieldsOf(applyEdits(series, moved)).start).toBe(at('20261102T103000'));
  });

  it('keeps edits of an occurrence through two moves, also onto the place of another', () => {
    const daily = createEventText({ ...plain, rrule: 'FREQ=DAILY' }, { uid: 'd', now });
    const day = 86_400_000;
    let edits = change(daily, {}, only('20261120T140000'), { title: 'Twentieth' });
    const moveOn = () => {
      const { start, end } = fieldsOf(applyEdits(daily, edits));
      edits = change(daily, edits, all, { start: (start + day) as LocalMs, end: (end + day) as LocalMs });
    };
    moveOn();
    edits = change(daily, edits, only('20261120T140000'), { title: 'Nineteenth before' });
    moveOn();
    const text = applyEdits(daily, edits);
    expect(fieldsOf(text, '20261122T140000')).toMatchObject({ title: 'Twentieth', start: at('20261122T140000') });
    expect(fieldsOf(text, '20261121T140000')).toMatchObject({
      title: 'Nineteenth before',
      start: at('20261121T140000'),
    });
    expect(fieldsOf(text, '20261120T140000').title).toBe('Tea');
  });

  it('becomes all-day with everything that names its occurrences', () => {
    const text = applyEdits(
      series,
      change(series, {}, all, { allDay: true, zone: '', start: at('20261102'), end: at('20261103') }),
    );
    const [master, , renamed] = parseComponents(text);
    expect(propertyValue(master!, 'DTSTART')).toBe('20261102');
    expect(propertyValue(master!, 'DTEND')).toBe('20261103');
    expect(text).toMatch(/EXDATE;VALUE=DATE:20261109\r\nEXDATE;VALUE=DATE:20261116|EXDATE;VALUE=DATE:20261116/);
    expect(propertyValue(renamed!, 'RECURRENCE-ID')).toBe('20261130');
  });

  const until = (rrule: string, start: string, what: Partial<EventFields>) => {
    const fields = { ...plain, start: at(start), end: (at(start) + 3_600_000) as LocalMs, rrule };
    const text = createEventText(fields, { uid: 'u', now });
    return fieldsOf(applyEdits(text, change(text, {}, all, what))).rrule.replace(/.*UNTIL=/, '');
  };
  it.each([
    ['later', '20261230T090000Z', { start: at('20261102T110000'), end: at('20261102T120000') }, '20261230T100000Z'],
    [
      'to all-day',
      '20261230T090000Z',
      { allDay: true, zone: '', start: at('20261102'), end: at('20261103') },
      '20261230',
    ],
    ['to another zone', '20261230T090000Z', { zone: 'America/New_York' }, '20261230T150000Z'],
    [
      'over the change of clocks',
      '20270601T080000Z',
      { start: at('20261103T100000'), end: at('20261103T110000') },
      '20270602T080000Z',
    ],
    ['to floating', '20261230T090000Z', { zone: '' }, '20261230T100000'],
  ] as const)('keeps its last occurrence when it moves %s', (_how, before, what, after) => {
    expect(until(`FREQ=WEEKLY;UNTIL=${before}`, '20261102T100000', what)).toBe(after);
  });

  it('keeps its last occurrence when all-day becomes timed', () => {
    const fields = { ...plain, allDay: true, zone: '', start: at('20261102'), end: at('20261103') };
    const text = createEventText({ ...fields, rrule: 'FREQ=DAILY;UNTIL=20261110' }, { uid: 'u', now });
    const times = { allDay: false, zone: 'Europe/Zurich', start: at('20261102T090000'), end: at('20261102T100000') };
    expect(fieldsOf(applyEdits(text, change(text, {}, all, times))).rrule).toBe('FREQ=DAILY;UNTIL=20261110T080000Z');
  });

  it('changes its zone', () => {
    const text = applyEdits(series, change(series, {}, all, { zone: 'Asia/Kolkata' }));
    expect(text).toContain('DTSTART;TZID=Asia/Kolkata:20261102T100000');
    expect(text).toContain('EXDATE;TZID=Asia/Kolkata:20261109T100000');
  });
});

describe('an event in a zone of its own', () => {
  const office = lines(
    ...['BEGIN:VTIMEZONE', 'TZID:Office', 'BEGIN:STANDARD', 'DTSTART:19700101T000000'],
    ...['TZOFFSETFROM:+0130', 'TZOFFSETTO:+0130', 'END:STANDARD', 'END:VTIMEZONE'],
    ...[
      'BEGIN:VEVENT',
      'UID:o',
      'DTSTART;TZID=Office:20261118T100000',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY',
      'END:VEVENT',
    ],
  );

  it('is read in UTC', () => {
    const expected = { zone: 'UTC', start: at('20261118T083000'), end: at('20261118T093000') };
    expect(fieldsOf(office)).toMatchObject(expected);
    expect(fieldsOf(office.replace('TZID:Office\r\n', 'TZID:Office\r\nX-LIC-LOCATION:Europe/Rome\r\n'))).toMatchObject({
      zone: 'Europe/Rome',
      start: at('20261118T100000'),
    });
  });

  it.each([
    ['series', all, undefined],
    ['occurrence', only('20261118T100000'), '20261118T100000'],
  ] as const)('keeps its zone when the %s moves', (_what, target, rid) => {
    const times = { start: at('20261118T093000'), end: at('20261118T103000') };
    const text = applyEdits(office, change(office, {}, target, times));
    expect(text).toContain('DTSTART;TZID=Office:20261118T110000');
    expect(fieldsOf(text, rid)).toMatchObject(times);
  });
});

describe('single dates of a series', () => {
  const hour = 3_600_000;
  const moved = change(series, {}, all, {
    start: (at('20261102T100000') + hour) as LocalMs,
    end: (at('20261102T110000') + hour) as LocalMs,
  });

  it.each([
    ['as it was', {}, 'T10'],
    ['moved since', moved, 'T11'],
  ])('are added, left out and brought back: %s', (_what, existing, time) => {
    const date = (day: string) => `${day}${time}0000`;
    const edits = change(series, existing, all, {
      rdates: [date('20261211')],
      exdates: [date('20261116'), date('20261118')],
    });
    const fields = fieldsOf(applyEdits(series, edits));
    expect(fields.rdates).toEqual([date('20261211')]);
    expect(fields.exdates).toEqual([date('20261116'), date('20261118')]);
  });

  it('and several rules are written with a new event', () => {
    const dates = { rdates: ['20261121T140000'], exdates: ['20261119T140000'], moreRules: ['FREQ=MONTHLY'] };
    const text = createEventText({ ...plain, rrule: 'FREQ=DAILY', ...dates }, { uid: 'u', now });
    expect(fieldsOf(text)).toMatchObject({ rrule: 'FREQ=DAILY', ...dates });
  });

  it('a rule more or fewer leaves the others', () => {
    const text = series.replace('EXDATE', 'RRULE:FREQ=MONTHLY\r\nRRULE:FREQ=YEARLY\r\nEXDATE');
    const fewer = change(text, {}, all, { moreRules: ['FREQ=YEARLY'] });
    expect(fieldsOf(applyEdits(text, fewer))).toMatchObject({ moreRules: ['FREQ=YEARLY'] });
    const more = change(text, fewer, all, { moreRules: ['FREQ=YEARLY', 'FREQ=DAILY', 'FREQ=HOURLY'] });
    expect(fieldsOf(applyEdits(text, more)).moreRules).toEqual(['FREQ=YEARLY', 'FREQ=DAILY', 'FREQ=HOURLY']);
  });
});

describe('removeOccurrenceEdits', () => {
  it.each([['20261104T100000'], ['20261123T100000'], ['20261130T100000']])('takes %s away with its override', (rid) => {
    const text = applyEdits(series, removeOccurrenceEdits(series, {}, rid, now));
    expect(text).toContain(`EXDATE;TZID=W. Europe Standard Time:${rid}`);
    expect(parseComponents(text).some((one) => propertyValue(one, 'RECURRENCE-ID')?.startsWith(rid.slice(0, 8)))).toBe(
      false,
    );
    expect(text).toContain('SEQUENCE:5');
  });

  it('of occurrences that came without their series takes that one only, and leaves the last to be deleted whole', () => {
    const orphan = (date: string) => [
      'BEGIN:VEVENT',
      'UID:orphans',
      `RECURRENCE-ID;TZID=Europe/Zurich:${date}T090000`,
      `DTSTART;TZID=Europe/Zurich:${date}T100000`,
      'SEQUENCE:3',
      'END:VEVENT',
    ];
    const text = lines(...orphan('20261118'), ...orphan('20261125'));
    const edits = removeOccurrenceEdits(text, {}, '20261118T090000', now);
    expect(applyEdits(text, edits)).toBe(lines(...orphan('20261125')));
    expect(removeOccurrenceEdits(text, edits, '20261125T090000', now)).toEqual({});
  });

  it('gives nothing for what is no occurrence', () => {
    expect(removeOccurrenceEdits(series, {}, 'x', now)).toEqual({});
  });
});
