// Who has the rooms in sight, asked for page by page.
import { expect } from 'chai';
import { BookingsInSight, PAGE } from '../../src/components/rooms/bookings-in-sight.js';
import type { RoomBooking } from '../../src/domain/rooms/room-query.js';

const uids = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `r${from + n}`);
const bookingOf = (room: string, title: string) =>
  ({ key: room, room, uid: room, start: 0, end: 1, state: 'held', title, by: '', odd: [] }) as unknown as RoomBooking;

function watched() {
  const open = new Map<string, (bookings: readonly RoomBooking[]) => void>();
  const asked: (readonly string[])[] = [];
  const host = {
    addController() {},
    removeController() {},
    requestUpdate() {},
    updateComplete: Promise.resolve(true),
  };
  const sight = new BookingsInSight(host, (rooms) => ({
    subscribe({ next }) {
      asked.push(rooms);
      open.set(rooms.join(' '), next);
      return { unsubscribe: () => void open.delete(rooms.join(' ')) };
    },
  }));
  sight.hostConnected();
  const answer = (rooms: readonly string[], title: string) =>
    open.get(rooms.join(' '))?.(rooms.map((room) => bookingOf(room, title)));
  return { sight, open, asked, answer };
}

describe('bookings in sight', () => {
  it('asks for what comes into sight, and not again for what is there', () => {
    const { sight, open, asked, answer } = watched();
    sight.see(uids(0, 2 * PAGE));
    expect(asked).to.deep.equal([uids(0, PAGE), uids(PAGE, 2 * PAGE)]);
    answer(uids(PAGE, 2 * PAGE), 'A');
    const kept = sight.value.get('r8');
    sight.see(uids(PAGE, 3 * PAGE));
    expect(asked).to.have.length(3);
    expect(asked.at(-1)).to.deep.equal(uids(2 * PAGE, 3 * PAGE));
    expect([...open.keys()]).to.have.length(2);
    answer(uids(2 * PAGE, 3 * PAGE), 'B');
    expect(sight.value.get('r8')).to.equal(kept);
    expect([...sight.value.keys()]).to.have.members(uids(PAGE, 3 * PAGE));
  });

  it('lets other questions wait until those in sight are answered', () => {
    const { sight, answer } = watched();
    const ran: string[] = [];
    sight.afterwards(() => ran.push('first'));
    expect(ran).to.deep.equal(['first']);
    sight.see(uids(0, 2 * PAGE));
    for (const name of ['older', 'newer']) sight.afterwards(() => ran.push(name));
    answer(uids(0, PAGE), 'A');
    expect(ran).to.deep.equal(['first']);
    answer(uids(PAGE, 2 * PAGE), 'A');
    expect(ran).to.deep.equal(['first', 'newer']);
    answer(uids(0, PAGE), 'B');
    expect(ran).to.have.length(2);
  });

  it('keeps what it knows until something newer is there, and the same list where it says the same', () => {
    const { sight, asked, answer } = watched();
    sight.see(uids(0, PAGE));
    answer(uids(0, PAGE), 'A');
    const kept = sight.value.get('r3');
    sight.refresh();
    expect(asked).to.have.length(2);
    expect(sight.value.get('r3')).to.equal(kept);
    answer(uids(0, PAGE), 'A');
    expect(sight.value.get('r3')).to.equal(kept);
    answer(uids(0, PAGE), 'B');
    expect(sight.value.get('r3')?.[0]?.title).to.equal('B');
  });

  it('asks nothing while its host is away', () => {
    const { sight, open, asked } = watched();
    sight.see(uids(0, PAGE));
    sight.hostDisconnected();
    expect(open.size).to.equal(0);
    sight.see(uids(0, 2 * PAGE));
    expect(asked).to.have.length(1);
    sight.hostConnected();
    expect(asked).to.have.length(3);
  });
});
