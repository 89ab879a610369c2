import { describe, expect, it } from 'vitest';
import { readFreeBusy } from '../../../../../src/domain/calendar/availability/free-busy.js';
import { createEventText } from '../../../../../src/domain/calendar/create-event-text.js';
import { readAvailabilities, unavailableTimes } from '../../../../../src/domain/calendar/slots/available-times.js';
import { bookedBy, bookedEdits, bookedEvent } from '../../../../../src/domain/calendar/slots/booking.js';
import { readSlotFields, slotEdits } from '../../../../../src/domain/calendar/slots/read-slots.js';
import { sharedSlotsText } from '../../../../../src/domain/calendar/slots/share-slots.js';
import { newSlotFields, type SlotFields, slotProblem } from '../../../../../src/domain/calendar/slots/slot-fields.js';
import { createSlotText } from '../../../../../src/domain/calendar/slots/slot-lines.js';
import { applyEdits } from '../../../../../src/domain/items/apply-edits.js';
import type { Edits } from '../../../../../src/domain/items/item.js';
import type { EpochMs } from '../../../../../src/domain/time/types.js';
import { parseCalendar } from '../../../../../src/formats/ics/parse.js';
import { writeCalendar } from '../../../../../src/formats/ics/write.js';

const now = Date.UTC(2026, 10, 1) as EpochMs;
const at = (text: string) => Date.parse(`${text}Z`);
const fields: SlotFields = {
  title: 'Advice, first talk',
  description: 'Bring the papers;\nall of them.',
  location: 'Room 5',
  conference: 'https://kmeet.example/room',
  timeZone: 'Europe/Zurich',
  weekly: [
    { days: [1, 3], start: 540, end: 720 },
    { days: [5], start: 780, end: 1440 },
  ],
  dates: [{ date: '2026-12-05', start: 600, end: 660 }],
  others: [],
  length: 45,
  bufferBefore: 10,
  bufferAfter: 5,
  notice: 1440,
  horizon: 60,
  perDay: 4,
  calendars: ['a', 'b,c'],
};
const text = createSlotText(fields, { uid: 'u@x', now, organizer: 'mailto:me@example.org' });
const week = { start: at('2026-11-16T00:00'), end: at('2026-11-23T00:00') };
const hours = (list: readonly { readonly start: number; readonly end: number }[]) =>
  list.map(({ start, end }) => [start, end].map((t) => new Date(t).toISOString().slice(8, 16)).join('/'));

describe('a schedule', () => {
  it('[BS1] is written as a VAVAILABILITY and read again, also through a file', () => {
    expect(readSlotFields(text)).toEqual(fields);
    expect(text).toContain('BEGIN:AVAILABLE\r\nUID:u@x-1\r\n');
    const file = writeCalendar([{ uid: 'u@x', kind: 'other', text }]);
    expect(file).toContain('BEGIN:VTIMEZONE');
    const { items, problems } = parseCalendar(file);
    expect(problems).toEqual([]);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ uid: 'u@x', text });
    expect(readSlotFields('BEGIN:VAVAILABILITY\r\nUID:x\r\nEND:VAVAILABILITY\r\n')).toBeUndefined();
  });

  it('[BS1] changes by edits, hours and each other thing by themselves', () => {
    const change = (edits: Edits, after: Partial<SlotFields>) => {
      const before = readSlotFields(applyEdits(text, edits))!;
      return { ...edits, ...slotEdits(text, edits, before, { ...before, ...after }, now) };
    };
    const hoursOfOne = change({}, { weekly: [{ days: [2], start: 0, end: 60 }], dates: [] });
    const titleOfOther = change({}, { title: 'Other', perDay: 0, bufferBefore: 0, conference: '' });
    const merged = readSlotFields(applyEdits(text, { ...hoursOfOne, ...titleOfOther }));
    expect(merged).toEqual({
      ...fields,
      ...{
        weekly: [{ days: [2], start: 0, end: 60 }],
        dates: [],
        title: 'Other',
        perDay: 0,
        bufferBefore: 0,
        conference: '',
      },
    });
    expect(change({}, {})).toEqual({});
    const zone = readSlotFields(applyEdits(text, change({}, { timeZone: 'America/New_York' })));
    expect(zone).toEqual({ ...fields, timeZone: 'America/New_York' });
    const none = readSlotFields(applyEdits(text, change({}, { weekly: [], dates: [] })));
    expect([none?.weekly, none?.dates]).toEqual([[], []]);
  });

  it('[BS2] has the mildest word for the rest of one’s time', () => {
    expect(text).toContain('BUSYTYPE:BUSY-TENTATIVE\r\nPRIORITY:9\r\n');
  });

  it('[BS7] [BS9] keeps hours it cannot show, and cuts numbers', () => {
    const other =
      'BEGIN:AVAILABLE\r\nUID:o\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260101T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=MONTHLY\r\nEND:AVAILABLE';
    const changed = text
      .replace('END:VAVAILABILITY', `${other}\r\nEND:VAVAILABILITY`)
      .replace(/HORIZON:P60D/, 'HORIZON:P9999D')
      .replace(/LENGTH:PT45M/, 'LENGTH:PT1S')
      .replace(/LIMIT:4/, 'LIMIT:-7');
    const read = readSlotFields(changed)!;
    expect([read.others, read.horizon, read.length, read.perDay]).toEqual([[other], 365, 5, 0]);
    const edits = slotEdits(changed, {}, read, { ...read, dates: [] }, now);
    expect(readSlotFields(applyEdits(changed, edits))?.others).toEqual([other]);
  });

  it('[BS7] is not saved with what makes no sense', () => {
    const problem = (change: Partial<SlotFields>) => slotProblem({ ...fields, ...change });
    expect(problem({})).toBeUndefined();
    expect(problem({ title: ' ' })).toBe('title');
    expect(problem({ timeZone: 'Nowhere' })).toBe('zone');
    expect(problem({ weekly: [], dates: [] })).toBe('no-hours');
    expect(problem({ weekly: [{ days: [1], start: 60, end: 60 }] })).toBe('hours');
    expect(problem({ weekly: [{ days: [], start: 60, end: 90 }] })).toBe('hours');
    expect(problem({ dates: [{ date: '2026-02-30', start: 60, end: 90 }] })).toBe('hours');
    expect(problem({ length: 1000 })).toBe('short');
    for (const length of [4, 1441, 5.5]) expect(problem({ length })).toBe('number');
    for (const horizon of [0, 366]) expect(problem({ horizon })).toBe('number');
    expect(problem({ conference: 'javascript:1' })).toBe('conference');
    const many = Array.from({ length: 101 }, () => ({ days: [1], start: 0, end: 60 }));
    expect(problem({ weekly: many, dates: [] })).toBe('too-many');
    expect(problem({ weekly: many.slice(1), dates: [] })).toBeUndefined();
    expect(newSlotFields('UTC').weekly).toHaveLength(1);
  });
});

/** RFC 7953 §6: an example of the standard. */
const standard = [
  'BEGIN:VAVAILABILITY',
  'ORGANIZER:mailto:bernard@example.com',
  'UID:0428C7D2-688E-4D2E-AC52-CD112E2469DF',
  'DTSTAMP:20111005T133225Z',
  'SUMMARY:Office hours',
  'BEGIN:AVAILABLE',
  'UID:34EDA59B-6BB1-4E94-A66C-64999089C0AF',
  'SUMMARY:Monday to Friday from 9:00 to 17:00',
  'DTSTART;TZID=America/Montreal:20111002T090000',
  'DTEND;TZID=America/Montreal:20111002T170000',
  'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  'END:AVAILABLE',
  'END:VAVAILABILITY',
  '',
].join('\r\n');

describe('hours that another program wrote', () => {
  it('[BS9] say when somebody is there', () => {
    const [found] = readAvailabilities(standard, week, 'UTC');
    expect(found).toMatchObject({
      organizer: 'mailto:bernard@example.com',
      title: 'Office hours',
      priority: 10,
      kind: 'away',
    });
    expect(hours(found!.available).slice(0, 2)).toEqual(['16T14:00/16T22:00', '17T14:00/17T22:00']);
    expect(found!.available).toHaveLength(5);
    expect(hours(unavailableTimes([found!])).slice(0, 2)).toEqual(['16T00:00/16T14:00', '16T22:00/17T14:00']);
  });

  it('[BS9] of two the higher priority holds where it speaks', () => {
    const vacation = [
      'BEGIN:VAVAILABILITY',
      'UID:v',
      'DTSTART:20261117T000000Z',
      'DTEND:20261118T000000Z',
      'PRIORITY:1',
      'BUSYTYPE:BUSY',
      'END:VAVAILABILITY',
      '',
    ].join('\r\n');
    const all = readAvailabilities(standard + vacation, week, 'UTC');
    const times = unavailableTimes(all);
    expect(times.filter(({ kind }) => kind === 'busy').map(({ start, end }) => [start, end])).toEqual([
      [at('2026-11-17T00:00'), at('2026-11-18T00:00')],
    ]);
    expect(hours(times.filter(({ kind }) => kind === 'away')).slice(0, 3)).toEqual([
      '16T00:00/16T14:00',
      '16T22:00/17T00:00',
      '18T00:00/18T14:00',
    ]);
  });

  it('[BS9] never breaks on what is no calendar', () => {
    const odd = standard
      .replace('DTEND;TZID=America/Montreal:20111002T170000', 'DTEND:never')
      .replace('RRULE:', 'RRULE:FREQ=X;');
    for (const broken of ['', 'BEGIN:VAVAILABILITY', odd, standard.replaceAll('AVAILABLE', 'VALARM')])
      expect(() => unavailableTimes(readAvailabilities(broken, week, 'UTC'))).not.toThrow();
  });
});

describe('a booking', () => {
  const slot = { start: at('2026-11-16T08:00'), end: at('2026-11-16T08:45') };
  it('[BS8] is an event with the guest, marked with its schedule', () => {
    const booking = { slot, name: 'Ada, L.', email: 'ada@example.org', note: 'About a machine' };
    const event = bookedEvent(fields, booking, 'Advice: Ada');
    expect(event).toMatchObject({
      title: 'Advice: Ada',
      location: 'Room 5',
      zone: 'Europe/Zurich',
      conference: fields.conference,
    });
    expect(event.attendees).toMatchObject([{ address: 'mailto:ada@example.org', name: 'Ada, L.', status: 'ACCEPTED' }]);
    expect(event.description).toBe('About a machine\n\nBring the papers;\nall of them.');
    expect(event.start).toBe(at('2026-11-16T09:00'));
    expect(bookedEvent(fields, { ...booking, email: '' }, 'x').attendees).toEqual([]);
    const made = applyEdits(createEventText(event, { uid: 'e', now }), bookedEdits('u@x'));
    expect([bookedBy(made), bookedBy(createEventText(event, { uid: 'e', now })), bookedBy('')]).toEqual([
      'u@x',
      '',
      '',
    ]);
  });

  it('[BS10] and the file for others say only what is free', () => {
    const shared = sharedSlotsText({
      uid: 's',
      title: 'Advice',
      organizer: 'mailto:me@example.org',
      window: week,
      slots: [slot],
      now,
    });
    expect(shared).toContain('FREEBUSY;FBTYPE=FREE:20261116T080000Z/PT45M');
    const [read] = readFreeBusy(shared);
    expect(read?.busy).toEqual([
      { start: week.start, end: slot.start, kind: 'away' },
      { start: slot.end, end: week.end, kind: 'away' },
    ]);
    expect(read?.known).toEqual(week);
  });
});
