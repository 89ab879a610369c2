// Rooms in the store: a booking is written with its event, whatever is done to that (docs/rules/rooms.md RM10, RM11, RM41, RM50).
import { beforeEach, describe, expect, it } from 'vitest';
import type { EventFields } from '../../../../src/domain/calendar/event-fields.js';
import { orderRooms } from '../../../../src/domain/rooms/choose-rooms.js';
import { withRooms } from '../../../../src/domain/rooms/event-rooms.js';
import { emptyRoom, type Room } from '../../../../src/domain/rooms/room.js';
import type { EpochMs, LocalMs } from '../../../../src/domain/time/types.js';
import type { ChunkRecord } from '../../../../src/store/database.js';
import { createRowStore } from '../../../../src/store/row-store.js';
import type { StoreChange } from '../../../../src/store/store-change.js';
import { makeBatch } from '../../../../src/workers/files/make-batch.js';
import { readFile } from '../../../../src/workers/files/read-file.js';
import { createReader, type Reader } from '../../../../src/workers/reader/reader.js';
import type { Command } from '../../../../src/workers/sync.api.js';
import { eventFields } from '../../../support/fields.js';
import { commandId, projections, type TestWriter, testWriter } from '../../../support/writer.js';

const at = (day: number, hour: number) => Date.UTC(2026, 10, day, hour) as LocalMs;
const novemberWindow = { from: at(1, 0) as never, to: at(30, 0) as never };
const november = { start: at(1, 0), end: Date.UTC(2026, 11, 31), timeZone: 'UTC' };

describe('rooms in the store', () => {
  let writer: TestWriter;
  let reader: Reader;
  let calendar: string;
  const run = async (command: Command) => {
    const answer = await writer.run(commandId(), command);
    reader.forget(answer.change);
    return answer;
  };
  const rooms = async () => (await reader.roomsOverview()).rooms;
  const named = async (name: string) => (await rooms()).find((one) => one.name === name)!;
  const bookings = async () => {
    const all = await rooms();
    const found = await reader.roomBookings({ ...november, rooms: all.map(({ uid }) => uid) });
    const names = new Map(all.map(({ uid, name }) => [uid, name]));
    return found
      .map(
        (one) => `${names.get(one.room)} ${new Date(one.start).toISOString().slice(8, 16)} ${one.title} ${one.state}`,
      )
      .sort();
  };
  const event = (room: Room | undefined, fields: Partial<EventFields> = {}) => {
    const plain = eventFields({ title: 'Review', zone: 'UTC', start: at(18, 14), end: at(18, 15), ...fields });
    return room === undefined ? plain : withRooms(plain, [], [room]);
  };
  const book = async (room: Room, fields?: Partial<EventFields>) =>
    (await run({ type: 'createEvent', collectionId: calendar, fields: event(room, fields) })).uid!;

  beforeEach(async () => {
    writer = testWriter();
    reader = createReader(createRowStore(writer.db), { now: () => writer.time as EpochMs });
    const made = await run({ type: 'createCollection', collection: { kind: 'calendar', name: 'Work', hue: 1 } });
    calendar = made.collection!.id;
    const names = ['Léman', 'Jura'].map((name) => ({ ...emptyRoom, name, capacity: 6 }));
    await run({ type: 'createRooms', rooms: names, listName: 'Rooms' });
  });

  it('has each a calendar of its own that no list of calendars shows', async () => {
    expect((await rooms()).map(({ name, bookable, manageable }) => [name, bookable, manageable])).toEqual([
      ['Jura', true, true],
      ['Léman', true, true],
    ]);
    expect(new Set((await rooms()).map(({ calendarId }) => calendarId)).size).toBe(2);
    const kinds = (await reader.collections()).map(({ kind }) => kind).sort();
    expect(kinds).toEqual(['calendar', 'room', 'room', 'roomlist']);
    await book(await named('Jura'));
    expect(await reader.occurrences({ from: at(1, 0) as never, to: at(30, 0) as never, timeZone: 'UTC' })).toHaveLength(
      1,
    );
  });

  it('are booked by an event, which moves, copies and takes back the booking [RM10]', async () => {
    const uid = await book(await named('Léman'));
    expect(await bookings()).toEqual(['Léman 18T14:00 Review held']);
    const ref = { collectionId: calendar, uid };
    const times = { start: at(19, 9), end: at(19, 10), allDay: false, timeZone: 'UTC' };
    const moved = await run({ type: 'moveEvent', ref, times, scope: 'all' });
    expect(await bookings()).toEqual(['Léman 19T09:00 Review held']);
    await run(moved.inverse!);
    expect(await bookings()).toEqual(['Léman 18T14:00 Review held']);
    const removed = await run({ type: 'removeEvent', ref, scope: 'all' });
    expect(await bookings()).toEqual([]);
    await run(removed.inverse!);
    expect(await bookings()).toEqual(['Léman 18T14:00 Review held']);
    const other = await run({ type: 'createCollection', collection: { kind: 'calendar', name: 'Home', hue: 2 } });
    const fields = (await reader.readEvent(ref))!.fields;
    await run({
      type: 'updateEvent',
      ref,
      fields: { ...fields, title: 'Talk' },
      scope: 'all',
      collectionId: other.collection!.id,
    });
    expect(await bookings()).toEqual(['Léman 18T14:00 Talk held']);
    expect((await reader.roomsOverview()).lastBooked).toEqual([(await named('Léman')).uid]);
  });

  it('follow single occurrences and another room [RM10] [RM12]', async () => {
    const [leman, jura] = [await named('Léman'), await named('Jura')];
    const uid = await book(leman, { rrule: 'FREQ=DAILY;COUNT=3' });
    const [, second, third] = await reader.occurrences({
      from: at(1, 0) as never,
      to: at(30, 0) as never,
      timeZone: 'UTC',
    });
    const refOf = (one: typeof second) => ({ collectionId: calendar, uid, recurrenceId: one!.recurrenceId! });
    const fields = (await reader.readEvent(refOf(second)))!.fields;
    await run({ type: 'updateEvent', ref: refOf(second), fields: withRooms(fields, [leman], [jura]), scope: 'this' });
    await run({ type: 'removeEvent', ref: refOf(third), scope: 'this' });
    expect(await bookings()).toEqual(['Jura 19T14:00 Review held', 'Léman 18T14:00 Review held']);
  });

  it('are refused to the later of two bookings, which is told who was earlier [RM21]', async () => {
    const leman = await named('Léman');
    await book(leman);
    writer.time += 60_000;
    await book(leman, { title: 'Later' });
    expect(await bookings()).toEqual(['Léman 18T14:00 Later lost', 'Léman 18T14:00 Review held']);
    const lost = (await reader.roomBookings({ ...november, rooms: [leman.uid] })).find(({ state }) => state === 'lost');
    expect(lost?.holder).toEqual({ title: 'Review', by: '', mine: true });
    // Once the relay has ordered them, its order counts [RM20].
    const all = await reader.roomBookings({ ...november, rooms: [leman.uid] });
    const claim = (title: string) => `claim\n${leman.calendarId}\n${all.find((one) => one.title === title)!.uid}`;
    await writer.db.local.bulkPut([
      { name: claim('Later'), value: '3' },
      { name: claim('Review'), value: '8' },
    ]);
    expect(await bookings()).toEqual(['Léman 18T14:00 Later held', 'Léman 18T14:00 Review lost']);
  });

  it('are offered for all times of a series that has lost more than one, and then for one of them [RM45]', async () => {
    const { listId } = await named('Léman');
    await run({ type: 'createRooms', listId, listName: '', rooms: [{ ...emptyRoom, name: 'Rhône', capacity: 9 }] });
    const [leman, jura, rhone] = [await named('Léman'), await named('Jura'), await named('Rhône')];
    const weekly = { rrule: 'FREQ=WEEKLY;COUNT=3' };
    await book(leman, { ...weekly, title: 'Earlier' });
    await book(jura, { start: at(25, 14), end: at(25, 15), title: 'Once' });
    writer.time += 60_000;
    const uid = await book(leman, weekly);
    const lost = async () =>
      (await reader.lostBookings('UTC')).map(({ times, others }) => [
        times,
        ...others.map(({ room, always }) => `${room.name}${always ? ' always' : ''}`),
      ]);
    expect(await lost()).toEqual([[3, 'Rhône always', 'Jura']]);
    // Taken for all of them, also where one was moved by itself.
    const ref = { collectionId: calendar, uid };
    const [first, second] = await reader
      .occurrences({ ...novemberWindow, timeZone: 'UTC' })
      .then((all) => all.filter((one) => one.uid === uid));
    const refOf = (one: typeof first) => ({ ...ref, recurrenceId: one!.recurrenceId! });
    const late = { start: at(25, 16), end: at(25, 17), allDay: false, timeZone: 'UTC' };
    const moved = await run({ type: 'moveEvent', ref: refOf(second), times: late, scope: 'this' });
    const { fields: before } = (await reader.readEvent(refOf(first)))!;
    const taken = await run({
      type: 'updateEvent',
      ref: refOf(first),
      fields: withRooms(before, [leman], [rhone]),
      scope: 'all',
    });
    expect(await lost()).toEqual([]);
    expect((await bookings()).filter((one) => one.includes('Rhône'))).toEqual([
      'Rhône 02T14:00 Review held',
      'Rhône 18T14:00 Review held',
      'Rhône 25T16:00 Review held',
    ]);
    await run(taken.inverse!);
    await run(moved.inverse!);
    await book(rhone, { start: Date.UTC(2026, 11, 2, 14) as LocalMs, end: Date.UTC(2026, 11, 2, 15) as LocalMs });
    expect(await lost()).toEqual([[3, 'Jura', 'Rhône']]);
    // Of which one time only is lost, no more is asked.
    const { fields } = (await reader.readEvent({ ...ref, recurrenceId: first!.recurrenceId! }))!;
    await run({ type: 'updateEvent', ref, fields: { ...fields, rrule: '' }, scope: 'all' });
    expect(await lost()).toEqual([[1, 'Jura', 'Rhône']]);
  });

  it('are looked at over a whole series, with the clashes named [RM41]', async () => {
    const [leman, jura] = [await named('Léman'), await named('Jura')];
    const uid = await book(leman, { start: at(25, 14), end: at(25, 15) });
    const request = { fields: event(undefined, { rrule: 'FREQ=WEEKLY;COUNT=3' }), timeZone: 'UTC' };
    const of = async (room: Room, more = {}) =>
      (await reader.roomsFor({ ...request, ...more })).choices.find((one) => one.room.uid === room.uid)!;
    expect(await of(leman)).toMatchObject({
      free: false,
      clashCount: 1,
      checked: 3,
      clashes: [{ start: at(25, 14), title: 'Review' }],
    });
    expect(await of(jura)).toMatchObject({ free: true, clashCount: 0, checked: 3, more: false });
    expect(await of(leman, { uid })).toMatchObject({ free: true });
    await run({
      type: 'updateRoom',
      ref: { collectionId: leman.listId, uid: leman.uid },
      before: leman,
      fields: { ...leman, double: true },
    });
    expect(await of(leman)).toMatchObject({ free: true, shared: true, clashCount: 1 });
  });

  it('are booked by what comes in a file, series and all, and are free again with it [RM12] [RM15]', async () => {
    const leman = await named('Léman');
    const there = `ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED;CN=Léman:urn:uuid:${leman.uid}`;
    const one = (...lines: string[]) => ['BEGIN:VEVENT', 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT'];
    const text = [
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:other'],
      ...one(
        ...[
          'UID:s',
          'DTSTART:20261117T090000Z',
          'DURATION:PT1H',
          'SUMMARY:Daily',
          'RRULE:FREQ=DAILY;UNTIL=20261121T000000Z',
        ],
        ...['RDATE:20261117T140000Z', 'EXDATE:20261118T090000Z', there],
      ),
      ...one('UID:s', 'RECURRENCE-ID:20261119T090000Z', 'DTSTART:20261119T110000Z', 'DURATION:PT1H', 'SUMMARY:Café'),
      ...one(
        'UID:s',
        'RECURRENCE-ID:20261120T090000Z',
        'DTSTART:20261120T120000Z',
        'DURATION:PT1H',
        'SUMMARY:Late',
        there,
      ),
      ...one(
        'UID:g',
        'DTSTART:20261125T090000Z',
        'SUMMARY:A guest',
        'ORGANIZER:mailto:bo@b.example',
        'ATTENDEE:mailto:me@a.example',
        there,
      ),
      ...['END:VCALENDAR', ''],
    ].join('\r\n');
    const read = await readFile(new Blob([text]), 'rooms.ics', async () => {});
    const given = { collectionId: calendar, shards: 64, duplicates: 'skip' } as const;
    const imported = await run({ type: 'import', batch: makeBatch(read, given, 'import') });
    const all = ['Léman 17T09:00 Daily held', 'Léman 17T14:00 Daily held', 'Léman 20T12:00 Late held'];
    expect(await bookings()).toEqual(all);
    expect((await reader.roomsOverview()).lastBooked).toEqual([leman.uid]);
    const gone = await run({ type: 'deleteCollection', id: calendar, deleted: true });
    expect(await bookings()).toEqual([]);
    await run(gone.inverse!);
    expect(await bookings()).toEqual(all);
    await run(imported.inverse!);
    expect(await bookings()).toEqual([]);
    // What somebody else publishes books nothing.
    const source = { kind: 'birthdays' } as const;
    const made = await run({
      type: 'createCollection',
      collection: { kind: 'calendar', name: 'Theirs', hue: 3, source },
    });
    const theirs = { ...given, collectionId: made.collection!.id };
    await run({ type: 'import', batch: { ...makeBatch(read, theirs, 'other'), refresh: true } });
    expect(await bookings()).toEqual([]);
  });

  it('are booked by what came in a file also when the disk was full, or the tab died, right after it [RM15]', async () => {
    const { uid } = await named('Léman');
    const made = await run({ type: 'createCollection', collection: { kind: 'calendar', name: 'Gone', hue: 2 } });
    const gone = made.collection!.id;
    const into = async (collectionId: string, title: string) => {
      const lines = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', `UID:${title}`, 'DTSTART:20261117T090000Z', 'DURATION:PT1H'];
      const there = `ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED:urn:uuid:${uid}`;
      const text = [...lines, `SUMMARY:${title}`, there, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
      const read = await readFile(new Blob([text]), 'rooms.ics', async () => {});
      const batch = makeBatch(read, { collectionId, shards: 64, duplicates: 'skip' }, title);
      expect(await run({ type: 'import', batch })).toMatchObject({ counts: { added: 1 } });
    };
    const refuse = (_: unknown, { docId }: ChunkRecord) => {
      if (![calendar, gone].some((id) => docId.startsWith(id))) throw new DOMException('full', 'QuotaExceededError');
    };
    writer.db.chunks.hook('creating', refuse);
    await into(calendar, 'Review');
    await into(gone, 'Nobody comes');
    expect(await bookings()).toEqual([]);
    await expect(writer.draw()).rejects.toMatchObject({ code: 'store/quota' });
    await run({ type: 'deleteCollection', id: gone, deleted: true });
    writer.db.chunks.hook('creating').unsubscribe(refuse);

    const next = testWriter({ name: writer.db.name });
    for (let drawn = await next.draw(); drawn !== undefined; drawn = await next.draw())
      reader.forget(drawn as StoreChange);
    expect(await bookings()).toEqual(['Léman 17T09:00 Review held']);
  });

  it('are as many as the list may have; what was there, or is taken back, stays [RM33]', async () => {
    const { listId, uid } = await named('Léman');
    const limits = async () => (await reader.roomsOverview()).lists.map(({ limit }) => limit);
    const more = () =>
      run({ type: 'createRooms', listId, listName: '', rooms: [{ ...emptyRoom, name: `Room ${writer.time++}` }] });
    expect(await limits()).toEqual([0]);
    const limited = await run({ type: 'limitRooms', listId, limit: 3 });
    expect(await limits()).toEqual([3]);
    await more();
    await expect(more()).rejects.toMatchObject({ code: 'input/limit' });
    const removed = await run({ type: 'removeRooms', refs: [{ collectionId: listId, uid }] });
    await more();
    await run(removed.inverse!);
    expect((await rooms()).length).toBe(4);
    await expect(more()).rejects.toMatchObject({ code: 'input/limit' });
    await run({ type: 'rebuild' });
    expect(await limits()).toEqual([3]);
    await run(limited.inverse!);
    expect(await limits()).toEqual([0]);
    await more();
  });

  it('says of which of very many rooms a series was looked at once only; what is chosen is looked at as a whole [RM41]', async () => {
    const names = Array.from({ length: 30 }, (_, n) => ({ ...emptyRoom, name: `Room ${n + 1}`, capacity: 8 }));
    await run({ type: 'createRooms', rooms: names, listName: 'Rooms' });
    const last = await named('Room 30');
    await writer.run(commandId(), {
      type: 'createEvent',
      collectionId: calendar,
      fields: event(last, { start: at(25, 14), end: at(25, 15) }),
    });
    await writer.db.settings.clear(); // as on the device of somebody who has booked nothing yet
    const fresh = createReader(createRowStore(writer.db), { now: () => writer.time as EpochMs });
    const request = { fields: event(undefined, { rrule: 'FREQ=WEEKLY' }), timeZone: 'UTC' };
    const { choices, lastBooked } = await fresh.roomsFor(request);
    const of = (name: string) => choices.find(({ room }) => room.name === name)!;
    expect(of('Room 1')).toMatchObject({ free: true, checked: 105 });
    expect(of('Room 1').partly).toBeUndefined();
    expect(of('Room 30')).toMatchObject({ free: true, checked: 1, partly: true });
    const order = orderRooms(choices, lastBooked).free.map(({ partly }) => partly === true);
    expect(order).toEqual([...order].sort());
    const chosen = await fresh.roomsFor({ ...request, chosen: [last.uid] });
    expect(chosen.choices.find(({ room }) => room.uid === last.uid)).toMatchObject({ free: false, clashCount: 1 });
  });

  it('let somebody say no or come', async () => {
    const leman = await named('Léman');
    await run({
      type: 'updateRoom',
      ref: { collectionId: leman.listId, uid: leman.uid },
      before: leman,
      fields: { ...leman, approval: true },
    });
    const uid = await book(await named('Léman'));
    // Who says yes needs nobody's [RM26].
    expect(await bookings()).toEqual(['Léman 18T14:00 Review held']);
    await run({ type: 'decideBooking', room: leman.uid, uid, state: '' });
    expect(await bookings()).toEqual(['Léman 18T14:00 Review waiting']);
    const yes = await run({ type: 'decideBooking', room: leman.uid, uid, state: 'APPROVED' });
    expect(await bookings()).toEqual(['Léman 18T14:00 Review held']);
    await run(yes.inverse!);
    await run({ type: 'decideBooking', room: leman.uid, uid, state: 'DECLINED' });
    expect(await bookings()).toEqual(['Léman 18T14:00 Review declined']);
    await run({ type: 'checkIn', room: leman.uid, uid, local: '20261118T140000', here: true });
    const [found] = await reader.roomBookings({ ...november, rooms: [leman.uid] });
    expect(found).toMatchObject({ checkedIn: true, mine: true });
  });

  it('are renamed by two people at once, deleted and brought back, and rebuilt the same', async () => {
    const leman = await named('Léman');
    const ref = { collectionId: leman.listId, uid: leman.uid };
    await run({ type: 'updateRoom', ref, before: leman, fields: { ...leman, capacity: 12 } });
    await run({ type: 'updateRoom', ref, before: leman, fields: { ...leman, floor: '3' } });
    expect(await named('Léman')).toMatchObject({ capacity: 12, floor: '3' });
    const removed = await run({ type: 'removeRooms', refs: [ref] });
    expect(await rooms()).toHaveLength(1);
    await run(removed.inverse!);
    await book(await named('Léman'));
    const before = await projections(writer.db);
    await run({ type: 'rebuild' });
    expect(await projections(writer.db)).toEqual(before);
    expect(await bookings()).toEqual(['Léman 18T14:00 Review held']);
  });
});
