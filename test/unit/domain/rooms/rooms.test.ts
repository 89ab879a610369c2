// docs/rules/rooms.md
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyEventFields, newAttendee } from '../../../../src/domain/calendar/event-fields.js';
import { alternatives, noFilter, orderRooms, suits, vocabulary } from '../../../../src/domain/rooms/choose-rooms.js';
import { roomAttendee, roomPlace, withRooms } from '../../../../src/domain/rooms/event-rooms.js';
import { readLastBooked } from '../../../../src/domain/rooms/last-booked.js';
import { duplicateName, emptyRoom, mergeHours, type RoomFields } from '../../../../src/domain/rooms/room.js';
import { isOpen, policyProblems } from '../../../../src/domain/rooms/room-policy.js';
import { createRoomText, readRoomFields, roomEdits } from '../../../../src/domain/rooms/room-text.js';
import { choice, room } from '../../../support/fake-rooms.js';

const day = (date: number, hour: number, minute = 0) => Date.UTC(2026, 10, date, hour, minute);
const words = fc.uniqueArray(
  fc.stringMatching(/^[a-zäé,;\\ ]{1,12}$/).map((word) => `x${word.trim()}`),
  {
    maxLength: 6,
    selector: (word) => word.toLowerCase(),
  },
);
const line = fc.string({ maxLength: 30 }).map((text) => text.replace(/[\r\n\0]/g, '').trim());
const hours = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 })), { maxLength: 4 })
  .map((parts) => mergeHours(parts.map(([start, end]) => ({ start, end }))));
const rooms: fc.Arbitrary<RoomFields> = fc.record({
  name: line,
  address: line,
  floor: line,
  hue: fc.integer({ min: 0, max: 360 }),
  capacity: fc.integer({ min: 0, max: 100_000 }),
  equipment: words,
  accessibility: words,
  photo: fc.constantFrom('', 'ni:///sha-256;abc', 'data:image/png;base64,AAAA'),
  note: fc.string({ maxLength: 60 }).map((text) => text.replace(/[\r\0]/g, '').trim()),
  zone: fc.constantFrom('', 'Europe/Zurich', 'Asia/Tokyo'),
  hours: fc.tuple(hours, hours, hours, hours, hours, hours, hours),
  double: fc.boolean(),
  windowDays: fc.integer({ min: 0, max: 3660 }),
  longest: fc.integer({ min: 0, max: 20_160 }),
  approval: fc.boolean(),
  releaseAfter: fc.integer({ min: 0, max: 1440 }),
  releaseDeclined: fc.boolean(),
  showWho: fc.boolean(),
});

describe('a room as text', () => {
  it('is read as it was written, whatever it says', () => {
    fc.assert(
      fc.property(rooms, (fields) => {
        expect(readRoomFields(createRoomText(fields, 'r1'), {})).toEqual(fields);
      }),
    );
  });

  it('keeps what two people change of different fields [RM1]', () => {
    fc.assert(
      fc.property(rooms, rooms, rooms, (first, second, third) => {
        const text = createRoomText(first, 'r1');
        const now = readRoomFields(text, {});
        const one = roomEdits(now, { ...now, name: second.name, equipment: second.equipment }, {});
        const two = roomEdits(now, { ...now, capacity: third.capacity, hours: third.hours }, {});
        const merged = readRoomFields(text, { ...one, ...two });
        const { name, equipment } = second;
        expect(merged).toEqual({ ...now, name, equipment, capacity: third.capacity, hours: third.hours });
      }),
    );
  });

  it('reads anything at all without losing the room [RM2]', () => {
    const hostile = [
      ...['BEGIN:VCARD', 'VERSION:4.0', 'KIND:location', 'FN:Léman', 'X-IKEBANA-CAPACITY:-5', 'X-IKEBANA-HUE:9999'],
      ...['X-IKEBANA-HOURS:1-2', 'TZ:Mars/Olympus', 'PHOTO:javascript:alert(1)', 'X-IKEBANA-LONGEST:1e9'],
      ...['X-OTHER:stays', 'END:VCARD', ''],
    ].join('\r\n');
    expect(readRoomFields(hostile, {})).toEqual({ ...emptyRoom, name: 'Léman' });
    expect(readRoomFields('', {})).toEqual(emptyRoom);
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, other) => {
        const read = readRoomFields(
          `BEGIN:VCARD\r\nX-IKEBANA-HOURS:${value}\r\nX-IKEBANA-CAPACITY:${other}\r\nEND:VCARD`,
          {},
        );
        expect(read.capacity >= 0 && read.capacity <= 100_000).toBe(true);
        expect(read.hours).toHaveLength(7);
      }),
    );
  });

  it('joins hours that overlap and leaves out what is none [RM3]', () => {
    const parts = [
      { start: 600, end: 720 },
      { start: 480, end: 660 },
      { start: 720, end: 780 },
      { start: 900, end: 800 },
      { start: -5, end: 3 },
    ];
    expect(mergeHours(parts)).toEqual([{ start: 480, end: 780 }]);
    fc.assert(
      fc.property(hours, (merged) => {
        expect(mergeHours([...merged, ...merged].reverse())).toEqual(merged);
      }),
    );
  });

  it('is duplicated under the next free number', () => {
    expect(duplicateName('Court 1', ['Court 1', 'court 2'])).toBe('Court 3');
    expect(duplicateName('Léman', ['Léman'])).toBe('Léman 2');
    expect(duplicateName('', [])).toBe('2');
  });
});

const office: RoomFields = {
  ...emptyRoom,
  zone: 'Europe/Zurich',
  hours: emptyRoom.hours.map((_, index) => (index < 5 ? [{ start: 480, end: 1080 }] : [])),
};

describe('what a room allows', () => {
  it('says why a time does not suit [RM30]', () => {
    const strict = { ...office, windowDays: 7, longest: 60 };
    const now = day(18, 8);
    expect(policyProblems(strict, { start: day(18, 9), end: day(18, 10) }, now, 'UTC')).toEqual([]);
    expect(policyProblems(strict, { start: day(18, 18), end: day(18, 20) }, now, 'UTC')).toEqual(['hours', 'longest']);
    expect(policyProblems(strict, { start: day(30, 9), end: day(30, 10) }, now, 'UTC')).toEqual(['window']);
    expect(policyProblems(emptyRoom, { start: day(22, 3), end: day(29, 3) }, now, 'UTC')).toEqual([]);
  });

  it('goes by the room’s own clock, and over midnight [RM31]', () => {
    expect(isOpen(office, { start: day(18, 7), end: day(18, 8) }, 'Asia/Tokyo')).toBe(true);
    expect(isOpen(office, { start: day(18, 6), end: day(18, 8) }, 'Asia/Tokyo')).toBe(false);
    const night = { ...office, hours: emptyRoom.hours };
    expect(isOpen(night, { start: day(18, 22), end: day(19, 4) }, 'UTC')).toBe(true);
    expect(isOpen(office, { start: day(18, 15), end: day(19, 9) }, 'UTC')).toBe(false);
    expect(isOpen(night, { start: 0, end: day(18, 1) }, 'UTC')).toBe(true);
  });
});

describe('which rooms are offered', () => {
  const [small, large, unknown, taken] = [
    room('small', { capacity: 4 }),
    room('large', { capacity: 30 }),
    room('unknown'),
    room('taken', { capacity: 2 }),
  ];
  const choices = [large, unknown, small].map((one) => choice(one));
  const clash = choice(taken, { free: false, clashCount: 1 });

  it('begins with the three last booked, then free ones by size, then the others [RM40]', () => {
    const ordered = orderRooms([clash, ...choices], ['taken', 'gone', 'large']);
    expect(ordered.last.map(({ room: { uid } }) => uid)).toEqual(['taken', 'large']);
    expect(ordered.free.map(({ room: { uid } }) => uid)).toEqual(['small', 'unknown']);
    expect(ordered.taken).toEqual([]);
    const many = Array.from({ length: 9 }, (_, index) => choice(room(`r${index}`)));
    const last = many.map(({ room: { uid } }) => uid).reverse();
    expect(orderRooms(many, last).last.map(({ room: { uid } }) => uid)).toEqual(['r8', 'r7', 'r6']);
  });

  it('shows every room exactly once, in one order whatever order they come in [RM40]', () => {
    const some = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 20 });
    fc.assert(
      fc.property(some, some, (numbers, last) => {
        const all = numbers.map((n) =>
          choice(room(`r${n}`, { capacity: n % 7 }), { free: n % 3 > 0, clashCount: n % 3 }),
        );
        const order = (list: typeof all) => {
          const {
            last: top,
            free,
            taken: rest,
          } = orderRooms(
            list,
            last.map((n) => `r${n}`),
          );
          return [...top, ...free, ...rest].map(({ room: { uid } }) => uid);
        };
        expect(order(all)).toEqual(order([...all].reverse()));
        expect(new Set(order(all))).toEqual(new Set(all.map(({ room: { uid } }) => uid)));
      }),
    );
  });

  it('does not hold back a room of unknown size [RM42], and looks for words, floor and equipment', () => {
    const one = room('one', { name: 'Salève', floor: '2', address: 'Rue du Lac 4', equipment: ['Écran'] });
    expect(suits(one, { ...noFilter, capacity: 50 })).toBe(true);
    expect(suits(small, { ...noFilter, capacity: 5 })).toBe(false);
    expect(suits(one, { ...noFilter, text: 'saleve lac' })).toBe(true);
    expect(suits(one, { ...noFilter, text: 'saleve meer' })).toBe(false);
    expect(suits(one, { ...noFilter, equipment: ['ecran'], floors: ['2'] })).toBe(true);
    expect(suits(one, { ...noFilter, accessibility: ['lift'] })).toBe(false);
    expect(vocabulary([one, room('x', { equipment: ['écran', 'Beamer'] })], 'equipment')).toEqual(['Beamer', 'Écran']);
  });

  it('offers instead of a lost room what is most like it [RM43]', () => {
    const lost = room('lost', { capacity: 6, equipment: ['video'], floor: '3', address: 'Lac 4' });
    const like = choice(room('like', { capacity: 8, equipment: ['video'], floor: '3', address: 'Lac 4' }));
    const far = choice(room('far', { capacity: 6, equipment: ['video'], address: 'Elsewhere' }));
    const bare = choice(room('bare', { capacity: 6, floor: '3', address: 'Lac 4' }));
    const found = alternatives(lost, [bare, far, choice(small), clash, like, choice(lost)]);
    expect(found.map(({ room: { uid } }) => uid)).toEqual(['like', 'far', 'bare']);
  });

  it('remembers who was booked when, and nothing else', () => {
    const settings = [
      { name: 'room-booked/a', value: '5' },
      { name: 'room-booked/b', value: '9' },
      { name: 'room-booked/c', value: '"never"' },
      { name: 'theme', value: '99' },
    ];
    expect(readLastBooked(settings)).toEqual(['b', 'a']);
  });
});

describe('an event in a room', () => {
  const leman = room('leman', { name: 'Léman', floor: '3rd floor' });
  const jura = room('jura', { name: 'Jura' });

  it('has the room as a guest of its own kind and as its place [RM60]', () => {
    const guest = newAttendee('mailto:ada@example.org');
    const placed = withRooms({ ...emptyEventFields, attendees: [guest] }, [], [leman]);
    expect(placed.attendees).toEqual([guest, roomAttendee(leman)]);
    expect(placed.location).toBe(roomPlace(leman));
    const moved = withRooms(placed, [leman], [jura], new Set(['jura']));
    expect(moved.location).toBe('Jura');
    expect(moved.attendees[1]).toMatchObject({ kind: 'ROOM', status: 'NEEDS-ACTION', address: 'urn:uuid:jura' });
    expect(withRooms(moved, [jura], [])).toMatchObject({ attendees: [guest], location: '' });
  });

  it('keeps a place that the person wrote [RM60]', () => {
    const own = { ...emptyEventFields, location: 'By the lake' };
    expect(withRooms(own, [], [leman]).location).toBe('By the lake');
  });
});
