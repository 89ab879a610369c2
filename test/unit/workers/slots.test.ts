import { describe, expect, it } from 'vitest';
import type { EventFields } from '../../../src/domain/calendar/event-fields.js';
import { newSlotFields, type SlotFields } from '../../../src/domain/calendar/slots/slot-fields.js';
import type { EpochMs, LocalMs } from '../../../src/domain/time/types.js';
import { createRowStore } from '../../../src/store/row-store.js';
import { createReader } from '../../../src/workers/reader/reader.js';
import type { Command } from '../../../src/workers/sync.api.js';
import { eventFields } from '../../support/fields.js';
import { commandId, testWriter } from '../../support/writer.js';

const at = (text: string) => Date.parse(`${text}Z`) as EpochMs;
const wall = (text: string) => Date.parse(`${text}Z`) as LocalMs;

/** Wednesdays from nine to twelve in Vienna, an hour each. */
const fields: SlotFields = {
  ...newSlotFields('Europe/Vienna'),
  title: 'Office hours',
  weekly: [{ days: [3], start: 540, end: 720 }],
  length: 60,
  notice: 0,
};
const window = { start: at('2026-11-18T00:00'), end: at('2026-11-19T00:00') };

async function setUp() {
  const writer = testWriter();
  writer.time = at('2026-11-17T12:00');
  const reader = createReader(createRowStore(writer.db), { now: () => writer.time as EpochMs });
  const run = async (command: Command) => {
    const answer = await writer.run(commandId(), command);
    reader.forget(answer.change);
    return answer;
  };
  const calendar = async (name: string) =>
    (await run({ type: 'createCollection', collection: { kind: 'calendar', name, hue: 1 } })).collection?.id ?? '';
  const [work, home] = [await calendar('work'), await calendar('home')];
  const uid = (await run({ type: 'createSlots', collectionId: work, fields })).uid ?? '';
  const ref = { collectionId: work, uid };
  const add = (start: string, end: string, more: Partial<EventFields> = {}, collectionId = work) =>
    run({ type: 'createEvent', collectionId, fields: eventFields({ start: wall(start), end: wall(end), ...more }) });
  const free = async (change: Partial<SlotFields> = {}) => {
    const { slots } = await reader.freeSlots({ ref, fields: { ...fields, ...change }, window });
    return slots.map(({ start }) => new Date(start).toISOString().slice(11, 16));
  };
  return { writer, reader, run, work, home, ref, add, free };
}

describe('bookable times on this device', () => {
  it('[BS4] are free beside all of one’s calendars, hidden ones too, or beside those that are chosen', async () => {
    const { add, free, home, run } = await setUp();
    expect(await free()).toEqual(['08:00', '09:00', '10:00']);
    await add('2026-11-18T09:30', '2026-11-18T09:45');
    await add('2026-11-18T11:00', '2026-11-18T12:00', { transparent: true });
    expect(await free()).toEqual(['09:00', '10:00']);
    await add('2026-11-18T10:00', '2026-11-18T10:30', { status: 'TENTATIVE' }, home);
    await run({ type: 'updateCollection', id: home, change: { visible: false } });
    expect(await free()).toEqual(['10:00']);
    expect(await free({ bufferBefore: 31 })).toEqual([]);
    expect(await free({ calendars: [home] })).toEqual(['08:00', '10:00']);
    const day = { allDay: true, zone: '', absence: 'out-of-office' } as const;
    const away = await add('2026-11-18T00:00', '2026-11-19T00:00', day);
    expect(await free()).toEqual([]);
    await run(away.inverse as Command);
    expect(await free()).toEqual(['10:00']);
  });

  it('[BS6] [BS8] are taken by bookings, and free again when those are taken back', async () => {
    const { run, ref, free, reader } = await setUp();
    const slot = { start: at('2026-11-18T09:00'), end: at('2026-11-18T10:00') };
    const booking = { slot, name: 'Ada', email: 'ada@example.org', note: '' };
    const booked = await run({ type: 'bookSlot', ref, booking, title: 'Office hours: Ada' });
    expect(await free()).toEqual(['08:00', '10:00']);
    expect(await free({ perDay: 1 })).toEqual([]);
    expect(await free({ perDay: 2 })).toEqual(['08:00', '10:00']);
    const detail = await reader.readEvent({ collectionId: ref.collectionId, uid: booked.uid ?? '' });
    expect(detail?.fields).toMatchObject({ title: 'Office hours: Ada', zone: 'Europe/Vienna' });
    expect(detail?.fields.attendees.map(({ address }) => address)).toEqual(['mailto:ada@example.org']);
    await run(booked.inverse as Command);
    expect(await free({ perDay: 1 })).toEqual(['08:00', '09:00', '10:00']);
  });

  it('[BS8] tell the guest when one’s own address is known', async () => {
    const { run, ref } = await setUp();
    await run({ type: 'updateSettings', change: { addresses: ['mailto:me@example.org'] } });
    const slot = { start: at('2026-11-18T09:00'), end: at('2026-11-18T10:00') };
    const booking = { slot, name: 'Ada', email: 'ada@example.org', note: '' };
    const { messages } = await run({ type: 'bookSlot', ref, booking, title: 'Office hours: Ada' });
    expect(messages?.map(({ method }) => method)).toEqual(['REQUEST']);
  });

  it('[BS1] are listed, changed and deleted, each with its inverse', async () => {
    const { run, ref, reader, home } = await setUp();
    const listed = async () => (await reader.slotOverview('UTC')).schedules.map((one) => [one.ref, one.fields.title]);
    expect(await listed()).toEqual([[ref, 'Office hours']]);
    const changed = { ...fields, title: 'Surgery', perDay: 3 };
    const moved = await run({ type: 'updateSlots', ref, fields: changed, before: fields, collectionId: home });
    expect(await listed()).toEqual([[{ ...ref, collectionId: home }, 'Surgery']]);
    await run(moved.inverse as Command);
    expect(await listed()).toEqual([[ref, 'Office hours']]);
    const gone = await run({ type: 'removeEvent', ref, scope: 'all' });
    expect(await listed()).toEqual([]);
    await run(gone.inverse as Command);
    expect(await listed()).toEqual([[ref, 'Office hours']]);
  });

  it('[BS2] [BS9] only hours of other programs say that somebody is away', async () => {
    const { run, ref, reader, work } = await setUp();
    const ask = async (address: string) => {
      const people = [{ address, required: true }];
      const request = { people, duration: 3_600_000, window, buffer: 0, timeZone: 'UTC' };
      const { availability } = await reader.meetingTimes(request);
      return availability.map(({ busy }) => busy.map(({ start, end, kind }) => [start, end, kind]));
    };
    expect(await ask('mailto:bernard@example.net')).toEqual([[], []]);
    const text = [
      'BEGIN:VAVAILABILITY',
      'UID:b',
      'DTSTAMP:20260101T000000Z',
      'SUMMARY:Bernard',
      'ORGANIZER:mailto:Bernard@example.net',
      'BEGIN:AVAILABLE',
      'UID:b-1',
      'DTSTAMP:20260101T000000Z',
      'DTSTART:20260107T090000Z',
      'DTEND:20260107T170000Z',
      'RRULE:FREQ=WEEKLY',
      'END:AVAILABLE',
      'END:VAVAILABILITY',
      '',
    ].join('\r\n');
    await run({ type: 'writeItems', writes: [{ collectionId: work, uid: 'b', text, edits: {} }] });
    expect(await ask('mailto:bernard@example.net')).toEqual([
      [],
      [
        [window.start, at('2026-11-18T09:00'), 'away'],
        [at('2026-11-18T17:00'), window.end, 'away'],
      ],
    ]);
    const { others, schedules } = await reader.slotOverview('UTC');
    expect(schedules.map((one) => one.ref)).toEqual([ref]);
    expect(others).toMatchObject([{ title: 'Bernard', organizer: 'mailto:Bernard@example.net', locked: false }]);
    expect(others[0]?.week).toEqual([{ start: at('2026-11-18T09:00'), end: at('2026-11-18T17:00') }]);
    // What does not say whose it is, in one's own calendar, is one's own.
    const mine = text.replace('UID:b\r\n', 'UID:m\r\n').replace(/ORGANIZER.*\r\n/, '');
    await run({ type: 'writeItems', writes: [{ collectionId: work, uid: 'm', text: mine, edits: {} }] });
    expect((await ask('mailto:bernard@example.net'))[0]).toHaveLength(2);
  });
});
