// docs/rules/rooms.md, RM10–RM24: bookings and who holds the room.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventText } from '../../../../src/domain/calendar/create-event-text.js';
import { newAttendee } from '../../../../src/domain/calendar/event-fields.js';
import { applyEdits } from '../../../../src/domain/items/apply-edits.js';
import {
  bookingOf,
  claimedBy,
  followingEdits,
  isOrganised,
  readBookingMark,
  roomsNamed,
} from '../../../../src/domain/rooms/booking.js';
import { roomAttendee } from '../../../../src/domain/rooms/event-rooms.js';
import { emptyRoom } from '../../../../src/domain/rooms/room.js';
import {
  type BookingClaim,
  holdsRoom,
  overlaps,
  settleBookings,
} from '../../../../src/domain/rooms/settle-bookings.js';
import type { EpochMs } from '../../../../src/domain/time/types.js';
import { eventFields } from '../../../support/fields.js';

const now = Date.UTC(2026, 10, 18, 9) as EpochMs;
const booker = { name: 'Ada', account: 'aa', at: now };
const leman = roomAttendee({ uid: 'leman', name: 'Léman', floor: '', address: '' });
const text = (fields: Parameters<typeof eventFields>[0]) =>
  createEventText(eventFields({ attendees: [leman], title: 'Review', ...fields }), { uid: 'e1', now });
const own = ['mailto:ada@example.org'];

describe('a booking', () => {
  it('is the time and title of the event, and follows its edits [RM10]', () => {
    const event = { text: text({ description: 'Secret plans', rrule: 'FREQ=WEEKLY;COUNT=4' }), edits: {} };
    const booking = bookingOf(event, 'leman', booker, own)!;
    expect(booking.text).toContain('SUMMARY:Review');
    expect(booking.text).toContain('RRULE:FREQ=WEEKLY');
    expect(booking.text).not.toMatch(/Secret|ATTENDEE/);
    const edits = {
      'EXDATE;20261125T140000': 'EXDATE:20261125T140000',
      DESCRIPTION: 'DESCRIPTION:More',
      SUMMARY: 'SUMMARY:Talk',
    };
    const after = bookingOf({ ...event, edits }, 'leman', booker, own)!;
    expect(after.text).toBe(booking.text);
    expect(Object.keys(after.edits).sort()).toEqual(['EXDATE;20261125T140000', 'SUMMARY']);
    const decided = { ...after.edits, 'X-IKEBANA-ROOM-STATE': 'X-IKEBANA-ROOM-STATE:APPROVED' };
    expect(followingEdits(decided, booking.edits)).toEqual({ 'EXDATE;20261125T140000': null, SUMMARY: null });
  });

  it('is made by the organiser only [RM11]', () => {
    const guests = { text: text({ organizer: 'mailto:eve@example.org' }), edits: {} };
    expect(isOrganised(guests, own)).toBe(false);
    expect(isOrganised({ text: text({ organizer: 'mailto:ada@example.org' }), edits: {} }, own)).toBe(true);
    expect(isOrganised({ text: text({}), edits: {} }, [])).toBe(true);
  });

  it('tells no title of a private event, and of occurrences only those in the room [RM12]', () => {
    const event = { text: text({ visibility: 'PRIVATE', rrule: 'FREQ=WEEKLY;COUNT=4' }), edits: {} };
    const hidden = bookingOf(event, 'leman', booker, own)!;
    expect(applyEdits(hidden.text, hidden.edits)).not.toContain('Review');
    const later = { ...event, edits: { '@20261125T140000 ATTENDEE;urn:uuid:leman': '' } };
    expect(bookingOf(later, 'leman', booker, own)!.edits).toHaveProperty('EXDATE;20261125T140000');
    const elsewhere = { '@20261125T140000 ATTENDEE;urn:uuid:jura': 'ATTENDEE;CUTYPE=ROOM:urn:uuid:jura' };
    const plain = { text: text({ rrule: 'FREQ=WEEKLY;COUNT=4', attendees: [] }), edits: elsewhere };
    const start = /DTSTART[^:]*:(\S+)/.exec(plain.text)?.[1] ?? '';
    const named = { ...plain, edits: { [`@${start} ATTENDEE;urn:uuid:jura`]: 'ATTENDEE;CUTYPE=ROOM:urn:uuid:jura' } };
    expect(bookingOf(named, 'jura', booker, own)?.text).toMatch(/RECURRENCE-ID/);
    expect(bookingOf(named, 'leman', booker, own)).toBeUndefined();
    expect([...roomsNamed(named)]).toEqual(['jura']);
  });

  it('says when all guests have declined [RM14]', () => {
    const guest = (status: 'DECLINED' | 'ACCEPTED') => ({ ...newAttendee('mailto:bob@example.org'), status });
    const declined = { text: text({ attendees: [leman, guest('DECLINED')] }), edits: {} };
    const booking = bookingOf(declined, 'leman', booker, own)!;
    expect(readBookingMark(applyEdits(booking.text, booking.edits))).toMatchObject({
      declined: true,
      by: 'Ada',
      account: 'aa',
      at: now,
    });
    const coming = bookingOf(
      { text: text({ attendees: [leman, guest('ACCEPTED')] }), edits: {} },
      'leman',
      booker,
      own,
    )!;
    expect(readBookingMark(coming.text)?.declined).toBeUndefined();
  });

  it('gets a new place in the order with another time only [RM20]', () => {
    expect([...claimedBy(['a', 'b\nDTSTART', 'c\nSUMMARY', 'd\ndeleted', 'e\n@20261125T140000 DURATION'])]).toEqual([
      'a',
      'b',
      'd',
      'e',
    ]);
  });
});

const hour = 3_600_000;
const claim = (uid: string, start: number, end: number, rest: Partial<BookingClaim> = {}): BookingClaim => ({
  ...{ key: `${uid}/${start}`, uid, start: start * hour, end: end * hour, local: `${start}`, cancelled: false },
  mark: { by: uid, account: '', at: 0 },
  ...rest,
});
const states = (claims: readonly BookingClaim[], policies: Partial<typeof emptyRoom> = {}, at = 0) =>
  Object.fromEntries(
    [...settleBookings(claims, { ...emptyRoom, ...policies }, at)].map(([key, { state }]) => [key, state]),
  );

const claims = fc.array(
  fc.record({
    uid: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    start: fc.integer({ min: 0, max: 30 }),
    length: fc.integer({ min: 1, max: 6 }),
    place: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
  }),
  { maxLength: 24 },
);
/** One place for each booking, as it has in a log. */
const placed = (raw: readonly { uid: string; start: number; length: number; place?: number | undefined }[]) => {
  const places = new Map<string, number | undefined>();
  for (const { uid, place } of raw) if (!places.has(uid)) places.set(uid, place);
  const all = raw.map(({ uid, start, length }) => {
    const place = places.get(uid);
    return claim(uid, start, start + length, place === undefined ? {} : { place });
  });
  return [...new Map(all.map((one) => [one.key, one])).values()];
};

describe('who holds a room', () => {
  it('is the earlier entry in the relay’s order, before what no relay has ordered [RM21]', () => {
    const [first, second] = [claim('late-uid', 9, 10, { place: 4 }), claim('early-uid', 9, 10, { place: 7 })];
    expect(states([second, first])).toEqual({ 'late-uid/9': 'held', 'early-uid/9': 'lost' });
    const waiting = claim('a', 9, 10, { mark: { by: '', account: '', at: -1 } });
    expect(states([waiting, second])).toEqual({ 'early-uid/9': 'held', 'a/9': 'lost' });
    expect(settleBookings([first, second], emptyRoom, 0).get('early-uid/9')).toEqual({
      state: 'lost',
      to: 'late-uid/9',
    });
  });

  it('is the same whatever order the bookings are read in, and never two [RM21] [RM22]', () => {
    fc.assert(
      fc.property(claims, fc.infiniteStream(fc.nat()), (raw, dice) => {
        const all = placed(raw);
        const settled = settleBookings(all, emptyRoom, 0);
        const shuffled = [...all].map((one) => ({ one, at: dice.next().value as number })).sort((a, b) => a.at - b.at);
        expect(
          new Map(
            settleBookings(
              shuffled.map(({ one }) => one),
              emptyRoom,
              0,
            ),
          ),
        ).toEqual(new Map([...settled]));
        const held = all.filter(({ key }) => holdsRoom(settled.get(key)!.state));
        for (const one of held)
          for (const other of held) expect(one.uid !== other.uid && overlaps(one, other)).toBe(false);
        // Nobody loses for nothing: who lost shares time with one who holds.
        for (const one of all) {
          const { state, to } = settled.get(one.key)!;
          if (state !== 'lost') continue;
          expect(held.some((other) => other.key === to && overlaps(one, other))).toBe(true);
        }
      }),
    );
  });

  it('loses single occurrences, not the series [RM22]', () => {
    const series = [9, 33, 57].map((start) => claim('series', start, start + 1, { place: 9 }));
    expect(states([...series, claim('one', 33, 34, { place: 2 })])).toEqual({
      'series/9': 'held',
      'series/33': 'lost',
      'series/57': 'held',
      'one/33': 'held',
    });
  });

  it('is nobody who cancelled, was declined, or did not come [RM23]', () => {
    const gone = claim('gone', 9, 10, { place: 1, cancelled: true });
    const refused = claim('refused', 9, 10, { place: 2, mark: { by: '', account: '', at: 0, state: 'declined' } });
    const alone = claim('alone', 9, 10, { place: 3, mark: { by: '', account: '', at: 0, declined: true } });
    const next = claim('next', 9, 10, { place: 4 });
    expect(states([gone, refused, alone, next], { releaseDeclined: true })).toMatchObject({
      ...{ 'gone/9': 'cancelled', 'refused/9': 'declined', 'alone/9': 'released', 'next/9': 'held' },
    });
    expect(states([alone, next])).toEqual({ 'alone/9': 'held', 'next/9': 'lost' });
    const release = { releaseAfter: 15 };
    expect(states([next], release, 9 * hour + 14 * 60_000)).toEqual({ 'next/9': 'held' });
    expect(states([next], release, 9 * hour + 15 * 60_000)).toEqual({ 'next/9': 'released' });
    const here = claim('here', 9, 10, { mark: { by: '', account: '', at: 0, checkIns: ['9'] } });
    expect(states([here], release, 11 * hour)).toEqual({ 'here/9': 'held' });
    const other = claim('other', 9, 10);
    expect(states([{ ...other, mark: undefined as never }], release, 11 * hour)).toEqual({ 'other/9': 'held' });
  });

  it('waits for a yes, and keeps others out meanwhile [RM23]', () => {
    const [first, second] = [claim('a', 9, 10, { place: 1 }), claim('b', 9, 10, { place: 2 })];
    expect(states([first, second], { approval: true })).toEqual({ 'a/9': 'waiting', 'b/9': 'lost' });
    const agreed = { ...first, mark: { ...first.mark!, state: 'approved' as const } };
    expect(states([agreed], { approval: true })).toEqual({ 'a/9': 'held' });
  });

  it('is everybody where a room allows it, and each is told [RM24]', () => {
    const three = [claim('a', 9, 11), claim('b', 10, 12), claim('c', 12, 13)];
    expect(states(three, { double: true })).toEqual({ 'a/9': 'shared', 'b/10': 'shared', 'c/12': 'held' });
  });
});
