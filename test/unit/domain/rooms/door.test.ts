// A room at a moment, and what its door tells (docs/rules/rooms.md RM70–RM75).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doorBoard, doorToText, readDoor } from '../../../../src/domain/rooms/door-board.js';
import { doorState } from '../../../../src/domain/rooms/door-state.js';
import type { RoomFields } from '../../../../src/domain/rooms/room.js';
import { roomMoment, walkIn } from '../../../../src/domain/rooms/room-moment.js';
import type { BookingClaim } from '../../../../src/domain/rooms/settle-bookings.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';
import { room } from '../../../support/fake-rooms.js';

const at = (hour: number, minute = 0) => Date.UTC(2026, 10, 18, hour, minute);
const office = Array.from({ length: 7 }, () => [{ start: 8 * 60, end: 18 * 60 }]);
const claim = (uid: string, from: number, to: number, more: Partial<BookingClaim> = {}) => ({
  ...{
    key: uid,
    uid,
    start: at(from),
    end: at(to),
    local: `20261118T${from}0000`,
    cancelled: false,
    title: `About ${uid}`,
  },
  mark: { by: `Person ${uid}`, account: 'a'.repeat(64), at: 1 },
  ...more,
});
const board = (fields: Partial<RoomFields>, claims: readonly ReturnType<typeof claim>[], withWho = true) =>
  doorBoard(room('amber', { zone: 'UTC', ...fields }), claims, {
    ...{ asOf: at(0) as EpochMs, withWho },
    uidOf: (uid) => `x-${uid}`,
  });
const shown = (fields: Partial<RoomFields>, claims: readonly ReturnType<typeof claim>[], now: number) => {
  const { kind, current, until, next } = doorState(board(fields, claims), now, 'UTC');
  return [kind, until === undefined ? '' : new Date(until).toISOString().slice(11, 16), current.length, next.length];
};

describe('what a door tells', () => {
  it('[RM70] is who and what only where the room and whoever switched it on say so, and never an account or a name of an event', () => {
    const claims = [claim('one', 10, 11)];
    const open = board({}, claims);
    expect(open.bookings).toMatchObject([{ title: 'About one', mark: { by: 'Person one' } }]);
    for (const quiet of [board({ showWho: false }, claims), board({}, claims, false)])
      expect(quiet.bookings).toMatchObject([{ title: '', mark: { by: '' }, start: at(10), end: at(11) }]);
    const text = doorToText(open);
    for (const secret of ['aaaa', '"one"', 'list', 'cal-amber']) expect(text).not.toContain(secret);
  });

  it('is read as it was written', () => {
    const times = fc.tuple(
      fc.integer({ min: 0, max: 22 }),
      fc.integer({ min: 1, max: 23 }),
      fc.string({ maxLength: 20 }),
    );
    fc.assert(
      fc.property(
        fc.array(times, { maxLength: 8 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 90 }),
        (all, double, wait) => {
          const claims = all.map(([from, length, title], index) =>
            claim(`u${index}`, from, from + length, { place: index, title } as never),
          );
          const made = board({ double, releaseAfter: wait, hours: office, floor: '3rd' }, claims);
          expect(readDoor(doorToText(made))).toEqual(made);
        },
      ),
    );
  });

  it('is nothing, or what is good of it, whatever somebody wrote', () => {
    for (const text of ['', 'null', '[]', '{}', '{"door":2}', `{"door":1,"x":"${'x'.repeat(2_000_001)}"}`])
      expect(readDoor(text)).toBeUndefined();
    fc.assert(
      fc.property(fc.json(), fc.json(), (bookings, hours) => {
        const read = readDoor(`{"door":1,"name":5,"zone":"Mars/North","bookings":[${bookings}],"hours":${hours}}`)!;
        expect(read).toMatchObject({ name: '', zone: '' });
        expect(() => doorState(read, at(10), 'UTC')).not.toThrow();
      }),
    );
    const many = { ...board({}, []), bookings: Array.from({ length: 2001 }, (_, n) => claim(`u${n}`, 1, 2)) };
    expect(readDoor(doorToText(many))?.bookings).toHaveLength(2000);
  });
});

describe('a room at a moment', () => {
  it('[RM72] is taken until the end of what follows without a gap, free until the next booking or until it closes', () => {
    const claims = [claim('one', 10, 11), claim('two', 11, 12), claim('three', 14, 15)];
    expect(shown({}, claims, at(10, 30))).toEqual(['busy', '12:00', 1, 2]);
    expect(shown({}, claims, at(12))).toEqual(['free', '14:00', 0, 1]);
    expect(shown({}, claims, at(15))).toEqual(['free', '', 0, 0]);
    expect(shown({ hours: office }, claims, at(15))).toEqual(['free', '18:00', 0, 0]);
    expect(shown({ hours: office }, claims, at(7))).toEqual(['closed', '08:00', 0, 3]);
    expect(shown({ hours: office }, claims, at(18))).toEqual(['closed', '', 0, 0]);
    expect(shown({ hours: office }, [claim('late', 19, 20)], at(19))).toEqual(['busy', '20:00', 1, 0]);
  });

  it('[RM71] is free again when nobody has come, and then of whoever lost it before', () => {
    const claims = [claim('one', 10, 12, { place: 1 }), claim('two', 11, 13, { place: 2 })];
    expect(shown({ releaseAfter: 15 }, claims, at(10, 10))).toEqual(['busy', '12:00', 1, 0]);
    expect(shown({ releaseAfter: 15 }, claims, at(10, 15))).toEqual(['free', '11:00', 0, 1]);
    const here = { ...claims[0]!, mark: { ...claims[0]!.mark!, checkIns: [claims[0]!.local] } };
    expect(shown({ releaseAfter: 15 }, [here, claims[1]!], at(11, 30))).toEqual(['busy', '12:00', 1, 0]);
  });

  it('has its days and hours in its own zone', () => {
    const tokyo = { zone: 'Asia/Tokyo', hours: office };
    expect(roomMoment(tokyo, [], at(8, 30), 'UTC')).toMatchObject({ kind: 'free', until: at(9) });
    expect(roomMoment(tokyo, [], at(9), 'UTC').kind).toBe('closed');
    // 23:30 there; what begins after its midnight is tomorrow's.
    expect(
      roomMoment({ ...tokyo, hours: room('x').hours }, [{ start: at(15), end: at(16) }], at(14, 30), 'UTC').next,
    ).toEqual([]);
  });

  it('[RM75] is booked from this minute to a half or full hour, as far as it is free and allowed', () => {
    const minutes = (fields: { longest: number }, now: number, until?: number) => {
      const slot = walkIn(fields, until === undefined ? {} : { until }, now);
      return [slot.start, slot.end].map((time) => new Date(time).toISOString().slice(11, 19));
    };
    expect(minutes({ longest: 0 }, at(10) + 20_000)).toEqual(['10:00:00', '10:30:00']);
    expect(minutes({ longest: 0 }, at(10, 5))).toEqual(['10:05:00', '11:00:00']);
    expect(minutes({ longest: 0 }, at(10, 5), at(10, 20))).toEqual(['10:05:00', '10:20:00']);
    expect(minutes({ longest: 30 }, at(10, 5))).toEqual(['10:05:00', '10:35:00']);
  });
});
